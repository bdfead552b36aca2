import Simulation
import Testing

@testable import EventLog

struct FrameDecoderTests {
    private let content = Array("one\ntwo\nthree three three three three three\n".utf8)

    private func decode(_ frame: [UInt8]) -> [UInt8]? {
        var decoder = FrameDecoder()
        guard let header = self.header(of: frame), decoder.decode(frame.rawSpan, header) else { return nil }
        return [UInt8](decoder.content)
    }

    private func header(of frame: [UInt8]) -> FrameHeader? {
        frame.count < FrameHeader.size ? nil : FrameHeader(frame.rawSpan.extracting(0..<FrameHeader.size))
    }

    @Test(arguments: [0, LogSettings.sealedLevel])
    func `a frame gives back its lines`(level: Int) {
        #expect(decode(LZ4.frame(content.rawSpan, level: level)) == content)
    }

    @Test func `a frame has the header that the format wants`() throws {
        let frame = LZ4.frame(content.rawSpan, level: 0)
        #expect(Array(frame[0..<5]) == [0x04, 0x22, 0x4D, 0x18, 0x6C])
        let header = try #require(self.header(of: frame))
        #expect(header.contentSize == content.count)
    }

    @Test func `a full frame of noise fits`() {
        var generator = SplitMix(seed: 1)
        var noise = (0..<FrameHeader.contentSizeMax).map { _ in UInt8.random(in: 11...255, using: &generator) }
        noise[noise.count - 1] = LineSplitter.lineFeed
        let frame = LZ4.frame(noise.rawSpan, level: 0)
        #expect(frame.count <= FrameHeader.storedSizeMax)
        #expect(decode(frame) == noise)
    }

    @Test func `a frame with one byte changed is never taken for another`() {
        let frame = LZ4.frame(content.rawSpan, level: 0)
        for offset in frame.indices {
            for change: UInt8 in [0x01, 0x10, 0x80, 0xFF] {
                var bytes = frame
                bytes[offset] ^= change
                let found = decode(bytes)
                #expect(found == nil || found == content, "byte \(offset)")
            }
        }
    }

    @Test func `a frame cut short anywhere is refused`() {
        let frame = LZ4.frame(content.rawSpan, level: 0)
        for count in 0..<frame.count { #expect(decode(Array(frame.prefix(count))) == nil) }
    }

    @Test func `a frame must end with a whole line`() {
        #expect(decode(LZ4.frame(Array("one\ntwo".utf8).rawSpan, level: 0)) == nil)
    }

    @Test func `the decoder works on after damage`() throws {
        var decoder = FrameDecoder()
        let frame = LZ4.frame(content.rawSpan, level: 0)
        let header = try #require(self.header(of: frame))
        var broken = frame
        broken[20] ^= 0xFF
        let isBroken = !decoder.decode(broken.rawSpan, header)
        #expect(isBroken && decoder.takeContent().isEmpty)
        let isWhole = decoder.decode(frame.rawSpan, header)
        #expect(isWhole && decoder.takeContent() == content)
    }
}

struct FrameHeaderTests {
    /// A header with a right checksum, whatever else it says.
    private func header(
        magic: UInt32 = FrameHeader.magic, flags: UInt8 = 0x6C, blocks: UInt8 = 0x60, contentSize: UInt64 = 10
    ) -> FrameHeader? {
        var bytes: [UInt8] = []
        bytes.append(integer: magic)
        bytes += [flags, blocks]
        bytes.append(integer: contentSize)
        let hash = XXH32.hash(bytes.rawSpan.extracting(droppingFirst: 4))
        bytes.append(UInt8(truncatingIfNeeded: hash >> 8))
        return FrameHeader(bytes.rawSpan)
    }

    @Test(arguments: [(0x40, 1 << 16), (0x50, 1 << 18), (0x60, 1 << 20), (0x70, 1 << 22)])
    func `every size of block is read`(blocks: UInt8, size: Int) {
        #expect(header(blocks: blocks)?.blockSizeMax == size)
        #expect(header(blocks: blocks)?.hasBlockChecksums == false)
        #expect(header(flags: 0x7C, blocks: blocks)?.hasBlockChecksums == true)
    }

    @Test func `the legacy format and other magic numbers are refused`() {
        #expect(header(magic: 0x184C_2102) == nil)
        #expect(header(magic: 0x184D_2A5C) == nil)
    }

    @Test(arguments: [0x6D, 0x4C, 0x64, 0x68, 0xAC, 0x2C, 0x6E, 0x00, 0xFF] as [UInt8])
    func `dictionaries, linked blocks, missing sizes and checksums, other versions are refused`(flags: UInt8) {
        #expect(header(flags: flags) == nil)
    }

    @Test(arguments: [0x00, 0x30, 0x61, 0x68, 0xE0] as [UInt8])
    func `reserved bits and unknown sizes of block are refused`(blocks: UInt8) {
        #expect(header(blocks: blocks) == nil)
    }

    @Test(arguments: [0, (1 << 20) + 1, 1 << 32, 1 << 63, .max] as [UInt64])
    func `hostile content sizes are refused before anything is allocated`(size: UInt64) {
        #expect(header(contentSize: size) == nil)
    }

    @Test func `the largest content size is accepted`() {
        #expect(header(contentSize: 1 << 20)?.contentSize == 1 << 20)
    }
}

struct XXH32Tests {
    @Test(
        arguments: [
            ("", 0x02CC_5D05), ("a", 0x550D_7456), ("abcdefghij", 0x8B98_8CFE),
            ("Nobody inspects the spammish repetition", 0xE229_3B2F),
        ] as [(String, UInt32)])
    func `known hashes come out`(text: String, hash: UInt32) {
        #expect(XXH32.hash(Array(text.utf8).rawSpan) == hash)
    }

    /// What liblz4 writes behind a frame's blocks.
    @Test func `it is the checksum of frames, whatever their length`() {
        var random = SplitMix(seed: 7)
        for count in Array(1...70) + [255, 1023, 4096, 65_537, 1 << 20] {
            let content = (0..<count).map { _ in UInt8.random(in: 32...126, using: &random) }
            let frame = LZ4.frame(content.rawSpan, level: 1)
            let stored = frame.rawSpan.integer(at: frame.count - 4, as: UInt32.self)
            #expect(XXH32.hash(content.rawSpan) == stored, "\(count) bytes")
        }
    }
}
