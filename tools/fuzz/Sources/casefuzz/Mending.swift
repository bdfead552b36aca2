@testable import EventLog

/// Puts checksums right, which no fuzzer finds by trying.
enum Mending {
    /// The bytes with every header, block and content checksum of what looks like a frame as it should be.
    static func frames(_ bytes: [UInt8]) -> [UInt8] {
        var bytes = bytes
        var offset = 0
        while offset + FrameHeader.size <= bytes.count {
            guard bytes.rawSpan.integer(at: offset, as: UInt32.self) == FrameHeader.magic else {
                offset += 1
                continue
            }
            offset = mendFrame(&bytes, offset) ?? offset + 4
        }
        return bytes
    }

    /// - Returns: where the frame ends; nil where it does not.
    private static func mendFrame(_ bytes: inout [UInt8], _ offset: Int) -> Int? {
        mendHeader(&bytes, offset)
        guard let header = FrameHeader(bytes.rawSpan.extracting(offset..<offset + FrameHeader.size)) else { return nil }
        var end = offset + FrameHeader.size
        var (isStored, storedSize) = (true, 0)
        while true {
            guard end + 4 <= bytes.count else { return nil }
            let word = bytes.rawSpan.integer(at: end, as: UInt32.self)
            end += 4
            if word == 0 { break }
            let size = Int(word & 0x7FFF_FFFF)
            guard end + size + 4 <= bytes.count else { return nil }
            isStored = isStored && word >> 31 == 1
            storedSize += size
            if header.hasBlockChecksums {
                put(XXH32.hash(bytes.rawSpan.extracting(end..<end + size)), in: &bytes, at: end + size)
                end += 4
            }
            end += size
        }
        guard end + 4 <= bytes.count else { return nil }
        if isStored, storedSize > 0, storedSize <= FrameHeader.contentSizeMax {
            put(UInt32(storedSize), in: &bytes, at: offset + 6)
            put(UInt32(0), in: &bytes, at: offset + 10)
            mendHeader(&bytes, offset)
        }
        mendContent(&bytes, offset..<end + 4)
        return end + 4
    }

    private static func mendHeader(_ bytes: inout [UInt8], _ offset: Int) {
        let hash = XXH32.hash(bytes.rawSpan.extracting(offset + 4..<offset + 14))
        bytes[offset + 14] = UInt8(truncatingIfNeeded: hash >> 8)
    }

    private static func mendContent(_ bytes: inout [UInt8], _ frame: Range<Int>) {
        let start = frame.lowerBound
        guard let header = FrameHeader(bytes.rawSpan.extracting(start..<start + FrameHeader.size)) else { return }
        var content = [UInt8](repeating: 0, count: header.contentSize + header.blockSizeMax)
        var context = LZ4Context()
        let size = content.withMutableBytes(in: 0..<content.count) { output in
            context.decompress(bytes.rawSpan.extracting(frame), into: &output, checksChecksums: false)
        }
        guard let size else { return }
        put(XXH32.hash(content.rawSpan.extracting(0..<size)), in: &bytes, at: frame.upperBound - 4)
    }

    static func put(_ value: UInt32, in bytes: inout [UInt8], at offset: Int) {
        for index in 0..<4 { bytes[offset + index] = UInt8(truncatingIfNeeded: value >> (8 * UInt32(index))) }
    }

    /// A frame as a writer makes it.
    static func frame(_ content: [UInt8], level: Int) -> [UInt8] { LZ4.frame(content.rawSpan, level: level) }

    /// A frame of blocks that are stored as they are.
    static func rawFrame(_ blocks: [[UInt8]], hasBlockChecksums: Bool = false) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.append(integer: FrameHeader.magic)
        bytes += [hasBlockChecksums ? 0x7C : 0x6C, 0x40]
        bytes.append(integer: UInt64(blocks.reduce(0) { size, block in size + block.count }))
        bytes.append(0)
        for block in blocks {
            bytes.append(integer: UInt32(block.count) | 1 << 31)
            bytes += block
            if hasBlockChecksums { bytes.append(integer: UInt32(0)) }
        }
        bytes += [UInt8](repeating: 0, count: 8)
        return frames(bytes)
    }
}
