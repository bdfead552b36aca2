package import CaseModel
package import EventLog

/// The next events behind a position: in the order in which they were recorded, by feed where that is the same.
package struct EventsAfter: Sendable {
    /// Lines of more bytes than these are put off to the next portion; one is always told.
    package static let sizeMax = 4 << 20

    /// Stored lines, each with its event.
    package private(set) var lines: [(id: EventID, line: [UInt8])] = []
    /// How far the feeds are read with these.
    package private(set) var position: CasePosition
    /// Whether there are more behind these.
    package private(set) var hasMore = false
    /// What was found damaged where lines should be; they are passed over.
    package private(set) var damage: [Damage] = []

    /// - Parameters:
    ///   - limit: so many at most.
    ///   - sizeMax: once they have so many bytes, it ends.
    package init(
        _ position: CasePosition, in opened: Case, limit: Int, sizeMax: Int = EventsAfter.sizeMax
    ) throws {
        self.position = position
        var feeds = opened.snapshots.enumerated().map { feed, snapshot in
            FeedAfter(snapshot, feed, after: position[snapshot.feed.text], limit: limit)
        }
        var size = 0
        while lines.count < limit, size < sizeMax, let next = try Self.next(&feeds) {
            guard let line = feeds[next].lines.popFirst() else { break }
            size += line.line.count
            lines.append((line.id, line.line))
            self.position[opened.feedNames[next]] = line.id.sequence
        }
        damage = feeds.flatMap(\.damage)
        for (feed, name) in zip(feeds, opened.feedNames) {
            if !feed.isAtEnd { hasMore = true } else { self.position[name] = max(self.position[name], feed.seen) }
        }
    }

    /// The feed whose next line was recorded first, so that of each feed a beginning is taken.
    private static func next(_ feeds: inout [FeedAfter]) throws -> FeedIndex? {
        for feed in feeds.indices where feeds[feed].lines.isEmpty { try feeds[feed].read() }
        return feeds.indices.filter { !feeds[$0].lines.isEmpty }.min { one, other in
            let (first, second) = (feeds[one].lines.first, feeds[other].lines.first)
            return (first?.recorded ?? .max, one) < (second?.recorded ?? .max, other)
        }
    }
}

/// The next lines of one feed, a few at a time.
private struct FeedAfter {
    /// So many bytes are read ahead, and the line that reaches them.
    private static let sizeMax = 256 << 10

    private struct Enough: Error {}

    private let snapshot: FeedSnapshot
    private let feed: FeedIndex
    private let limit: Int
    private(set) var seen: UInt64
    private(set) var damage: [Damage] = []
    var lines: ArraySlice<(id: EventID, line: [UInt8], recorded: Instant)> = []

    init(_ snapshot: FeedSnapshot, _ feed: FeedIndex, after seen: UInt64, limit: Int) {
        self.snapshot = snapshot
        self.feed = feed
        self.seen = seen
        self.limit = limit
    }

    /// Whether there is no line behind those that were taken; what cannot be read is passed over.
    var isAtEnd: Bool { lines.isEmpty && seen >= snapshot.lastSequence }

    /// Reads on, up to the next lines that there are.
    mutating func read() throws {
        while lines.isEmpty, seen < snapshot.lastSequence {
            let wanted = seen + 1..<seen + 1 + UInt64(limit)
            var found: [(id: EventID, line: [UInt8], recorded: Instant)] = []
            var size = 0
            var reader = FrameReader(snapshot)
            do {
                try reader.forEachFrame(Selection(sequences: wanted)) { frame in
                    var sequence = frame.firstSequence
                    var splitter = LineSplitter(frame.bytes)
                    while let line = splitter.next() {
                        let bytes = Lines.copy(line, 0..<line.byteCount)
                        // What is no event stands where it stands in its feed.
                        let recorded = LineHeader(bytes.rawSpan, feed: snapshot.feed.text)?.recorded ?? .min
                        found.append((EventID(feed: feed, sequence: sequence), bytes, recorded))
                        size += bytes.count
                        sequence += 1
                        if size >= Self.sizeMax { throw Enough() }
                    }
                }
                seen = min(wanted.upperBound - 1, snapshot.lastSequence)
            } catch is Enough {
                seen = found.last?.id.sequence ?? seen
            }
            damage += reader.damage
            lines = found[...]
        }
    }
}
