import CaseModel
import TestHistories
import Testing

/// Which issue re-ignites which, and how long settlements held.
struct ReignitionViewTests {
    private static func view(
        _ book: Notebook, at: String? = nil, known: String? = nil
    ) -> (view: ReignitionView, tables: Tables) {
        let answer = book.answer(at: at, known: known)
        return (answer.reignition, answer.view.tables)
    }

    private static func pairs(_ book: Notebook) -> [String] {
        let (view, tables) = view(book)
        return view.matrix.map { pair in
            "\(pair.from.map(tables.text) ?? "none") > \(pair.to.map(tables.text) ?? "none")"
        }
    }

    /// A dispute about resources, settled in June 2019, and another about purpose.
    private static func settled() throws -> Notebook {
        var book = try Notebook.withCast()
        try book.raise("d", "2019-01-01")
        try book.record(.disputeSettled, "2019-06-01", ["dispute": "d", "how": "compensation", "holdouts": ["acute"]])
        try book.record(
            .disputeRaised, "2019-07-01",
            ["dispute": "e", "title": "E", "issues": ["purpose", "inclusion"], "parties": ["acute"]])
        return book
    }

    private static func reignited(by cause: JSONValue, _ book: Notebook) throws -> Notebook {
        var book = book
        try book.record(.disputeReignited, "2019-09-01", ["dispute": "d", "by": [cause]])
        return book
    }

    @Test func `a dispute as a cause brings its issues as they were then`() throws {
        var book = try Self.reignited(by: "e", try Self.settled())
        try book.record(.disputeCoded, "2019-10-01", ["dispute": "e", "issues": ["governance"]])
        #expect(Self.pairs(book) == ["purpose > resources", "inclusion > resources"])
    }

