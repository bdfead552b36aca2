package import CaseModel

extension EngagementView {
    /// The view in words: who took part, was heard and decided, by sector, question and actor; and who answers to whom.
    package func sections(_ names: NameBook, _ tables: Tables) -> [Section] {
        guard !actors.isEmpty else {
            return [Section("Engagement", remark: "The case had no actors.")] + lines(names, tables)
        }
        var table = TableWriter(names, tables)
        return [sectorSection(&table), silentSection, questionSection(&table)] + actorSections(&table, names)
            + lines(names, tables)
    }

    private static let counts = ["took part", "spoke", "decided", "absent", "last heard", ""]

    private func sectorSection(_ table: inout TableWriter) -> Section {
        for row in sectors {
            table.cell { $0.add(row.sector) }
            table.cell { $0.add(row.part.actors) }
            table.cells(of: row.part)
        }
        let rows = table.take(columnCount: 8)
        let title = "Sectors (\(sectors.count))"
        if rows.isEmpty { return Section("Sectors", remark: "No actor's sector is on record.") }
        return Section(title, columns: ["sector", "actors"] + Self.counts, rows: rows)
    }

    private var silentSection: Section {
        let silent = silent.map(\.rawValue).joined(separator: ", ")
        let remark = silent.isEmpty ? "Every sector was heard." : "No word is on record of: \(silent)."
        return Section("Sectors that were never heard", remark: remark)
    }

    private func questionSection(_ table: inout TableWriter) -> Section {
        for row in circles {
            table.cell { $0.add(row.circle.rawValue.replacing("-", with: " ")) }
            table.cell { $0.add(row.part.actors) }
            table.cells(of: row.part)
        }
        return Section(
            "Were these heard?", columns: ["who", "actors"] + Self.counts, rows: table.take(columnCount: 8))
    }

    /// The actors that did something, and the names of the others.
    private func actorSections(_ table: inout TableWriter, _ names: NameBook) -> [Section] {
        let active = actors.filter { !$0.part.isEmpty }
        table.rows(of: active) { table, row in
            table.cell { $0.add(nameOf: row.id) }
            table.cell { $0.add(row.sector) }
            table.cells(of: row.part)
        }
        let rows = table.take(columnCount: 8)
        var sections = [Section("Actors", remark: "Nobody did anything that is on record.")]
        if !rows.isEmpty {
            sections = [
                Section("Actors (\(active.count))", columns: ["actor", "sector"] + Self.counts, rows: rows)
            ]
        }
        let others = actors.filter(\.part.isEmpty).map { names.name(of: $0.id) }
        if others.isEmpty { return sections }
        let remark = others.joined(separator: ", ")
        return sections + [Section("Actors of whom nothing else is on record (\(others.count))", remark: remark)]
    }

    private func lines(_ names: NameBook, _ tables: Tables) -> [Section] {
        guard !accountability.isEmpty else {
            return [Section("Accountability", remark: "No line of accountability stood.")]
        }
        var table = TableWriter(names, tables)
        let byKind = AccountabilityKind.allCases.compactMap { kind in
            let lines = accountability(kind)
            return lines.isEmpty ? nil : Self.section("Accountability that is \(kind.rawValue)", lines, &table)
        }
        let title = "Accountability that is unclear or disputed"
        guard !unclear.isEmpty else { return byKind + [Section(title, remark: "Nobody calls any line so.")] }
        return byKind + [Self.section(title, unclear, &table)]
    }

    private static func section(_ title: String, _ lines: [Line], _ table: inout TableWriter) -> Section {
        for line in lines {
            table.cell { $0.add(nameOf: line.fields.from) }
            table.cell { $0.add(nameOf: line.fields.to) }
            table.cell { $0.add(line.fields.for) }
            table.cell { $0.add(line.fields.clarity) }
            table.cell { $0.add(nameOf: line.fields.by) }
            table.cell { $0.add(line.span.since) }
            table.cell { $0.add(line.span.begin) }
            table.cell { $0.add(line.span.marks.cell) }
        }
        return Section(
            "\(title) (\(lines.count))", columns: ["from", "to", "for", "clarity", "as seen by", "since", "event", ""],
            rows: table.take(columnCount: 8))
    }
}

extension TableWriter {
    /// What some actors did, and when they were heard last.
    fileprivate mutating func cells(of part: EngagementView.Part) {
        cell { $0.add(part.tookPart) }
        cell { $0.add(part.spoke) }
        cell { $0.add(part.decided) }
        cell { $0.add(part.absent) }
        cell { table in
            guard let heard = part.heard else { return }
            table.add(heard.date)
            table.add(" [")
            table.add(heard.event)
            table.add("]")
        }
        cell { table in if let heard = part.heard { table.add(heard.marks.cell) } }
    }
}
