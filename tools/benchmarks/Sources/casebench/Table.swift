/// A table that is Markdown, and aligned for those who read it in a terminal.
struct Table {
    private var rows: [[String]]
    private let isNumeric: [Bool]

    /// - Parameter columns: the titles; those of columns of numbers end in `#`, which is left out.
    init(_ columns: [String]) {
        rows = [columns.map { $0.hasSuffix("#") ? String($0.dropLast()) : $0 }]
        isNumeric = columns.map { $0.hasSuffix("#") }
    }

    mutating func add(_ cells: String...) { add(cells) }

    /// Cells that are missing at the end are empty.
    mutating func add(_ cells: [String]) {
        rows.append(cells + Array(repeating: "", count: isNumeric.count - cells.count))
    }

    var isEmpty: Bool { rows.count == 1 }

    var text: String {
        let widths = isNumeric.indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
        var lines = rows.map { cells in
            "| " + cells.indices.map { pad(cells[$0], widths[$0], $0) }.joined(separator: " | ") + " |"
        }
        let rule = widths.indices.map { String(repeating: "-", count: widths[$0] + 1) + (isNumeric[$0] ? ":" : "-") }
        lines.insert("|" + rule.joined(separator: "|") + "|", at: 1)
        return lines.joined(separator: "\n")
    }

    private func pad(_ cell: String, _ width: Int, _ column: Int) -> String {
        let space = String(repeating: " ", count: width - cell.count)
        return isNumeric[column] ? space + cell : cell + space
    }
}
