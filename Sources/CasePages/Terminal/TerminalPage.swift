/// Arranges sections for a terminal: tables that fit its width, long cells wrapped within their column.
package struct TerminalPage {
    /// Columns narrower than this are not shrunk further.
    private static let columnWidthMin = 6
    private static let gap = "  "

    private let width: Int

    /// - Parameter width: in characters; at least 40 are used.
    package init(width: Int) { self.width = max(40, width) }

    /// The page's text, ending in a line break.
    package func render(title: String, _ sections: [Section], footer: [String] = []) -> String {
        var lines = [title, String(repeating: "=", count: min(title.count, width))]
        for section in sections {
            lines += ["", section.title]
            if let remark = section.remark { lines += wrap(remark, width: width - 2).map { "  " + $0 } }
            if !section.rows.isEmpty { lines += table(section) }
        }
        if !footer.isEmpty { lines += [""] + footer }
        return lines.joined(separator: "\n") + "\n"
    }

    private func table(_ section: Section) -> [String] {
        // A column that is empty throughout says nothing.
        let shown = section.columns.indices.filter { column in section.rows.contains { !$0[column].isEmpty } }
        let header = shown.map { section.columns[$0] }
        let rows = section.rows.map { row in shown.map { row[$0] } }
        let widths = widths(header, rows)
        let body = rows.flatMap { self.row($0, widths) }
        if header.allSatisfy(\.isEmpty) { return body }
        return [line(header, widths), line(widths.map { String(repeating: "-", count: $0) }, widths)] + body
    }

    /// Widths that fit: a column gives up first what only a few long cells ask of it, then the widest ones give way.
    private func widths(_ header: [String], _ rows: [[String]]) -> [Int] {
        let lengths = header.indices.map { column in rows.map { $0[column].count }.sorted() }
        var widths = header.indices.map { max(header[$0].count, lengths[$0].last ?? 0) }
        let typical = header.indices.map { column in
            max(header[column].count, Self.columnWidthMin, lengths[column][lengths[column].count * 9 / 10])
        }
        let available = width - 2 - Self.gap.count * (widths.count - 1)
        while widths.reduce(0, +) > available {
            let longest = widths.indices.max { widths[$0] - typical[$0] < widths[$1] - typical[$1] } ?? 0
            let widest = widths.indices.max { widths[$0] < widths[$1] } ?? 0
            let column = widths[longest] > typical[longest] ? longest : widest
            guard widths[column] > Self.columnWidthMin else { break }
            widths[column] -= 1
        }
        return widths
    }

    private func row(_ cells: [String], _ widths: [Int]) -> [String] {
        let wrapped = cells.indices.map { wrap(cells[$0], width: widths[$0]) }
        let height = wrapped.map(\.count).max() ?? 0
        return (0..<height).map { index in
            line(wrapped.map { index < $0.count ? $0[index] : "" }, widths)
        }
    }

    private func line(_ cells: [String], _ widths: [Int]) -> String {
        var text = "  "
        for (index, cell) in cells.enumerated() {
            text += cell
            if index < cells.count - 1 {
                text += String(repeating: " ", count: max(0, widths[index] - cell.count)) + Self.gap
            }
        }
        while text.last == " " { text.removeLast() }
        return text
    }

    /// Breaks a text at spaces, and words that are longer than a line anywhere.
    package func wrap(_ text: String, width: Int) -> [String] {
        var lines: [String] = []
        for paragraph in text.split(separator: "\n", omittingEmptySubsequences: false) {
            var current = ""
            for word in paragraph.split(separator: " ") {
                var word = word[...]
                if !current.isEmpty, current.count + 1 + word.count > width {
                    lines.append(current)
                    current = ""
                }
                while word.count > width {
                    lines.append(String(word.prefix(width)))
                    word = word.dropFirst(width)
                }
                current += (current.isEmpty ? "" : " ") + word
            }
            lines.append(current)
        }
        return lines
    }
}
