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
            bytes.byte(at: 14) == UInt8(truncatingIfNeeded: XXH32.hash(bytes.extracting(4..<14)) >> 8)
        else { return nil }
        self.contentSize = Int(contentSize)
        blockSizeMax = 1 << (8 + 2 * Int(blocks >> 4))
        hasBlockChecksums = flags & Self.blockChecksumFlag != 0
    }

    /// Version 01, independent blocks, content size, content checksum, no dictionary.
    private static let flags: UInt8 = 0b0110_1100
    private static let blockChecksumFlag: UInt8 = 0b0001_0000
}
