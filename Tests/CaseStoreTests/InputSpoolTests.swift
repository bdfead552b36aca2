import CaseStore
import EventLog
import Testing

/// Input that can be read only once is kept until it was judged.
struct InputSpoolTests {
    private let shop: Workshop

    init() throws { shop = try Workshop() }

    /// Hands out bytes in pieces of some size, as a pipe does.
    private struct Pipe {
        var rest: ArraySlice<UInt8>
        let pieceSize: Int

        mutating func read(_ piece: inout [UInt8]) -> Int {
            let count = min(pieceSize, piece.count, rest.count)
            piece.replaceSubrange(..<count, with: rest.prefix(count))
            rest = rest.dropFirst(count)
            return count
        }
    }

    private func spool(_ bytes: [UInt8], near folder: String, pieceSize: Int = 60_000) throws -> InputSpool {
        var pipe = Pipe(rest: bytes[...], pieceSize: pieceSize)
        return try InputSpool(near: folder, in: SystemFileSystem()) { piece in pipe.read(&piece) }
    }

    /// Input of about `size` bytes that makes a case.
    private func lines(_ size: Int) -> [String] {
        let text = String(repeating: "x", count: 10_000)
        return Input.small + (0..<size / 10_000).map { number in Input.note("\(number) \(text)") }
    }

    @Test(arguments: [0, InputSpool.memorySizeMax / 2, InputSpool.memorySizeMax * 2])
    func `what came is what a file would have given, as often as it is asked for`(size: Int) throws {
        let lines = lines(size)
        let spool = try spool(Array(lines.joined(separator: "\n").utf8), near: shop.path)
        #expect(shop.paths().isEmpty)
        for name in ["one", "two"] {
            let made = try CaseMaker.make(
                "\(shop.path)/\(name).caselog", name: name, from: spool.lines(), CaseWriter.Manner(takesLabels: true),
                device: shop.device(), initials: "jw", onNote: { _ in })
            #expect(made.appended.count == lines.count)
            #expect(try shop.open(made.folder).lineCount == UInt64(lines.count))
        }
    }

    @Test func `nothing came`() throws {
        #expect(try spool([], near: shop.path).lines().nameOfOpenedCase() == nil)
    }

    @Test func `a folder that is not there yet stays so`() throws {
        let bytes = Array(lines(InputSpool.memorySizeMax * 2).joined(separator: "\n").utf8)
        let spool = try spool(bytes, near: "\(shop.path)/not/yet.caselog")
        #expect(try spool.lines().nameOfOpenedCase() == "elm")
        #expect(shop.paths().isEmpty)
    }

    @Test func `a pipe that breaks leaves nothing`() throws {
        struct Broken: Error {}
        var left = 2 * InputSpool.memorySizeMax
        #expect(throws: Broken.self) {
            try InputSpool(near: shop.path, in: SystemFileSystem()) { piece in
                guard left > 0 else { throw Broken() }
                left -= piece.count
                return piece.count
            }
        }
        #expect(shop.paths().isEmpty)
    }
}
