package import CaseModel

extension LedgerView {
    /// The view in words: how each perceiver sees each actor, the stakes, what was offered, and what is contested.
    package func sections(_ names: NameBook, _ tables: Tables) -> [Section] {
        guard !actors.isEmpty else { return [Section("Winners and losers", remark: "No stake had been perceived.")] }
        var table = TableWriter(names, tables)
        var sections = [perceptionSection(&table), stakeSection(&table)]
        if !offsets.isEmpty { sections.append(offsetSection(&table, tables)) }
        if !contested.isEmpty { sections.append(contestedSection(&table)) }
        return sections
    }

    private func perceptionSection(_ table: inout TableWriter) -> Section {
        table.rows(of: actors) { table, actor in
            for seen in actor.seen {
                table.cell { $0.add(nameOf: actor.id) }
                table.cell { $0.add(nameOf: seen.by) }
                table.cell { $0.add(seen.gains) }
                table.cell { $0.add(seen.losses) }
                table.cell { $0.add(seen.offsetAccepted) }
                table.cell { $0.add(seen.offsetKept) }
            }
        }
        return Section(
            "Winners and losers, as perceived", remark: "Perceptions are not summed: each line is one perceiver's.",
            columns: ["actor", "seen by", "gains", "losses", "offset accepted", "offset kept"],
            rows: table.take(columnCount: 6))
    }

    private func stakeSection(_ table: inout TableWriter) -> Section {
        table.rows(of: actors) { table, actor in
            for stake in actor.stakes {
                let fields = stake.fields
                table.cell { $0.add(fields.stake) }
                table.cell { $0.add(nameOf: actor.id) }
                table.cell { $0.add(fields.direction) }
                table.cell { $0.add(fields.dimension) }
                table.cell { $0.add(nameOf: fields.on) }
                table.cell { $0.add(nameOf: fields.by) }
                table.cell { table in
                    table.add(fields.horizon)
                    if fields.horizon != nil, fields.phase != nil { table.add(", ") }
                    table.add(fields.phase)
                }
                table.cell { table in if let weight = fields.weight { table.add(weight.value) } }
                table.cell { $0.add(list: stake.offsets) }
                table.cell { $0.add(stake.event) }
                table.cell { $0.add(stake.marks.cell) }
            }
        }
        return Section(
            "Stakes (\(actors.reduce(0) { $0 + $1.stakes.count }))",
            columns: ["stake", "actor", "sees", "of", "through", "by", "when", "weight", "offsets", "event", ""],
            rows: table.take(columnCount: 11))
    }

    private func offsetSection(_ table: inout TableWriter, _ tables: Tables) -> Section {
        for offset in offsets {
            table.cell { $0.add(offset.fields.offset) }
            table.cell { $0.add(nameOf: offset.fields.to) }
            table.cell { $0.add(offset.fields.form) }
            table.cell { $0.add(list: offset.fields.for.elements(in: tables)) { $0.add($1) } }
            table.cell { $0.add(nameOf: offset.fields.by) }
            table.cell { $0.add(offset.state) }
            table.cell { $0.add(offset.marks.cell) }
        }
        return Section(
            "Offered against losses (\(offsets.count))",
            columns: ["offset", "to", "form", "against", "by", "state", ""], rows: table.take(columnCount: 7))
    }

    private func contestedSection(_ table: inout TableWriter) -> Section {
        for row in contested {
            table.cell { $0.add(nameOf: row.on) }
            table.cell { $0.add(nameOf: row.actor) }
            table.cell { $0.add(list: row.stakes) }
        }
        return Section(
            "Seen in opposite ways (\(contested.count))", columns: ["through", "actor", "stakes"],
            rows: table.take(columnCount: 3))
    }
}

extension AnomaliesView {
    /// The view in words: each oddity with its event.
    package func sections(_ tables: Tables) -> [Section] {
        guard !anomalies.isEmpty else { return [Section("Anomalies", remark: "Everything fits together.")] }
        return [
            Section(
                "Anomalies (\(anomalies.count))", columns: ["event", "date", "type", "what does not fit"],
                rows: Rows(anomalies.map { [tables.text($0.event), $0.occurred.text, $0.type, $0.message] }))
        ]
    }
}
