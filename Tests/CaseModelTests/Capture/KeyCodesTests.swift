import CaseModel
import Testing

/// Codes at one key, and states that begin and end.
struct KeyCodesTests {
    private func stored(_ scene: inout Scene, _ made: Composition) throws -> [JSONValue] {
        let first = scene.stored.count
        for line in made.lines {
            var bytes: [UInt8] = []
            line.write(to: &bytes)
            #expect(try scene.admit(bytes) == [])
        }
        return try scene.stored[first...].map { try JSONParser.parse($0) }
    }

    @Test func `a line of keys records their codes at one instant, states begin and end`() throws {
        var scene = try Scene()
        var keys = KeyCodes()
        var lines: [JSONValue] = []
        for text in ["!key a #listening", "!key b #networking", "!key s state #stalling", "!key t state #power"] {
            var composer = scene.composer()
            lines += try stored(&scene, composer.setKey(Entry(text), &keys))
        }
        for text in ["abs", "ta", "s", " ab", "abc"] {
            var composer = scene.composer()
            guard let made = composer.press(Entry(text), &keys) else {
                #expect([" ab", "abc"].contains(text))
                continue
            }
            lines += try stored(&scene, made)
        }
        #expect(keys.begun.keys.sorted() == ["power"])
        let texts = lines.compactMap { $0["type"] == .string("observation.noted") ? $0["data"]?["text"]?.string : nil }
        #expect(
            texts == ["#listening #networking", "#stalling begins", "#listening", "#power begins", "#stalling ends"])
        let spans = CodeSpan.find(in: lines)
        #expect(spans.map(\.code) == ["stalling"])
        #expect(lines.first { $0["id"]?.string == spans[0].begin }?["data"]?["text"]?.string == "#stalling begins")

        var again = KeyCodes()
        for line in lines { again.take(line) }
        #expect(again == keys)

        var composer = scene.composer()
        composer.endStates(&keys)
        #expect(keys.begun.isEmpty)
        composer = scene.composer()
        _ = try composer.setKey(Entry("!key a"), &keys)
        #expect(keys.keys["a"] == nil)
    }

    @Test(arguments: [
        ("aa", ["#listening", "#listening"]), ("a b", ["#listening #networking"]),
        ("s a", ["#listening", "#stalling begins"]), ("ss", ["#stalling begins", "#stalling ends"]),
    ])
    func `a key that is pressed twice counts twice, and blanks between keys are nothing`(
        text: String, expected: [String]
    ) throws {
        var scene = try Scene()
        var keys = KeyCodes()
        for text in ["!key a #listening", "!key b #networking", "!key s state #stalling"] {
            var composer = scene.composer()
            _ = try stored(&scene, composer.setKey(Entry(text), &keys))
        }
        var composer = scene.composer()
        let made = try #require(composer.press(Entry(text), &keys))
        #expect(made.types.allSatisfy { $0 == .observationNoted })
        #expect(made.lines.compactMap { $0["data"]?["text"]?.string } == expected)
    }

    @Test(arguments: [
        ("!key", "Say which key stands for what."), ("!key ab #listening", "ab is not one letter or one digit."),
        ("!key a listening", "listening is no code: codes begin with #."),
        ("!key #a", "#a is not one letter or one digit."),
        ("!key a state state #listening", "state is no code: codes begin with #."),
        ("!key a state", "Say which code the state a stands for."),
        ("!key a #listening #power", "A key stands for one code, and #power is another."),
        ("!key a state #listening @council", "@council is no code: codes begin with #."),
    ])
    func `what sets no key says what is wrong, and how one is set`(text: String, why: String) throws {
        var scene = try Scene()
        var keys = KeyCodes()
        var composer = scene.composer()
        let usage = "Type !key LETTER [[state] #code]. For example: !key d state #deadlocked"
        #expect(throws: EntryProblem("\(why) \(usage)")) { try composer.setKey(Entry(text), &keys) }
    }
}
