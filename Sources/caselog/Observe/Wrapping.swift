import CasePages

/// Sentences as a terminal shows them.
enum Wrapping {
    /// Breaks a line between words where it is too wide; what follows stands in by two more.
    ///
    /// - Parameter width: of the terminal, in columns; the last is left free.
    static func lines(_ text: String, width: Int) -> [String] {
        // No character takes more columns than bytes.
        if text.utf8.count < width { return [text] }
        let indent = String(text.prefix { $0 == " " })
        let limit = max(width - 1, indent.count + 10)
        guard Columns.of(text) > limit else { return [text] }
        var lines: [String] = []
        var current = ""
        for word in text.dropFirst(indent.count).split(separator: " ", omittingEmptySubsequences: false) {
            if current.isEmpty {
                current = (lines.isEmpty ? indent : indent + "  ") + word
            } else if Columns.of(current) + 1 + Columns.of(word) <= limit {
                current += " \(word)"
            } else {
                lines.append(current)
                current = indent + "  " + word
            }
        }
        return lines + [current]
    }
}
