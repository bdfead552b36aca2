/// The first bytes of a frame, and the rules that hostile bytes have to pass before anything is allocated.
/// The specification is EventLog.docc/Format.md; keep the two in step.
///
///     header := magic FLG BD contentSize HC
///     magic := 04 22 4D 18;  contentSize := UInt64, little-endian;  HC := one byte of checksum
struct FrameHeader: Equatable, Sendable {
    /// Bytes of lines in the frame.
    let contentSize: Int
    /// No block decompresses to more bytes than this.
    let blockSizeMax: Int
    /// Whether each block is followed by a checksum of its own.
    let hasBlockChecksums: Bool

    static let size = 4 + 1 + 1 + 8 + 1
    static let magic: UInt32 = 0x184D_2204
    /// One block at least, the end mark and the content checksum.
    static let frameSizeMin = size + 4 + 1 + 4 + 4
    /// Lines in one frame, in bytes.
    static let contentSizeMax = 1 << 20
    /// A whole frame in its file: raw blocks of a full frame, and the sizes and checksums between them.
    static let storedSizeMax = contentSizeMax + (1 << 16)

    /// - Parameter bytes: at least `size` bytes from the beginning of a frame.
    /// - Returns: nil where this is no frame of ours: another magic number (the legacy format among them), another
    ///   version, linked blocks, no content size or checksum, a dictionary, more than 1 MiB of lines, a bad checksum.
    init?(_ bytes: RawSpan) {
        precondition(bytes.byteCount >= Self.size)
        let flags = bytes.byte(at: 4)
        let blocks = bytes.byte(at: 5)
        let contentSize = bytes.integer(at: 6, as: UInt64.self)
        guard bytes.integer(at: 0, as: UInt32.self) == Self.magic,
            flags & ~Self.blockChecksumFlag == Self.flags,
            blocks & 0b1000_1111 == 0, blocks >> 4 >= 4,
            contentSize > 0, contentSize <= Self.contentSizeMax,
            bytes.byte(at: 14) == UInt8(truncatingIfNeeded: Self.shortHash(bytes.extracting(4..<14)) >> 8)
        else { return nil }
        self.contentSize = Int(contentSize)
        blockSizeMax = 1 << (8 + 2 * Int(blocks >> 4))
        hasBlockChecksums = flags & Self.blockChecksumFlag != 0
    }

    /// Version 01, independent blocks, content size, content checksum, no dictionary.
    private static let flags: UInt8 = 0b0110_1100
    private static let blockChecksumFlag: UInt8 = 0b0001_0000

    /// XXH32 with seed 0 of fewer than 16 bytes.
    static func shortHash(_ bytes: RawSpan) -> UInt32 {
        precondition(bytes.byteCount < 16)
        var hash: UInt32 = 374_761_393 &+ UInt32(bytes.byteCount)
        var offset = 0
        while offset + 4 <= bytes.byteCount {
            hash &+= bytes.integer(at: offset, as: UInt32.self) &* 3_266_489_917
            hash = (hash << 17 | hash >> 15) &* 668_265_263
            offset += 4
        }
        while offset < bytes.byteCount {
            hash &+= UInt32(bytes.byte(at: offset)) &* 374_761_393
            hash = (hash << 11 | hash >> 21) &* 2_654_435_761
            offset += 1
        }
        hash = (hash ^ hash >> 15) &* 2_246_822_519
        hash = (hash ^ hash >> 13) &* 3_266_489_917
        return hash ^ hash >> 16
    }
}