    @Test func `an event about a dispute, or about a proposal, brings what that is about`() throws {
        var book = try Self.settled()
        let position: JSONValue = ["actor": "acute", "on": "e", "stance": "oppose"]
        let taken = try book.record(.positionTaken, "2019-08-01", position)
        #expect(
            Self.pairs(try Self.reignited(by: .string(taken), book))
                == ["purpose > resources", "inclusion > resources"])
        try book.record(
            .proposalTabled, "2019-08-01", ["proposal": "move", "title": "Move", "issue": "architecture"])
        let decided = try book.record(
            .decisionMade, "2019-08-02", ["decision": "vote", "on": "move", "outcome": "adopted"])
        for cause in ["move", "vote", decided] {
            #expect(Self.pairs(try Self.reignited(by: .string(cause), book)) == ["architecture > resources"])
        }
    }

    @Test func `an event with codes brings its issues, and those of its drivers`() throws {
        var book = try Self.settled()
        let codes: JSONValue = ["purpose", "evidence-and-data", "listening"]
        let noted = try book.record(.observationNoted, "2019-08-01", ["text": "x", "codes": codes])
        #expect(
            Self.pairs(try Self.reignited(by: .string(noted), book))
                == ["purpose > resources", "prioritisation > resources"])
    }

    @Test func `any other cause is none, and so is no cause`() throws {
        var book = try Self.settled()
        #expect(Self.pairs(try Self.reignited(by: "acute", book)) == ["none > resources"])
        try book.record(.disputeReignited, "2019-09-01", ["dispute": "d"])
        #expect(Self.pairs(book) == ["none > resources"])
    }

    @Test func `what touched the dispute itself brings what it was about before`() throws {
        var book = try Self.settled()
        let taken = try book.record(
            .positionTaken, "2019-08-01", ["actor": "acute", "on": "d", "stance": "oppose"])
        try book.record(
            .disputeReignited, "2019-09-01",
            ["dispute": "d", "by": [.string(taken), "e"], "issues": ["governance"]])
        #expect(
            Self.pairs(book)
                == ["purpose > governance", "inclusion > governance", "resources > governance"])
    }

    @Test func `days run to the re-ignition, or to the date asked for, or to what happened last`() throws {
        var book = try Self.reignited(by: "e", try Self.settled())
        try book.record(.disputeSettled, "2019-10-01", ["dispute": "d", "how": "authority"])
        try book.record(.observationNoted, "2019-12-31", ["text": "Quiet."])
        try book.record(.memoWritten, "2023", ["text": "Work on the record."])
        let (view, tables) = Self.view(book)
        #expect(view.settlements.map(\.days) == [92, 91])
        #expect(view.settlements.map(\.holds) == [false, true])
        #expect(view.settlements.map(\.episode) == [1, 2])
        #expect(view.settlements[0].holdouts.map { tables.text($0) } == ["acute"])
        #expect(Self.view(book, at: "2019-06").view.settlements.map(\.days) == [29])
        #expect(Self.view(book, at: "2019-10-03T12:00").view.settlements.map(\.days) == [92, 2])
    }

    @Test(
        arguments: [
            ("2019-06-01", [], 92, true), ("2019-06-01T14:00", [], 92, true), ("2019-06-01~", [], 92, false),
            ("2019-06", [], nil, false), ("2019-05-01/2019-06-01", [], nil, false),
            ("2019-06-01", ["occurred"], 92, false), ("2019-06-01", ["type"], 92, false),
            ("2019-06-01", ["how"], 92, true),
        ] as [(String, [String], Int?, Bool)])
    func `a date that names no day leaves days out, and only sourced, precise days are estimated from`(
        date: String, reconstructed: [String], days: Int?, isEstimable: Bool
    ) throws {
        var book = try Notebook.withCast()
        try book.raise("d", "2019-01-01")
        try book.record(
            .disputeSettled, date, ["dispute": "d", "how": "attrition"],
            reconstructed.isEmpty ? [:] : ["reconstructed": .array(reconstructed.map(JSONValue.string))])
        try book.record(.disputeReignited, "2019-09-01", ["dispute": "d"])
        let settlement = try #require(Self.view(book).view.settlements.first)
        #expect(settlement.days == days)
        #expect(settlement.isEstimable == isEstimable)
        let estimate = try #require(Self.view(book).view.estimates.first)
        #expect([estimate.reignited, estimate.leftOut] == (isEstimable ? [1, 0] : [0, 1]))
    }

    @Test func `the means are counted apart, with the median of those that came back`() throws {
        var book = try Notebook.withCast()
        for (number, date) in ["2019-06-04", "2019-06-11", "2019-07-01", nil].enumerated() {
            try book.raise("d\(number)", "2019-01-01")
            try book.record(.disputeSettled, "2019-06-01", ["dispute": .string("d\(number)"), "how": "authority"])
            if let date { try book.record(.disputeReignited, date, ["dispute": .string("d\(number)")]) }
        }
        try book.record(.positionTaken, "2019-08", ["actor": "acute", "on": "d3", "stance": "oppose"])
        let (view, _) = Self.view(book)
        #expect(view.means.map(\.how) == [.authority])
        #expect(view.means.map { [$0.settlements, $0.holding, $0.reignited, $0.stirred] } == [[4, 1, 3, 1]])
        #expect(view.means.map(\.medianDays) == [10])
        #expect(Self.view(book, at: "2019-06-15").view.means.map(\.medianDays) == [6.5])
    }

    @Test func `an estimate from few re-ignitions says so`() throws {
        let (view, _) = Self.view(try Self.reignited(by: "e", try Self.settled()))
        let warning = try #require(view.estimates[0].warning)
        #expect(warning.hasPrefix("One re-ignition with dates that can be counted on: fewer than 10"))
        #expect(view.estimates.map { $0.how?.rawValue } == [nil, "compensation"])
    }

    @Test func `random histories reach all that the view tells`() {
        var (pairs, days, none) = (0, 0, 0)
        for seed in 1...16 as ClosedRange<UInt64> {
            let feeds = HistoryMaker.feeds(seed: seed, isCoded: true)
            let view = WholeAnswer(CaseHistory.of(feeds), feeds).reignition
            pairs += view.matrix.count { $0.from != nil && $0.to != nil }
            none += view.matrix.count { $0.from == nil }
            days += view.settlements.count { !$0.holds && $0.days != nil }
        }
        #expect(pairs > 10 && none > 10 && days > 10)
    }
}
