/// How many columns of a terminal characters take: one each, but two where they are wide.
package enum Columns {
    /// Wide and full-width scalars that are no emoji, from EastAsianWidth.txt of Unicode 14.0 (classes W and F), gaps
    /// in which nothing is assigned closed: https://www.unicode.org/Public/14.0.0/ucd/EastAsianWidth.txt
    private static let wide: [ClosedRange<UInt32>] = [
        0x1100...0x115F, 0x2329...0x232A, 0x2E80...0x303E, 0x3041...0x3247, 0x3250...0x4DBF, 0x4E00...0xA4CF,
        0xA960...0xA97C, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6F, 0xFF01...0xFF60,
        0xFFE0...0xFFE6, 0x16FE0...0x1B2FF, 0x1F200...0x1F265, 0x20000...0x3FFFD,
    ]

    package static func of(_ text: some StringProtocol) -> Int { text.reduce(0) { $0 + of($1) } }

    /// A character takes as much room as the widest of its scalars; a flag is two scalars that are each shown as one
    /// emoji would be.
    static func of(_ character: Character) -> Int {
        if character.isASCII { return 1 }
        let isWide = character.unicodeScalars.contains { scalar in
            scalar.properties.isEmojiPresentation || scalar.value == emojiSelector
                || wide.contains { $0.contains(scalar.value) }
        }
        return isWide ? 2 : 1
    }

    /// Asks for the coloured form of the character before it.
    private static let emojiSelector: UInt32 = 0xFE0F

    /// A text in at most so many columns; what there is no room for is an ellipsis.
    package static func cut(_ text: String, to width: Int) -> String {
        of(text) <= width ? text : prefix(of: text[...], width - 1) + "…"
    }

    /// The first characters of a text that have room, one at least.
    package static func prefix(of text: Substring, _ width: Int) -> Substring {
        var left = width
        var end = text.startIndex
        while end < text.endIndex {
            left -= of(text[end])
            if left < 0, end > text.startIndex { break }
            end = text.index(after: end)
        }
        return text[..<end]
    }
}
