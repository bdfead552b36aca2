/// A word of a text: letters and digits, with the hyphens and apostrophes between them.
struct TextWord: Sendable, Equatable {
    enum Shape: Sendable {
        /// `Smith`, `O’Neill`, `Al-Masri`, `McDonald`.
        case capitalised
        /// A single capital letter.
        case initial
        /// `NHS`.
        case capitals
        /// Anything else.
        case other
    }

    /// What stands between a word and the one before it.
    enum Gap: Sendable {
        /// Nothing, as between the initials of `J.S.`.
        case none
        case space
        /// A full stop and spaces: behind an initial or `Mr.` no sentence ends there.
        case stopAndSpace
        /// The end of a sentence or line, or the beginning of a quotation: a capital behind it says little.
        case sentence
        /// Whatever else parts words.
        case other
    }

    /// The word's bytes, without `'s` at its end.
    var range: Range<Int>
    var shape: Shape
    var gap: Gap
    var isPossessive: Bool
    /// Whether a full stop follows.
    var hasStop: Bool

    var isName: Bool { shape == .capitalised }
    /// Whether its capital may be there because a sentence begins.
    var beginsSentence: Bool { gap == .sentence || gap == .stopAndSpace }
}

/// Takes a text apart into its words.
struct TextWords: Sendable {
    private(set) var words: [TextWord] = []

    /// - Parameter hidden: where addresses of pages stand, whose words are none.
    mutating func split(_ text: [UInt8], hidden: [Range<Int>] = []) {
        words.removeAll(keepingCapacity: true)
        var offset = 0
        var gapStart = 0
        while offset < text.count {
            if let page = hidden.first(where: { $0.contains(offset) }) {
                offset = page.upperBound
                continue
            }
            let size = Letters.size(text, offset)
            guard size > 0 else {
                offset += 1
                continue
            }
            let start = offset
            let end = Self.end(text, of: start, size)
            let gap = Self.gap(text, gapStart..<start)
            let core = Self.withoutPossessive(text, start..<end)
            words.append(
                TextWord(
                    range: core, shape: Letters.shape(text, core), gap: gap, isPossessive: core.upperBound < end,
                    hasStop: end < text.count && text[end] == UInt8(ascii: ".")))
            (offset, gapStart) = (end, end)
        }
    }

    private static func end(_ text: [UInt8], of start: Int, _ size: Int) -> Int {
        var offset = start + size
        while offset < text.count {
            let next = Letters.size(text, offset)
            if next > 0 {
                offset += next
                continue
            }
            let mark = Letters.joinSize(text, offset)
            guard mark > 0, Letters.size(text, offset + mark) > 0 else { break }
            offset += mark
        }
        return offset
    }

    private static func withoutPossessive(_ text: [UInt8], _ word: Range<Int>) -> Range<Int> {
        guard word.count > 2, text[word.upperBound - 1] == UInt8(ascii: "s") else { return word }
        for size in [1, 3] where word.count > size + 1 {
            let mark = word.upperBound - 1 - size
            if Letters.apostropheSize(text, mark) == size { return word.lowerBound..<mark }
        }
        return word
    }

    private static func gap(_ text: [UInt8], _ range: Range<Int>) -> TextWord.Gap {
        if range.lowerBound == 0 { return .sentence }
        guard let first = range.first else { return .none }
        var spaces = 0
        for offset in range {
            switch text[offset] {
            case UInt8(ascii: " "): spaces += 1
            case UInt8(ascii: "\n"), UInt8(ascii: "!"), UInt8(ascii: "?"), UInt8(ascii: ":"), UInt8(ascii: ";"),
                UInt8(ascii: "\""), UInt8(ascii: "*"), UInt8(ascii: "#"), UInt8(ascii: "|"), UInt8(ascii: "\t"):
                return .sentence
            case 0xE2 where offset + 2 < range.upperBound && text[offset + 1] == 0x80 && text[offset + 2] >= 0x98:
                // Quotation marks, bullets and the like; dashes come before.
                return .sentence
            default: break
            }
        }
        // A no-break space is one as well.
        let isNoBreak = range.count == 2 && text[first] == 0xC2 && text[first + 1] == 0xA0
        if spaces == range.count || isNoBreak { return .space }
        guard text[first] == UInt8(ascii: ".") else { return .other }
        if range.count == 1 { return .none }
        return spaces == range.count - 1 ? .stopAndSpace : .sentence
    }
}
