import Sampling
import Simulation
import Testing

@testable import EventLog

private let open = "00000000000000000001.open.jsonl.lz4"

/// Bytes that are made to cost memory or time, in the midst of a feed.
struct HostileFrameTests {
    /// The header of a frame, with a right checksum.
    private static func header(contentSize: UInt64) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.append(integer: FrameHeader.magic)
        bytes += [0x6C, 0x40]
        bytes.append(integer: contentSize)
        let hash = XXH32.hash(bytes.rawSpan.extracting(droppingFirst: 4))
        return bytes + [UInt8(truncatingIfNeeded: hash >> 8)]
    }

    private static func skippable(_ nibble: UInt32, size: UInt32) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.append(integer: 0x184D_2A50 + nibble)
        bytes.append(integer: size)
        return bytes + [1, 2, 3]
    }

    static let hostile: [(String, [UInt8])] = [
        ("blocks without end that hold nothing", header(contentSize: 10) + repeated([0, 0, 0, 0x80], 3 << 18)),
        ("a block that says it has 2 GiB", header(contentSize: 10) + [0xFF, 0xFF, 0xFF, 0x7F, 1, 2, 3]),
        ("a stored block that says it has 2 GiB", header(contentSize: 10) + [0xFF, 0xFF, 0xFF, 0xFF, 1, 2, 3]),
        ("a block that holds more than is said", header(contentSize: 10) + [0x40, 0, 0, 0x80] + repeated([10], 64)),
        ("content of 2⁶³ bytes", header(contentSize: 1 << 63) + [1, 0, 0, 0x80, 10]),
        ("a skippable frame of 4 GiB", skippable(0, size: .max)),
        ("our padding of 4 GiB", skippable(0xB, size: .max)),
        ("our index of 4 GiB", skippable(0xC, size: .max)),
        ("a great many headers", repeated(header(contentSize: 1 << 20), sampled(3_000, whole: 20_000))),
    ]

    private static func repeated(_ bytes: [UInt8], _ count: Int) -> [UInt8] { (0..<count).flatMap { _ in bytes } }

    @Test(arguments: hostile)
    func `what is hostile between good frames costs its frame, and behind them is set aside`(
        kind: String, bytes: [UInt8]
    ) throws {
        let scene = Scene()
        let writer = try scene.writer()
        for number in 1...3 { try writer.add("\(number)") }
        let feed = writer.feed
        let lines = try scene.lines(feed)
        let frames = try scene.feeds.snapshot(of: feed).segments[0].frames
        let good = try framesOf(scene.path(feed, open))

        let (first, last) = (good.prefix(Int(frames[0].end)), good.suffix(from: Int(frames[2].offset)))
        try write(Array(first + bytes + last), to: scene.path(feed, open))
        let between = try Reading(scene, feed)
        #expect(between.lines == [lines[0], lines[2]])
        #expect(between.damage.map(\.code) == [.frame] && between.lost(before: 4) == [2])

        try write(good + bytes, to: scene.path(feed, open))
        let behind = try Reading(scene, feed)
        #expect(behind.lines == lines && behind.damage.isEmpty && behind.snapshot.notes.map(\.code) == [.tornTail])
        #expect(try scene.writer().add("4").firstSequence == 4)
        #expect(try scene.feeds.verify().isSound)
    }

    @Test func `a line over the limit in a good frame is read as it is, and verifying names it`() throws {
        let scene = Scene()
        let (feed, bytes) = try feedOfThree(scene)
        let long = testLine(feed, 4, text: noise(LogSettings.lineSizeMax))
        let frame = LZ4.frame((long + testLine(feed, 5)).rawSpan, level: 0)
        try write(bytes + frame, to: scene.path(feed, open))
        #expect(try scene.lines(feed).map { line in line.utf8.count }[3] == long.count - 1)
        let report = try scene.feeds.verify()
        #expect(report.damage.map(\.lost) == [LostLines(first: 4, last: 4)])
        #expect(report.feeds[0].lineCount == 4)
    }
}
