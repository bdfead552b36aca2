import CLZ4

// One of the files named Boundary: only they touch unsafe memory. This one: thin wrappers around liblz4.
// Everything above works on `RawSpan` and arrays.

/// A decompression context of liblz4, made once and used for many frames.
@safe struct LZ4Context: ~Copyable {
    private let context: OpaquePointer

    init() {
        var made: OpaquePointer?
        let result = unsafe LZ4F_createDecompressionContext(&made, CUnsignedInt(LZ4F_VERSION))
        guard LZ4F_isError(result) == 0, let made = unsafe made else {
            preconditionFailure("liblz4 could not allocate a decompression context.")
        }
        unsafe context = made
    }

    deinit { _ = unsafe LZ4F_freeDecompressionContext(context) }

    /// Decompresses one whole frame into `output`.
    ///
    /// - Parameter checksChecksums: false where the caller does; older versions of liblz4 check them all the same.
    /// - Returns: the number of bytes written, or nil where the frame does not end exactly at the end of `frame`, does
    ///   not fit, or does not match its checksums.
    mutating func decompress(
        _ frame: RawSpan, into output: inout MutableRawSpan, checksChecksums: Bool
    ) -> Int? {
        var options = LZ4F_decompressOptions_t()
        options.skipChecksums = checksChecksums ? 0 : 1
        var consumed = 0
        var produced = 0
        while true {
            var sourceSize = frame.byteCount - consumed
            var outputSize = output.byteCount - produced
            let hint = unsafe frame.withUnsafeBytes { source in
                unsafe output.withUnsafeMutableBytes { destination in
                    unsafe LZ4F_decompress(
                        context, destination.baseAddress.map { unsafe $0 + produced }, &outputSize,
                        source.baseAddress.map { unsafe $0 + consumed }, &sourceSize, &options)
                }
            }
            consumed += sourceSize
            produced += outputSize
            if hint == 0, consumed == frame.byteCount { return produced }
            if hint == 0 || LZ4F_isError(hint) != 0 || sourceSize + outputSize == 0 {
                unsafe LZ4F_resetDecompressionContext(context)
                return nil
            }
        }
    }
}

/// The frame calls of liblz4 that write.
enum LZ4 {
    /// One frame as DESIGN wants it: version 1, independent blocks, content size and checksum, no dictionary.
    static func frame(_ content: RawSpan, level: Int) -> [UInt8] {
        var preferences = LZ4F_preferences_t()
        preferences.frameInfo.blockSizeID = LZ4F_max1MB
        preferences.frameInfo.blockMode = LZ4F_blockIndependent
        preferences.frameInfo.contentChecksumFlag = LZ4F_contentChecksumEnabled
        preferences.frameInfo.contentSize = CUnsignedLongLong(content.byteCount)
        preferences.compressionLevel = CInt(level)
        preferences.autoFlush = 1
        let capacity = unsafe LZ4F_compressFrameBound(content.byteCount, &preferences)
        return unsafe [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
            let size = unsafe content.withUnsafeBytes { source in
                unsafe LZ4F_compressFrame(
                    buffer.baseAddress, capacity, source.baseAddress, source.count, &preferences)
            }
            precondition(LZ4F_isError(size) == 0, "liblz4 could not compress into a buffer of the size it asked for.")
            count = size
        }
    }
}

/// The block calls of liblz4: bytes without a header, whose sizes their owner keeps.
package enum LZ4Block {
    /// Compresses into the beginning of `output`, never beyond its end.
    ///
    /// - Returns: the number of bytes written; nil where they do not fit.
    package static func compress(_ content: RawSpan, into output: inout MutableRawSpan) -> Int? {
        let size = unsafe content.withUnsafeBytes { source in
            unsafe output.withUnsafeMutableBytes { destination in
                guard let from = source.baseAddress, let to = destination.baseAddress else { return CInt(0) }
                return unsafe LZ4_compress_default(
                    from.assumingMemoryBound(to: CChar.self), to.assumingMemoryBound(to: CChar.self),
                    CInt(source.count), CInt(destination.count))
            }
        }
        return size > 0 ? Int(size) : nil
    }

    /// Decompresses a block that may be hostile.
    ///
    /// - Returns: nil where it does not come to exactly `size` bytes; no more than these are ever written.
    package static func decompress(_ block: RawSpan, size: Int) -> [UInt8]? {
        var written: CInt = -1
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            written = unsafe block.withUnsafeBytes { source in
                guard let from = source.baseAddress, let to = buffer.baseAddress else { return -1 }
                return unsafe UnsafeMutableRawPointer(to).withMemoryRebound(to: CChar.self, capacity: size) { to in
                    unsafe LZ4_decompress_safe(
                        from.assumingMemoryBound(to: CChar.self), to, CInt(source.count), CInt(size))
                }
            }
            count = max(0, Int(written))
        }
        return Int(written) == size ? bytes : nil
    }
}
