package import CaseModel

/// The lines of one feed as they stand in the log.
package struct TestFeed: Sendable {
    package let name: String
    /// Without LF.
    package var lines: [[UInt8]] = []

    package init(_ name: String, _ lines: [[UInt8]] = []) {
        self.name = name
        self.lines = lines
    }

    /// Lines as a frame holds them.
    package func frame(_ range: Range<Int>) -> [UInt8] {
        lines[range].flatMap { $0 + [0x0A] }
    }
}

/// Writes a value in canonical form.
package func bytes(_ value: JSONValue) -> [UInt8] {
    var output: [UInt8] = []
    value.write(to: &output)
    return output
}

extension CaseHistory {
    /// Reads feeds at once, and lets corrections act.
    package static func of(
        _ feeds: [TestFeed], known: Instant = .max, recorded: Instant = .max, leavingOut leftOut: Set<EventID> = []
    ) -> CaseHistory {
        var history = CaseHistory(
            feeds: feeds.map(\.name), known: known, recorded: recorded, leavingOut: leftOut)
        for (index, feed) in feeds.enumerated() {
            history.take(feed, index, feed.lines.indices)
        }
        history.settleAll()
        return history
    }

    /// Reads some lines of a feed as one frame.
    package mutating func take(_ feed: TestFeed, _ index: FeedIndex, _ range: Range<Int>) {
        let frame = feed.frame(range)
        read(frame.span.bytes, feed: index, firstSequence: UInt64(range.lowerBound) + 1)
    }

    /// Lets corrections act on stored lines.
    package mutating func settle(_ feeds: [TestFeed]) {
        // What a test holds in memory cannot fail to be fetched.
        try? settle { id, _ in
            guard id.feed < feeds.count, id.sequence <= UInt64(feeds[id.feed].lines.count) else { return nil }
            return feeds[id.feed].lines[Int(id.sequence) - 1]
        }
    }

    /// What contradicts the courses of things, without looking at the lines again.
    package var contradictions: [Anomaly] {
        var history = self
        history.finishExamination([])
        return history.anomalies
    }

    /// The view `anomalies` looks at each line again, as far as that was not done before.
    package mutating func examine(_ feeds: [TestFeed]) {
        if isExamined { return }
        var found = examinedSizes == nil ? [] : examineSuspects()
        for (index, feed) in feeds.enumerated() {
            let start = examinedSizes.map { index < $0.count ? Int($0[index]) : 0 } ?? 0
            let frame = feed.frame(start..<feed.lines.count)
            found += examine(frame.span.bytes, feed: index, firstSequence: UInt64(start) + 1)
        }
        finishExamination(found)
    }
}
