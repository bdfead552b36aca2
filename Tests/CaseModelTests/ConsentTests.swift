import CaseModel
import TestHistories
import Testing

/// What people have consented to, and what is not recorded without it.
struct ConsentTests {
    private func book() throws -> Notebook {
        var book = try Notebook.withCast()
        try book.record(
            .sessionStarted, "2018-03-01", ["session": "talk", "kind": "interview", "participants": ["p02"]])
        try book.record(
            .sessionStarted, "2018-05-01", ["session": "again", "kind": "interview", "participants": ["p02"]])
        return book
    }

    private func refusal(
        _ book: Notebook, _ occurred: String, verbatim: Bool = false, session: String = "talk"
    ) throws -> String {
        try book.refusal(
            .excerptRecorded, occurred,
            .object(
                [.init(key: "text", value: "We lose."), .init(key: "speaker", value: "p02")]
                    + (verbatim ? [.init(key: "verbatim", value: .bool(true))] : [])), ["sources": [.string(session)]])
    }

    @Test func `as long as nobody has asked, words are recorded`() throws {
        #expect(try refusal(try book(), "2018-03-01", verbatim: true).isEmpty)
    }

    @Test func `who has not consented to be quoted is not, but in other words`() throws {
        var book = try book()
        try book.record(.consentGiven, "2018-02-01", ["participant": "p02", "scope": ["observe", "record"]])
        #expect(
            try refusal(book, "2018-03-01", verbatim: true)
                == "\"p02\" has consented to observe, record by then, and not to quote. Put it in other words, without "
                + "`verbatim`, or record their consent to it first (consent.given).")
        #expect(try refusal(book, "2018-03-01").isEmpty)
        // Before they were asked, and after they agreed to more.
        #expect(try refusal(book, "2018-01-01", verbatim: true).isEmpty)
        try book.record(.consentGiven, "2018-03-02", ["participant": "p02", "scope": ["observe", "quote"]])
        #expect(try refusal(book, "2018-03-03", verbatim: true).isEmpty)
        #expect(try !refusal(book, "2018-03-01", verbatim: true).isEmpty)
        #expect(book.anomalies().anomalies.isEmpty)
        try book.record(
            .excerptRecorded, "2018-03-01", ["text": "We lose.", "speaker": "p02", "verbatim": true], anyway: true)
        #expect(book.anomalies().anomalies.map(\.type) == ["excerpt.recorded"])
    }

    @Test func `what somebody does is noted only with their consent to be observed`() throws {
        var book = try book()
        try book.record(.consentGiven, "2018-02-01", ["participant": "p02", "scope": ["quote"]])
        let seen: JSONValue = ["text": "She leaves.", "by": ["p01", "p02"]]
        #expect(
            try book.refusal(.observationNoted, "2018-03-01", seen).contains("and not to observe. Record their consent")
        )
        #expect(try book.refusal(.observationNoted, "2018-03-01", ["text": "He leaves.", "by": ["p01"]]).isEmpty)
        #expect(try book.refusal(.observationNoted, "2018-03-01", ["text": "On her.", "actors": ["p02"]]).isEmpty)
    }

    @Test func `after a withdrawal nothing more is recorded of what they say, until they consent again`() throws {
        var book = try book()
        try book.record(.consentGiven, "2018-02-01", ["participant": "p02", "scope": ["quote"]])
        try book.record(.consentWithdrawn, "2018-04-01", ["participant": "p02", "scope": "future"])
        #expect(try refusal(book, "2018-03-01").isEmpty)
        #expect(try refusal(book, "2018-05-01").contains("has withdrawn consent by then"))
        try book.record(.consentGiven, "2018-06-01", ["participant": "p02", "scope": ["quote"]])
        #expect(try refusal(book, "2018-06-02", verbatim: true).isEmpty)
    }

    @Test func `nothing more is recorded of somebody either who withdraws without having been recruited`() throws {
        var book = try book()
        let seen: JSONValue = ["text": "He leaves.", "by": ["p01"]]
        #expect(try book.refusal(.observationNoted, "2018-05-01", seen).isEmpty)
        try book.record(.consentWithdrawn, "2018-04-01", ["participant": "p01", "scope": "all"])
        #expect(try book.refusal(.observationNoted, "2018-05-01", seen).contains("has withdrawn consent by then"))
        #expect(try book.refusal(.observationNoted, "2018-03-01", seen).isEmpty)
        #expect(book.anomalies().anomalies.isEmpty)
    }

    @Test func `a withdrawal for a session reaches what was said there alone`() throws {
        var book = try book()
        try book.record(.consentGiven, "2018-02-01", ["participant": "p02", "scope": ["quote"]])
        try book.record(
            .consentWithdrawn, "2018-06-01", ["participant": "p02", "scope": "session", "session": "talk"])
        #expect(try refusal(book, "2018-06-02").contains("has withdrawn consent for talk."))
        #expect(try refusal(book, "2018-06-02", verbatim: true, session: "again").isEmpty)
    }

    @Test func `to others somebody is quoted only as far as they consent, and to nobody once they have withdrawn`()
        throws
    {
        var book = try book()
        let said: JSONValue = ["text": "We lose.", "speaker": "p02", "verbatim": true]
        try book.record(.excerptRecorded, "2018-03-01", said)
        let line = try #require(book.feeds[0].lines.last)
        func quoted() -> String { String(decoding: CaseHistory.of(book.feeds).quoted(line), as: UTF8.self) }
        #expect(quoted() == String(decoding: line, as: UTF8.self))
        try book.record(.consentGiven, "2018-04-01", ["participant": "p02", "scope": ["record"]])
        #expect(quoted().contains(#""text":"[not quoted: p02 has not consented to it]""#))
        try book.record(.consentGiven, "2018-05-01", ["participant": "p02", "scope": ["quote"]])
        #expect(quoted().contains("We lose."))
        try book.record(.consentWithdrawn, "2018-06-01", ["participant": "p02", "scope": "future"])
        #expect(quoted().contains("We lose."))
        let boxes = PaperBoxes()
        boxes.withdraw("p02")
        // Whatever dates the history is of: it need not tell of the withdrawal itself.
        var history = CaseHistory.of(book.feeds)
        history.openPrivateTexts(boxes)
        #expect(String(decoding: history.quoted(line), as: UTF8.self).contains(#""text":"[withdrawn]""#))
        #expect(String(decoding: history.shown(line), as: UTF8.self).contains(#""text":"[withdrawn]""#))
    }
}
