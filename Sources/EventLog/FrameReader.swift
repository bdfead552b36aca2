/// Reads the lines of a snapshot, with buffers that are used again from frame to frame.
///
/// One reader serves one thread; a snapshot may have many readers. Nothing is allocated per line.
package struct FrameReader: ~Copyable {
    package let snapshot: FeedSnapshot
    /// What reading found damaged beyond what the snapshot says.
    package private(set) var damage: [Damage] = []
    /// What reading found worth telling beyond what the snapshot says.
    package private(set) var notes: [Note] = []
    private var decoder = FrameDecoder()
    private var cache: [CachedFrame] = []
    private let cacheCountMax: Int
    /// Segments that turned out to be other than the snapshot says, by first sequence.
    private var replaced: [UInt64: Segment] = [:]
    /// Segments that were read without their index, which is done once.
    private var rescanned: Set<UInt64> = []

    private struct CachedFrame {
        let firstSequence: UInt64
        let count: Int
        let bytes: [UInt8]
    }

    /// - Parameter cacheCountMax: how many frames, of up to 1 MiB each, `withFrame` keeps.
    package init(_ snapshot: FeedSnapshot, cacheCountMax: Int = 4) {
        self.snapshot = snapshot
        self.cacheCountMax = max(1, cacheCountMax)
    }

    /// Hands over the lines of a selection in order of sequence, a frame at a time.
    ///
    /// Sequences are selected exactly. Instants select frames: a frame that may hold a line in range is handed over
    /// whole, and nothing in range is left out. Damage, and what the operating system does not let be read, ends up in
    /// `damage`.
    ///
    /// - Throws: whatever `body` throws.
    package mutating func forEachFrame(
        _ selection: Selection = .all, _ body: (borrowing FrameLines) throws -> Void
    ) throws {
        var wanted = selection
        let end = min(selection.sequences.upperBound, snapshot.nextSequence)
        for segment in snapshot.segments {
            let start = max(wanted.sequences.lowerBound, 1)
            guard start < end else { return }
            guard segment.nextSequence > start, segment.name.first < end else { continue }
            wanted.sequences = start..<end
            try forEachFrame(of: replaced[segment.name.first] ?? segment, wanted, body)
            wanted.sequences = max(start, min(segment.nextSequence, end))..<end
        }
    }

    private mutating func forEachFrame(
        of listed: Segment, _ selection: Selection, _ body: (borrowing FrameLines) throws -> Void
    ) throws {
        var segment = listed
        guard var bytes = open(&segment) else { return }
        var selection = selection
        var position = 0
        while position < segment.frames.count {
            let frame = segment.frames[position]
            position += 1
            guard selection.admits(frame, late: segment.late) else { continue }
            guard let isGood = decode(frame, of: segment, in: &bytes) else { continue }
            if isGood {
                if beginsRight(frame) { try body(decoder.lines(of: frame, in: selection.sequences)) }
                let next = min(frame.nextSequence, selection.sequences.upperBound)
                selection.sequences = next..<selection.sequences.upperBound
                if selection.sequences.isEmpty { return }
            } else if rescan(&segment) {
                position = 0
            } else {
                report(
                    .frame(
                        snapshot.feed, segment.name, frame.offset..<frame.end, lost: frame.firstSequence,
                        before: frame.nextSequence))
            }
        }
    }

    /// Lends the frame that holds a line, from the cache or decoded now.
    ///
    /// - Returns: nil when the line is lost, cannot be read, or was never there.
    /// - Throws: whatever `body` throws.
    package mutating func withFrame<Result>(
        containing sequence: UInt64, _ body: (borrowing FrameLines) throws -> Result
    ) throws -> Result? {
        let hit = cache.firstIndex { frame in
            sequence >= frame.firstSequence && sequence < frame.firstSequence + UInt64(frame.count)
        }
        if let hit {
            cache.append(cache.remove(at: hit))
        } else {
            guard fill(sequence) else { return nil }
        }
        let frame = cache[cache.count - 1]
        return try body(FrameLines(frame.bytes.rawSpan, firstSequence: frame.firstSequence, count: frame.count))
    }

    /// Lends the frame that holds a line, decoded now and not kept: for lines in order, whose frame is not asked for
    /// again. So all frames are decoded into one buffer, which is faster than copying each, or writing where no frame
    /// was.
    ///
    /// - Returns: nil when the line is lost, cannot be read, or was never there.
    /// - Throws: whatever `body` throws.
    package mutating func withFrameOnce<Result>(
        containing sequence: UInt64, _ body: (borrowing FrameLines) throws -> Result
    ) throws -> Result? {
        guard let (frame, reached) = decode(frameHolding: sequence) else { return nil }
        return try body(decoder.lines(of: frame, in: reached..<frame.nextSequence))
    }

    private mutating func fill(_ sequence: UInt64) -> Bool {
        guard let (frame, reached) = decode(frameHolding: sequence) else { return false }
        let found: CachedFrame
        if frame.firstSequence >= reached {
            found = CachedFrame(
                firstSequence: frame.firstSequence, count: Int(frame.lineCount), bytes: decoder.takeContent())
        } else {
            let lines = decoder.lines(of: frame, in: reached..<frame.nextSequence)
            found = CachedFrame(firstSequence: reached, count: lines.count, bytes: Array(lines.bytes))
        }
        if cache.count == cacheCountMax { cache.removeFirst() }
        cache.append(found)
        return true
    }

    /// Decodes the frame that holds a line.
    ///
    /// - Returns: the frame, and the first sequence that counts in its segment; nil when the line is lost, cannot be
    ///   read, or was never there.
    private mutating func decode(frameHolding sequence: UInt64) -> (FrameEntry, reached: UInt64)? {
        guard sequence > 0, sequence < snapshot.nextSequence,
            let (listed, reached) = snapshot.segment(holding: sequence)
        else { return nil }
        var segment = replaced[listed.name.first] ?? listed
        guard var bytes = open(&segment, readAhead: 0) else { return nil }
        for _ in 0..<2 {
            guard let frame = segment.frame(holding: sequence),
                let isGood = decode(frame, of: segment, in: &bytes)
            else { return nil }
            if isGood { return beginsRight(frame) ? (frame, reached) : nil }
            guard rescan(&segment) else { return nil }
        }
        return nil
    }

    /// Opens a segment's file, or the sealed one that has taken its place since.
    private mutating func open(_ segment: inout Segment, readAhead: Int = 1 << 18) -> SegmentBytes? {
        do throws(EventLogError) {
            return try snapshot.source.bytes(segment.name, readAhead: readAhead)
        } catch {
            guard error.errno == Errno.missing.code else {
                reportUnreadable(segment, error)
                return nil
            }
        }
        do throws(EventLogError) {
            let name = SegmentName(first: segment.name.first, isSealed: true)
            let bytes = try snapshot.source.bytes(name, readAhead: readAhead)
            let sealed = try Segment.load(name, from: snapshot.source, with: &decoder)
            sealed.damage.forEach { damage in report(damage) }
            notes += sealed.notes
            if let failure = sealed.failure {
                report(
                    .unreadable(
                        snapshot.feed, name, failure, lost: sealed.nextSequence,
                        before: max(sealed.nextSequence, segment.nextSequence)))
            } else if let tail = sealed.tail {
                report(.frame(snapshot.feed, name, tail, lost: sealed.nextSequence, before: segment.nextSequence))
            }
            segment = sealed
            replaced[name.first] = segment
            return bytes
        } catch {
            if error.errno == Errno.missing.code {
                report(.gap(snapshot.feed, segment.name.first..<segment.nextSequence, at: segment.name))
            } else {
                reportUnreadable(segment, error)
            }
            return nil
        }
    }

    /// Decodes a frame of a segment.
    ///
    /// - Returns: whether it is as it should be; nil where it cannot be read, which is reported.
    private mutating func decode(
        _ frame: FrameEntry, of segment: Segment, in bytes: inout SegmentBytes
    ) -> Bool? {
        do throws(EventLogError) {
            return try decoder.decode(frame, in: &bytes)
        } catch {
            report(
                .unreadable(
                    snapshot.feed, segment.name, error, lost: frame.firstSequence, before: frame.nextSequence))
            return nil
        }
    }

    /// Finds out what is left of a segment with a frame that is not as it should be.
    ///
    /// - Returns: false when that was done before, for a file that changes under the reader's hands is not read for
    ///   ever, or when it cannot be done.
    private mutating func rescan(_ segment: inout Segment) -> Bool {
        guard rescanned.insert(segment.name.first).inserted,
            let fresh = try? segment.rescanned(from: snapshot.source, with: &decoder)
        else { return false }
        segment = fresh
        segment.damage.forEach { damage in report(damage) }
        notes += segment.notes
        replaced[segment.name.first] = segment
        return true
    }

    private mutating func reportUnreadable(_ segment: Segment, _ cause: EventLogError) {
        report(
            .unreadable(snapshot.feed, segment.name, cause, lost: segment.name.first, before: segment.nextSequence))
    }

    /// Adds to the damage, once: lines may be looked up again and again.
    private mutating func report(_ found: Damage) {
        if !damage.contains(found) { damage.append(found) }
    }

    /// Whether the frame just decoded begins with the line that should be there; otherwise it is reported.
    private mutating func beginsRight(_ frame: FrameEntry) -> Bool {
        var lines = LineSplitter(decoder.content)
        if let line = lines.next(),
            let stamp = snapshot.source.environment.inspector.inspect(line, feed: snapshot.feed),
            stamp.sequence == frame.firstSequence
        {
            return true
        }
        report(
            .line(snapshot.feed, frame.firstSequence, lost: frame.firstSequence..<frame.nextSequence))
        return false
    }
}

extension FeedSnapshot {
    /// The segment that a line is read from, and the first sequence that counts in it: of segments that overlap the
    /// earlier one counts, as it does for reading in order.
    fileprivate func segment(holding sequence: UInt64) -> (Segment, reached: UInt64)? {
        var reached: UInt64 = 1
        for segment in segments {
            if segment.name.first <= sequence, sequence < segment.nextSequence { return (segment, reached) }
            reached = max(reached, segment.nextSequence)
        }
        return nil
    }
}

extension Segment {
    /// The frame that holds a line, found by halving.
    func frame(holding sequence: UInt64) -> FrameEntry? {
        var low = 0
        var high = frames.count
        while low < high {
            let middle = (low + high) / 2
            if frames[middle].nextSequence <= sequence { low = middle + 1 } else { high = middle }
        }
        guard low < frames.count, frames[low].firstSequence <= sequence else { return nil }
        return frames[low]
    }
}
