extension CaseHistory {
    /// A line that identifies a person without saying under which identifier gets one: `p01`, or the next that is free.
    ///
    /// - Parameter id: the event that the line becomes; read again, it keeps the identifier that it has made known.
    func withPerson(_ line: JSONValue, _ id: EventID) -> JSONValue {
        guard line["type"]?.string == EventType.personIdentified.rawValue, let data = line["data"]?.members,
            !data.contains(where: { $0.key == "person" }), case .object(var members) = line
        else { return line }
        let person = JSONValue.Member(key: "person", value: .string(state.person(of: id, tables) ?? freePerson()))
        for index in members.indices where members[index].key == "data" {
            members[index].value = .object([person] + data)
        }
        return .object(members)
    }

    private func freePerson() -> String {
        var number = 1
        while true {
            let name = "p" + (number < 10 ? "0" : "") + String(number)
            guard let symbol = tables.names.find(name), state.entity(symbol) != nil else { return name }
            number += 1
        }
    }
}

extension CaseState {
    /// The person that an event has made known.
    fileprivate func person(of id: EventID, _ tables: Tables) -> String? {
        entities.first { $0.definitions.contains(Definition(kind: .person, id: id)) }.map { tables.names.text($0.symbol) }
    }
}
