package import CaseModel

extension IssuesView {
    /// The view in words: issues with their drivers, then quarter by quarter.
    package func sections(_ names: NameBook, _ tables: Tables) -> [Section] {
        var table = TableWriter(names, tables)
        var sections = [issueSection(&table), driverSection(&table, tables)]
        sections.append(quarterSection(&table))
        if !uncoded.isEmpty {
            for dispute in uncoded { table.cell { $0.add(nameOf: dispute) } }
            sections.append(
                Section(
                    "Disputes about none of them (\(uncoded.count))", columns: ["dispute"],
                    rows: table.take(columnCount: 1)))
        }
        return sections
    }

    private func issueSection(_ table: inout TableWriter) -> Section {
        for row in issues {
            let standing = row.standing
            table.cell { $0.add(codeOf: standing) }
            table.cell { $0.add(disputesOf: row) }
            table.cell { $0.add(row.episodes) }
            table.cell { $0.add(unlessNone: row.reignited) }
            table.cell { $0.add(unlessNone: row.proposals) }
            table.cells(of: standing)
        }
        return Section(
            "Issues (\(issues.count))",
            remark: issues.allSatisfy(\.isUntouched) ? "Nothing had been noted about any of them." : nil,
            columns: ["issue", "disputes", "episodes", "again", "proposals", "evidence", "from, to", ""],
            rows: table.take(columnCount: 8))
    }

    private func driverSection(_ table: inout TableWriter, _ tables: Tables) -> Section {
        let owned = issues.flatMap { issue in issue.drivers.map { (issue: Optional(issue), driver: $0) } }
        for (issue, driver) in owned + drivers.map({ (nil, $0) }) where !driver.isUntouched {
            table.cell { if let issue { $0.add(codeOf: issue.standing) } }
            table.cell { $0.add(codeOf: driver) }
            table.cell { $0.add(list: driver.disputes) }
            table.cells(of: driver)
        }
        let rows = table.take(columnCount: 6)
        return Section(
            "What drove them (\(rows.count))",
            remark: rows.isEmpty ? "No driver had been found." : nil,
            columns: ["issue", "driver", "disputes", "evidence", "from, to", ""], rows: rows)
    }

    private func quarterSection(_ table: inout TableWriter) -> Section {
        for row in quarters {
            table.cell { $0.add(row.quarter.text) }
            table.cell { $0.add(row.issue) }
            table.cell { $0.add(row.raised) }
            table.cell { $0.add(row.reignited) }
            table.cell { $0.add(row.settled) }
            table.cell { $0.add(row.evidence) }
            table.cell { $0.add(row.marks.cell) }
        }
        return Section(
            "Quarter by quarter", remark: quarters.isEmpty ? "Nothing had happened." : nil,
            columns: ["quarter", "issue", "raised", "again", "settled", "evidence", ""],
            rows: table.take(columnCount: 7))
    }
}

extension IssuesView.Standing {
    fileprivate var isUntouched: Bool { disputes.isEmpty && evidence.all == 0 }
}

extension IssuesView.Issue {
    fileprivate var isUntouched: Bool { standing.span.first == nil }
}

extension TableWriter {
    /// How many disputes there are, and in which states.
    fileprivate mutating func add(disputesOf row: IssuesView.Issue) {
        add(row.standing.disputes.count)
        let states = [
            (row.states.open, "open"), (row.states.deadlocked, "deadlocked"), (row.states.suspended, "suspended"),
            (row.states.settled, "settled"), (row.stirred, "stirred"),
        ].filter { $0.0 > 0 }
        if !states.isEmpty { add(": ") }
        add(list: states) { $0.add("\($1.0) \($1.1)") }
    }

    /// So that a column in which nothing is told is left out.
    fileprivate mutating func add(unlessNone count: Int) { if count > 0 { add(count) } }

    /// Adds a code, with what it is called where the codebook of the case says so.
    fileprivate mutating func add(codeOf standing: IssuesView.Standing) { add(code: standing.code, standing.label) }

    mutating func add(code: Slug, _ label: Label?) {
        guard let label else { return add(code) }
        add(label)
        add(" (")
        add(code)
        add(")")
    }

    /// Evidence, first and last date where there are two, marks.
    fileprivate mutating func cells(of standing: IssuesView.Standing) {
        cell { $0.add(standing.evidence.all) }
        cell { table in
            guard let first = standing.span.first, let last = standing.span.last else { return }
            table.add(first)
            guard last != first else { return }
            table.add(", ")
            table.add(last)
        }
        cell { $0.add(standing.marks.cell) }
    }
}
