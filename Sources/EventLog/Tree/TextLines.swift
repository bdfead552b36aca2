/// Takes a text apart into lines, byte for byte.
struct TextLines {
    private var rest: ArraySlice<UInt8>

    init(_ text: [UInt8]) { rest = text[...] }

    /// Whether nothing is left, not even the beginning of a line.
    var isAtEnd: Bool { rest.isEmpty }

    /// The next line without its LF; nil where no whole line is left.
    mutating func next() -> [UInt8]? {
        guard let end = rest.firstIndex(of: LineSplitter.lineFeed) else { return nil }
        defer { rest = rest[(end + 1)...] }
        return Array(rest[..<end])
    }

    /// The next line where it begins so, without the LF and that beginning.
    mutating func next(after prefix: some Sequence<UInt8>) -> [UInt8]? {
        var ahead = self
        guard let line = ahead.next(), line.starts(with: prefix) else { return nil }
        self = ahead
        return Array(line.dropFirst(Array(prefix).count))
    }

    /// The next line where it is this one.
    mutating func skip(_ line: String) -> Bool {
        var ahead = self
        guard ahead.next() == Array(line.utf8) else { return false }
        self = ahead
        return true
    }
}

extension TextCoding {
    /// A number as people write it: without sign and leading zeros; nil for anything else.
    static func decimal(_ text: [UInt8]) -> UInt64? {
        guard let number = UInt64(String(decoding: text, as: UTF8.self)), Array(String(number).utf8) == text else {
            return nil
        }
        return number
    }

    /// The bytes of canonical base64 in bytes.
    static func bytes(base64 text: [UInt8]) -> [UInt8]? {
        guard text.allSatisfy({ character in character < 0x80 }) else { return nil }
        return bytes(base64: String(decoding: text, as: UTF8.self))
    }
}
