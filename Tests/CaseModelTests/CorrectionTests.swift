import CaseModel
import TestHistories
import Testing

/// `event.corrected` and `event.retracted` act on the whole past, once they count (DESIGN §4).
struct CorrectionTests {
    private var book: Notebook
    private let raised: String

    init() throws {
        book = try Notebook.withCast()
        raised = try book.raise("d", "2019-03-01")
    }

    private func episode(_ view: Viewpoint) -> DisputesView.Episode? { DisputesView(view).disputes.first?.episodes[0] }

    private func parties(_ view: Viewpoint) -> [String] { episode(view)?.parties.map { view.tables.text($0) } ?? [] }

    private func title(_ view: Viewpoint) -> String? {
        DisputesView(view).disputes.first.map { view.tables.text($0.title) }
    }

    /// Corrects the raising of the dispute.
    @discardableResult
    private func correct(
        _ book: inout Notebook, _ changes: JSONValue, _ keys: JSONValue = [:], feed: Int = 0
    ) throws -> String {
        let data = [JSONValue.Member(key: "event", value: .string(raised)), .init(key: "reason", value: "a slip")]
        return try book.record(
            .eventCorrected, "2022", .object(data + (changes.members ?? [])), keys, feed: feed)
    }

    private func retract(_ book: inout Notebook, _ event: String, feed: Int = 0) throws -> String {
        try book.record(.eventRetracted, "2022", ["event": .string(event), "reason": "not so"], feed: feed)
    }

    @Test func `a field is replaced as a whole, lists too, and the rest stays`() throws {
        var book = book
        try correct(&book, ["data": ["parties": ["mental"]]])
        let view = book.view()
        #expect(parties(view) == ["mental"])
        #expect(title(view) == "On d")
    }

    @Test func `the mistake shows until the correction is known and recorded, whatever date is asked for`() throws {
        var book = book
        book.now = Calendar.instant(year: 2022, month: 3, day: 1)
        try correct(&book, ["data": ["title": "Better"]], ["learnt": "2022-02-01"])
        #expect(title(book.view(at: "2019-03-01")) == "Better")
        #expect(title(book.view(at: "2019", known: "2022-01-31")) == "On d")
        #expect(title(book.view(at: "2019", known: "2022-02-01")) == "Better")
        #expect(title(book.view(at: "2019", recorded: "2022-02-28")) == "On d")
        #expect(title(book.view(at: "2019", recorded: "2022-03-01")) == "Better")
    }

    @Test func `a correction may move an event in time`() throws {
        var book = book
        try correct(&book, ["occurred": "2018-06-01"])
        #expect(episode(book.view(at: "2018-05-31")) == nil)
        #expect(episode(book.view(at: "2018-06-01"))?.opened.text == "2018-06-01")
    }

    @Test func `the last correction by the time of recording wins, field by field`() throws {
        var book = book
        try correct(&book, ["data": ["title": "First", "parties": ["mental"]]])
        try correct(&book, ["data": ["title": "Second"]])
        #expect(title(book.view()) == "Second")
        #expect(parties(book.view()) == ["mental"])
    }

    @Test func `of two corrections at one instant that of the later feed wins`() throws {
        var book = book
        let now = book.now
        try correct(&book, ["data": ["title": "By bb"]], feed: 1)
        book.now = now
        try correct(&book, ["data": ["title": "By aa"]], feed: 0)
        #expect(title(book.view()) == "By bb")
    }

    @Test func `retracting a correction undoes it, and retracting that restores it`() throws {
        var book = book
        let correction = try correct(&book, ["data": ["title": "Better"]])
        let retraction = try retract(&book, correction)
        #expect(title(book.view()) == "On d")
        let second = try retract(&book, retraction, feed: 1)
        #expect(title(book.view()) == "Better")
        _ = try retract(&book, second)
        #expect(title(book.view()) == "On d")
    }

