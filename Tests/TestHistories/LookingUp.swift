package import CaseModel

/// A case at a date, with everything that views look up in its lines.
package struct WholeAnswer {
    package let view: Viewpoint
    package let found: LookedUp

    /// - Parameters:
    ///   - history: of the feeds, whose lines are held in memory.
    ///   - frameSize: how many lines a frame holds.
    package init(_ history: CaseHistory, _ feeds: [TestFeed], at: Instant = .max, frameSize: Int = 7) {
        let lookup = LineLookup([.codes, .strategies, .causes, .evidence], Viewpoint(history, at: at))
        var parts: [LineFindings] = []
        for (index, feed) in feeds.enumerated() {
            for start in stride(from: 0, to: feed.lines.count, by: frameSize) {
                // Each frame is looked at with a copy, as each thread has one.
                var copy = history
                let frame = feed.frame(start..<min(start + frameSize, feed.lines.count))
                var found = lookup.blank()
                lookup.look(
                    in: frame.span.bytes, feed: index, firstSequence: UInt64(start) + 1, &copy, into: &found)
                parts.append(found)
            }
        }
        var history = history
        found = history.take(parts.reversed(), of: lookup)
        view = Viewpoint(history, at: at)
    }

    package var fieldwork: FieldworkView { FieldworkView(view, found) }
    package var engagement: EngagementView { EngagementView(view, found) }
    package var issues: IssuesView { IssuesView(view, found) }
    package var strategies: StrategiesView { StrategiesView(view, found) }
    package var reignition: ReignitionView { ReignitionView(view, found) }
}
