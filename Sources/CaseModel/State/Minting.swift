/// The identifiers of people that were minted, so that none is given twice and each stays with its line.
struct Minting: Sendable {
    /// Larger numbers in identifiers that people chose themselves are not counted on from.
    private static let digitsMax = 6

    private var byEvent: [EventID: String] = [:]
    private var highest = 0
    /// How many of the state's people were looked at.
    private var seen = 0

    /// The identifier of the person that a line makes known; the same whenever the line is made again.
    mutating func identifier(for id: EventID, _ state: CaseState, _ names: Names) -> String {
        if let minted = byEvent[id] { return minted }
        for symbol in state.people[seen...] {
            let digits = names.text(symbol).dropFirst()
            guard names.text(symbol).hasPrefix("p"), digits.utf8.count <= Self.digitsMax,
                let number = Int(digits)
            else { continue }
            highest = max(highest, number)
        }
        seen = state.people.count
        highest += 1
        let minted = "p" + (highest < 10 ? "0" : "") + String(highest)
        byEvent[id] = minted
        return minted
    }

    /// Takes back what a line was given that was refused.
    mutating func forget(_ id: EventID) { byEvent[id] = nil }
}

extension CaseHistory {
    /// The fields whose identifiers are minted when they are left out: those of people, which should tell nothing.
    private static let mintedFields: [EventType: String] = [
        .personIdentified: "person", .participantRecruited: "participant",
    ]

    /// Gives a person without an identifier the next one: `p01`, `p02`, …
    mutating func mintIdentifier(_ line: inout JSONValue, for id: EventID) {
        guard let type = line["type"]?.string.flatMap(EventType.init(rawValue:)), let field = Self.mintedFields[type],
            case .object(var members) = line, let index = members.firstIndex(where: { $0.key == "data" }),
            case .object(var fields) = members[index].value, !fields.contains(where: { $0.key == field })
        else { return }
        let minted = minting.identifier(for: id, state, tables.names)
        fields.insert(JSONValue.Member(key: field, value: .string(minted)), at: 0)
        members[index].value = .object(fields)
        line = .object(members)
    }
}
