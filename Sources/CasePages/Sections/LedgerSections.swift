package import CaseModel

extension LedgerView {
    /// The view in words: how each perceiver sees each actor, the stakes, what was offered, and what is contested.
    package func sections(_ names: NameBook, _ tables: Tables) -> [Section] {
        guard !actors.isEmpty else { return [Section("Winners and losers", remark: "No stake had been perceived.")] }
        var sections = [perceptionSection(names), stakeSection(names, tables)]
        if !offsets.isEmpty { sections.append(offsetSection(names, tables)) }
        if !contested.isEmpty { sections.append(contestedSection(names, tables)) }
        return sections
    }

    private func perceptionSection(_ names: NameBook) -> Section {
        Section(
            "Winners and losers, as perceived", remark: "Perceptions are not summed: each line is one perceiver's.",
            columns: ["actor", "seen by", "gains", "losses", "offset accepted", "offset kept"],
            rows: actors.flatMap { actor in
                actor.seen.map { seen in
                    [
                        names.name(of: actor.id), names.name(of: seen.by), String(seen.gains), String(seen.losses),
                        String(seen.offsetAccepted), String(seen.offsetKept),
                    ]
                }
            })
    }

    private func stakeSection(_ names: NameBook, _ tables: Tables) -> Section {
        Section(
            "Stakes (\(actors.reduce(0) { $0 + $1.stakes.count }))",
            columns: ["stake", "actor", "sees", "of", "through", "by", "when", "weight", "offsets", "event", ""],
            rows: actors.flatMap { actor in
                actor.stakes.map { stake in
                    let fields = stake.fields
                    let when = [fields.horizon?.rawValue, fields.phase?.rawValue].compactMap { $0 }
                    return [
                        tables.text(fields.stake), names.name(of: actor.id), fields.direction.rawValue,
                        fields.dimension.rawValue, names.name(of: fields.on), names.name(of: fields.by),
                        when.joined(separator: ", "), fields.weight.map { String($0.value) } ?? "",
                        stake.offsets.map { tables.text($0) }.joined(separator: ", "), tables.text(stake.event),
                        stake.marks.cell,
                    ]
                }
            })
    }

    private func offsetSection(_ names: NameBook, _ tables: Tables) -> Section {
        Section(
            "Offered against losses (\(offsets.count))",
            columns: ["offset", "to", "form", "against", "by", "state", ""],
            rows: offsets.map { offset in
                [
                    tables.text(offset.fields.offset), names.name(of: offset.fields.to), offset.fields.form.rawValue,
                    offset.fields.for.elements(in: tables).map { tables.text($0) }.joined(separator: ", "),
                    offset.fields.by.map { names.name(of: $0) } ?? "", offset.state, offset.marks.cell,
                ]
            })
    }

    private func contestedSection(_ names: NameBook, _ tables: Tables) -> Section {
        Section(
            "Seen in opposite ways (\(contested.count))", columns: ["through", "actor", "stakes"],
            rows: contested.map { row in
                [
                    names.name(of: row.on), names.name(of: row.actor),
                    row.stakes.map { tables.text($0) }.joined(separator: ", "),
                ]
            })
    }
}

extension AnomaliesView {
    /// The view in words: each oddity with its event.
    package func sections(_ tables: Tables) -> [Section] {
        guard !anomalies.isEmpty else { return [Section("Anomalies", remark: "Everything fits together.")] }
        return [
            Section(
                "Anomalies (\(anomalies.count))", columns: ["event", "date", "type", "what does not fit"],
                rows: anomalies.map { [tables.text($0.event), $0.occurred.text, $0.type, $0.message] })
        ]
    }
}
