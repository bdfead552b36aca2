import CaseModel

extension Comparison {
    /// More cases than this have a row each, for so many columns fit no page.
    private static let columnsMax = 5
    /// Where each has a number and no more, there is room for more.
    private static let numbersMax = 12

    /// The comparison as tables, for a terminal, Markdown and HTML.
    package var sections: [Section] {
        sheets.map { sheet in
            guard !sheet.rows.isEmpty else { return Section(sheet.title, remark: "Nothing is on record.") }
            let most = sheet.isSum ? Self.numbersMax : Self.columnsMax
            return cases.count <= most ? columns(sheet) : rows(sheet)
        }
    }

    /// What the rows are of, as tables say it.
    private static func head(_ sheet: Sheet) -> String {
        "\(sheet.rowKey)".replacing("faultline", with: "fault-line")
    }

    private func columns(_ sheet: Sheet) -> Section {
        let isSum = sheet.isSum && cases.count > 1
        let rows = sheet.rows.map { row in
            [row.label] + row.cells.map { words($0, of: row) } + (isSum ? [words(sum(row), of: row)] : [])
        }
        let heads = [Self.head(sheet)] + cases.map(\.name) + (isSum ? ["together"] : [])
        return Section(sheet.title, remark: sheet.remark, columns: heads, rows: Rows(rows))
    }

    private func rows(_ sheet: Sheet) -> Section {
        let rows = sheet.rows.flatMap { row in
            zip(cases, row.cells).filter { !$0.1.isEmpty }.map { one, cell in
                [row.label, one.name, words(cell, of: row)]
            } + (sheet.isSum ? [[row.label, "together", words(sum(row), of: row)]] : [])
        }
        return Section(
            sheet.title, remark: sheet.remark, columns: [Self.head(sheet), "case", "what there is"], rows: Rows(rows))
    }

    /// What the cases have together; see `Sheet.isSum`.
    func sum(_ row: Row) -> Cell {
        Cell([("count", row.cells.reduce(0) { $0 + $1.count("count") })], marks: row.cells.map(\.marks))
    }

    private func words(_ cell: Cell, of row: Row) -> String {
        cell.isEmpty ? "–" : numbers(cell, of: row) + cell.marks.suffix
    }

    private func numbers(_ cell: Cell, of row: Row) -> String {
        if let count = cell.counts.first, count.key == "count" {
            return row.label == "minutes" ? FieldworkView.Length.words(count.count) : String(count.count)
        }
        let counts = cell.counts.filter { $0.count > 0 }.map { "\($0.count) \(Self.noun($0.key, $0.count))" }
        let examples = cell.examples.map { "\($0.id) [\($0.event)]" }
        return counts.joined(separator: ", ") + (examples.isEmpty ? "" : ": \(examples.joined(separator: ", "))")
    }

    /// A key in words, of one or of many.
    private static func noun(_ key: String, _ count: Int) -> String {
        let many = key.replacing("_", with: " ").replacing("reignit", with: "re-ignit")
        guard count == 1, many.hasSuffix("s") else { return many }
        return many.hasSuffix("ies") ? many.dropLast(3) + "y" : String(many.dropLast())
    }

    /// Writes the keys of the comparison.
    package func write(to json: inout JSONBuilder) {
        json.list("cases", cases) { json, one in
            json.text("case", one.name)
            if one.isIncomplete { json.flag("incomplete", true) }
        }
        json.list("unread", unread.map { [$0.name, $0.message] }) { json, one in
            json.text("case", one[0])
            json.text("message", one[1])
        }
        let names = cases.map(\.name)
        for sheet in sheets {
            json.list(sheet.key, sheet.rows) { json, row in
                json.text(sheet.rowKey, row.label)
                let told = zip(names, row.cells).filter { !$0.1.isEmpty }.map { NamedCell(name: $0, cell: $1) }
                json.list("cases", told) { json, named in
                    json.text("case", named.name)
                    for (key, count) in named.cell.counts { json.member(key, count) }
                    json.marks(named.cell.marks)
                    if named.cell.examples.isEmpty { return }
                    json.list("examples", named.cell.examples) { json, example in
                        json.text("id", example.id)
                        json.text("event", example.event)
                    }
                }
            }
        }
    }

    private struct NamedCell: Sendable {
        let name: String
        let cell: Cell
    }
}
