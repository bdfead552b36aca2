/// The lines of a frame.
package enum Lines {
    /// The offset of the next LF at or behind `start`, or the end of the bytes.
    package static func end(in bytes: RawSpan, from start: Int) -> Int {
        var offset = start
        while offset + 8 <= bytes.byteCount {
            let hits = EightBytes.zeros(bytes.word(at: offset) ^ (EightBytes.ones &* 0x0A))
            if hits != 0 { return offset + hits.trailingZeroBitCount / 8 }
            offset += 8
        }
        while offset < bytes.byteCount, bytes.byte(at: offset) != 0x0A { offset += 1 }
        return offset
    }

    /// The last line of bytes that end in LF, without it.
    package static func last(in bytes: RawSpan) -> [UInt8] {
        var start = bytes.byteCount - 1
        while start > 0, bytes.byte(at: start - 1) != 0x0A { start -= 1 }
        return copy(bytes, max(0, start)..<max(0, bytes.byteCount - 1))
    }

    /// Copies bytes to where they belong in a larger piece.
    package static func copy(_ bytes: RawSpan, _ range: Range<Int>, to target: inout [UInt8], at start: Int) {
        bytes.extracting(range).withUnsafeBytes { source in
            target.withUnsafeMutableBytes {
                UnsafeMutableRawBufferPointer(rebasing: $0[start...]).copyMemory(from: source)
            }
        }
    }

    package static func copy(_ bytes: RawSpan, _ range: Range<Int>) -> [UInt8] {
        bytes.extracting(range).withUnsafeBytes { Array($0) }
    }
}
