package import CaseModel

/// What views look up in the lines of a case, where these are held in memory.
package struct LookedUp {
    package let view: Viewpoint
    package let codes: CaseCodes
    package private(set) var tally = CodeTally()
    package private(set) var events: [Event] = []
    private var last: Instant?

    package var reignition: ReignitionView { ReignitionView(view, codes, causes: events, last: last) }

    private init(_ view: Viewpoint) {
        self.view = view
        codes = CaseCodes(view)
    }

    package static func issues(_ history: CaseHistory, _ feeds: [TestFeed], at: Instant = .max) -> LookedUp {
        var found = LookedUp(Viewpoint(history, at: at))
        let codes = found.codes
        found.tally = CodeTally(
            find(in: history, feeds) { history, frame, feed in
                history.codeTally(of: frame, feed: feed, firstSequence: 1, upTo: at, codes)
            })
        return found
    }

    package static func strategies(_ history: CaseHistory, _ feeds: [TestFeed], at: Instant = .max) -> LookedUp {
        let lines = find(in: history, feeds) { history, frame, feed in
            history.strategyLines(in: frame, feed: feed, firstSequence: 1, upTo: at)
        }
        var history = history
        let events = history.read(lines)
        var found = LookedUp(Viewpoint(history, at: at))
        found.events = events
        return found
    }

    package static func reignition(_ history: CaseHistory, _ feeds: [TestFeed], at: Instant = .max) -> LookedUp {
        let wanted = ReignitionView.causes(Viewpoint(history, at: at))
        let causes = CauseLines(
            find(in: history, feeds) { history, frame, feed in
                history.causeLines(in: frame, feed: feed, firstSequence: 1, wanted)
            })
        var history = history
        let events = history.read(causes.lines)
        var found = LookedUp(Viewpoint(history, at: at))
        (found.events, found.last) = (events, causes.last)
        return found
    }

    private static func find<Found>(
        in history: CaseHistory, _ feeds: [TestFeed],
        _ look: (inout CaseHistory, RawSpan, FeedIndex) -> [Found]
    ) -> [Found] {
        feeds.enumerated().flatMap { index, feed -> [Found] in
            // Each has a copy, as each thread has.
            var copy = history
            let frame = feed.frame(feed.lines.indices)
            return look(&copy, frame.span.bytes, index)
        }
    }
}
