import CaseModel
import TestHistories
import Testing

/// The issues and their drivers against disputes, evidence and time.
struct IssuesViewTests {
    private static func view(_ book: Notebook, at: String? = nil) -> (view: IssuesView, tables: Tables) {
        let answer = book.answer(at: at)
        return (answer.issues, answer.view.tables)
    }

    private static func issue(_ code: String, _ book: Notebook, at: String? = nil) throws -> IssuesView.Issue {
        let (view, tables) = view(book, at: at)
        return try #require(view.issues.first { tables.text($0.standing.code) == code })
    }

    @Test func `the six issues of the study come first, each with its drivers`() throws {
        let (view, tables) = Self.view(try Notebook.withCast())
        let names = view.issues.map { tables.text($0.standing.code) }
        #expect(names == ["purpose", "governance", "inclusion", "architecture", "resources", "prioritisation"])
        #expect(view.issues.map(\.drivers.count) == [3, 3, 3, 4, 3, 3])
        #expect(view.drivers.isEmpty && view.quarters.isEmpty && view.uncoded.isEmpty)
    }

    @Test func `a piece of evidence counts once for an issue, by its own code or by those of drivers`() throws {
        var book = try Notebook.withCast()
        let codes: JSONValue = ["resources", "threat-to-resources", "fairness-in-resources"]
        try book.record(.observationNoted, "2019-02-01", ["text": "x", "codes": codes])
        try book.record(.excerptRecorded, "2019-05-01", ["text": "y", "codes": ["threat-to-resources"]])
        let issue = try Self.issue("resources", book)
        #expect(issue.standing.evidence.observations == 1)
        #expect(issue.standing.evidence.excerpts == 1)
        #expect(issue.drivers.map(\.evidence.all) == [2, 0, 1])
        #expect(issue.standing.span.first?.text == "2019-02-01")
        #expect(issue.standing.span.last?.text == "2019-05-01")
        let (view, _) = Self.view(book)
        #expect(view.quarters.map(\.quarter.text) == ["2019-Q1", "2019-Q2"])
        #expect(view.quarters.map(\.evidence) == [1, 1])
    }

    @Test func `each coder's codes stand until that coder takes them off`() throws {
        var book = try Notebook.withCast()
        let memo = try book.record(.memoWritten, "2019-02-01", ["text": "x"])
        let data: JSONValue = ["on": .string(memo), "codes": ["purpose"]]
        try book.record(.codingAdded, "2019-03", data)
        try book.record(.codingAdded, "2019-04", data, feed: 1)
        try book.record(.codingRemoved, "2019-05", data)
        #expect(try Self.issue("purpose", book, at: "2019-02").standing.evidence.memos == 0)
        #expect(try Self.issue("purpose", book, at: "2019-03").standing.evidence.memos == 1)
        #expect(try Self.issue("purpose", book).standing.evidence.memos == 1)
        try book.record(.codingRemoved, "2019-06", data, feed: 1)
        #expect(try Self.issue("purpose", book).standing.evidence.memos == 0)
    }

    @Test func `the codes of an event itself are its feed's to take off`() throws {
        var book = try Notebook.withCast()
        let noted = try book.record(.observationNoted, "2019", ["text": "x", "codes": ["purpose"]])
        let data: JSONValue = ["on": .string(noted), "codes": ["purpose"]]
        try book.record(.codingRemoved, "2020", data, feed: 1, anyway: true)
        #expect(try Self.issue("purpose", book).standing.evidence.all == 1)
        try book.record(.codingRemoved, "2020", data)
        #expect(try Self.issue("purpose", book).standing.evidence.all == 0)
    }

