package import CaseModel

extension StrategiesView {
    private static let caution = "What came next is told by dates alone: nobody says that it came of the strategy."

    /// The view in words: strategies, fault-lines and skills, then each use with what came next.
    package func sections(_ names: NameBook, _ tables: Tables) -> [Section] {
        guard !uses.isEmpty else { return [Section("Strategies", remark: "None had been employed.")] }
        var table = TableWriter(names, tables)
        var sections = [strategySection(&table)]
        if !faultlines.isEmpty { sections.append(faultlineSection(&table)) }
        if !skills.isEmpty { sections.append(skillSection(&table)) }
        sections.append(useSection(&table))
        return sections
    }

    private func strategySection(_ table: inout TableWriter) -> Section {
        for row in strategies {
            table.cell { $0.add(row.faultline) }
            table.cell { $0.add(code: row.strategy, row.label) }
            table.cell { $0.add(row.uses) }
            table.cell { $0.add(row.disputes.count) }
            table.cell { $0.add(namesOf: row.by) }
            table.cell { table in
                let turns = zip(Turn.allCases, row.followed).filter { $0.1 > 0 }
                table.add(list: turns) { $0.add("\($1.0.rawValue) \($1.1)") }
            }
        }
        return Section(
            "Strategies (\(strategies.count))", remark: Self.caution,
            columns: ["fault-line", "strategy", "uses", "disputes", "by", "came next"],
            rows: table.take(columnCount: 6))
    }

    private func faultlineSection(_ table: inout TableWriter) -> Section {
        for row in faultlines {
            table.cell { $0.add(code: row.faultline, row.label) }
            table.cell { $0.add(row.uses) }
            table.cell { $0.add(row.disputes.count) }
            table.cell { $0.add(list: row.strategies) }
        }
        return Section(
            "By fault-line", columns: ["fault-line", "uses", "disputes", "strategies"],
            rows: table.take(columnCount: 4))
    }

    private func skillSection(_ table: inout TableWriter) -> Section {
        for row in skills {
            table.cell { $0.add(code: row.skill, row.label) }
            table.cell { $0.add(row.uses) }
            table.cell { $0.add(list: row.strategies) }
        }
        return Section(
            "By skill", columns: ["skill", "uses", "strategies"], rows: table.take(columnCount: 3))
    }

    private func useSection(_ table: inout TableWriter) -> Section {
        table.rows(of: uses) { table, use in
            table.cell { table in
                table.add(use.occurred)
                table.add(cited: use.event)
            }
            table.cell { $0.add(nameOf: use.by) }
            table.cell { $0.add(use.strategy) }
            table.cell { $0.add(namesOf: use.towards) }
            table.cell { $0.add(use.dispute) }
            table.cell { if let state = use.state { $0.add(state) } }
            table.cell { if let next = use.next { $0.add(next) } }
            table.cell { $0.add(use.marks.cell) }
        }
        return Section(
            "Who did what (\(uses.count))",
            columns: ["date", "who", "strategy", "towards", "about", "which was", "came next", ""],
            rows: table.take(columnCount: 8))
    }
}

extension TableWriter {
    fileprivate mutating func add(_ next: StrategiesView.Next) {
        add(next.turn.rawValue)
        if let how = next.how { add(" by \(how.rawValue)") }
        add(" ")
        add(next.date)
        add(cited: next.event)
        if !next.marks.cell.isEmpty { add("  \(next.marks.cell)") }
    }
}
