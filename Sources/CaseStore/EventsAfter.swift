package import CaseModel
import EventLog

/// The next events behind a position: in the order in which they were recorded, by feed where that is the same.
package struct EventsAfter: Sendable {
    /// Stored lines, each with its event.
    package private(set) var lines: [(id: EventID, line: [UInt8])] = []
    /// How far the feeds are read with these.
    package private(set) var position: CasePosition
    /// Whether there are more behind these.
    package private(set) var hasMore = false

    private struct Waiting {
        let feed: FeedIndex
        var lines: ArraySlice<(id: EventID, line: [UInt8], recorded: Instant)>
    }

    /// - Parameter limit: so many at most.
    package init(_ position: CasePosition, in opened: Case, limit: Int) throws {
        self.position = position
        var waiting: [Waiting] = []
        for (feed, snapshot) in opened.snapshots.enumerated() {
            let seen = position[snapshot.feed.text]
            guard seen < snapshot.lastSequence else { continue }
            let lines = try Self.lines(of: snapshot, feed, after: seen, limit: limit)
            if seen + UInt64(limit) < snapshot.lastSequence { hasMore = true }
            waiting.append(Waiting(feed: feed, lines: lines[...]))
        }
        try take(limit, of: &waiting, opened)
        hasMore = hasMore || waiting.contains { !$0.lines.isEmpty }
    }

    private static func lines(
        of snapshot: FeedSnapshot, _ feed: FeedIndex, after seen: UInt64, limit: Int
    ) throws -> [(id: EventID, line: [UInt8], recorded: Instant)] {
        var found: [(id: EventID, line: [UInt8], recorded: Instant)] = []
        var reader = FrameReader(snapshot)
        try reader.forEachFrame(Selection(sequences: seen + 1..<seen + 1 + UInt64(limit))) { frame in
            var sequence = frame.firstSequence
            var splitter = LineSplitter(frame.bytes)
            while let line = splitter.next() {
                let bytes = Lines.copy(line, 0..<line.byteCount)
                // What is no event stands where it stands in its feed.
                let recorded = LineHeader(bytes.rawSpan, feed: snapshot.feed.text)?.recorded ?? .min
                found.append((EventID(feed: feed, sequence: sequence), bytes, recorded))
                sequence += 1
            }
        }
        return found
    }

    /// Takes from the front of that feed whose next line was recorded first, so that of each feed a beginning is taken.
    private mutating func take(_ limit: Int, of waiting: inout [Waiting], _ opened: Case) throws {
        while lines.count < limit {
            let next = waiting.indices.filter { !waiting[$0].lines.isEmpty }.min { one, other in
                let (first, second) = (waiting[one].lines.first, waiting[other].lines.first)
                return (first?.recorded ?? .max, one) < (second?.recorded ?? .max, other)
            }
            guard let next, let line = waiting[next].lines.popFirst() else { break }
            lines.append((line.id, line.line))
            position[opened.feedNames[waiting[next].feed]] = line.id.sequence
        }
    }
}
