import Sampling
import Simulation
import Testing

@testable import EventLog

/// Many lines of a feed, proven together.
struct FeedProofsTests {
    private let scene: Scene
    private let writer: FeedWriter

    init() throws {
        var settings = LogSettings()
        settings.openLinesMax = 4
        settings.readPartSize = 300
        scene = Scene(settings: settings)
        writer = try scene.writer()
        for number in 1...11 { try writer.add("\(number)") }
        try writer.seal(.closed)
    }

    private func lines(_ sequences: some Sequence<Int>) throws -> [(sequence: UInt64, line: [UInt8])] {
        let all = try scene.lines(writer.feed)
        return sequences.map { sequence in (UInt64(sequence), Array(all[sequence - 1].utf8)) }
    }

    private func proofs(_ sequences: some Sequence<Int>, by feeds: FeedsFolder? = nil) throws -> FeedProofs {
        try (feeds ?? scene.feeds).proofs(of: writer.feed, lines: lines(sequences)) { _ in }
    }

    /// The same feeds on a device that holds no key.
    private var elsewhere: FeedsFolder {
        FeedsFolder(scene.feeds.path, origin: scene.feeds.origin, environment: scene.feeds.environment)
    }

    @Test(arguments: 0..<sampled(8, whole: 20))
    func `any lines of any feed are proven together as they are one by one`(seed: UInt64) throws {
        var random = SplitMix(seed: seed)
        for number in 0..<Int.random(in: 0...30, using: &random) { try writer.add("\(number)") }
        if Bool.random(using: &random) { try writer.seal(.all) }
        let count = try scene.lines(writer.feed).count
        let sequences = (1...count).filter { _ in UInt8.random(in: 0..<3, using: &random) == 0 }
        let found = try proofs(sequences)
        #expect(found.unproven.isEmpty && found.reason == nil)
        #expect(try found.keyLine == contents(scene.path(writer.feed, "key")))
        #expect(
            found.proofs == (try sequences.map { try scene.feeds.proof(of: writer.feed, line: UInt64($0)) { _ in } }))
        #expect(found.proofs.allSatisfy { proof in proof.checkpoint == found.checkpoint })
    }

    @Test func `the only line of a feed is proven by its checkpoint alone`() throws {
        let lone = Scene()
        let writer = try lone.writer()
        try writer.add("one")
        let line = Array(try lone.lines(writer.feed)[0].utf8)
        let found = try lone.feeds.proofs(of: writer.feed, lines: [(1, line)]) { _ in }
        #expect(found.proofs.map(\.hashes) == [[]])
    }

    @Test func `a checkpoint that covers all the lines stays as it is`() throws {
        try writer.add("12")
        let before = try scene.feeds.checkpoint(of: writer.feed)
        #expect(try proofs([2, 8]).checkpoint == before)
        #expect(try proofs([2, 12]).checkpoint?.size == 12)
    }

    @Test func `a device without the key proves what is signed, and lists the rest`() throws {
        try writer.add("12")
        try writer.add("13")
        let found = try proofs([3, 11, 12, 13], by: elsewhere)
        #expect(found.proofs.count == 2 && found.checkpoint?.size == 11)
        #expect(found.unproven == [12, 13])
        #expect(found.reason?.code == .notSigned)
        #expect(found.reason?.message.contains("lines from 12 on") ?? false)
        try SystemFileSystem().remove(scene.path(writer.feed, "checkpoint"))
        let unsigned = try proofs([3], by: elsewhere)
        #expect(unsigned.checkpoint == nil && unsigned.unproven == [3] && unsigned.reason?.code == .notSigned)
    }

    @Test func `where a line is damaged none is proven, and the checkpoint is kept`() throws {
        let wanted = try lines([1, 9])
        let path = scene.path(writer.feed, SegmentName(first: 5, isSealed: true).description)
        var bytes = try contents(path)
        bytes[60] ^= 1
        try write(bytes, to: path)
        for feeds in [scene.feeds, elsewhere] {
            let found = try feeds.proofs(of: writer.feed, lines: wanted) { _ in }
            #expect(found.proofs.isEmpty && found.unproven == [1, 9])
            #expect(found.checkpoint?.size == 11 && found.reason?.code == .damaged)
        }
    }

    @Test func `lines that are damaged behind the checkpoint keep nothing from being proven that it covers`() throws {
        try writer.add("12")
        try writer.add("13")
        let wanted = try lines([3, 12])
        let path = scene.path(writer.feed, SegmentName(first: 9, isSealed: false).description)
        let whole = try framesOf(path)
        var bytes = try contents(path)
        bytes[whole.count - 120] ^= 1
        try write(bytes, to: path)
        let found = try scene.feeds.proofs(of: writer.feed, lines: wanted) { _ in }
        #expect(found.proofs.count == 1 && found.unproven == [12])
        #expect(found.reason != nil)
    }

    @Test func `lines other than those that were signed for are not proven`() throws {
        var wanted = try lines([2, 3])
        wanted[1].line[wanted[1].line.count - 4] ^= 1
        let found = try scene.feeds.proofs(of: writer.feed, lines: wanted) { _ in }
        #expect(found.proofs.isEmpty && found.unproven == [2, 3] && found.reason?.code == .damaged)
    }

    @Test func `as many files are opened for many lines as for one`() throws {
        let (faulty, environment) = (FaultyFileSystem(), scene.feeds.environment)
        let feeds = FeedsFolder(
            scene.feeds.path, origin: scene.feeds.origin,
            environment: LogEnvironment(
                inspector: environment.inspector, now: environment.now, fileSystem: faulty,
                settings: environment.settings))
        func opened(_ sequences: some Sequence<Int>) throws -> Int {
            faulty.heal()
            #expect(try proofs(sequences, by: feeds).unproven.isEmpty)
            return faulty.entries.count { entry in entry.call == .open }
        }
        #expect(try opened([7]) == opened(1...11))
    }
}
