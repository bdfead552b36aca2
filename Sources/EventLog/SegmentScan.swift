/// The frames of a segment as its bytes tell, without an index.
///
/// After damage the scan goes on at the next frame whose header, content and first line are good. What follows the
/// last good frame is left to the caller to judge: a torn tail, an index, or damage.
struct SegmentScan {
    /// A stretch of bytes that is no frame although a good frame follows, and the sequences that are missing there.
    struct Loss: Equatable {
        let bytes: Range<UInt64>
        let sequences: Range<UInt64>
    }

    private(set) var frames: [FrameEntry] = []
    private(set) var losses: [Loss] = []
    /// Where the last good frame ends.
    private(set) var end: UInt64
    /// The sequence after the last good line.
    private(set) var nextSequence: UInt64
    /// Whether there is a frame after `end` whose checksums are good but whose first line cannot stand there. No crash
    /// leaves one.
    private(set) var hasStrangeFrame = false

    /// Bytes of padding after `end`, up to the end of the file.
    private(set) var padding: UInt64 = 0

    /// Why the file could not be read further than that.
    private(set) var failure: EventLogError?

    private let feed: FeedName
    private let inspector: any LineInspector
    private let takesPadding: Bool

    /// Scans to the end of the file from a place where a frame begins, the first line of which has `sequence`.
    ///
    /// - Parameter takesPadding: whether padding may end the file, as it ends an open segment's.
    init(
        _ bytes: inout SegmentBytes, from offset: UInt64 = 0, sequence: UInt64, takesPadding: Bool,
        in source: SegmentSource, with decoder: inout FrameDecoder
    ) {
        feed = source.feed
        inspector = source.environment.inspector
        self.takesPadding = takesPadding
        end = offset
        nextSequence = sequence
        do throws(EventLogError) { try scan(&bytes, &decoder) } catch { failure = error }
    }

    private mutating func scan(
        _ bytes: inout SegmentBytes, _ decoder: inout FrameDecoder
    ) throws(EventLogError) {
        while end < bytes.size {
            if takesPadding, let isZero = try bytes.padding(at: end) {
                // Under a padding nothing is read: a copy made while the feed was written to may have anything there.
                if isZero { padding = bytes.size - end }
                return
            }
            if let frame = try decoder.decode(at: end, in: &bytes, sequence: nextSequence) {
                if take(frame) { continue }
                hasStrangeFrame = true
            }
            if try !resynchronise(&bytes, &decoder) {
                return
            }
        }
    }

    /// Whether everything up to the end of the file is as a writer leaves it.
    func isClean(_ bytes: borrowing SegmentBytes) -> Bool {
        failure != nil || losses.isEmpty && end + padding == bytes.size
    }

    /// Takes a frame, unless it holds lines beyond the last that a feed can have.
    private mutating func take(_ frame: FrameEntry) -> Bool {
        guard frame.isWithinLimit else { return false }
        frames.append(frame)
        end = frame.end
        nextSequence = frame.nextSequence
        return true
    }

    /// Goes on at the next good frame, if there is one.
    private mutating func resynchronise(
        _ bytes: inout SegmentBytes, _ decoder: inout FrameDecoder
    ) throws(EventLogError) -> Bool {
        var offset = end + 1
        while let candidate = try bytes.offsetOfMagic(from: offset) {
            if var frame = try decoder.decode(at: candidate, in: &bytes, sequence: nextSequence) {
                var lines = LineSplitter(decoder.content)
                if let first = lines.next(), let stamp = inspector.inspect(first, feed: feed),
                    stamp.sequence >= nextSequence
                {
                    let loss = Loss(bytes: end..<candidate, sequences: nextSequence..<stamp.sequence)
                    frame.firstSequence = stamp.sequence
                    if take(frame) {
                        losses.append(loss)
                        hasStrangeFrame = false
                        return true
                    }
                }
                hasStrangeFrame = true
            }
            offset = candidate + 1
        }
        return false
    }
}

extension FrameDecoder {
    /// Decodes the frame that begins at `offset`, if a good one does.
    mutating func decode(
        at offset: UInt64, in bytes: inout SegmentBytes, sequence: UInt64
    ) throws(EventLogError) -> FrameEntry? {
        guard let (header, storedSize) = try bytes.frame(at: offset) else { return nil }
        let frame = bytes.bytes(storedSize, at: offset)
        guard decode(frame, header) else { return nil }
        return FrameEntry(
            offset: offset, storedSize: UInt32(storedSize), contentSize: UInt32(header.contentSize),
            firstSequence: sequence, lineCount: UInt32(content.lineCount),
            checksum: frame.integer(at: storedSize - 4, as: UInt32.self))
    }

    /// Decodes a frame that is known already.
    ///
    /// - Returns: false when the bytes are not that frame any more, or never were.
    mutating func decode(_ entry: FrameEntry, in bytes: inout SegmentBytes) throws(EventLogError) -> Bool {
        guard try bytes.load(Int(entry.storedSize), at: entry.offset) == Int(entry.storedSize),
            let found = try decode(at: entry.offset, in: &bytes, sequence: entry.firstSequence)
        else { return false }
        return found.storedSize == entry.storedSize && found.contentSize == entry.contentSize
            && found.lineCount == entry.lineCount && found.checksum == entry.checksum
    }
}

extension SegmentBytes {
    /// Where the next frame's magic number stands at or after `start`, if anywhere.
    mutating func offsetOfMagic(from start: UInt64) throws(EventLogError) -> UInt64? {
        var offset = start
        while true {
            let count = try load(1 << 16, at: offset)
            guard count >= FrameHeader.frameSizeMin else { return nil }
            let window = bytes(count, at: offset)
            var position = 0
            while let found = window.firstOffset(of: UInt8(truncatingIfNeeded: FrameHeader.magic), from: position) {
                guard found + 4 <= count else { break }
                if window.integer(at: found, as: UInt32.self) == FrameHeader.magic { return offset + UInt64(found) }
                position = found + 1
            }
            offset += UInt64(count - 3)
        }
    }
}
