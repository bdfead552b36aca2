extension CaseHistory {
    /// The fields whose identifiers are minted when they are left out: those of people, which should tell nothing.
    private static let mintedFields: [EventType: String] = [
        .personIdentified: "person", .participantRecruited: "participant",
    ]

    /// Gives a person without an identifier the next free one: `p01`, `p02`, …
    func mintIdentifier(_ line: inout JSONValue, for id: EventID) {
        guard let type = line["type"]?.string.flatMap(EventType.init(rawValue:)), let field = Self.mintedFields[type],
            case .object(var members) = line, let index = members.firstIndex(where: { $0.key == "data" }),
            case .object(var fields) = members[index].value, !fields.contains(where: { $0.key == field })
        else { return }
        fields.insert(JSONValue.Member(key: field, value: .string(mintedIdentifier(for: id))), at: 0)
        members[index].value = .object(fields)
        line = .object(members)
    }

    private func mintedIdentifier(for id: EventID) -> String {
        var highest = 0
        for entity in state.entities where !entity.definitions.isEmpty {
            let name = tables.names.text(entity.symbol)
            // Making the line of an event again must not mint again.
            if entity.definitions.contains(where: { $0.id == id }) { return name }
            guard name.hasPrefix("p"), let number = Int(name.dropFirst()) else { continue }
            highest = max(highest, number)
        }
        let digits = String(highest + 1)
        return "p" + (digits.count < 2 ? "0" : "") + digits
    }
}
