/// How much room a text takes on a line, told from its bytes where that can be.
package struct TextShape: Sendable {
    /// In characters; nil where only a `String` can count them, or where spaces stand at an end or side by side, so
    /// that a line would not show the text as it is.
    package let width: Int?

    private static let spaces = EightBytes.ones &* 0x20

    package init(_ bytes: RawSpan, _ range: Range<Int>) {
        width = Self.areWordsOfASCII(bytes, range) ? range.count : Self.width(bytes, range)
    }

    private static func areWordsOfASCII(_ bytes: RawSpan, _ range: Range<Int>) -> Bool {
        precondition(range.lowerBound >= 0 && range.upperBound <= bytes.byteCount)
        var offset = range.lowerBound
        var isBehindSpace = true
        while offset < range.upperBound {
            guard offset + 8 <= bytes.byteCount else { return false }
            var word = bytes.checkedWord(at: offset)
            let rest = range.upperBound - offset
            if rest < 8 {
                // What lies behind the text counts as letters.
                let own: UInt64 = (1 << UInt64(rest * 8)) &- 1
                word = (word & own) | (EightBytes.ones &* 0x61) & ~own
            }
            guard (word | (word &- spaces)) & EightBytes.highs == 0 else { return false }
            let found = EightBytes.exactZeros(word ^ spaces)
            guard found & (found << 8) == 0, !isBehindSpace || found & 0x80 == 0 else { return false }
            isBehindSpace = rest <= 8 ? found >> UInt64(rest * 8 - 1) & 1 != 0 : found >> 63 != 0
            offset += 8
        }
        return range.isEmpty || !isBehindSpace
    }

    /// Counts the characters of a text in which each scalar is one.
    private static func width(_ bytes: RawSpan, _ range: Range<Int>) -> Int? {
        var width = 0
        var offset = range.lowerBound
        var isBehindSpace = true
        while offset < range.upperBound {
            let size = size(ofCharacterAt: offset, range.upperBound, bytes)
            let isSpace = bytes.byte(at: offset) == UInt8(ascii: " ")
            guard size > 0, !isSpace || !isBehindSpace else { return nil }
            isBehindSpace = isSpace
            width += 1
            offset += size
        }
        return isBehindSpace && width > 0 ? nil : width
    }

    /// How many bytes a character has that joins with none beside it: of ASCII, of the Latin letters or of the
    /// punctuation of texts; 0 for any other.
    private static func size(ofCharacterAt offset: Int, _ end: Int, _ bytes: RawSpan) -> Int {
        let first = bytes.byte(at: offset)
        switch first {
        case 0x20..<0x80: return 1
        case 0xC2..<0xCC:
            return offset + 2 <= end && (0x80..<0xC0).contains(bytes.byte(at: offset + 1)) ? 2 : 0
        case 0xE2:
            let isPunctuation =
                offset + 3 <= end && bytes.byte(at: offset + 1) == 0x80
                && (0x90..<0xA8).contains(bytes.byte(at: offset + 2))
            return isPunctuation ? 3 : 0
        default: return 0
        }
    }

    /// Where the line ends that begins at `start`, of a text whose width could be told: at the last space by which it
    /// is no wider than `width`, or within a word that is wider.
    ///
    /// - Parameter isASCII: whether the text's width is that of its bytes.
    package static func lineEnd(
        _ bytes: RawSpan, from start: Int, _ end: Int, isASCII: Bool, width: Int
    ) -> (end: Int, width: Int) {
        if isASCII {
            guard end - start > width else { return (end, end - start) }
            var offset = start + width
            while offset > start, bytes.byte(at: offset) != UInt8(ascii: " ") { offset -= 1 }
            return offset > start ? (offset, offset - start) : (start + width, width)
        }
        var offset = start
        var count = 0
        while offset < end, count < width {
            offset += 1
            while offset < end, bytes.byte(at: offset) & 0xC0 == 0x80 { offset += 1 }
            count += 1
        }
        if offset == end || bytes.byte(at: offset) == UInt8(ascii: " ") { return (offset, count) }
        let (full, fullCount) = (offset, count)
        while offset > start {
            offset -= 1
            let byte = bytes.byte(at: offset)
            if byte & 0xC0 != 0x80 { count -= 1 }
            if byte == UInt8(ascii: " ") { return (offset, count) }
        }
        return (full, fullCount)
    }
}
