/// Text as Markdown shows it: whatever would mean something to Markdown is marked as meaning itself.
enum MarkdownText {
    private static let marked = Set("\\`*_<>|~#".unicodeScalars)

    /// A text within a paragraph, a heading or a cell, on one line; addresses become links.
    static func escaped(_ text: String) -> String {
        text.split(omittingEmptySubsequences: false) { $0 == " " || $0.isNewline }.map(word).joined(separator: " ")
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

    private static func word(_ word: Substring) -> String {
        guard word.hasPrefix("https://") || word.hasPrefix("http://") else { return characters(word.unicodeScalars) }
        let scalars = word.unicodeScalars
        let isEnd: (Unicode.Scalar) -> Bool = { ".,;:)]!?".unicodeScalars.contains($0) }
        let address = scalars.prefix(scalars.count - scalars.reversed().prefix(while: isEnd).count)
        let safe = address.map { scalar in
            switch scalar {
            case "|": "%7C"
            case "<": "%3C"
            case ">": "%3E"
            default: String(scalar)
            }
        }
        return "<\(safe.joined())>\(characters(scalars[address.endIndex...]))"
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
