extension CaseHistory {
    /// Judges the corrected event at its own place, as if the mistaken one had never been.
    mutating func decideCorrection(
        _ correction: Event, of id: EventID, line: [UInt8], _ fetch: Fetch
    ) throws -> [Objection] {
        guard let stored = try fetch(id, &self) else { return [] }
        guard case .event(let original, let canonical) = read(stored, id: id) else {
            let message = "\(tables.text(id)) is of a type that this version does not know, so it cannot correct it."
            return [Objection(kind: .contradiction, field: "event", message: message)]
        }
        if let objection = objection(toCleared: correction, of: original) { return [objection] }
        var current = (event: original, line: canonical)
        if case .corrected(let line) = version(of: id, stored: { canonical }),
            case .event(let event, _) = read(line, id: id)
        {
            current = (event, line)
        }
        guard let corrected = Self.apply(line, to: current.line, of: id, &tables) else {
            let message =
                "What it makes of \(tables.text(id)) is no event of its type. Look at the fields that it gives."
            return [Objection(kind: .contradiction, field: nil, message: message)]
        }
        return judge(corrected.event, insteadOf: current.event)
    }

    /// A misspelt name would clear nothing, and nobody would notice.
    private func objection(toCleared correction: Event, of original: Event) -> Objection? {
        guard case .eventCorrected(let p) = correction.payload, let type = original.type else { return nil }
        let optional = (EventDescription.contextFields + EventDescription.of(type).fields).filter { !$0.isRequired }
        let known = ["learnt"] + optional.map(\.name)
        for name in p.cleared.elements(in: tables).map({ tables.text($0) }) where !known.contains(name) {
            let nearest = Nearest.sentence(Nearest.names(to: name, among: known))
            let message = """
                "\(name)" is no optional key or field of \(type.rawValue).\(nearest) They are \(known.joined(separator: ", ")).
                """
            return Objection(kind: .contradiction, field: "cleared", message: message)
        }
        return nil
    }

    private mutating func judge(_ event: Event, insteadOf current: Event) -> [Objection] {
        withoutEvent(current) { state, tables in
            state.decide(event, tables).map { objection in
                Objection(kind: objection.kind, field: objection.field, message: "As corrected: \(objection.message)")
            }
        }
    }
}
