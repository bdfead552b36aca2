import CaseModel
import Sampling
import TestHistories
import Testing

/// What changed between two dates, or two states of knowledge.
struct DifferenceTests {
    private static func words(_ before: Viewpoint, _ after: Viewpoint) -> [String] {
        Difference(from: before, to: after).changes.map(\.words)
    }

    @Test func `a merger is told as one change, with what it takes along`() throws {
        var book = try Notebook.withCast()
        try book.record(.membershipBegan, "2018", ["member": "acute", "of": "board"])
        let merger = try book.record(
            .organisationMerged, "2019-04-01", ["into": "mental", "from": ["acute", "council"]])
        let difference = Difference(from: book.view(at: "2019-03-31"), to: book.view(at: "2019-04-01"))
        #expect(difference.changes.count == 1)
        #expect(difference.changes.first?.kind == .merged)
        #expect(difference.changes.first?.event == merger)
        #expect(Self.words(book.view(at: "2019-04-01"), book.view(at: "2019-04-02")).isEmpty)
    }

    @Test func `what happened and what was recorded otherwise are told apart`() throws {
        var book = try Notebook.withCast()
        let renamed = try book.record(.organisationRenamed, "2019", ["organisation": "acute", "name": "New"])
        let changes = Difference(from: book.view(at: "2018"), to: book.view(at: "2019")).changes
        #expect(changes.map(\.words) == ["The acute (acute) was renamed New"])
        #expect(changes.map(\.event) == [renamed])
        let before = book.view()
        try book.record(.eventCorrected, "2020", ["event": .string(renamed), "reason": "r", "data": ["name": "Newer"]])
        #expect(Self.words(before, book.view()) == ["New (acute) is recorded as Newer"])
    }

    @Test func `relations and disputes are told with the events that changed them`() throws {
        var book = try Notebook.withCast()
        try book.record(.membershipBegan, "2018-02", ["member": "acute", "of": "board"])
        let ended = try book.record(.membershipEnded, "2019-02", ["member": "acute", "of": "board"])
        try book.raise("d", "2018-03")
        let settled = try book.record(.disputeSettled, "2019-03", ["dispute": "d", "how": "consensus"])
        let changes = Difference(from: book.view(at: "2018"), to: book.view(at: "2019")).changes
        #expect(changes.map(\.event) == [ended, settled])
        #expect(changes.map(\.what) == ["membership", "dispute"])
    }

    /// The case after an event of it was corrected, beside how it was before.
    private static func corrected(_ id: String, _ data: JSONValue, _ keys: JSONValue = [:], in book: Notebook) throws
        -> [String]
    {
        var after = book
        var fields: [JSONValue.Member] = [
            JSONValue.Member(key: "event", value: .string(id)), JSONValue.Member(key: "reason", value: "r"),
        ]
        if data != [:] { fields.append(JSONValue.Member(key: "data", value: data)) }
        try after.record(.eventCorrected, "2020", .object(fields + (keys.members ?? [])))
        return words(book.view(), after.view())
    }

    @Test func `a correction of any field of a fact is told`() throws {
        var book = try Notebook.withCast()
        let role = try book.record(
            .roleAssumed, "2019-06", ["role": "chair", "holder": "p01", "at": "board", "style": "directive"])
        let position = try book.record(
            .positionTaken, "2019", ["actor": "acute", "on": "d", "stance": "oppose"], anyway: true)
        try book.raise("d", "2018-03")
        let settled = try book.record(.disputeSettled, "2019-03", ["dispute": "d", "how": "compromise"])
        let decision = try book.record(
            .decisionMade, "2019-04", ["decision": "vote", "on": "d", "outcome": "rejected", "by": ["board"]])
        let stake = try book.record(
            .stakePerceived, "2019-05",
            [
                "stake": "s1", "actor": "acute", "on": "d", "direction": "loss", "dimension": "voice",
                "by": "researcher", "weight": 1,
            ])
        #expect(
            try Self.corrected(role, [:], ["occurred": "2020-06"], in: book) == [
                "Chair (p01) as chair at The board: since is 2020-06 (before: 2019-06)"
            ])
        #expect(
            try Self.corrected(role, ["style": "convening"], in: book) == [
                "Chair (p01) as chair at The board: style is convening (before: directive)"
            ])
        #expect(
            try Self.corrected(position, ["stance": "support"], in: book) == [
                "The acute on On d (d): support (before: oppose)"
            ])
        #expect(
            try Self.corrected(settled, ["how": "attrition"], in: book) == [
                "On d (d), episode 1: how is attrition (before: compromise)"
            ])
        #expect(
            try Self.corrected(settled, [:], ["occurred": "2019-03-15"], in: book) == [
                "On d (d), episode 1: settled is 2019-03-15 (before: 2019-03)"
            ])
        #expect(
            try Self.corrected(decision, ["outcome": "adopted"], in: book) == [
                "the decision vote on On d (d): outcome is adopted (before: rejected)"
            ])
        #expect(
            try Self.corrected(stake, ["weight": 3], in: book) == ["the stake s1 of The acute: weight is 3 (before: 1)"]
        )
    }

    @Test func `positions, decisions and perceptions that came, changed or went are told between dates`() throws {
        var book = try Notebook.withCast()
        try book.raise("d", "2018-01")
        try book.record(.positionTaken, "2018-02", ["actor": "acute", "on": "d", "stance": "oppose"])
        try book.record(.positionTaken, "2018-05", ["actor": "acute", "on": "d", "stance": "support"])
        try book.record(.decisionMade, "2018-06", ["decision": "vote", "on": "d", "outcome": "adopted"])
        let seen = try book.record(
            .influencePerceived, "2018-07", ["actor": "acute", "standing": "central", "by": "p01"])
        #expect(
            Self.words(book.view(at: "2018-03"), book.view(at: "2018")) == [
                "Chair (p01) saw The acute as central", "The acute on On d (d): support (before: oppose)",
                "On d (d) was decided: adopted (vote)",
            ])
        var without = book
        try without.record(.eventRetracted, "2020", ["event": .string(seen), "reason": "r"])
        #expect(
            Self.words(book.view(), without.view()) == ["that Chair (p01) saw The acute as central is off the record"])
    }

    @Test(arguments: 1...sampled(5, whole: 12) as ClosedRange<UInt64>)
    func `nothing has changed only where no view has`(seed: UInt64) throws {
        let feeds = HistoryMaker.feeds(seed: seed)
        let dates: [Instant] = [2017, 2018, 2019, 2020, 2021].map {
            Int64(Calendar.days(year: $0, month: 7, day: 1)) * Calendar.millisecondsPerDay
        }
        var sides: [DifferenceSide] = []
        for known in [dates[2], .max] {
            let history = CaseHistory.of(feeds, known: known)
            sides += (dates + [.max]).map { DifferenceSide(Viewpoint(history, at: $0)) }
        }
        for before in sides {
            for after in sides {
                let differs = ViewText.all(before.view) != ViewText.all(after.view)
                let isTold = !Difference(from: before, to: after).changes.isEmpty
                // What is proposed, and how it is decided, no view of these three tells.
                #expect(isTold || !differs, "\(before.view.at) \(after.view.at)")
            }
            #expect(Difference(from: before, to: before).changes.isEmpty)
        }
    }
}
