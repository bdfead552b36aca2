import CasePages
import TestHistories

@testable import CaseModel

extension Target {
    /// Facts that were kept, as if their checksum were right.
    static let facts = Target(
        name: "facts",
        run: { input in
            guard var history = CaseHistory(facts: input) else { return }
            _ = CaseTarget.views(history)
            history.take(FactsTarget.feed, 0, 0..<FactsTarget.feed.lines.count)
            history.settle([FactsTarget.feed])
            history.examine([FactsTarget.feed])
            _ = CaseTarget.views(history)
        },
        seeds: {
            (1...4 as ClosedRange<UInt64>).compactMap { seed in
                let feeds = HistoryMaker.feeds(seed: seed, count: Int(seed) * 4, feedCount: 1)
                var history = CaseHistory.of(feeds)
                if seed > 2 { history.examine(feeds) }
                return try? history.facts
            }
        })
}

enum FactsTarget {
    static let feed = HistoryMaker.feeds(seed: 9, count: 6, feedCount: 1)[0]
}