    @Test func `retracting an event takes it out, and retracting the retraction brings it back`() throws {
        var book = book
        let retraction = try retract(&book, raised)
        #expect(DisputesView(book.view()).disputes.isEmpty)
        #expect(
            try book.refusal(.disputeSettled, "2020", ["dispute": "d", "how": "consensus"])
                == "dispute: The case knows no dispute \"d\".")
        _ = try retract(&book, retraction)
        #expect(DisputesView(book.view()).disputes.count == 1)
        #expect(try book.refusal(.disputeSettled, "2020", ["dispute": "d", "how": "consensus"]) == "")
    }

    @Test func `nothing is retracted twice`() throws {
        var book = book
        let correction = try correct(&book, ["data": ["title": "Better"]])
        _ = try retract(&book, correction)
        let again: JSONValue = ["event": .string(correction), "reason": "x"]
        #expect(try book.refusal(.eventRetracted, "2022", again) == "event: \(correction) is retracted already.")
        _ = try retract(&book, raised)
        let event: JSONValue = ["event": .string(raised), "reason": "x"]
        #expect(try book.refusal(.eventRetracted, "2022", event) == "event: \(raised) is retracted already.")
    }

    @Test func `a retracted event, a correction and a retraction are not corrected`() throws {
        var book = book
        let correction = try correct(&book, ["data": ["title": "Better"]])
        let again: JSONValue = ["event": .string(correction), "reason": "x", "data": ["reason": "y"]]
        #expect(
            try book.refusal(.eventCorrected, "2022", again)
                == "event: \(correction) is itself a correction or a retraction; retract it and write another.")
        _ = try retract(&book, raised)
        #expect(
            try book.refusal(.eventCorrected, "2022", ["event": .string(raised), "reason": "x", "note": "n"])
                == "event: \(raised) is retracted.")
    }

    @Test func `a correction is judged as the event would be once corrected`() throws {
        var book = book
        let settled = try book.record(.disputeSettled, "2019-06", ["dispute": "d", "how": "consensus"])
        func correction(_ changes: JSONValue) throws -> String {
            let data = [JSONValue.Member(key: "event", value: .string(settled)), .init(key: "reason", value: "x")]
            return try book.refusal(.eventCorrected, "2022", .object(data + (changes.members ?? [])))
        }
        #expect(try correction(["data": ["how": "attrition"]]) == "")
        #expect(try correction(["occurred": "2018"]) == "As corrected: The dispute has not been raised by then.")
        #expect(try correction(["occurred": "2019"]).hasSuffix("2019-03-01/2019-12-31 would do."))
        #expect(
            try correction(["data": ["dispute": "e"]])
                == "dispute: As corrected: The case knows no dispute \"e\". Did you mean \"d\"?")
        #expect(
            try correction(["cleared": ["how"]])
                .hasPrefix("cleared: \"how\" is no optional key or field of dispute.settled."))
        #expect(
            try correction(["data": ["hwo": "attrition"]]).hasPrefix("data.hwo: dispute.settled has no such field."))
        #expect(try correction(["data": ["how": "magic"]]).hasPrefix("data.how: \"magic\" is not one of its values."))
    }

    @Test func `what is cleared is left out`() throws {
        var book = book
        try correct(&book, ["data": ["on": "merger", "faultlines": ["power"]]])
        let view = book.view()
        #expect(DisputesView(view).disputes[0].faultlines.map { view.tables.text($0) } == ["power"])
        try correct(&book, ["cleared": ["faultlines", "on"]])
        #expect(DisputesView(book.view()).disputes[0].faultlines.isEmpty)
    }

    @Test func `what a correction gives a source is no longer reconstructed, and what it invents is`() throws {
        var book = try Notebook.withCast()
        let data: JSONValue = ["dispute": "d", "title": "D", "issues": ["purpose"], "parties": ["acute"]]
        let id = try book.record(.disputeRaised, "2019", data, ["reconstructed": ["occurred", "parties", "title"]])
        let change: JSONValue = [
            "event": .string(id), "reason": "x", "occurred": "2019-03",
            "data": ["parties": ["mental"], "issues": ["resources"]],
        ]
        try book.record(.eventCorrected, "2022", change, ["reconstructed": ["issues", "occurred"]])
        let marks = DisputesView(book.view()).disputes[0].marks
        #expect(marks.reconstructed.sorted() == ["issues", "occurred", "title"])
    }

    @Test func `a retraction that bites its own tail changes nothing`() throws {
        let lines = [1, 2].map { number in
            """
            {"id":"aa-00000000/\(number)","type":"event.retracted","occurred":"2019",\
            "recorded":"2019-06-03T14:02:11.512Z","data":{"event":"aa-00000000/\(3 - number)","reason":"x"}}
            """
        }
        let history = CaseHistory.of([TestFeed("aa-00000000", lines.map { Array($0.utf8) })])
        #expect(history.isAmendment(EventID(feed: 0, sequence: 1)))
        #expect(DisputesView(Viewpoint(history)).disputes.isEmpty)
    }

    @Test func `a retracted event of a later version is shown no more`() throws {
        let lines = [
            """
            {"id":"aa-00000000/1","type":"dispute.arbitrated","occurred":"2019","recorded":"2019-06-03T14:02:11.512Z","data":{}}
            """,
            """
            {"id":"aa-00000000/2","type":"event.retracted","occurred":"2019","recorded":"2019-06-03T14:02:11.512Z",\
            "data":{"event":"aa-00000000/1","reason":"x"}}
            """,
        ]
        var history = CaseHistory.of([TestFeed("aa-00000000", lines.map { Array($0.utf8) })])
        let version = history.version(of: EventID(feed: 0, sequence: 1), stored: { Array(lines[0].utf8) })
        guard case .retracted = version else {
            Issue.record("it stands as \(version)")
            return
        }
    }

    @Test func `a correction that was recorded before its event by another clock waits for it`() throws {
        let early = """
            {"id":"aa-00000000/1","type":"event.corrected","occurred":"2019","recorded":"2019-01-01T00:00:00.000Z",\
            "data":{"event":"bb-00000000/1","reason":"x","occurred":"2018"}}
            """
        let late = """
            { "id":"bb-00000000/1","type":"group.identified","occurred":"2019","recorded":"2019-06-03T14:02:11.512Z",\
            "data":{"group":"g","name":"G"}}
            """
        let feeds = [TestFeed("aa-00000000", [Array(early.utf8)]), TestFeed("bb-00000000", [Array(late.utf8)])]
        let march = Calendar.instant(year: 2019, month: 3, day: 1)
        let before = CaseHistory.of(feeds, recorded: march)
        #expect(!before.state.exists(EventID(feed: 1, sequence: 1)))
        #expect(NameBook(Viewpoint(before)).name(of: "g") == "g")
        #expect(NameBook(Viewpoint(CaseHistory.of(feeds), at: march)).name(of: "g") == "G")
    }
}
