/// A segment that a crash while sealing left both open and sealed.
///
/// The sealed one counts if all of it is good and it holds every whole line of the open one; otherwise the open one.
struct DoubledSegment {
    let sealedCounts: Bool
    let sealed: Segment
    let open: Segment
    var counts: Segment { sealedCounts ? sealed : open }

    init(
        first: UInt64, in source: SegmentSource, with decoder: inout FrameDecoder
    ) throws(EventLogError) {
        open = try Segment.load(SegmentName(first: first, isSealed: false), from: source, with: &decoder)
        sealed = try Segment.load(SegmentName(first: first, isSealed: true), from: source, with: &decoder)
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
    /// Whether every byte of this sealed segment is as it was written and its lines begin with all those of `open`.
    fileprivate func isWhole(
        andHolds open: Segment, in source: SegmentSource, with decoder: inout FrameDecoder
    ) throws(EventLogError) -> Bool {
        guard damage.isEmpty, tail == nil, open.damage.isEmpty else { return false }
        var bytes = try source.bytes(name)
        return try isWhole(andHolds: open, in: source, reading: &bytes, with: &decoder)
    }

    /// The same, with this segment's lines read from `bytes`.
    func isWhole(
        andHolds open: Segment, in source: SegmentSource, reading bytes: inout SegmentBytes,
        with decoder: inout FrameDecoder
    ) throws(EventLogError) -> Bool {
        guard nextSequence >= open.nextSequence, let wanted = try open.content(in: source, with: &decoder) else {
            return false
        }
        var offset = 0
        for frame in frames {
            guard try decoder.decode(frame, in: &bytes) else { return false }
            let common = min(decoder.content.byteCount, wanted.count - offset)
            guard
                decoder.content.extracting(first: common)
                    .holdsSameBytes(as: wanted.rawSpan.extracting(offset..<offset + common))
            else { return false }
            offset += common
        }
        return offset == wanted.count
    }

    /// All lines of an open segment; nil where a frame of it cannot be read any more.
    private func content(
        in source: SegmentSource, with decoder: inout FrameDecoder
    ) throws(EventLogError) -> [UInt8]? {
        var content: [UInt8] = []
        var bytes = try source.bytes(name)
        for frame in frames {
            guard try decoder.decode(frame, in: &bytes) else { return nil }
            content.append(decoder.content)
        }
        return content
    }
}
