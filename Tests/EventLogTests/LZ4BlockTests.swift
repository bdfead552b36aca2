import EventLog
import Testing

struct LZ4BlockTests {
    private static func compressed(_ content: [UInt8], sizeMax: Int) -> [UInt8]? {
        var output = [UInt8](repeating: 0, count: sizeMax)
        let size = output.withMutableBytes(in: 0..<sizeMax) { output in
            LZ4Block.compress(content.rawSpan, into: &output)
        }
        return size.map { size in Array(output[..<size]) }
    }

    @Test func `what was compressed comes back`() throws {
        let content = Array(String(repeating: "The board met again. ", count: 40).utf8)
        let block = try #require(Self.compressed(content, sizeMax: content.count))
        #expect(block.count < content.count / 4)
        #expect(LZ4Block.decompress(block.rawSpan, size: content.count) == content)
    }

    @Test func `a block that does not fit is none`() {
        let content = (0..<64).map { _ in UInt8.random(in: .min ... .max) }
        #expect(Self.compressed(content, sizeMax: 32) == nil)
    }

    @Test func `a block that comes to another size is refused`() throws {
        let content = [UInt8](repeating: 7, count: 1_000)
        let block = try #require(Self.compressed(content, sizeMax: 1_000))
        for size in [0, 1, 999, 1_001] { #expect(LZ4Block.decompress(block.rawSpan, size: size) == nil) }
        #expect(LZ4Block.decompress([UInt8]().rawSpan, size: 10) == nil)
    }

    @Test func `arbitrary bytes are refused or come to their size`() {
        for _ in 0..<20_000 {
            let block = (0..<Int.random(in: 0..<40)).map { _ in UInt8.random(in: .min ... .max) }
            let size = Int.random(in: 1..<100)
            let bytes = LZ4Block.decompress(block.rawSpan, size: size)
            #expect(bytes == nil || bytes?.count == size)
        }
    }
}
