/// A piece of an entry: a mention (`@mary`), a code (`#listening`), a word, a quoted text, or a colon.
struct EntryToken: Sendable, Equatable {
    enum Kind: Sendable { case mention, code, word, quoted, colon }

    let kind: Kind
    /// Without sign and quotes.
    let text: String
    /// In the bytes of the entry, signs and quotes included.
    let range: Range<Int>
}

/// Takes an entry apart. No bytes are too odd for it: what is nothing else is a word.
struct EntryLexer {
    let bytes: [UInt8]

    /// The pieces from an offset on.
    func tokens(from start: Int) -> [EntryToken] {
        var tokens: [EntryToken] = []
        var offset = start
        while offset < bytes.count {
            if isSpace(offset) || bytes[offset] == UInt8(ascii: ",") {
                offset += 1
            } else if let named = named(at: offset) {
                tokens.append(named)
                offset = named.range.upperBound
            } else if let end = quoteEnd(at: offset) {
                tokens.append(token(.quoted, offset, end.inner, offset..<end.next))
                offset = end.next
            } else if bytes[offset] == UInt8(ascii: ":"), endsWord(offset + 1) {
                tokens.append(token(.colon, offset, offset..<offset + 1, offset..<offset + 1))
                offset += 1
            } else {
                let end = wordEnd(from: offset)
                tokens.append(token(.word, offset, offset..<end, offset..<end))
                offset = end
            }
        }
        return tokens
    }

    /// The mentions and codes in running text: a sign counts at the beginning of a word, before a letter or a digit.
    func names() -> [EntryToken] {
        var found: [EntryToken] = []
        var offset = 0
        while offset < bytes.count {
            if startsWord(offset), let named = named(at: offset) {
                found.append(named)
                offset = named.range.upperBound
            } else {
                offset += 1
            }
        }
        return found
    }

    /// Those who say what follows: mentions at the very beginning with a colon behind them.
    func speakers() -> (speakers: [EntryToken], textStart: Int)? {
        var speakers: [EntryToken] = []
        var offset = skipSpace(0)
        while let mention = named(at: offset), mention.kind == .mention {
            speakers.append(mention)
            offset = mention.range.upperBound
            if offset < bytes.count, bytes[offset] == UInt8(ascii: ",") { offset += 1 }
            offset = skipSpace(offset)
        }
        guard !speakers.isEmpty, offset < bytes.count, bytes[offset] == UInt8(ascii: ":") else { return nil }
        let start = skipSpace(offset + 1)
        return start < bytes.count ? (speakers, start) : nil
    }

    func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

    func skipSpace(_ start: Int) -> Int {
        var offset = start
        while offset < bytes.count, isSpace(offset) { offset += 1 }
        return offset
    }

    private func named(at offset: Int) -> EntryToken? {
        guard offset + 1 < bytes.count else { return nil }
        let kind: EntryToken.Kind
        switch bytes[offset] {
        case UInt8(ascii: "@"): kind = .mention
        case UInt8(ascii: "#"): kind = .code
        default: return nil
        }
        if let end = quoteEnd(at: offset + 1), !end.inner.isEmpty {
            return token(kind, offset, end.inner, offset..<end.next)
        }
        var end = offset + 1
        while end < bytes.count {
            let size = Letters.size(bytes, end)
            if size > 0 {
                end += size
            } else if bytes[end] == UInt8(ascii: "-") || bytes[end] == UInt8(ascii: "_") {
                end += 1
            } else {
                break
            }
        }
        while end > offset + 1, bytes[end - 1] == UInt8(ascii: "-") || bytes[end - 1] == UInt8(ascii: "_") { end -= 1 }
        guard end > offset + 1, Letters.size(bytes, offset + 1) > 0 else { return nil }
        return token(kind, offset, offset + 1..<end, offset..<end)
    }

    /// Where a quoted text ends that begins at an offset; one that is never closed is none.
    private func quoteEnd(at offset: Int) -> (inner: Range<Int>, next: Int)? {
        if bytes[offset] == UInt8(ascii: "\"") {
            guard let end = bytes[(offset + 1)...].firstIndex(of: UInt8(ascii: "\"")) else { return nil }
            return (offset + 1..<end, end + 1)
        }
        guard isMark(offset, 0x9C) else { return nil }
        var end = offset + 3
        while end < bytes.count, !isMark(end, 0x9D) { end += 1 }
        return end < bytes.count ? (offset + 3..<end, end + 3) : nil
    }

    /// Whether “ or ” stands at an offset.
    private func isMark(_ offset: Int, _ last: UInt8) -> Bool {
        offset + 2 < bytes.count && bytes[offset] == 0xE2 && bytes[offset + 1] == 0x80 && bytes[offset + 2] == last
    }

    private func wordEnd(from start: Int) -> Int {
        var end = start + 1
        while end < bytes.count, !isSpace(end), bytes[end] != UInt8(ascii: ",") {
            if bytes[end] == UInt8(ascii: ":"), endsWord(end + 1) { break }
            end += 1
        }
        return end
    }

    private func startsWord(_ offset: Int) -> Bool {
        guard offset > 0 else { return true }
        let before = bytes[offset - 1]
        return before < 0x80 && Letters.size(bytes, offset - 1) == 0 && before != UInt8(ascii: "&")
            && before != UInt8(ascii: "/")
    }

    private func endsWord(_ offset: Int) -> Bool { offset >= bytes.count || isSpace(offset) }

    private func isSpace(_ offset: Int) -> Bool {
        bytes[offset] == 0x20 || bytes[offset] < 0x0E && bytes[offset] > 0x08
    }

    private func token(
        _ kind: EntryToken.Kind, _ offset: Int, _ inner: Range<Int>, _ range: Range<Int>
    ) -> EntryToken {
        EntryToken(kind: kind, text: text(inner), range: range)
    }
}
