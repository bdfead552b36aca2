/// A segment that a crash while sealing left both open and sealed.
///
/// The sealed one counts if all of it is good and it holds every whole line of the open one; otherwise the open one.
struct DoubledSegment {
    let sealedCounts: Bool
    let sealed: Segment
    let open: Segment
    var counts: Segment { sealedCounts ? sealed : open }

    /// - Throws: `.io` where one of the two cannot be read, so that nothing tells which counts.
    init(
        first: UInt64, in source: SegmentSource, with decoder: inout FrameDecoder
    ) throws(EventLogError) {
        open = try Segment.load(SegmentName(first: first, isSealed: false), from: source, with: &decoder)
        sealed = try Segment.load(SegmentName(first: first, isSealed: true), from: source, with: &decoder)
        if let failure = open.failure ?? sealed.failure { throw failure }
        sealedCounts = try sealed.isWhole(andHolds: open, in: source, with: &decoder)
    }

    func note(_ feed: FeedName) -> Note {
        Note(
            .bothOpenAndSealed, feed: feed.text,
            sealedCounts
                ? "'\(feed)/\(sealed.name)' was sealed, and a crash left its open file; the sealed one was read."
                : "'\(feed)/\(sealed.name)' does not hold all of its open file, '\(open.name)'; the open one was read.")
    }
}

extension Segment {
    /// Whether every byte of this sealed segment is as it was written and it holds all whole lines of `open`.
    fileprivate func isWhole(
        andHolds open: Segment, in source: SegmentSource, with decoder: inout FrameDecoder
    ) throws(EventLogError) -> Bool {
        guard damage.isEmpty, tail == nil else { return false }
        var bytes = try source.bytes(name)
        return try isWhole(andHolds: open, in: source, reading: &bytes, with: &decoder)
    }

    /// The same, with this segment's lines read from `bytes`.
    func isWhole(
        andHolds open: Segment, in source: SegmentSource, reading bytes: inout SegmentBytes,
        with decoder: inout FrameDecoder
    ) throws(EventLogError) -> Bool {
        guard nextSequence >= open.nextSequence, var runs = try open.runs(in: source, with: &decoder) else {
            return false
        }
        for frame in frames {
            guard try decoder.decode(frame, in: &bytes) else { return false }
            for index in runs.indices {
                let lines = decoder.lines(of: frame, in: runs[index].next..<runs[index].end)
                guard runs[index].take(lines) else { return false }
            }
        }
        return runs.allSatisfy { run in run.next == run.end }
    }

    /// All whole lines, in runs without a gap; nil where a frame cannot be read any more.
    private func runs(
        in source: SegmentSource, with decoder: inout FrameDecoder
    ) throws(EventLogError) -> [Run]? {
        var runs: [Run] = []
        var bytes = try source.bytes(name)
        for frame in frames {
            guard try decoder.decode(frame, in: &bytes) else { return nil }
            if runs.last?.end != frame.firstSequence { runs.append(Run(from: frame.firstSequence)) }
            runs[runs.count - 1].append(decoder.content, before: frame.nextSequence)
        }
        return runs
    }
}

/// Lines that follow one another, and how many of them were found elsewhere.
private struct Run {
    private(set) var next: UInt64
    private(set) var end: UInt64
    private var bytes: [UInt8] = []
    private var offset = 0

    init(from first: UInt64) {
        next = first
        end = first
    }

    mutating func append(_ lines: RawSpan, before sequence: UInt64) {
        bytes.append(lines)
        end = sequence
    }

    /// Whether lines are the next ones of the run, or none.
    mutating func take(_ lines: borrowing FrameLines) -> Bool {
        guard lines.count > 0 else { return true }
        let size = lines.bytes.byteCount
        guard lines.firstSequence == next, offset + size <= bytes.count,
            bytes.rawSpan.extracting(offset..<offset + size).holdsSameBytes(as: lines.bytes)
        else { return false }
        offset += size
        next = lines.nextSequence
        return true
    }
}
