/// Walks over canonical JSON without reading it.
package struct CanonicalScanner: ~Escapable {
    private let bytes: RawSpan
    private var offset: Int
    private let end: Int

    @_lifetime(copy bytes)
    package init(_ bytes: RawSpan, _ range: Range<Int>) {
        precondition(range.lowerBound >= 0 && range.upperBound <= bytes.byteCount)
        self.bytes = bytes
        offset = range.lowerBound
        end = range.upperBound
    }

    var isAtEnd: Bool { offset == end }

    private var next: UInt8? { offset < end ? bytes.byte(at: offset) : nil }

    @_lifetime(self: copy self)
    private mutating func takes(_ byte: UInt8) -> Bool {
        guard next == byte else { return false }
        offset += 1
        return true
    }

    @_lifetime(self: copy self)
    package mutating func skipObject(depth: Int, _ body: (_ key: Range<Int>, _ value: Range<Int>) -> Void) -> Bool {
        guard depth <= JSONParser.depthMax, takes(UInt8(ascii: "{")) else { return false }
        if takes(UInt8(ascii: "}")) { return true }
        repeat {
            let key = offset
            guard skipString() else { return false }
            let keyEnd = offset
            guard takes(UInt8(ascii: ":")) else { return false }
            let value = offset
            guard skipValue(depth: depth + 1) else { return false }
            body(key + 1..<keyEnd - 1, value..<offset)
        } while takes(UInt8(ascii: ","))
        return takes(UInt8(ascii: "}"))
    }

    @_lifetime(self: copy self)
    package mutating func skipArray(depth: Int, _ body: (_ element: Range<Int>) -> Void) -> Bool {
        guard depth <= JSONParser.depthMax, takes(UInt8(ascii: "[")) else { return false }
        if takes(UInt8(ascii: "]")) { return true }
        repeat {
            let value = offset
            guard skipValue(depth: depth + 1) else { return false }
            body(value..<offset)
        } while takes(UInt8(ascii: ","))
        return takes(UInt8(ascii: "]"))
    }

    @_lifetime(self: copy self)
    private mutating func skipValue(depth: Int) -> Bool {
        switch next {
        case UInt8(ascii: "\""): skipString()
        case UInt8(ascii: "{"): skipObject(depth: depth) { _, _ in }
        case UInt8(ascii: "["): skipArray(depth: depth) { _ in }
        case UInt8(ascii: "t"): skip("true")
        case UInt8(ascii: "f"): skip("false")
        case UInt8(ascii: "n"): skip("null")
        default: skipNumber()
        }
    }

    @_lifetime(self: copy self)
    private mutating func skip(_ word: StaticString) -> Bool {
        word.withUTF8Buffer { word in
            for byte in word where !takes(byte) { return false }
            return true
        }
    }

    @_lifetime(self: copy self)
    private mutating func skipNumber() -> Bool {
        let start = offset
        while let byte = next, (0x30...0x39).contains(byte) || "-+.eE".utf8.contains(byte) { offset += 1 }
        return offset > start
    }

    @_lifetime(self: copy self)
    private mutating func skipString() -> Bool {
        guard takes(UInt8(ascii: "\"")) else { return false }
        while true {
            skipPlain()
            guard offset < end else { return false }
            if takes(UInt8(ascii: "\"")) { return true }
            guard let size = JSONText.escapeSize(bytes, offset, end) else { return false }
            offset += size
        }
    }

    /// Moves to the next quote, backslash or control character.
    @_lifetime(self: copy self)
    private mutating func skipPlain() {
        while offset + 8 <= bytes.byteCount {
            let stops = EightBytes.stringStops(bytes.checkedWord(at: offset))
            if stops != 0 {
                offset += stops.trailingZeroBitCount / 8
                return
            }
            offset += 8
        }
        while let byte = next, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\"), byte >= 0x20 { offset += 1 }
    }
}
