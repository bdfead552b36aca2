/// The index of a sealed segment: a cache of what its lines say, in a skippable frame at the very end of the file.
/// The specification is EventLog.docc/Format.md; keep the two in step.
///
///     index := 5C 2A 4D 18 payloadSize payload
///     payload := frame* late* peak* trailer
///     trailer := firstSequence lineCount frameCount lateCount peakCount payloadSize checksum magic
struct SegmentIndex: Equatable, Sendable {
    var firstSequence: UInt64
    var frames: [FrameEntry]
    var late: [LateEntry]
    /// The peaks of the Merkle tree at the segment's end; none where an earlier build has written the index.
    var peaks: [TreeHash] = []

    static let skippableMagic: UInt32 = 0x184D_2A5C
    static let magic = Array("CLINDEX1".utf8)
    static let headerSize = 4 + 4
    static let frameSize = 8 + 4 + 4 + 8 + 4 + 4 + 4 * 8
    static let lateSize = 8 + 8
    static let peakSize = TreeHash.size
    static let trailerSize = 8 + 8 + 4 + 4 + 4 + 4 + 32 + 8
    static let frameCountMax = 1 << 24
    static let lateCountMax = 1 << 26
    /// Where more lines of a frame are late, its range counts them instead.
    static let lateInFrameMax = 32
    static let peakCountMax = 64

    /// The whole frame, header and payload.
    func encoded() -> [UInt8] {
        let payloadSize =
            frames.count * Self.frameSize + late.count * Self.lateSize + peaks.count * Self.peakSize + Self.trailerSize
        var bytes: [UInt8] = []
        bytes.reserveCapacity(Self.headerSize + payloadSize)
        bytes.append(integer: Self.skippableMagic)
        bytes.append(integer: UInt32(payloadSize))
        for frame in frames {
            bytes.append(integer: frame.offset)
            bytes.append(integer: frame.storedSize)
            bytes.append(integer: frame.contentSize)
            bytes.append(integer: frame.firstSequence)
            bytes.append(integer: frame.lineCount)
            bytes.append(integer: frame.checksum)
            for instant in [frame.effectFirst, frame.effectLast, frame.recordedFirst, frame.recordedLast] {
                bytes.append(integer: instant)
            }
        }
        for entry in late {
            bytes.append(integer: entry.sequence)
            bytes.append(integer: entry.effect)
        }
        for peak in peaks { bytes += peak.array }
        bytes.append(integer: firstSequence)
        bytes.append(integer: frames.reduce(UInt64(0)) { count, frame in count + UInt64(frame.lineCount) })
        for count in [frames.count, late.count, peaks.count, payloadSize] { bytes.append(integer: UInt32(count)) }
        bytes += bytes.rawSpan.extracting(droppingFirst: Self.headerSize).sha256
        return bytes + Self.magic
    }

    /// How long an index frame is whose trailer ends `bytes`; nil where that is no trailer.
    static func size(trailer bytes: RawSpan) -> Int? {
        guard bytes.byteCount >= trailerSize,
            bytes.extracting(last: magic.count).holdsSameBytes(as: magic.rawSpan)
        else { return nil }
        return headerSize + Int(bytes.extracting(last: trailerSize).integer(at: 28, as: UInt32.self))
    }

    /// The tree over all lines up to the last of the segment; nil where its peaks are not there.
    var tree: CompactRange? {
        guard let last = frames.last, !peaks.isEmpty else { return nil }
        return CompactRange(size: last.nextSequence - 1, peaks: peaks)
    }

    /// Where the frames end and the index begins.
    var start: UInt64 { frames.last?.end ?? 0 }
}

