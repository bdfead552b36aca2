/// What a complete check of a case's feeds found.
package struct Verification: Sendable {
    /// The parts that one feed is made of.
    package struct Feed: Sendable, Equatable {
        package let name: FeedName
        package fileprivate(set) var segmentCount = 0
        package fileprivate(set) var sealedCount = 0
        package fileprivate(set) var frameCount = 0
        /// Lines that were read and are as they should be.
        package fileprivate(set) var lineCount: UInt64 = 0
    }

    /// By name.
    package fileprivate(set) var feeds: [Feed] = []
    package fileprivate(set) var damage: [Damage] = []
    package fileprivate(set) var notes: [Note] = []

    /// Whether everything that was acknowledged is there as it was written.
    package var isSound: Bool { damage.isEmpty }
}

extension FeedsFolder {
    /// Reads every line of every feed and checks frames, lines, sequence, times, indexes, keys and heads.
    ///
    /// - Throws: `.io` where the folder of the feeds cannot be listed.
    package func verify() throws -> Verification {
        let listing = try list()
        var report = Verification()
        report.damage = listing.damage
        report.notes = listing.notes
        for feed in listing.feeds {
            let snapshot = try snapshot(of: feed)
            var reader = FrameReader(snapshot)
            var check = FeedCheck(snapshot)
            try reader.forEachFrame { frame in check.take(frame) }
            check.finish()
            report.feeds.append(check.feed)
            report.damage += snapshot.damage + reader.damage + check.damage
            report.notes += snapshot.notes + reader.notes + check.notes
            report.notes += snapshot.listing.torn.map { name in
                Note(
                    .tornTail, feed: feed.text,
                    "'\(feed)/\(name)' keeps what recovery has set aside; where no line is missing, it may be deleted.")
            }
        }
        return report
    }
}

/// Checks the lines of one feed as they come by, and works out again what its indexes should say.
private struct FeedCheck {
    private(set) var feed: Verification.Feed
    private(set) var damage: [Damage] = []
    private(set) var notes: [Note] = []
    private let snapshot: FeedSnapshot
    private var lastRecorded = Int64.min
    /// Lines in a row that are not what they should be.
    private var wrong: Range<UInt64>?
    /// The segment that the index is being worked out of.
    private var position = 0
    private var builder: IndexBuilder?

    init(_ snapshot: FeedSnapshot) {
        feed = Verification.Feed(name: snapshot.feed)
        feed.segmentCount = snapshot.segments.count
        feed.sealedCount = snapshot.segments.count { segment in segment.name.isSealed }
        self.snapshot = snapshot
        begin()
    }

    mutating func take(_ frame: borrowing FrameLines) {
        while position + 1 < snapshot.segments.count, frame.firstSequence >= snapshot.segments[position + 1].name.first
        {
            end()
            position += 1
            begin()
        }
        // A frame that was skipped is damage, which is reported; it is no fault of the index.
        if builder?.next != frame.firstSequence { builder = nil }
        feed.frameCount += 1
        var splitter = LineSplitter(frame.bytes)
        var sequence = frame.firstSequence
        var isWhole = true
        while let line = splitter.next() {
            isWhole = take(line, sequence) && isWhole
            sequence += 1
        }
        let entry = snapshot.segments[position].frame(holding: frame.firstSequence)
        if isWhole, let entry, entry.firstSequence == frame.firstSequence, entry.lineCount == frame.count {
            builder?.endFrame(contentSize: Int(entry.contentSize))
            builder?.placeFrame(storedSize: Int(entry.storedSize), checksum: entry.checksum)
        } else {
            builder = nil
        }
    }

    private mutating func take(_ line: RawSpan, _ sequence: UInt64) -> Bool {
        let stamp = snapshot.source.environment.inspector.inspect(line, feed: snapshot.feed)
        guard let stamp, stamp.sequence == sequence, stamp.recorded >= lastRecorded,
            line.byteCount <= LogSettings.lineSizeMax
        else {
            if let run = wrong, run.upperBound == sequence {
                wrong = run.lowerBound..<sequence + 1
            } else {
                reportWrong()
                wrong = sequence..<sequence + 1
            }
            return false
        }
        lastRecorded = stamp.recorded
        builder?.add(stamp)
        feed.lineCount += 1
        return true
    }

    private mutating func begin() {
        guard position < snapshot.segments.count, snapshot.segments[position].isIndexed else { return }
        builder = IndexBuilder(first: snapshot.segments[position].name.first)
    }

    /// Compares the index of the segment that was just read with its lines.
    private mutating func end() {
        guard let builder else { return }
        self.builder = nil
        let segment = snapshot.segments[position]
        guard builder.next == segment.nextSequence else { return }
        let index = builder.finish()
        if index.frames != segment.frames || index.late != segment.late {
            notes.append(
                Note(
                    .index, feed: feed.name.text,
                    "The index of '\(feed.name)/\(segment.name)' says other than its lines. Reading by date may miss "
                        + "some. Bring the file back from a copy."))
        }
    }

    mutating func finish() {
        end()
        reportWrong()
    }

    private mutating func reportWrong() {
        guard let run = wrong else { return }
        damage.append(.line(feed.name, run.lowerBound, lost: run))
        wrong = nil
    }
}
