import CaseModel
import CasePages
import TestHistories
import Testing

/// An audit in words: for a terminal, as Markdown, as JSON.
struct AuditPageTests {
    /// A dispute that was settled by an offset, which was broken, with something of all that an audit points out.
    private static func book() throws -> Notebook {
        var book = try Notebook.withCast()
        try book.record(.sessionStarted, "2018-05-02", ["session": "m1", "kind": "meeting"])
        let heard = try book.record(
            .observationNoted, "2018-05-02", ["text": "They want\nit."],
            ["learnt": "2019-06", "sources": ["m1"], "warrant": "observed", "note": "In the corridor."])
        let raised = try book.raise("d", "2019-01-01", on: "merger")
        let accepted = try book.record(
            .positionTaken, "2019-01-04", ["actor": "council", "on": "d", "stance": "support"],
            ["evidence": [.string(heard)], "warrant": "told", "told_by": ["p01"], "reconstructed": ["occurred"]])
        let settled = try book.record(
            .disputeSettled, "2019-01-05", ["dispute": "d", "how": "compensation"], ["because": [.string(accepted)]])
        let again = try book.record(
            .disputeReignited, "2019-03-01", ["dispute": "d", "by": [.string(accepted), "acute"]],
            ["because": [.string(heard)], "evidence": [.string(heard)]])
        try book.record(.disputeSettled, "2019-02-01", ["dispute": "d", "how": "attrition"], feed: 1, anyway: true)
        try book.record(
            .eventCorrected, "2022", ["event": .string(settled), "reason": "the minutes", "data": ["terms": "a seat"]],
            feed: 1)
        try book.record(.eventRetracted, "2022", ["event": .string(accepted), "reason": "misheard"])
        let slip = try book.record(
            .eventCorrected, "2022", ["event": .string(raised), "reason": "x", "occurred": "2018"])
        try book.record(.eventRetracted, "2022", ["event": .string(slip), "reason": "no, it was right"])
        try book.record(.eventRetracted, "2022", ["event": .string(again), "reason": "not yet"], feed: 1)
        return book
    }

    private static func words(_ book: Notebook) throws -> AuditWords {
        let audit = try #require(Audits(book.feeds).audit("d"))
        return AuditWords(audit, NameBook(book.view()))
    }

    private static func page(_ form: AuditPage.Form, _ book: Notebook) throws -> String {
        var page = AuditPage(try words(book), form)
        var text: [UInt8] = []
        page.render(caseName: "elm", dates: "with everything recorded") { text += $0 }
        return String(decoding: text, as: UTF8.self)
    }

    @Test func `the page tells each turn, what it rests on, what was changed and what is missing`() throws {
        #expect(try Self.page(.terminal(width: 100), Self.book()) == Saved.audit)
    }

    @Test func `an event of a feed that nothing else names is named as it is written`() throws {
        var book = try Notebook.withCast()
        let seen = try book.record(
            .observationNoted, "2018", ["text": "x"], ["because": ["zz-00000000/7"]], anyway: true)
        let data: JSONValue = ["dispute": "d", "title": "D", "issues": ["purpose"], "parties": ["acute"]]
        try book.record(.disputeRaised, "2019", data, ["evidence": [.string(seen)]])
        let page = try Self.page(.terminal(width: 100), book)
        #expect(page.contains("MISSING       “because of [zz-00000000/7]”: there was no such event in the log."))
    }

    @Test(arguments: [40, 60, 80, 132])
    func `every line fits the width`(width: Int) throws {
        let text = try Self.page(.terminal(width: width), Self.book())
        for line in text.split(separator: "\n") { #expect(line.count <= width) }
    }

    @Test func `Markdown has the same as lists, and shows what people wrote as they wrote it`() throws {
        var book = try Notebook.withCast()
        try book.record(
            .disputeRaised, "2019-01-01",
            ["dispute": "d", "title": "<b>*Beds*\n</b>", "issues": ["resources"], "parties": ["acute"]])
        #expect(
            try Self.page(.markdown, book) == """
                # elm: audit of \\<b\\>\\*Beds\\* \\</b\\> (d), with everything recorded

                - It is open, after 1 episode and 1 turn, which rest on 0 other events.
                - All that is told here was recorded at 2022-01-01T00:11:00.000Z by aa-00000000.
                - Every turn was recorded 90 days or more after it happened, the latest 1095 days after.
                - Nothing of it was corrected or retracted.
                - MISSING from 1 turn of 1: a cause from 1, evidence and sources from 1. See 1.

                ## Episode 1: from 2019-01-01

                ### 1  2019-01-01  raised  [aa-00000000/12]

                “\\<b\\>\\*Beds\\* \\</b\\>” (d) was raised about resources between The acute

                - **MISSING** Nothing on record says what led to it.
                - **MISSING** Neither evidence nor a source is given.

                """)
    }

    @Test func `JSON has the turns, the events they rest on with their own keys, and what is missing`() throws {
        var words = try Self.words(Self.book())
        var json = JSONBuilder(try Self.book().view().tables)
        json.object { words.write(to: &$0, dispute: "d") }
        let value = try JSONParser.parse(json.bytes)
        #expect(value.members?.map(\.key) == ["dispute", "state", "episodes", "events", "missing"])
        let turn = try #require(value["episodes"]?.array?.first?["turns"]?.array?.first)
        #expect(turn["event"] == "aa-00000000/14")
        #expect(turn["state"] == "open")
        let node = try #require(turn["rests_on"]?.array?.first)
        #expect(
            node == [
                "of": "aa-00000000/14", "as": "on", "event": "aa-00000000/11", "identifier": "merger", "depth": 1,
                "told": "here",
            ])
        let settled = try #require(value["events"]?.array?.first { $0["id"] == "aa-00000000/16" })
        #expect(settled["data"]?["terms"] == "a seat")
        #expect(settled["words"] == "d was settled by compensation: a seat")
        let amendment = try #require(settled["amendments"]?.array?.first)
        #expect(amendment["changes"] == [["key": "terms", "to": "a seat"]])
        #expect(amendment["feed"] == "bb-00000000")
        let kinds = value["missing"]?.array?.compactMap { $0["kind"]?.string }
        #expect(kinds == ["cause", "evidence", "evidence", "retracted", "cause", "evidence"])
    }
}
