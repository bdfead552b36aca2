/// Checks the lines of one feed as they come by, and whether its indexes cover them, and works out its tree.
struct FeedCheck {
    var feed: Verification.Feed
    private(set) var damage: [Damage] = []
    private(set) var notes: [Note] = []
    private let snapshot: FeedSnapshot
    private var lastRecorded = Int64.min
    /// Lines in a row that are not what they should be.
    private var wrong: Range<UInt64>?
    /// The segment that is being read.
    private var position = 0
    /// nil where the segment's index cannot be judged, or it has none.
    private var index: IndexCheck?
    private(set) var tree: TreeCheck

    /// - Parameter sizes: of the tree, whose roots are wanted.
    init(_ snapshot: FeedSnapshot, rootsOf sizes: Set<UInt64>) {
        tree = TreeCheck(rootsOf: sizes)
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
        if index?.next != frame.firstSequence { index = nil }
        tree.take(frame.ranges)
        feed.frameCount += 1
        var sequence = frame.firstSequence
        var stamps: [LineStamp] = []
        stamps.reserveCapacity(frame.stamps.count)
        for stamp in frame.stamps {
            if let stamp = take(stamp, sequence) { stamps.append(stamp) }
            sequence += 1
        }
        let entry = snapshot.segments[position].frame(holding: frame.firstSequence)
        if let entry, entry.firstSequence == frame.firstSequence, entry.lineCount == stamps.count {
            index?.take(entry, stamps)
        } else {
            index = nil
        }
    }

    /// - Returns: the stamp where it is that of a line that can stand there.
    private mutating func take(_ stamp: LineStamp?, _ sequence: UInt64) -> LineStamp? {
        guard let stamp, stamp.sequence == sequence, stamp.recorded >= lastRecorded else {
            if let run = wrong, run.upperBound == sequence {
                wrong = run.lowerBound..<sequence + 1
            } else {
                reportWrong()
                wrong = sequence..<sequence + 1
            }
            return nil
        }
        lastRecorded = stamp.recorded
        feed.lineCount += 1
        return stamp
    }

    private mutating func begin() {
        guard position < snapshot.segments.count else { return }
        tree.begin(snapshot.segments[position])
        guard snapshot.segments[position].isIndexed else { return }
        index = IndexCheck(snapshot.segments[position])
    }

    /// Judges the index of the segment that was just read.
    private mutating func end() {
        guard position < snapshot.segments.count else { return }
        let segment = snapshot.segments[position]
        if !tree.end(segment) {
            notes.append(
                Note(
                    .index, feed: feed.name.text,
                    "The index of '\(feed.name)/\(segment.name)' keeps another tree than the lines make. Where no line was "
                        + "changed, nothing is lost."))
        }
        guard let index else { return }
        self.index = nil
        guard index.next == segment.nextSequence, !index.isCovering else { return }
        notes.append(
            Note(
                .index, feed: feed.name.text,
                "The index of '\(feed.name)/\(segment.name)' says other than its lines. Reading by date may miss some. "
                    + "Bring the file back from a copy."))
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

extension FeedCheck {
    /// Reads a feed from its first line to its last.
    static func inOrder(_ snapshot: FeedSnapshot, rootsOf sizes: Set<UInt64>) throws -> FeedCheck {
        let inspector = snapshot.source.environment.inspector
        var reader = FrameReader(snapshot)
        var check = FeedCheck(snapshot, rootsOf: sizes)
        let cuts = check.tree.sizes
        try reader.forEachFrame { frame in
            check.take(FrameStamps(frame, in: snapshot.feed, inspector, cutAt: cuts))
        }
        check.finish()
        check.damage = reader.damage + check.damage
        check.notes = reader.notes + check.notes
        return check
    }

    /// Reads parts of a feed side by side, and checks what comes of them in order.
    ///
    /// - Returns: nil where anything in it cannot be read: what is said of that depends on what was read before.
    static func onAllProcessors(_ snapshot: FeedSnapshot, rootsOf sizes: Set<UInt64>) -> FeedCheck? {
        let inspector = snapshot.source.environment.inspector
        var check = FeedCheck(snapshot, rootsOf: sizes)
        let cuts = check.tree.sizes
        let parts = Pipeline<Range<UInt64>, [FrameStamps]?>(helpers: Workers.countHere - 1) { sequences in
            var frames: [FrameStamps] = []
            var reader = FrameReader(snapshot)
            let isRead: Void? = try? reader.forEachFrame(Selection(sequences: sequences)) { frame in
                frames.append(FrameStamps(frame, in: snapshot.feed, inspector, cutAt: cuts))
            }
            return isRead != nil && reader.damage.isEmpty && reader.notes.isEmpty ? frames : nil
        }
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
