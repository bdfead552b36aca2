import CasePages
import TestHistories

@testable import CaseModel

extension Target {
    /// The lines of a feed, without their ids: whatever they say, a case comes of them, and the same one in whatever
    /// parts they are read.
    static let cases = Target(
        name: "cases",
        run: { input in
            let lines = input.split(separator: 0x0A, omittingEmptySubsequences: false).prefix(64)
            CaseTarget.check(TestFeed(LineTarget.feed.name, lines.enumerated().map(CaseTarget.line)))
        },
        seeds: {
            (1...8 as ClosedRange<UInt64>).map { seed in
                let lines = HistoryMaker.feeds(seed: seed, count: 12, feedCount: 1)[0].lines
                return lines.flatMap { line in (line.firstIndex(of: 0x2C).map { line[($0 + 1)...] } ?? []) + [0x0A] }
            }
        })
}

enum CaseTarget {
    /// A line as it would stand at its place; what cannot be the rest of one stays as it is.
    static func line(_ offset: Int, _ rest: ArraySlice<UInt8>) -> [UInt8] {
        guard rest.first == UInt8(ascii: "\"") else { return Array(rest) }
        return Array("{\"id\":\"\(LineTarget.feed.name)/\(offset + 1)\",".utf8) + rest
    }

    /// Every view that lists all of a case, at the end and half-way.
    static func views(_ history: CaseHistory) -> [String] {
        [.max, Calendar.instant(year: 2018, month: 7, day: 1)].map { at in
            let view = Viewpoint(history, at: at)
            return ViewText.all(view)
                + String(decoding: ViewText.anomalies(view, among: history.contradictions), as: UTF8.self)
        }
    }

    static func check(_ feed: TestFeed) {
        var history = CaseHistory.of([feed])
        let expected = views(history)
        var first = CaseHistory(feeds: [feed.name])
        var second = CaseHistory(feeds: [feed.name])
        let middle = feed.lines.count / 2
        first.take(feed, 0, 0..<middle)
        second.take(feed, 0, middle..<feed.lines.count)
        first.merge(second)
        first.settleAll()
        require(views(first) == expected, "two halves make the whole")
        history.examine([feed])
        guard let facts = try? history.facts, let kept = CaseHistory(facts: facts) else {
            fatalError("broken: facts can be kept")
        }
        require(views(kept) == expected, "facts that were kept say the same")
        require(kept.anomalies == history.anomalies, "what does not fit together is kept")
        _ = views(CaseHistory.of([feed], known: 1_550_000_000_000, recorded: 1_560_000_000_000))
    }
}
