package import CaseModel

extension ReignitionView {
    /// The view in words: which issue re-ignites which, then how settlements held, by the way they were made and each.
    package func sections(_ names: NameBook, _ tables: Tables) -> [Section] {
        guard !settlements.isEmpty else { return [Section("Re-ignition", remark: "Nothing had been settled.")] }
        var table = TableWriter(names, tables)
        return [matrixSection(&table), meansSection(&table), settlementSection(&table)]
    }

    private func matrixSection(_ table: inout TableWriter) -> Section {
        for row in matrix {
            table.cell { $0.add(issue: row.from) }
            table.cell { $0.add(issue: row.to) }
            table.cell { $0.add(row.reignitions.count) }
            table.cell { $0.add(list: row.disputes) }
            table.cell { $0.add(list: row.reignitions) { $0.add($1) } }
        }
        return Section(
            "Which issue re-ignites which",
            remark: matrix.isEmpty
                ? "No settled dispute had come back."
                : "A re-ignition counts once for each issue of its causes and each that it is about.",
            columns: ["from", "to", "times", "disputes", "events"], rows: table.take(columnCount: 5))
    }

    private func meansSection(_ table: inout TableWriter) -> Section {
        for row in means {
            table.cell { $0.add(row.how) }
            table.cell { $0.add(row.settlements) }
            table.cell { $0.add(row.holding) }
            table.cell { $0.add(row.stirred) }
            table.cell { $0.add(row.reignited) }
            table.cell { table in if let days = row.medianDays { table.add(days.withDecimals(atMost: 1)) } }
        }
        return Section(
            "How settlements held, by how they were made",
            remark: "Stirred are some of those that hold; the median is of those that came back.",
            columns: ["settled by", "settlements", "hold", "stirred", "came back", "median days"],
            rows: table.take(columnCount: 6))
    }

    private func settlementSection(_ table: inout TableWriter) -> Section {
        table.rows(of: settlements) { table, row in
            table.cell { $0.add(row.dispute) }
            table.cell { $0.add(row.episode) }
            table.cell { $0.add(row.how) }
            table.cell { table in
                table.add(row.settled)
                table.add(cited: row.settledBy)
            }
            table.cell { table in
                guard let until = row.until, let event = row.endedBy else {
                    return table.add(row.isStirred ? "holds, stirred" : "holds")
                }
                table.add(until)
                table.add(cited: event)
            }
            table.cell { table in if let days = row.days { table.add(days) } }
            table.cell { $0.add(namesOf: row.holdouts) }
            table.cell { $0.add(row.marks.cell) }
        }
        return Section(
            "Settlements (\(settlements.count))",
            columns: ["dispute", "episode", "by", "settled", "until", "days", "holding out", ""],
            rows: table.take(columnCount: 8))
    }
}

extension TableWriter {
    /// Adds an event's id behind what it stands for.
    mutating func add(cited event: EventID) {
        add(" [")
        add(event)
        add("]")
    }

    fileprivate mutating func add(issue: Slug?) {
        if let issue { add(issue) } else { add("none") }
    }
}

extension Double {
    /// The number with so many decimals, without zeros at the end; for numbers of a moderate size.
    func withDecimals(atMost count: Int) -> String {
        let text = withDecimals(count)
        guard text.contains(".") else { return text }
        var shown = text[...]
        while shown.last == "0" { shown.removeLast() }
        if shown.last == "." { shown.removeLast() }
        return String(shown)
    }

    /// The number with so many decimals.
    func withDecimals(_ count: Int) -> String {
        var scale = 1
        for _ in 0..<count { scale *= 10 }
        let scaled = Int((self * Double(scale)).rounded())
        guard count > 0 else { return String(scaled) }
        let digits = String(scaled % scale)
        return "\(scaled / scale)." + String(repeating: "0", count: count - digits.count) + digits
    }
}
