/// Checks the lines of one feed as they come by, and works out again what its indexes should say.
struct FeedCheck {
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

    mutating func take(_ frame: FrameStamps) {
        while position + 1 < snapshot.segments.count, frame.firstSequence >= snapshot.segments[position + 1].name.first
        {
            end()
            position += 1
            begin()
        }
        // A frame that was skipped is damage, which is reported; it is no fault of the index.
        if builder?.next != frame.firstSequence { builder = nil }
        feed.frameCount += 1
        var sequence = frame.firstSequence
        var isWhole = true
        for stamp in frame.stamps {
            isWhole = take(stamp, sequence) && isWhole
            sequence += 1
        }
        let entry = snapshot.segments[position].frame(holding: frame.firstSequence)
        if isWhole, let entry, entry.firstSequence == frame.firstSequence, entry.lineCount == frame.stamps.count {
            builder?.endFrame(contentSize: Int(entry.contentSize))
            builder?.placeFrame(storedSize: Int(entry.storedSize), checksum: entry.checksum)
        } else {
            builder = nil
        }
    }

    private mutating func take(_ stamp: LineStamp?, _ sequence: UInt64) -> Bool {
        guard let stamp, stamp.sequence == sequence, stamp.recorded >= lastRecorded else {
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

/// What the lines of a frame say of themselves.
struct FrameStamps: Sendable {
    let firstSequence: UInt64
    /// nil for what is no line of the feed.
    private(set) var stamps: [LineStamp?] = []

    init(_ frame: borrowing FrameLines, in feed: FeedName, _ inspector: any LineInspector) {
        firstSequence = frame.firstSequence
        stamps.reserveCapacity(frame.count)
        var lines = LineSplitter(frame.bytes)
        while let line = lines.next() {
            stamps.append(line.byteCount <= LogSettings.lineSizeMax ? inspector.inspect(line, feed: feed) : nil)
        }
    }
}

extension FeedCheck {
    /// Reads a feed from its first line to its last.
    static func inOrder(_ snapshot: FeedSnapshot) throws -> FeedCheck {
        let inspector = snapshot.source.environment.inspector
        var reader = FrameReader(snapshot)
        var check = FeedCheck(snapshot)
        try reader.forEachFrame { frame in check.take(FrameStamps(frame, in: snapshot.feed, inspector)) }
        check.finish()
        check.damage = reader.damage + check.damage
        check.notes = reader.notes + check.notes
        return check
    }

    /// Reads parts of a feed side by side, and checks what comes of them in order.
    ///
    /// - Returns: nil where anything in it cannot be read: what is said of that depends on what was read before.
    static func onAllProcessors(_ snapshot: FeedSnapshot) -> FeedCheck? {
        let inspector = snapshot.source.environment.inspector
        let parts = Pipeline<Range<UInt64>, [FrameStamps]?>(helpers: Workers.countHere - 1) { sequences in
            var frames: [FrameStamps] = []
            var reader = FrameReader(snapshot)
            let isRead: Void? = try? reader.forEachFrame(Selection(sequences: sequences)) { frame in
                frames.append(FrameStamps(frame, in: snapshot.feed, inspector))
            }
            return isRead != nil && reader.damage.isEmpty && reader.notes.isEmpty ? frames : nil
        }
        var check = FeedCheck(snapshot)
        func take(_ frames: [FrameStamps]?) -> Bool {
            for frame in frames ?? [] { check.take(frame) }
            return frames != nil
        }
        for part in snapshot.parts(ofSize: snapshot.source.environment.settings.readPartSize) {
            if let frames = parts.put(part), !take(frames) { return nil }
        }
        while let frames = parts.next() {
            if !take(frames) { return nil }
        }
        check.finish()
        return check
    }
}
