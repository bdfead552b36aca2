import TestHistories
import Testing

@testable import CaseModel

/// The parser meets whatever people and other programs write.
struct JSONParserTests {
    private static func fault(_ text: String) -> JSONFault? {
        do throws(JSONFault) {
            _ = try JSONParser.parse(Array(text.utf8))
            return nil
        } catch {
            return error
        }
    }

    @Test(arguments: [
        ("", "it ends too early"), ("   ", "it ends too early"), ("{", "a key in quotes is expected"),
        ("[", "it ends too early"), ("[1", "a comma or \"]\" is expected"), ("[1,]", "a value is expected"),
        ("{\"a\":1,}", "a key in quotes is expected"), ("{\"a\" 1}", "a colon is expected"),
        ("{\"a\":1 \"b\":2}", "a comma or \"}\" is expected"), ("{a:1}", "a key in quotes is expected"),
        ("[1] [2]", "something follows the JSON text"), ("nul", "a value is expected"), ("True", "a value is expected"),
        ("'a'", "a value is expected"), ("\"a", "a text is not closed"), ("\"a\\", "a text is not closed"),
        ("\"\\x\"", "an escape is unknown"), ("\"\\u12g4\"", "an escape is malformed"),
        ("\"\\u12", "an escape is malformed"),
        ("\"\\ud800\"", "half of a surrogate pair stands alone"),
        ("\"\\udc00\"", "half of a surrogate pair stands alone"),
        ("\"\\ud800\\u0041\"", "half of a surrogate pair stands alone"),
        ("\"\\ud800x\"", "half of a surrogate pair stands alone"),
        ("{\"a\":1,\"a\":2}", "the key \"a\" stands twice"), ("{\"a\":1,\"\\u0061\":2}", "the key \"a\" stands twice"),
        ("\"a\u{0}b\"", "a control character stands in a text without being escaped"),
        ("\"a\nb\"", "a control character stands in a text without being escaped"),
        ("01", "a number is malformed"), ("-", "a number is malformed"), ("1.", "a number is malformed"),
        (".5", "a value is expected"), ("+1", "a value is expected"), ("1e", "a number is malformed"),
        ("-01", "a number is malformed"),
        ("NaN", "a value is expected"), ("Infinity", "a value is expected"), ("-Infinity", "a number is malformed"),
        ("0x10", "something follows the JSON text"), ("\u{FEFF}{}", "a value is expected"),
        ("/* */1", "a value is expected"),
    ])
    func `what is not JSON is refused with the reason`(text: String, reason: String) {
        #expect(Self.fault(text)?.message == reason)
    }

    @Test(arguments: [("{\"a\":tru}", 8), ("[1,2,,3]", 5), ("{\"a\":1,\"a\":2}", 7), ("  x", 2)])
    func `a fault is found where it stands`(text: String, offset: Int) { #expect(Self.fault(text)?.offset == offset) }

    @Test func `a hundred thousand brackets are refused, not a crash`() {
        let reason = "it is nested more than 64 levels deep"
        #expect(Self.fault(String(repeating: "[", count: 100_000))?.message == reason)
        #expect(Self.fault(String(repeating: "{\"a\":", count: 100_000))?.message == reason)
        let deepest = String(repeating: "[", count: 64) + String(repeating: "]", count: 64)
        #expect(Self.fault(deepest) == nil)
    }

    @Test(arguments: [
        ("9007199254740992", JSONValue.integer(1 << 53)), ("-9007199254740992", .integer(-(1 << 53))),
        ("9007199254740993", .number("9007199254740993")), ("-9007199254740993", .number("-9007199254740993")),
        ("99999999999999999999999", .number("99999999999999999999999")), ("-0", .number("-0")), ("0", .integer(0)),
        ("1.0", .number("1.0")), ("1e3", .number("1e3")), ("-1.5E-7", .number("-1.5E-7")),
    ])
    func `only whole numbers that every reader keeps are integers`(text: String, value: JSONValue) throws {
        #expect(try JSONParser.parse(Array(text.utf8)) == value)
    }

    @Test func `escapes are undone, and separators of lines are text`() throws {
        let text = "\"\\u0041\\n\\/\\ud83c\\udfe5\\u0000\u{2028}\u{2029}\u{7F}\""
        #expect(try JSONParser.parse(Array(text.utf8)) == .string("A\n/🏥\u{0}\u{2028}\u{2029}\u{7F}"))
        #expect(try JSONParser.parse(Array("\r\n[ 1 ,\t{ } ]\r\n".utf8)) == .array([.integer(1), .object([])]))
    }

    @Test(
        arguments: [
            [0x80], [0xC0, 0x80], [0xC1, 0xBF], [0xC3], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80],
            [0xF0, 0x80, 0x80, 0x80],
            [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xFF], [0xE2, 0x82], [0xF0, 0x9F, 0x8F],
            [0xE2, 0x28, 0xA1],
        ] as [[UInt8]])
    func `a text that is not UTF-8 is refused`(bytes: [UInt8]) {
        let quoted = [UInt8(ascii: "\"")] + bytes + [UInt8(ascii: "\"")]
        let error = #expect(throws: JSONFault.self) { try JSONParser.parse(quoted) }
        #expect(error?.message == "a text is not valid UTF-8")
        let isValid = UTF8Check.isValid(bytes.span.bytes, 0..<bytes.count)
        #expect(!isValid)
    }

    @Test func `random bytes are text exactly when the standard library says so`() {
        var random = SeededRandom(8)
        for _ in 0..<20_000 {
            let count = random.number(1...6)
            let bytes = (0..<count).map { _ in
                UInt8(random.happens(60) ? random.number(0x80...0xFF) : random.number(0...0x7F))
            }
            let isText = String(validating: bytes, as: UTF8.self) != nil
            if UTF8Check.isValid(bytes.span.bytes, 0..<count) != isText { Issue.record("\(bytes)") }
        }
    }
}

/// Canonical form: only what must be escaped is escaped.
struct JSONTextTests {
    @Test func `only quotes, backslashes and control characters are escaped`() {
        let text = (0..<0x20).map { String(UnicodeScalar($0)) }.joined() + "\"\\/\u{7F}é\u{2028}🏥"
        let escaped = String(decoding: JSONText.escaped(text), as: UTF8.self)
        #expect(
            escaped
                == "\\u0000\\u0001\\u0002\\u0003\\u0004\\u0005\\u0006\\u0007\\b\\t\\n\\u000b\\f\\r\\u000e\\u000f\\u0010"
                + "\\u0011\\u0012\\u0013\\u0014\\u0015\\u0016\\u0017\\u0018\\u0019\\u001a\\u001b\\u001c\\u001d\\u001e\\u001f"
                + "\\\"\\\\/\u{7F}é\u{2028}🏥")
        #expect(JSONText.unescaped(JSONText.escaped(text)) == text)
    }

    @Test func `a value is written without white space, and parsed again as it was`() throws {
        let value: JSONValue = ["a": [1, true, "x", .null, .number("1.5"), []], "b": [:], "c": "\u{1}\"\n"]
        let text = "{\"a\":[1,true,\"x\",null,1.5,[]],\"b\":{},\"c\":\"\\u0001\\\"\\n\"}"
        #expect(String(decoding: bytes(value), as: UTF8.self) == text)
        #expect(try JSONParser.parse(bytes(value)) == value)
    }
}
