package import CaseModel

/// Arranges sections as Markdown, whose tables most readers of it know (GFM).
package enum MarkdownPage {
    /// Hands over the page's text, which ends in a line break, piece by piece: some pages are too long to be held.
    ///
    /// - Parameter lead: sentences under the title, without which the rest would mislead.
    package static func render(
        title: String, lead: [String] = [], _ sections: [Section], footer: [String] = [],
        to put: ([UInt8]) throws -> Void
    ) rethrows {
        try put(Array("# \(MarkdownText.escaped(title))\n".utf8))
        for line in lead { try put(Array("\n\(MarkdownText.paragraph(line))\n".utf8)) }
        for section in sections {
            try put(head(section))
            try table(section, to: put)
        }
        for line in footer { try put(Array("\n\(MarkdownText.paragraph(line))\n".utf8)) }
    }

    private static func head(_ section: Section) -> [UInt8] {
        var text = "\n## \(MarkdownText.escaped(section.title))\n"
        for line in (section.remark ?? "").split(whereSeparator: \.isNewline) {
            text += "\n\(MarkdownText.paragraph(String(line)))\n"
        }
        return Array(text.utf8)
    }

    /// So many rows are handed over in one go.
    private static let pieceSize = 1 << 12

    private static func table(_ section: Section, to put: ([UInt8]) throws -> Void) rethrows {
        let rows = section.rows
        guard !rows.isEmpty else { return }
        // A column that is empty throughout says nothing.
        let columns = section.columns.indices.filter { column in
            (0..<rows.count).contains { !rows.cell($0, column).isEmpty }
        }
        let heading = columns.map { MarkdownText.escaped(section.columns[$0]) }
        var text = "\n\(line(heading))\n|\(String(repeating: "---|", count: columns.count))\n"
        for start in stride(from: 0, to: rows.count, by: pieceSize) {
            for row in start..<min(start + pieceSize, rows.count) {
                let cells = columns.map { column in
                    MarkdownText.escaped(String(decoding: rows.bytes[rows.cell(row, column)], as: UTF8.self))
                }
                text += line(cells) + "\n"
            }
            try put(Array(text.utf8))
            text = ""
        }
    }

    private static func line(_ cells: [String]) -> String { "| \(cells.joined(separator: " | ")) |" }
}

/// Events as a list in Markdown: the date, the event in words, what of it no source gives, and its id.
package struct MarkdownEvents: Sendable {
    private var wording: Wording
    private var members = LineMembers()
    /// The day of the session whose events these are: on it the time of day tells when, and remarks are told.
    private let day: Substring?

    /// - Parameter session: when the session began of which all are.
    package init(names: NameBook, of session: EDTF? = nil) {
        wording = Wording(names)
        day = session.map { $0.text.prefix { $0 != "T" } }
    }

    /// nil for a type that this version does not know, and for what cannot be read.
    mutating func type(of line: [UInt8]) -> EventType? {
        guard let line = members.canonical(line) else { return nil }
        let span = line.span.bytes
        return members.text("type", in: span).flatMap { EventType.table.find(span, $0) }
    }

    /// Appends one event, ending in a line break.
    ///
    /// - Parameter line: in any valid JSON form.
    package mutating func write(_ line: [UInt8], to output: inout [UInt8]) {
        guard let line = members.canonical(line) else {
            return output.append(contentsOf: "- (a line that cannot be read)\n".utf8)
        }
        let span = line.span.bytes
        var words: [UInt8] = []
        wording.write(span, members, to: &words)
        let item = "- **\(MarkdownText.escaped(date(of: span)))** \(MarkdownText.escaped(JSONText.unescaped(words)))"
        output.append(contentsOf: "\(item)\(reconstructed(span)) `\(text("id", of: span))`\n".utf8)
        if day != nil, members.text("note", in: span) != nil {
            output.append(contentsOf: "  > \(MarkdownText.paragraph(text("note", of: span)))\n".utf8)
        }
    }

    /// As recorded; on the day of the session only the hour and the minute, where they are told.
    private func date(of line: RawSpan) -> String {
        let date = text("occurred", of: line)
        guard let day, let joint = date.firstIndex(of: "T"), date[..<joint] == day else { return date }
        return String(date[date.index(after: joint)...].prefix(5))
    }

    private func reconstructed(_ line: RawSpan) -> String {
        guard let list = members.value("reconstructed", in: line) else { return "" }
        var names: [UInt8] = []
        LineMembers.forEachText(of: list, in: line) { name in
            if !names.isEmpty { names.append(contentsOf: ", ".utf8) }
            names.append(line, name)
        }
        let lead = Marks.lead(isWholly: LineMembers.lists(Marks.event, in: list, of: line))
        return names.isEmpty ? "" : " (\(lead) \(MarkdownText.escaped(JSONText.unescaped(names))))"
    }

    private func text(_ key: StaticString, of line: RawSpan) -> String {
        guard let range = members.text(key, in: line) else { return "?" }
        var bytes: [UInt8] = []
        bytes.append(line, range)
        return JSONText.unescaped(bytes)
    }
}
