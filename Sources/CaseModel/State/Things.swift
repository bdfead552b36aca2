/// What the identifiers of a case stand for: for each the events that make it known.
struct Things: Sendable {
    struct Thing: Sendable {
        let symbol: Symbol
        /// Nearly every thing is made known by one event, for which no array is allocated.
        private var first: CaseState.Definition?
        private var others: [CaseState.Definition] = []

        init(_ symbol: Symbol, _ definitions: [CaseState.Definition] = []) {
            self.symbol = symbol
            self.definitions = definitions
        }

        /// By their ids, whatever can be known of them at the date asked for.
        var definitions: [CaseState.Definition] {
            get { first.map { [$0] + others } ?? [] }
            set {
                first = newValue.first
                others = newValue.count > 1 ? Array(newValue.dropFirst()) : []
            }
        }

        var kinds: EntityKinds {
            others.reduce(into: first.map { EntityKinds($0.kind) } ?? []) { $0.insert(EntityKinds($1.kind)) }
        }

        mutating func add(_ definition: CaseState.Definition) {
            guard first != nil else {
                first = definition
                return
            }
            var all = definitions
            all.insert(definition, at: all.firstIndex { $0.id > definition.id } ?? all.count)
            definitions = all
        }

        func forEachDefinition(_ body: (CaseState.Definition) -> Void) {
            if let first { body(first) }
            others.forEach(body)
        }

        mutating func remove(_ id: EventID) {
            if first?.id == id || others.contains(where: { $0.id == id }) { definitions.removeAll { $0.id == id } }
        }
    }

    private let base: Base?
    private var numbers: [UInt32] = []
    private var own: [Thing] = []

    init(_ base: Base? = nil) { self.base = base }

    subscript(symbol: Symbol) -> Thing? {
        if let number = number(symbol) { return own[number] }
        guard let base, let index = base.find(symbol) else { return nil }
        return Thing(symbol, base.definitions(index))
    }

    /// What an identifier stands for; empty where nothing makes it known.
    func kinds(_ symbol: Symbol) -> EntityKinds {
        if let number = number(symbol) { return own[number].kinds }
        guard let base, let index = base.find(symbol) else { return [] }
        return EntityKinds(rawValue: base.kinds[index])
    }

    /// The things of some kinds, in no order.
    func symbols(of kinds: EntityKinds) -> [Symbol] {
        var found: [Symbol] = []
        if let base {
            for index in 0..<base.symbols.count where base.kinds[index] & kinds.rawValue != 0 {
                let symbol = Symbol(index: base.symbols[index])
                if number(symbol) == nil { found.append(symbol) }
            }
        }
        for thing in own where !thing.kinds.isDisjoint(with: kinds) { found.append(thing.symbol) }
        return found
    }

    /// Everything, in no order, where `cursor` is nil; else what is new since it was told. A history that is read on
    /// only adds.
    func symbols(after cursor: inout Int?) -> [Symbol] {
        defer { cursor = own.count }
        guard let start = cursor else { return symbols(of: .anything) }
        return own[min(start, own.count)...].map(\.symbol)
    }

    mutating func change(_ symbol: Symbol, _ body: (inout Thing) -> Void) {
        if let number = number(symbol) { return body(&own[number]) }
        while numbers.count <= Int(symbol.index) { numbers.append(0) }
        own.append(self[symbol] ?? Thing(symbol))
        numbers[Int(symbol.index)] = UInt32(own.count)
        body(&own[own.count - 1])
    }

    /// Adds the things of another history, which was read from nothing.
    mutating func merge(_ other: Things, _ renumbering: Renumbering) {
        for thing in other.own {
            change(renumbering[thing.symbol]) { known in
                thing.forEachDefinition { known.add(CaseState.Definition(kind: $0.kind, id: renumbering[$0.id])) }
            }
        }
    }

    func write(to facts: inout FactsWriter, symbolCount: Int) throws {
        var numbers = [UInt32](repeating: 0, count: symbolCount)
        var (known, kinds, ends): ([UInt32], [UInt16], [UInt32]) = ([], [], [])
        var (definitions, definitionKinds): ([UInt64], [UInt8]) = ([], [])
        for symbol in symbols(of: .anything) {
            guard let thing = self[symbol] else { continue }
            known.append(symbol.index)
            numbers[Int(symbol.index)] = UInt32(known.count)
            kinds.append(thing.kinds.rawValue)
            definitions += thing.definitions.map(\.id.packed)
            definitionKinds += thing.definitions.map(\.kind.rawValue)
            ends.append(UInt32(definitions.count))
        }
        try facts.add(numbers)
        try facts.add(known)
        try facts.add(kinds)
        try facts.add(ends)
        try facts.add(definitions)
        try facts.add(definitionKinds)
    }

    init?(_ facts: inout FactsReader) {
        guard let numbers: Flat<UInt32> = facts.take(), let symbols: Flat<UInt32> = facts.take(),
            let kinds: Flat<UInt16> = facts.take(), let ends: Flat<UInt32> = facts.take(),
            let definitions: Flat<UInt64> = facts.take(), let definitionKinds: Flat<UInt8> = facts.take(),
            symbols.count == kinds.count, symbols.count == ends.count, definitions.count == definitionKinds.count,
            ends.last ?? 0 == definitions.count
        else { return nil }
        self.init(
            Base(
                numbers: numbers, symbols: symbols, kinds: kinds, ends: ends, definitions: definitions,
                definitionKinds: definitionKinds))
    }

    private func number(_ symbol: Symbol) -> Int? {
        guard Int(symbol.index) < numbers.count, numbers[Int(symbol.index)] != 0 else { return nil }
        return Int(numbers[Int(symbol.index)]) - 1
    }
}
