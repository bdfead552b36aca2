/// Arranges sections for a terminal: tables that fit its width, long cells wrapped within their column.
package struct TerminalPage {
    /// Pages are handed over in pieces of about this many bytes: some are too long to be held.
    private static let pieceSize = 1 << 16

    private let width: Int

    /// - Parameter width: in characters; at least 40 are used.
    package init(width: Int) { self.width = max(40, width) }

    /// Hands over the page's text, which ends in a line break, piece by piece.
    package func render(
        title: String, _ sections: [Section], footer: [String] = [], to put: ([UInt8]) throws -> Void
    ) rethrows {
        var text: [UInt8] = []
        Self.add([title, String(repeating: "=", count: min(title.count, width))], to: &text)
        for section in sections {
            Self.add(["", section.title], to: &text)
            if let remark = section.remark {
                Self.add(Self.wrap(remark, width: width - 2).map { "  " + $0 }, to: &text)
            }
            guard !section.rows.isEmpty else { continue }
            var table = TerminalTable(section, width: width)
            table.writeHead(to: &text)
            for row in 0..<section.rows.count {
                table.write(row: row, to: &text)
                guard text.count >= Self.pieceSize else { continue }
                try put(text)
                text.removeAll(keepingCapacity: true)
            }
        }
        if !footer.isEmpty { Self.add([""] + footer, to: &text) }
        try put(text)
    }

    private static func add(_ lines: [String], to text: inout [UInt8]) {
        for line in lines {
            text.append(contentsOf: line.utf8)
            text.append(UInt8(ascii: "\n"))
        }
    }

    /// Breaks a text at spaces, and words that are longer than a line anywhere.
    package static func wrap(_ text: String, width: Int) -> [String] {
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
