/// Decompresses frames, one after the other, into one buffer.
struct FrameDecoder: ~Copyable {
    private var context = LZ4Context()
    private var buffer: [UInt8] = []
    private var count = 0

    /// The lines of the frame decoded last.
    var content: RawSpan {
        @_lifetime(borrow self)
        get { buffer.rawSpan.extracting(0..<count) }
    }

    /// Decompresses one whole frame and checks its checksums, its size, and that it ends with a whole line.
    ///
    /// - Returns: false when it is damaged; there is no content then.
    mutating func decode(_ frame: RawSpan, _ header: FrameHeader) -> Bool {
        // liblz4 decompresses straight into our buffer, not by way of its own, where a full block would fit.
        let capacity = header.contentSize + header.blockSizeMax
        if buffer.count < capacity { buffer = [UInt8](repeating: 0, count: capacity) }
        count = 0
        let size = buffer.withMutableBytes(in: 0..<capacity) { bytes in
            context.decompress(frame, into: &bytes, checksChecksums: header.hasBlockChecksums)
        }
        guard size == header.contentSize, buffer[header.contentSize - 1] == LineSplitter.lineFeed,
            XXH32.hash(buffer.rawSpan.extracting(0..<header.contentSize))
                == frame.integer(at: frame.byteCount - 4, as: UInt32.self)
        else { return false }
        count = header.contentSize
        return true
    }

    /// Gives the content away, for instance to keep it while the next frame is decoded.
    mutating func takeContent() -> [UInt8] {
        defer { count = 0 }
        return Array(buffer[0..<count])
    }
}
