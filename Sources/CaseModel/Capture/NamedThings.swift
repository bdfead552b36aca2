/// What entries can name, as lists and buttons offer it: what is used often and lately first.
extension CapturedNames {
    /// Something with a name.
    package struct Named: Sendable, Equatable {
        package let id: String
        package let name: String
        /// As the vocabulary calls it, or the kind of a code.
        package let kind: String
        package let uses: Int
    }

    /// Everything of some kinds.
    package func named(_ kinds: EntityKinds) -> [Named] {
        let fitting = known.values.filter { !$0.kinds.isDisjoint(with: kinds) }
        return inOrder(fitting.map { ("@" + $0.id, Named($0, uses["@" + $0.id]?.count ?? 0)) })
    }

    package var namedCodes: [Named] {
        inOrder(
            codes.map { code, kind in
                let name = code.replacing("-", with: " ")
                return (
                    "#" + code, Named(id: code, name: name, kind: kind.rawValue, uses: uses["#" + code]?.count ?? 0)
                )
            })
    }

    private func inOrder(_ all: [(mention: String, named: Named)]) -> [Named] {
        all.map { (weight: weight($0.mention), named: $0.named) }
            .sorted { ($1.weight, $0.named.name, $0.named.id) < ($0.weight, $1.named.name, $1.named.id) }.map(\.named)
    }

    /// Counts what a stored event names as used.
    package mutating func useNames(in line: [UInt8]) {
        guard let data = (try? JSONParser.parse(line))?["data"] else { return }
        var mentions: [String] = []
        collect(data, &mentions)
        use(mentions)
    }

    private func collect(_ value: JSONValue, _ mentions: inout [String]) {
        if let text = value.string {
            if known[text] != nil { mentions.append("@" + text) }
            if codes[text] != nil { mentions.append("#" + text) }
        }
        for element in value.array ?? [] { collect(element, &mentions) }
        for member in value.members ?? [] { collect(member.value, &mentions) }
    }
}

extension CapturedNames.Named {
    fileprivate init(_ known: CapturedNames.Known, _ uses: Int) {
        self.init(id: known.id, name: known.name, kind: known.kinds.oneInWords, uses: uses)
    }
}
