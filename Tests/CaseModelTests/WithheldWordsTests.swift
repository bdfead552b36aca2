import CaseModel
import TestHistories
import Testing

/// Words of who has withdrawn that stand in the log in the open.
struct WithheldWordsTests {
    private static func line(_ type: String, _ data: String, _ keys: String = "", id: Int = 4) -> String {
        "{\"id\":\"aa-00000000/\(id)\",\"type\":\"\(type)\",\"occurred\":\"2018\","
            + "\"recorded\":\"2022-01-01T00:00:00.000Z\",\(keys)\"data\":{\(data)}}"
    }

    /// A line as it is shown once `subject` has withdrawn; nil where it stays as it is.
    private static func shown(
        _ line: String, _ subject: String = "p07", corrections: [String] = [], stored: String? = nil
    ) -> String? {
        let boxes = PaperBoxes(
            corrections: corrections.map { Array($0.utf8) },
            lines: stored.map { ["aa-00000000/4": Array($0.utf8)] } ?? [:])
        boxes.withdraw(subject)
        let bytes = Array(line.utf8)
        let handedOut = ShownLine.withoutWithheld(bytes.span.bytes, boxes)
        #expect(ShownLine.make(bytes.span.bytes, boxes) == handedOut)
        return handedOut.map { String(decoding: $0, as: UTF8.self) }
    }

    @Test(arguments: [
        line("excerpt.recorded", #""text":"w","speaker":"p07","locator":"w""#),
        line("observation.noted", #""text":"w","by":["p07"],"actors":["p08"]"#),
        line("position.taken", #""actor":"p07","on":"d","stance":"oppose","condition":"w","meaning":"w""#),
        line("person.identified", #""person":"p07","title":"w","sector":"other""#),
        line("participant.recruited", #""participant":"p07","title":"w","sector":"other""#),
        line("consent.given", #""participant":"p07","scope":["quote"],"how":"w","form":"w""#),
    ])
    func `theirs is what an event holds of their words, and everything else of it stays`(line: String) {
        #expect(Self.shown(line) == line.replacing("\"w\"", with: "\"[withdrawn]\""))
        #expect(Self.shown(line, "p08") == nil)
    }

    @Test(arguments: [
        line("observation.noted", #""text":"w","by":["p07","p08"]"#),
        line("observation.noted", #""text":"w","actors":["p07"]"#),
        line("memo.written", #""text":"w","about":["p07"]"#),
        line("dispute.raised", #""dispute":"d","title":"w","issues":["resources"],"parties":["p07"]"#),
        line("excerpt.recorded", #""text":"w","speaker":"p07x""#, #""note":"w","#),
        line("of.later", #""text":"w","speaker":"p07""#),
    ])
    func `what others say, or several did, stays`(line: String) { #expect(Self.shown(line) == nil) }

    @Test func `the remark of whoever wrote an excerpt down stays`() throws {
        let line = Self.line("excerpt.recorded", #""text":"w","speaker":"p07""#, #""note":"n","#)
        #expect(try #require(Self.shown(line)).contains(#""note":"n","data":{"text":"[withdrawn]""#))
    }

    @Test func `of a session withdrawn, what was said there is withheld, and no title`() {
        let there = Self.line("excerpt.recorded", #""text":"w","speaker":"p07""#, #""sources":["report","talk"],"#)
        let elsewhere = Self.line("excerpt.recorded", #""text":"w","speaker":"p07""#, #""sources":["report"],"#)
        let title = Self.line(
            "participant.recruited", #""participant":"p07","title":"w","sector":"other""#, #""sources":["talk"],"#)
        #expect(Self.shown(there, "p07/talk") != nil)
        #expect(Self.shown(elsewhere, "p07/talk") == nil && Self.shown(title, "p07/talk") == nil)
    }

    @Test func `a correction is withheld with what it corrects`() {
        let stored = Self.line("excerpt.recorded", #""text":"w","speaker":"p07""#)
        let correction = Self.line(
            "event.corrected", #""event":"aa-00000000/4","reason":"r","data":{"text":"v"}"#, id: 5)
        let shown = correction.replacing("\"v\"", with: "\"[withdrawn]\"")
        #expect(Self.shown(correction, stored: stored) == shown)
        #expect(Self.shown(correction, "p08", stored: stored) == nil)
        // Where it cannot be told whose words they are, they are not shown.
        #expect(Self.shown(correction) == shown)
    }

    @Test func `what a correction says to be theirs is withheld as it was stored, too`() {
        let stored = Self.line("excerpt.recorded", #""text":"w","speaker":"p08""#)
        let correction = Self.line(
            "event.corrected", #""event":"aa-00000000/4","reason":"r","data":{"speaker":"p07"}"#, id: 5)
        let later = Self.line("event.corrected", #""event":"aa-00000000/4","reason":"r","data":{"text":"v"}"#, id: 6)
        #expect(Self.shown(stored, stored: stored) == nil)
        #expect(Self.shown(stored, corrections: [correction], stored: stored)?.contains("[withdrawn]") == true)
        #expect(Self.shown(later, corrections: [correction], stored: stored)?.contains("[withdrawn]") == true)
    }
}
