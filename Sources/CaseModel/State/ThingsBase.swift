extension Things {
    /// Things that lie in memory and never change.
    final class Base: Sendable {
        /// For each symbol the number of the thing, from 1, or 0.
        let numbers: Flat<UInt32>
        let symbols: Flat<UInt32>
        let kinds: Flat<UInt16>
        /// Where in `definitions` those of each end.
        let ends: Flat<UInt32>
        let definitions: Flat<UInt64>
        let definitionKinds: Flat<UInt8>

        init(
            numbers: Flat<UInt32>, symbols: Flat<UInt32>, kinds: Flat<UInt16>, ends: Flat<UInt32>,
            definitions: Flat<UInt64>, definitionKinds: Flat<UInt8>
        ) {
            self.numbers = numbers
            self.symbols = symbols
            self.kinds = kinds
            self.ends = ends
            self.definitions = definitions
            self.definitionKinds = definitionKinds
        }

        func find(_ symbol: Symbol) -> Int? {
            guard Int(symbol.index) < numbers.count else { return nil }
            let number = Int(numbers[Int(symbol.index)])
            return number == 0 ? nil : number - 1
        }

        func definitions(_ index: Int) -> [CaseState.Definition] {
            ((index == 0 ? 0 : Int(ends[index - 1]))..<Int(ends[index])).compactMap { at in
                EntityKind(rawValue: definitionKinds[at]).map {
                    CaseState.Definition(kind: $0, id: EventID(packed: definitions[at]))
                }
            }
        }
    }
}
