extension CaseHistory {
    /// A feed takes off only the codes that it has put on: by `coding.added`, or in the event itself.
    mutating func decideUncoding(_ event: Event, _ fields: CodingRemoved, _ fetch: Fetch) throws -> [Objection] {
        var own = Set(
            state.codesPut(on: fields.on, by: event.id.feed, upTo: event.place, tables).map { tables.text($0) })
        if let stored = try fetch(fields.on, &self), case .event(let coded, _) = read(stored, id: fields.on) {
            own.formUnion(coded.codes(tables))
        }
        guard
            let missing = fields.codes.elements(in: tables).map({ tables.text($0) }).first(where: { !own.contains($0) })
        else { return [] }
        let message = "This feed has not put the code \"\(missing)\" on \(tables.text(fields.on)) by then."
        return [Objection(kind: .contradiction, field: "codes", message: message)]
    }

    /// A misspelt name among the reconstructed keys and fields would mark nothing, and nobody would notice.
    mutating func unknownReconstruction(_ event: Event, _ fetch: Fetch) throws -> LineForm.Problem? {
        guard let type = event.type, let names = event.context.reconstructed?.elements(in: tables) else { return nil }
        var known = ["type", "occurred", "learnt"] + EventDescription.contextFields.map(\.name)
        known += EventDescription.of(type).fields.map(\.name)
        if case .eventCorrected(let p) = event.payload, let stored = try fetch(p.event, &self),
            case .event(let corrected, _) = read(stored, id: p.event), let type = corrected.type
        {
            known += EventDescription.of(type).fields.map(\.name)
        }
        guard let name = names.map({ tables.text($0) }).first(where: { !known.contains($0) }) else { return nil }
        let nearest = Nearest.sentence(Nearest.names(to: name, among: known))
        return LineForm.Problem(
            field: "reconstructed", message: "\"\(name)\" is no key and no field of \(type.rawValue).\(nearest)")
    }
}
