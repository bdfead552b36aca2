/// Text as Markdown shows it: whatever would mean something to Markdown is marked as meaning itself.
enum MarkdownText {
    private static let marked = Set("\\`*_<>|~#".unicodeScalars)

    /// A text within a paragraph, a heading or a cell, on one line; addresses become links. White space of any kind is
    /// a space.
    static func escaped(_ text: String) -> String {
        let lines = text.utf8.contains(UInt8(ascii: "\r")) ? text.replacing("\r\n", with: "\n") : text
        // By scalars: a space that something combines with is a space to Markdown.
        return lines.unicodeScalars.split(omittingEmptySubsequences: false) { $0.properties.isWhitespace }.map(word)
            .joined(separator: " ")
    }

    /// A paragraph, whose first character might begin a list, too.
    static func paragraph(_ text: String) -> String {
        let escaped = escaped(text)
        if let first = escaped.first, "-+=".contains(first) { return "\\" + escaped }
        guard let end = escaped.firstIndex(where: { !$0.isNumber }), end > escaped.startIndex,
            escaped[end] == "." || escaped[end] == ")"
        else { return escaped }
        return escaped[..<end] + "\\" + escaped[end...]
    }

    private static func word(_ word: Substring.UnicodeScalarView) -> String {
        guard isAddress(word) else { return characters(word) }
        let isEnd: (Unicode.Scalar) -> Bool = { ".,;:)]!?".unicodeScalars.contains($0) }
        let address = word.prefix(word.count - word.reversed().prefix(while: isEnd).count)
        let safe = address.map { encoded[$0] ?? String($0) }
        return "<\(safe.joined())>\(characters(word[address.endIndex...]))"
    }

    /// What some reader of Markdown might take for a mark within an address, as it may stand there.
    private static let encoded: [Unicode.Scalar: String] = [
        "|": "%7C", "<": "%3C", ">": "%3E", "[": "%5B", "]": "%5D", "(": "%28", ")": "%29", "\\": "%5C", "!": "%21",
        "`": "%60",
    ]

    /// Whether a word begins as an address and holds nothing that would end one, or that nobody sees.
    private static func isAddress(_ word: Substring.UnicodeScalarView) -> Bool {
        guard word.starts(with: "https://".unicodeScalars) || word.starts(with: "http://".unicodeScalars) else {
            return false
        }
        return word.allSatisfy { $0.properties.generalCategory != .control && $0.properties.generalCategory != .format }
    }

    /// Scalar by scalar, for what follows a mark and combines with it does not keep it from being one.
    private static func characters(_ text: Substring.UnicodeScalarView) -> String {
        var escaped = String.UnicodeScalarView()
        for index in text.indices {
            let scalar = text[index]
            let next = text[index...].dropFirst().first
            let isMarked =
                switch scalar {
                // A link's text ends where an address follows, an entity begins where a name does.
                case "]": next == "(" || next == "[" || next == ":"
                case "&": next.map { $0.properties.isAlphabetic || $0 == "#" } ?? false
                default: marked.contains(scalar)
                }
            if isMarked { escaped.append("\\") }
            escaped.append(scalar)
        }
        return String(escaped)
    }
}
