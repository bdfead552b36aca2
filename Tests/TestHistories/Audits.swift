package import CaseModel

/// Audits of a case whose feeds are held in memory; dates as questions give them.
package struct Audits {
    private let feeds: [TestFeed]
    private let history: CaseHistory
    private let at: Instant
    private let lost: Set<String>

    /// - Parameter lost: events whose lines can be found in the case and cannot be read.
    package init(
        _ feeds: [TestFeed], at: String? = nil, known: String? = nil, recorded: String? = nil, lost: Set<String> = []
    ) {
        func instant(_ text: String?) -> Instant { text.flatMap { QueryTime($0) }?.latest ?? .max }
        self.feeds = feeds
        self.at = instant(at)
        self.lost = lost
        history = CaseHistory.of(feeds, known: instant(known), recorded: instant(recorded))
    }

    package var tables: Tables { history.tables }

    package func audit(_ dispute: String) -> Audit? {
        var history = history
        var turns: [EventID] = []
        for (index, feed) in feeds.enumerated() {
            let frame = feed.frame(feed.lines.indices)
            turns += history.turns(of: dispute, in: frame.span.bytes, feed: index, firstSequence: 1)
        }
        return Audit(of: dispute, turns: turns, in: history, at: at, quoting: CaseHistory.of(feeds)) { events, take in
            for id in events where id.feed < feeds.count && !lost.contains(tables.text(id)) {
                guard (1...UInt64(feeds[id.feed].lines.count)).contains(id.sequence) else { continue }
                take(id, feeds[id.feed].lines[Int(id.sequence) - 1])
            }
        }
    }
}

extension PlainCase {
    /// The events that had happened and are filed under a dispute: its own, and those about it.
    package func turns(of dispute: String) -> [String] {
        happened.filter { event in
            switch event.type {
            case "dispute.linked": event.text("dispute") == dispute || event.text("to") == dispute
            case "strategy.employed": event.text("dispute") == dispute
            case "position.taken", "decision.made", "stake.perceived": event.text("on") == dispute
            default: event.type.hasPrefix("dispute.") && event.text("dispute") == dispute
            }
        }.map(\.id)
    }
}
