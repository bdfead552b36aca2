/// Reads any valid JSON text (RFC 8259, keys unique as I-JSON asks) into a tree, and says where and why it cannot.
package struct JSONParser: ~Escapable {
    /// Deeper texts are refused: a line allows 8 levels, and a parser must not run out of stack.
    package static let depthMax = 64
    /// The largest integer that every JSON reader keeps exactly.
    package static let integerMax = 1 << 53

    private let bytes: RawSpan
    private var offset: Int
    private let end: Int

    @_lifetime(copy bytes)
    private init(_ bytes: RawSpan, _ range: Range<Int>) {
        self.bytes = bytes
        offset = range.lowerBound
        end = range.upperBound
    }

    /// - Throws: `JSONFault` for anything that is not one JSON text.
    package static func parse(_ bytes: RawSpan, _ range: Range<Int>) throws(JSONFault) -> JSONValue {
        var parser = JSONParser(bytes, range)
        let value: JSONValue
        do throws(JSONFault) {
            parser.skipSpace()
            value = try parser.value(depth: 0)
            parser.skipSpace()
            if parser.offset < parser.end { throw parser.fault("something follows the JSON text") }
        } catch {
            throw JSONFault(message: error.message, offset: error.offset - range.lowerBound)
        }
        return value
    }

    package static func parse(_ bytes: [UInt8]) throws(JSONFault) -> JSONValue {
        try parse(bytes.span.bytes, 0..<bytes.count)
    }

    private func fault(_ message: String) -> JSONFault { JSONFault(message: message, offset: offset) }

    private var next: UInt8? { offset < end ? bytes.byte(at: offset) : nil }

    @_lifetime(self: copy self)
    private mutating func skipSpace() {
        while let byte = next, byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D { offset += 1 }
    }

    @_lifetime(self: copy self)
    private mutating func value(depth: Int) throws(JSONFault) -> JSONValue {
        guard depth <= Self.depthMax else { throw fault("it is nested more than \(Self.depthMax) levels deep") }
        guard let byte = next else { throw fault("it ends too early") }
        switch byte {
        case UInt8(ascii: "{"): return try object(depth: depth)
        case UInt8(ascii: "["): return try array(depth: depth)
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
        default: throw fault("a value is expected")
        }
    }

    @_lifetime(self: copy self)
    private mutating func word(_ word: String, _ value: JSONValue) throws(JSONFault) -> JSONValue {
        for byte in word.utf8 {
            guard next == byte else { throw fault("a value is expected") }
            offset += 1
        }
        return value
    }

    @_lifetime(self: copy self)
    private mutating func object(depth: Int) throws(JSONFault) -> JSONValue {
        offset += 1
        var members: [JSONValue.Member] = []
        var keys: Set<[UInt8]> = []
        skipSpace()
        if next == UInt8(ascii: "}") {
            offset += 1
            return .object([])
        }
        while true {
            skipSpace()
            guard next == UInt8(ascii: "\"") else { throw fault("a key in quotes is expected") }
            let start = offset
            let key = try string()
            guard keys.insert(Array(key.utf8)).inserted else {
                offset = start
                throw fault("the key \"\(key)\" stands twice")
            }
            skipSpace()
            guard next == UInt8(ascii: ":") else { throw fault("a colon is expected") }
            offset += 1
            skipSpace()
            members.append(JSONValue.Member(key: key, value: try value(depth: depth + 1)))
            if try isLast(closing: UInt8(ascii: "}")) { return .object(members) }
        }
    }

    @_lifetime(self: copy self)
    private mutating func array(depth: Int) throws(JSONFault) -> JSONValue {
        offset += 1
        var elements: [JSONValue] = []
        skipSpace()
        if next == UInt8(ascii: "]") {
            offset += 1
            return .array([])
        }
        while true {
            skipSpace()
            elements.append(try value(depth: depth + 1))
            if try isLast(closing: UInt8(ascii: "]")) { return .array(elements) }
        }
    }

    @_lifetime(self: copy self)
    private mutating func isLast(closing: UInt8) throws(JSONFault) -> Bool {
        skipSpace()
        guard next == closing || next == UInt8(ascii: ",") else {
            throw fault("a comma or \"\(Character(UnicodeScalar(closing)))\" is expected")
        }
        offset += 1
        return bytes.byte(at: offset - 1) == closing
    }

    @_lifetime(self: copy self)
    private mutating func number() throws(JSONFault) -> JSONValue {
        let start = offset
        if next == UInt8(ascii: "-") { offset += 1 }
        let firstDigit = offset
        let count = skipDigits()
        guard count > 0, count == 1 || bytes.byte(at: firstDigit) != UInt8(ascii: "0") else {
            throw fault("a number is malformed")
        }
        var isInteger = true
        if next == UInt8(ascii: ".") {
            offset += 1
            isInteger = false
            guard skipDigits() > 0 else { throw fault("a number is malformed") }
        }
        if next == UInt8(ascii: "e") || next == UInt8(ascii: "E") {
            offset += 1
            isInteger = false
            if next == UInt8(ascii: "-") || next == UInt8(ascii: "+") { offset += 1 }
            guard skipDigits() > 0 else { throw fault("a number is malformed") }
        }
        let text = String(decoding: (start..<offset).map { bytes.byte(at: $0) }, as: UTF8.self)
        if isInteger, let value = Int(text), value.magnitude <= Self.integerMax, text != "-0" {
            return .integer(value)
        }
        return .number(text)
    }

    @_lifetime(self: copy self)
    private mutating func skipDigits() -> Int {
        let start = offset
        while let byte = next, byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") { offset += 1 }
        return offset - start
    }

    @_lifetime(self: copy self)
    private mutating func string() throws(JSONFault) -> String {
        let start = offset
        offset += 1
        var content: [UInt8] = []
        while let byte = next, byte != UInt8(ascii: "\"") {
            guard byte >= 0x20 else { throw fault("a control character stands in a text without being escaped") }
            offset += 1
            if byte == UInt8(ascii: "\\") {
                try escape(into: &content)
            } else {
                content.append(byte)
            }
        }
        guard next != nil else { throw fault("a text is not closed") }
        offset += 1
        guard let text = String(validating: content, as: UTF8.self) else {
            offset = start
            throw fault("a text is not valid UTF-8")
        }
        return text
    }

    @_lifetime(self: copy self)
    private mutating func escape(into content: inout [UInt8]) throws(JSONFault) {
        guard let letter = next else { throw fault("a text is not closed") }
        if let byte = JSONText.byteForLetter(letter) {
            offset += 1
            return content.append(byte)
        }
        guard letter == UInt8(ascii: "u") else { throw fault("an escape is unknown") }
        offset += 1
        var code = UInt32(try hexQuad())
        if (0xD800..<0xDC00).contains(code) {
            guard next == UInt8(ascii: "\\"), offset + 1 < end, bytes.byte(at: offset + 1) == UInt8(ascii: "u") else {
                throw fault("half of a surrogate pair stands alone")
            }
            offset += 2
            let low = UInt32(try hexQuad())
            guard (0xDC00..<0xE000).contains(low) else { throw fault("half of a surrogate pair stands alone") }
            code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
        }
        guard let scalar = UnicodeScalar(code) else { throw fault("half of a surrogate pair stands alone") }
        content.append(contentsOf: String(scalar).utf8)
    }

    @_lifetime(self: copy self)
    private mutating func hexQuad() throws(JSONFault) -> UInt16 {
        var value: UInt16 = 0
        for _ in 0..<4 {
            guard let digit = next.flatMap(JSONText.hexValue) else { throw fault("an escape is malformed") }
            value = value << 4 | UInt16(digit)
            offset += 1
        }
        return value
    }
}
