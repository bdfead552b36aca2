import EventLog
import Testing

@testable import CaseStore

/// The comment of a file that caselog made: what it was made of, and whether anybody has changed it since.
struct MadeMarkTests {
    private static let plain = Array("<!-- caselog report -->".utf8)
    private static let mark = MadeMark(plain, of: "elm")
    private static let texts = [
        plain + Array("\n\n# Elm\n".utf8), Array("<!DOCTYPE html>\n".utf8) + plain + Array("\n<html></html>\n".utf8),
    ]

    @Test(arguments: texts) func `a sealed file may be written over by one of the same thing`(text: [UInt8]) {
        let sealed = Self.mark.sealed(text)
        #expect(Self.mark.problem(in: sealed) == nil)
        #expect(Self.mark.problem(in: text) == .unsealed)
        #expect(MadeMark(Self.plain, of: "oak").problem(in: sealed) == .another("elm"))
        #expect(MadeMark(Array("<!-- caselog comparison -->".utf8), of: "elm").problem(in: sealed) == .foreign)
        let comment = String(decoding: sealed, as: UTF8.self).firstMatch(
            of: /<!-- caselog report of elm sha256 [0-9a-f]{64} -->/)
        #expect(comment != nil)
    }

    @Test(arguments: texts) func `whatever byte is changed, added or taken away, the file is not ours any more`(
        text: [UInt8]
    ) {
        let sealed = Self.mark.sealed(text)
        for index in sealed.indices {
            var (changed, longer, shorter) = (sealed, sealed, sealed)
            changed[index] ^= 1
            longer.insert(UInt8(ascii: "x"), at: index)
            shorter.remove(at: index)
            for file in [changed, longer, shorter] { #expect(Self.mark.problem(in: file) != nil, "\(index)") }
        }
        #expect(Self.mark.problem(in: sealed + [10]) == .changed)
        for count in 0..<sealed.count { #expect(Self.mark.problem(in: Array(sealed.prefix(count))) != nil) }
    }

    @Test func `the mark anywhere but at the beginning is somebody's words`() {
        #expect(Self.mark.problem(in: Array("A letter.\n".utf8) + Self.plain + [10]) == .foreign)
    }

    @Test(arguments: ["--> <script>", "über\nall", "a b", "%2d"])
    func `no name ends the comment`(name: String) {
        let mark = MadeMark(Self.plain, of: name)
        let sealed = mark.sealed(Self.texts[0])
        #expect(mark.problem(in: sealed) == nil)
        let line = String(decoding: sealed, as: UTF8.self).prefix { $0 != "\n" }
        #expect(line.firstMatch(of: /^<!-- caselog report of [A-Za-z0-9%._-]+ sha256 [0-9a-f]{64} -->$/) != nil)
        #expect(Self.mark.problem(in: sealed) != nil)
    }
}
