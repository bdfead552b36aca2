import CaseModel
import Sampling
import TestHistories
import Testing

/// The case as if some events had not been.
struct HypothesisTests {
    private struct Story {
        var book: Notebook
        let decision: String
        let reignited: String
    }

    /// A dispute that a decision brought back, and another one that the first brought back.
    private static func story() throws -> Story {
        var book = try Notebook.withCast()
        try book.raise("d", "2019-01-01")
        try book.record(.disputeSettled, "2019-02-01", ["dispute": "d", "how": "consensus"])
        try book.raise("e", "2019-01-01")
        try book.record(.disputeSettled, "2019-02-02", ["dispute": "e", "how": "consensus"])
        let decision = try book.record(
            .decisionMade, "2019-03-01", ["decision": "vote", "on": "merger", "outcome": "adopted"])
        let memo = try book.record(
            .memoWritten, "2019-03-02", ["text": "A bad day."], ["because": [.string(decision)]])
        let reignited = try book.record(.disputeReignited, "2019-04-01", ["dispute": "d", "by": [.string(memo)]])
        try book.record(.disputeReignited, "2019-05-01", ["dispute": "e", "by": [.string(reignited), "vote"]])
        return Story(book: book, decision: decision, reignited: reignited)
    }

    private static func episodes(_ view: Viewpoint) -> [String: Int] {
        Dictionary(
            uniqueKeysWithValues: DisputesView(view).disputes.map { (view.tables.text($0.id), $0.episodes.count) })
    }

    private static func fallen(with events: [String], _ feeds: [TestFeed]) -> [String] {
        HypotheticalHistory(feeds, without: Set(events)).fallen.sorted()
    }

    @Test func `what names an event as a cause falls with it, through others too`() throws {
        let story = try Self.story()
        let history = HypotheticalHistory(story.book.feeds, without: [story.decision])
        #expect(history.fallen.count == 4)
        #expect(Self.episodes(story.book.view()) == ["d": 2, "e": 2])
        #expect(Self.episodes(Viewpoint(history.history)) == ["d": 1, "e": 1])
        let other = HypotheticalHistory(story.book.feeds, without: [story.reignited])
        #expect(Self.episodes(Viewpoint(other.history)) == ["d": 1, "e": 1])
        #expect(other.fallen.count == 2)
    }

    @Test func `evidence is no cause, and what happened to a thing that was never there has no effect`() throws {
        var story = try Self.story()
        let raised = try story.book.raise("f", "2019-06-01")
        try story.book.record(
            .disputeSettled, "2019-07-01", ["dispute": "f", "how": "consensus"], ["evidence": [.string(raised)]])
        let history = HypotheticalHistory(story.book.feeds, without: [raised])
        #expect(history.fallen == [raised])
        #expect(Self.episodes(Viewpoint(history.history)) == ["d": 2, "e": 2])
    }

    @Test func `a thing that was named as a cause falls with the event that made it known`() throws {
        var book = try Notebook.withCast()
        try book.raise("d", "2019-01-01")
        try book.record(.disputeSettled, "2019-02-01", ["dispute": "d", "how": "consensus"])
        let raised = try book.raise("cause", "2019-03-01")
        try book.record(.disputeReignited, "2019-04-01", ["dispute": "d", "by": ["cause"]])
        let history = HypotheticalHistory(book.feeds, without: [raised])
        #expect(history.fallen.count == 2)
        #expect(Self.episodes(Viewpoint(history.history)) == ["d": 1])
    }

    @Test func `without a correction the mistake stands, and what it named as a cause counts again`() throws {
        var book = try Notebook.withCast()
        let memo = try book.record(.memoWritten, "2019-01-01", ["text": "First."])
        let next = try book.record(.memoWritten, "2019-01-02", ["text": "Second."], ["because": [.string(memo)]])
        let correction = try book.record(
            .eventCorrected, "2022", ["event": .string(next), "reason": "no link", "cleared": ["because"]])
        #expect(Self.fallen(with: [memo], book.feeds) == [memo])
        #expect(Self.fallen(with: [memo, correction], book.feeds) == [memo, next, correction].sorted())
        // A correction falls by a cause of its own; then the mistake stands, and is followed.
        let retraction = try book.record(
            .eventRetracted, "2022", ["event": .string(correction), "reason": "x"], ["because": [.string(next)]])
        #expect(Self.fallen(with: [next], book.feeds) == [next, correction, retraction].sorted())
    }

    @Test func `the difference tells which disputes would not have come back`() throws {
        let story = try Self.story()
        let history = HypotheticalHistory(story.book.feeds, without: [story.decision]).history
        let changes = Difference(from: story.book.view(), to: Viewpoint(history), isHypothetical: true).changes
        #expect(
            changes.map(\.words) == [
                "the decision vote on The merger (merger) would not be there",
                "On d (d) would not have come back on 2019-04-01", "On d (d): open → settled",
                "On e (e) would not have come back on 2019-05-01", "On e (e): open → settled",
            ])
    }

    /// Several at once, in several feeds, with corrections, retractions and circles of causes.
    @Test(arguments: 1...sampled(6, whole: 12) as ClosedRange<UInt64>)
    func `what falls, and what is left, are those of the plain replay`(seed: UInt64) throws {
        let feeds = HistoryMaker.feeds(seed: seed, count: 200)
        var random = SeededRandom(seed)
        let ids = feeds.flatMap { feed in feed.lines.indices.map { "\(feed.name)/\($0 + 1)" } }
        for count in [1, 1, 2, 5] {
            let without = Set(random.some(of: ids, upTo: count))
            let plain = PlainFall(feeds)
            let expected = plain.events(fallingWith: without)
            let hypothetical = HypotheticalHistory(feeds, without: without)
            #expect(hypothetical.fallen == expected, "seed \(seed), without \(without.sorted())")
            let blanked = plain.without(expected)
            for (known, recorded) in [(nil, nil), ("2019-06", nil), (nil, "2019-03")] as [(String?, String?)] {
                let (known, recorded) = (Self.instant(known), Self.instant(recorded))
                let left = Viewpoint(
                    CaseHistory.of(feeds, known: known, recorded: recorded, leavingOut: hypothetical.leftOut))
                let other = Viewpoint(CaseHistory.of(blanked, known: known, recorded: recorded))
                #expect(ViewText.all(left) == ViewText.all(other))
            }
        }
    }

    private static func instant(_ text: String?) -> Instant { text.flatMap { QueryTime($0) }?.latest ?? .max }
}

/// A history without some events, found as `Case.hypothesis` finds it.
private struct HypotheticalHistory {
    let leftOut: Set<EventID>
    let fallen: Set<String>
    let history: CaseHistory

    init(_ feeds: [TestFeed], without: Set<String>) {
        let whole = CaseHistory.of(feeds)
        let events = without.compactMap { whole.tables.event(named: $0, from: .first) }
        leftOut = whole.events(fallingWith: Set(events)) { undone in
            var history = CaseHistory.of(feeds, leavingOut: undone)
            let found = feeds.enumerated().flatMap { index, feed in
                let frame = feed.frame(feed.lines.indices)
                return history.causes(frame.span.bytes, feed: index, firstSequence: 1)
            }
            return (history, found)
        }
        fallen = Set(leftOut.map { whole.tables.text($0) })
        history = CaseHistory.of(feeds, leavingOut: leftOut)
    }
}