    @Test func `disputes are counted by state, episodes and re-ignitions by what each is about`() throws {
        var book = try Notebook.withCast()
        try book.raise("d", "2019-01-01")
        try book.record(.disputeSettled, "2019-05-01", ["dispute": "d", "how": "compromise"])
        try book.record(.disputeReignited, "2019-08-01", ["dispute": "d", "issues": ["purpose"]])
        let resources = try Self.issue("resources", book)
        #expect(resources.episodes == 1 && resources.reignited == 0)
        #expect(resources.states.open == 1, "It is the dispute's state, whatever it is about by then.")
        let purpose = try Self.issue("purpose", book)
        #expect(purpose.episodes == 1 && purpose.reignited == 1)
        #expect(try Self.issue("resources", book, at: "2019-06").states.settled == 1)
        let (view, tables) = Self.view(book)
        #expect(
            view.quarters.map { "\($0.quarter.text) \(tables.text($0.issue))" } == [
                "2019-Q1 resources", "2019-Q2 resources", "2019-Q3 purpose",
            ])
        #expect(view.quarters.map { [$0.raised, $0.settled, $0.reignited] } == [[1, 0, 0], [0, 1, 0], [0, 0, 1]])
    }

    @Test func `a code of the case has a row, and what went up in another counts there`() throws {
        var book = try Notebook.withCast()
        try book.record(.codeDefined, "2018", ["code": "trust", "label": "Trust", "kind": "issue"])
        try book.record(
            .codeDefined, "2018", ["code": "fatigue", "label": "Fatigue", "kind": "driver", "parents": ["trust"]])
        try book.record(.codeDefined, "2018", ["code": "haste", "label": "Haste", "kind": "driver"])
        try book.record(.observationNoted, "2019", ["text": "x", "codes": ["fatigue"]])
        #expect(try Self.issue("trust", book).standing.evidence.all == 1)
        let (before, tables) = Self.view(book)
        #expect(before.drivers.map { tables.text($0.code) } == ["haste"])
        try book.record(.codeRenamed, "2019-05", ["code": "trust", "label": "Mistrust"])
        #expect(try Self.issue("trust", book, at: "2019-04").standing.label.map(tables.text) == "Trust")
        let (named, later) = Self.view(book)
        #expect(named.issues.last?.standing.label.map(later.text) == "Mistrust")
        try book.record(.codeMerged, "2020", ["into": "purpose", "from": ["trust"]])
        #expect(try Self.issue("purpose", book).standing.evidence.all == 1)
        #expect(try Self.issue("purpose", book).drivers.count == 4)
        #expect(Self.view(book).view.issues.count == 6)
        #expect(Self.view(book, at: "2019").view.issues.count == 7)
    }

    @Test func `a dispute that no row is about is told apart`() throws {
        var book = try Notebook.withCast()
        try book.raise("d", "2019")
        try book.record(.disputeUncoded, "2019-05", ["dispute": "d", "issues": ["resources"]])
        let (view, tables) = Self.view(book)
        #expect(view.uncoded.map { tables.text($0) } == ["d"])
        #expect(Self.view(book, at: "2019-04").view.uncoded.isEmpty)
    }

    @Test func `random histories reach all that the view tells`() {
        var reached: Set<String> = []
        for seed in 1...16 as ClosedRange<UInt64> {
            let feeds = HistoryMaker.feeds(seed: seed, isCoded: true)
            let view = WholeAnswer(CaseHistory.of(feeds), feeds).issues
            if view.issues.count > 6 { reached.insert("issue of the case") }
            if view.issues.count < 6 { reached.insert("merged issue") }
            if !view.drivers.isEmpty { reached.insert("driver without an issue") }
            if !view.uncoded.isEmpty { reached.insert("uncoded") }
            for issue in view.issues {
                if issue.reignited > 0 { reached.insert("re-ignited") }
                if issue.stirred > 0 { reached.insert("stirred") }
                if issue.proposals > 0 { reached.insert("proposal") }
                if issue.standing.evidence.memos > 0 { reached.insert("memo") }
                if issue.standing.label != nil { reached.insert("label") }
            }
        }
        #expect(reached.count == 9, "\(reached.sorted())")
    }
}