extension SegmentIndex {
    /// Reads a whole index frame.
    ///
    /// - Returns: nil unless every size, count and checksum in it fits.
    init?(_ bytes: RawSpan) {
        guard bytes.byteCount >= Self.headerSize + Self.trailerSize,
            bytes.integer(at: 0, as: UInt32.self) == Self.skippableMagic,
            Self.size(trailer: bytes) == bytes.byteCount,
            Int(bytes.integer(at: 4, as: UInt32.self)) == bytes.byteCount - Self.headerSize
        else { return nil }
        let trailer = bytes.byteCount - Self.trailerSize
        let frameCount = Int(bytes.integer(at: trailer + 16, as: UInt32.self))
        let lateCount = Int(bytes.integer(at: trailer + 20, as: UInt32.self))
        let peakCount = Int(bytes.integer(at: trailer + 24, as: UInt32.self))
        let lateStart = Self.headerSize + frameCount * Self.frameSize
        let peakStart = lateStart + lateCount * Self.lateSize
        guard (1...Self.frameCountMax).contains(frameCount), lateCount <= Self.lateCountMax,
            peakCount <= Self.peakCountMax, peakStart + peakCount * Self.peakSize == trailer,
            bytes.extracting(Self.headerSize..<trailer + 32).sha256.rawSpan
                .holdsSameBytes(as: bytes.extracting(trailer + 32..<trailer + 64))
        else { return nil }
        firstSequence = bytes.integer(at: trailer, as: UInt64.self)
        frames = (0..<frameCount).map { number in Self.frame(bytes, at: Self.headerSize + number * Self.frameSize) }
        late = (0..<lateCount).map { number in
            LateEntry(
                sequence: bytes.integer(at: lateStart + number * Self.lateSize, as: UInt64.self),
                effect: bytes.integer(at: lateStart + number * Self.lateSize + 8, as: Int64.self))
        }
        peaks = (0..<peakCount).compactMap { number in
            let start = peakStart + number * Self.peakSize
            return TreeHash(Array(bytes.extracting(start..<start + Self.peakSize)))
        }
        guard isInOrder,
            bytes.integer(at: trailer + 8, as: UInt64.self) == frames[frameCount - 1].nextSequence
                - firstSequence,
            peaks.isEmpty || tree != nil
        else { return nil }
    }

    private static func frame(_ bytes: RawSpan, at offset: Int) -> FrameEntry {
        FrameEntry(
            offset: bytes.integer(at: offset, as: UInt64.self),
            storedSize: bytes.integer(at: offset + 8, as: UInt32.self),
            contentSize: bytes.integer(at: offset + 12, as: UInt32.self),
            firstSequence: bytes.integer(at: offset + 16, as: UInt64.self),
            lineCount: bytes.integer(at: offset + 24, as: UInt32.self),
            checksum: bytes.integer(at: offset + 28, as: UInt32.self),
            effectFirst: bytes.integer(at: offset + 32, as: Int64.self),
            effectLast: bytes.integer(at: offset + 40, as: Int64.self),
            recordedFirst: bytes.integer(at: offset + 48, as: Int64.self),
            recordedLast: bytes.integer(at: offset + 56, as: Int64.self))
    }

    /// Whether the frames follow one another without a hole, in the file and in sequence, and so do the late entries.
    private var isInOrder: Bool {
        var offset: UInt64 = 0
        var sequence = firstSequence
        for frame in frames {
            guard frame.offset == offset, frame.firstSequence == sequence, frame.lineCount > 0,
                frame.lineCount <= frame.contentSize, frame.contentSize <= FrameHeader.contentSizeMax,
                frame.storedSize >= FrameHeader.frameSizeMin, frame.storedSize <= FrameHeader.storedSizeMax,
                frame.isWithinLimit
            else { return false }
            offset = frame.end
            sequence = frame.nextSequence
        }
        var previous: UInt64?
        for entry in late {
            guard entry.sequence > previous ?? 0, (firstSequence..<sequence).contains(entry.sequence) else {
                return false
            }
            previous = entry.sequence
        }
        return true
    }
}

extension [UInt8] {
    /// Adds an integer in little-endian order.
    mutating func append(integer: some FixedWidthInteger) {
        let value = integer.littleEndian
        for shift in stride(from: 0, to: value.bitWidth, by: 8) {
            append(UInt8(truncatingIfNeeded: value >> shift))
        }
    }
}
