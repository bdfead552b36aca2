/// Space that is written ahead of the frames of an open segment: a skippable frame of zeros, as the very last thing in
/// the file. A commit writes over the beginning of it, which a disk makes durable sooner than a file that grows. The
/// specification is EventLog.docc/Format.md; keep the two in step.
///
///     padding := 5B 2A 4D 18 payloadSize zeros
enum Padding {
    static let magic: UInt32 = 0x184D_2A5B
    static let headerSize = 4 + 4

    /// The header of a padding of `size` bytes, itself included.
    static func header(_ size: UInt64) -> [UInt8] {
        precondition(size >= headerSize)
        var bytes: [UInt8] = []
        bytes.append(integer: magic)
        bytes.append(integer: UInt32(size - UInt64(headerSize)))
        return bytes
    }

    /// How long a file becomes in which `end` bytes of frames and the header of a padding have to have room.
    static func fileSize(for end: UInt64, _ settings: LogSettings) -> UInt64 {
        let ahead = max(settings.openAheadMin, min(settings.openAheadMax, end))
        return (end + UInt64(headerSize) + ahead) / settings.openAheadMin * settings.openAheadMin
    }
}

extension SegmentBytes {
    /// Whether a padding that reaches to the end of the file begins at `offset`; where the file has changed under a
    /// reader's hands, or a crash has lost the frame before what was written, it may hold other bytes than zeros.
    ///
    /// - Returns: nil where there is none, otherwise whether it is all zeros.
    mutating func padding(at offset: UInt64) throws(EventLogError) -> Bool? {
        guard try hasPaddingHeader(at: offset) else { return nil }
        var offset = offset + UInt64(Padding.headerSize)
        while offset < size {
            let count = try load(1 << 18, at: offset)
            guard count > 0, bytes(count, at: offset).isZero else { return false }
            offset += UInt64(count)
        }
        return true
    }

    /// Whether the header of a padding that reaches to the end of the file stands at `offset`.
    mutating func hasPaddingHeader(at offset: UInt64) throws(EventLogError) -> Bool {
        guard try load(Padding.headerSize, at: offset, isAlone: true) == Padding.headerSize else { return false }
        let header = bytes(Padding.headerSize, at: offset)
        return header.integer(at: 0, as: UInt32.self) == Padding.magic
            && UInt64(header.integer(at: 4, as: UInt32.self)) == size - offset - UInt64(Padding.headerSize)
    }
}

extension RawSpan {
    /// Whether there is no byte but 0.
    var isZero: Bool {
        guard byteCount > 0 else { return true }
        return byte(at: 0) == 0 && extracting(droppingFirst: 1).holdsSameBytes(as: extracting(droppingLast: 1))
    }
}
