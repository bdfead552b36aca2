import CaseModel
import TestHistories
import Testing

/// What touches a settled dispute makes it stirred, for a person to answer (DESIGN §5).
struct StirringTests {
    /// A dispute over the merger, settled in June 2019 because of an offset.
    private static func settled() throws -> Notebook {
        var book = try Notebook.withCast()
        try book.raise("d", "2019-01", on: "merger")
        let stake: JSONValue = [
            "stake": "early", "actor": "acute", "on": "merger", "direction": "loss", "dimension": "role", "by": "p01",
        ]
        try book.record(.stakePerceived, "2019-02", stake)
        try book.record(.offsetOffered, "2019-03", ["offset": "o", "to": "acute", "for": ["early"], "form": "funding"])
        let accepted = try book.record(.offsetAccepted, "2019-04", ["offset": "o"])
        try book.record(
            .disputeSettled, "2019-06", ["dispute": "d", "how": "compensation"], ["because": [.string(accepted)]])
        return book
    }

    private static func stirring(_ book: Notebook, at: String? = nil, dispute: Int = 0) -> [String] {
        let view = book.view(at: at)
        return DisputesView(view).disputes[dispute].stirredBy.map { view.tables.text($0) }
    }

    private static func stake(_ id: String, on: String, _ direction: String) -> JSONValue {
        [
            "stake": .string(id), "actor": "council", "on": .string(on), "direction": .string(direction),
            "dimension": "finance", "by": "p01",
        ]
    }

    private static func position(_ on: String, _ stance: String) -> JSONValue {
        ["actor": "council", "on": .string(on), "stance": .string(stance)]
    }

    /// What stirs, and what does not.
    static let touches: [(type: EventType, data: JSONValue, stirs: Bool)] = [
        (.positionTaken, position("d", "oppose"), true), (.positionTaken, position("d", "withhold"), true),
        (.positionTaken, position("merger", "oppose"), true), (.positionTaken, position("d", "support"), false),
        (.positionTaken, position("d", "conditional"), false), (.positionTaken, position("d", "ambivalent"), false),
        (.stakePerceived, stake("late", on: "d", "loss"), true),
        (.stakePerceived, stake("late", on: "merger", "loss"), true),
        (.stakePerceived, stake("late", on: "merger", "gain"), false),
        (.stakePerceived, stake("late", on: "merger", "neither"), false),
        (.stakePerceived, stake("late", on: "council", "loss"), false),
        (.stakeRevised, ["stake": "early", "by": "p01", "direction": "loss"], true),
        (.stakeRevised, ["stake": "early", "by": "p01", "direction": "gain"], false),
        (.offsetBroken, ["offset": "o"], true), (.offsetKept, ["offset": "o"], false),
    ]

    @Test(arguments: touches.indices)
    func `opposition, a withheld position, a loss and a broken offset stir a settled dispute`(index: Int) throws {
        let (type, data, stirs) = Self.touches[index]
        var book = try Self.settled()
        #expect(Self.stirring(book).isEmpty)
        let id = try book.record(type, "2019-09", data)
        #expect(Self.stirring(book) == (stirs ? [id] : []))
        #expect(Self.stirring(book, at: "2019-08").isEmpty)
    }

    @Test func `what came before the settlement stirs nothing, and nothing stirs an open dispute`() throws {
        var book = try Self.settled()
        try book.record(.positionTaken, "2019-05", Self.position("d", "oppose"))
        #expect(Self.stirring(book).isEmpty)
        try book.raise("e", "2019-01")
        try book.record(.positionTaken, "2019-07", Self.position("e", "oppose"))
        #expect(Self.stirring(book, dispute: 1).isEmpty)
    }

    @Test func `a decision on what is in dispute is in dispute too`() throws {
        var book = try Self.settled()
        try book.record(.decisionMade, "2019-07", ["decision": "vote", "on": "merger", "outcome": "adopted"])
        let id = try book.record(.positionTaken, "2019-09", Self.position("vote", "oppose"))
        #expect(Self.stirring(book) == [id])
    }

    @Test func `an offset against a position stirs when it is broken`() throws {
        var book = try Self.settled()
        let opposed = try book.record(.positionTaken, "2019-05", Self.position("d", "oppose"))
        try book.record(
            .offsetOffered, "2019-05", ["offset": "p", "to": "council", "for": [.string(opposed)], "form": "assurance"])
        try book.record(.offsetAccepted, "2019-05", ["offset": "p"])
        let broken = try book.record(.offsetBroken, "2019-10", ["offset": "p"])
        #expect(Self.stirring(book) == [broken])
    }

    @Test func `a downstream dispute stirs, by its link or by coming back`() throws {
        var book = try Self.settled()
        try book.raise("e", "2019-08")
        let link = try book.record(.disputeLinked, "2019-09", ["dispute": "e", "to": "d", "kind": "downstream-of"])
        #expect(Self.stirring(book) == [link])
        try book.record(.disputeHeld, "2019-10", ["dispute": "d", "despite": ["e"]])
        #expect(Self.stirring(book).isEmpty)
        try book.record(.disputeSettled, "2019-11", ["dispute": "e", "how": "consensus"])
        let back = try book.record(.disputeReignited, "2019-12", ["dispute": "e"])
        #expect(Self.stirring(book) == [back])
    }

    @Test func `another kind of link stirs nothing`() throws {
        var book = try Self.settled()
        try book.raise("e", "2019-08")
        try book.record(.disputeLinked, "2019-09", ["dispute": "e", "to": "d", "kind": "intersects"])
        #expect(Self.stirring(book).isEmpty)
    }

    @Test func `what was looked at and held is answered, by event or by name, and what comes later is not`() throws {
        var book = try Self.settled()
        let first = try book.record(.positionTaken, "2019-07", Self.position("d", "oppose"))
        let second = try book.record(.stakePerceived, "2019-08", Self.stake("late", on: "merger", "loss"))
        #expect(Self.stirring(book) == [first, second])
        try book.record(.disputeHeld, "2019-09", ["dispute": "d", "despite": [.string(first)]])
        #expect(Self.stirring(book) == [second])
        #expect(Self.stirring(book, at: "2019-08") == [first, second])
        try book.record(.disputeHeld, "2019-09", ["dispute": "d", "despite": ["late"]])
        #expect(Self.stirring(book).isEmpty)
        let third = try book.record(.positionTaken, "2019-10", Self.position("d", "withhold"))
        #expect(Self.stirring(book) == [third])
    }

    @Test func `a re-ignition answers, and after the next settlement things stir anew`() throws {
        var book = try Self.settled()
        let cause = try book.record(.positionTaken, "2019-07", Self.position("d", "oppose"))
        try book.record(.disputeReignited, "2019-08", ["dispute": "d", "by": [.string(cause), "council"]])
        #expect(Self.stirring(book).isEmpty)
        #expect(Self.stirring(book, at: "2019-07") == [cause])
        try book.record(.disputeSettled, "2019-09", ["dispute": "d", "how": "authority"])
        #expect(Self.stirring(book).isEmpty)
        let again = try book.record(.positionTaken, "2019-10", Self.position("d", "oppose"))
        #expect(Self.stirring(book) == [again])
    }
}
