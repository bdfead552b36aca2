package import CaseModel

/// Arranges sections for a terminal: tables that fit its width, long cells wrapped within their column.
package struct TerminalPage {
    private let width: Int
    private let sharing: Sharing

    /// - Parameters:
    ///   - width: in characters; at least 40 are used.
    ///   - sharing: who makes the lines of long tables, and of many of them.
    package init(width: Int, sharing: Sharing = .none) {
        self.width = max(40, width)
        self.sharing = sharing
    }

    /// Hands over the page's text, which ends in a line break, piece by piece: some pages are too long to be held.
    ///
    /// - Parameter lead: sentences under the title, without which the rest would mislead.
    package func render(
        title: String, lead: [String] = [], _ sections: [Section], footer: [String] = [],
        to put: ([UInt8]) throws -> Void
    ) rethrows {
        try put(heading(title, lead: lead))
        try render(sections, footer: footer, to: put)
    }

    /// The page's heading alone, for a page that goes on with something else than sections.
    package func heading(_ title: String, lead: [String] = []) -> [UInt8] {
        let under = lead.isEmpty ? [] : [""] + lead.flatMap(fitted)
        return Self.text(fitted(title) + [String(repeating: "=", count: min(Columns.of(title), width))] + under)
    }

    /// Hands over what comes below the heading.
    package func render(
        _ sections: [Section], footer: [String] = [], to put: ([UInt8]) throws -> Void
    ) rethrows {
        var rest = sections[...]
        while let section = rest.first {
            if section.rows.count > Self.shortRowCount {
                try put(head(section))
                let table = TerminalTable(section, width: width, sharing: sharing)
                try put(table.head)
                try table.write(0..<section.rows.count, sharing: sharing, to: put)
                rest = rest.dropFirst()
            } else {
                let short = rest.prefix { $0.rows.count <= Self.shortRowCount }
                for text in sharing.map(Array(short), text) { try put(text) }
                rest = rest.dropFirst(short.count)
            }
        }
        if !footer.isEmpty { try put(Self.text([""] + footer.flatMap(fitted))) }
    }

    /// A line as it is where there is room for it; line breaks in it are spaces.
    private func fitted(_ line: String) -> [String] {
        let line =
            line.contains(where: \.isNewline) ? line.split(whereSeparator: \.isNewline).joined(separator: " ") : line
        return Columns.of(line) <= width ? [line] : Self.wrap(line, width: width)
    }

    /// A table of more rows than this is long.
    private static let shortRowCount = 1000

    private func head(_ section: Section) -> [UInt8] {
        var lines = [""] + fitted(section.title)
        if let remark = section.remark { lines += Self.wrap(remark, width: width - 2).map { "  " + $0 } }
        lines += section.picture.map { "  " + $0 }
        return Self.text(lines)
    }

    /// A section with a short table.
    private func text(_ section: Section) -> [UInt8] {
        var text = head(section)
        guard !section.rows.isEmpty else { return text }
        let table = TerminalTable(section, width: width)
        text += table.head
        table.write(0..<section.rows.count, sharing: .none) { text += $0 }
        return text
    }

    private static func text(_ lines: [String]) -> [UInt8] { lines.flatMap { Array("\($0)\n".utf8) } }

    /// Breaks a text at spaces, and words that are longer than a line anywhere.
    package static func wrap(_ text: String, width: Int) -> [String] {
        var lines: [String] = []
        for paragraph in text.split(separator: "\n", omittingEmptySubsequences: false) {
            var current = ""
            var used = 0
            for word in paragraph.split(separator: " ") {
                var word = word[...]
                var own = Columns.of(word)
                if !current.isEmpty, used + 1 + own > width {
                    lines.append(current)
                    (current, used) = ("", 0)
                }
                while own > width {
                    let piece = Columns.prefix(of: word, width)
                    lines.append(String(piece))
                    word = word[piece.endIndex...]
                    own = Columns.of(word)
                }
                used += own + (current.isEmpty ? 0 : 1)
                current += (current.isEmpty ? "" : " ") + word
            }
            lines.append(current)
        }
        return lines
    }
}
