import TestHistories
import Testing

@testable import CaseModel

/// The members of a line are where a tree of it has them.
struct LineMembersTests {
    private static func bytes(_ value: JSONValue) -> [UInt8] {
        var bytes: [UInt8] = []
        value.write(to: &bytes)
        return bytes
    }

    @Test func `each member of a line and of its data is found, in any valid form of the line`() throws {
        var members = LineMembers()
        for line in HistoryMaker.feeds(seed: 21, count: 400, feedCount: 1)[0].lines {
            guard let tree = try? JSONParser.parse(line) else { continue }
            let canonical = members.canonical(line)
            let found = try #require(canonical)
            #expect(found == Self.bytes(tree))
            let span = found.span.bytes
            for member in tree["data"]?.members ?? [] {
                let range = members.datum(JSONText.escaped(member.key), in: span)
                #expect(range.map { Array(found[$0]) } == Self.bytes(member.value))
            }
            let id = members.text("id", in: span)
            #expect(id.map { String(decoding: found[$0], as: UTF8.self) } == tree["id"]?.string)
            let because = members.value("because", in: span)
            #expect(because.map { Array(found[$0]) } == tree["because"].map(Self.bytes))
        }
    }

    @Test(arguments: [
        "", "{", "[]", "\"x\"", "{}x", "{\"a\":}", "{\"a\":tru}", "{\"a\":1", "{\"a\"1}", "{\"a\":[1,]}", "{\"a\":\"x}",
        "{ \"a\":1}", "{\"a\": 1}", "{\"a\":\"\\/\"}", "{\"a\":\"\\u0041\"}", "{\"a\":\"\\u001F\"}",
        "{\"a\":\"\u{1}\"}",
    ])
    func `what is not canonical has no members as it stands`(text: String) {
        let bytes = Array(text.utf8)
        var members = LineMembers()
        let isFound = members.find(in: bytes.span.bytes, 0..<bytes.count)
        #expect(!isFound)
    }

    @Test func `a value that is missing, or is no text, has none`() {
        let line = Array("{\"a\":1,\"b\":\"x\",\"data\":[\"y\"]}".utf8)
        var members = LineMembers()
        let isFound = members.find(in: line.span.bytes, 0..<line.count)
        #expect(isFound)
        #expect(members.text("a", in: line.span.bytes) == nil)
        #expect(members.text("c", in: line.span.bytes) == nil)
        #expect(members.text("b", in: line.span.bytes) == 12..<13)
        #expect(members.datum("y", in: line.span.bytes) == nil)
    }
}
