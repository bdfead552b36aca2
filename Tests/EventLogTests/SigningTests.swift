import Testing

@testable import EventLog

/// When a feed is signed for, and when it is not.
struct SigningTests {
    private let faulty = FaultyFileSystem()
    private let scene: Scene
    private let writer: FeedWriter

    init() throws {
        var settings = LogSettings()
        settings.openLinesMax = 4
        settings.commitSizeMax = 1_000
        scene = Scene(fileSystem: faulty, settings: settings)
        writer = try scene.writer()
    }

    private var stored: Checkpoint? { get throws { try scene.feeds.checkpoint(of: writer.feed) } }
    private var path: String { scene.path(writer.feed, Checkpoint.file) }

    /// The root of the feed's lines, worked out one by one.
    private func root(_ size: UInt64) throws -> TreeHash {
        var tree = CompactRange()
        for line in try scene.lines(writer.feed).prefix(Int(size)) { tree.append(leafHash(Array(line.utf8))) }
        return tree.root
    }

    private func add(_ count: Int) throws { for number in 0..<count { try writer.add("\(number)") } }

    @Test func `each seal signs all lines that are durable, whichever way it comes about`() throws {
        try add(3)
        #expect(try stored == nil)
        try writer.seal(.all)
        #expect(try stored?.size == 3)
        try add(6)
        #expect(try stored?.size == 3)
        try writer.seal(.closed)
        #expect(try stored?.size == 9)
        try writer.commit { commit in
            for _ in 0..<20 { try commit.append(testLine(commit.feed, commit.nextSequence)) }
        }
        #expect(try stored?.size == 29)
        #expect(try stored?.root == root(29))
        #expect(try scene.feeds.verify().isSound)
    }

    @Test func `signing takes every line, and twice is once`() throws {
        #expect(try writer.sign() == nil)
        for size: UInt64 in 1...6 {
            try add(1)
            let checkpoint = try writer.sign()
            #expect(checkpoint?.size == size)
            #expect(try checkpoint?.root == root(size))
            #expect(try stored == checkpoint)
            let text = try contents(path)
            #expect(try writer.sign() == checkpoint)
            #expect(try contents(path) == text)
        }
    }

    @Test func `lines are synced before they are signed for, and the checkpoint before it appears`() throws {
        try add(2)
        faulty.heal()
        _ = try writer.sign()
        let open = SegmentName(first: 1, isSealed: false).description
        let order = faulty.entries.filter { entry in [.write, .sync, .rename].contains(entry.call) }
        #expect(
            order == [
                .init(call: .sync, name: open),
                .init(call: .write, name: ".tmp-checkpoint"), .init(call: .sync, name: ".tmp-checkpoint"),
                .init(call: .rename, name: "checkpoint"), .init(call: .sync, name: writer.feed.text),
            ])
    }

    @Test func `a checkpoint that somebody else has put there is made durable before it is handed out`() throws {
        try add(2)
        // The program that signs ends before the new name is durable.
        faulty.fail { _, entry in entry == .init(call: .sync, name: writer.feed.text) ? Errno(5) : nil }
        #expect(throws: EventLogError.self) { try writer.sign() }
        #expect(try stored?.size == 2)
        faulty.heal()
        #expect(try scene.writer().sign()?.size == 2)
        #expect(faulty.entries.contains(.init(call: .sync, name: writer.feed.text)))
        #expect(!faulty.entries.contains { entry in entry.call == .write })
    }

    @Test func `a sync that fails before signing leaves nothing signed and nothing lost`() throws {
        try add(3)
        faulty.fail { _, entry in entry.call == .sync && entry.name.hasSuffix(".open.jsonl.lz4") ? Errno(5) : nil }
        let error = #expect(throws: EventLogError.self) { try writer.sign() }
        #expect(error?.code == .io && error?.message.hasPrefix("Nothing was signed. ") == true)
        faulty.heal()
        #expect(try stored == nil)
        #expect(scene.notes.codes == [.syncFailed])
        #expect(try scene.lines(writer.feed).count == 3)
        try add(1)
        #expect(try writer.sign()?.size == 4)
        #expect(try scene.feeds.verify().isSound)
    }

    @Test func `a checkpoint that cannot be written spoils no seal`() throws {
        try add(2)
        faulty.fail { _, entry in entry.call == .open && entry.name == ".tmp-checkpoint" ? Errno(28) : nil }
        #expect(try writer.seal(.all) == 1)
        #expect(scene.notes.codes == [.notSigned])
        faulty.heal()
        #expect(try stored == nil)
        #expect(try scene.lines(writer.feed).count == 2)
        try add(1)
        try writer.seal(.all)
        #expect(try stored?.size == 3)
    }

    @Test func `nothing is signed, or appended, that a checkpoint contradicts`() throws {
        try add(3)
        _ = try writer.sign()
        let signed = try contents(path)
        // Another history of the same feed, as a backup that was gone on from, with the head gone as well.
        let file = scene.path(writer.feed, SegmentName(first: 1, isSealed: false).description)
        try write(Array(contents(file).prefix(0)), to: file)
        try SystemFileSystem().remove("\(scene.folder.path)/home/heads/\(writer.feed)")
        let next = try scene.writer()
        #expect(next.feed != writer.feed)
        #expect(scene.notes.codes == [.feedLeft])
        let again = try scene.feeds.writer(for: writer.feed) { _ in }
        let refusal = #expect(throws: EventLogError.self) { try again.add("other") }
        #expect(refusal?.code == .rolledBack)
        #expect(throws: EventLogError.self) { try again.sign() }
        #expect(try contents(path) == signed)
    }

    @Test func `other lines of the same number are not signed for`() throws {
        try add(3)
        _ = try writer.sign()
        let (feed, name) = (writer.feed, SegmentName(first: 1, isSealed: false).description)
        let lines = (1...3).map { number in testLine(feed, UInt64(number), text: "forged") }
        try write(lines.flatMap { line in LZ4.frame(line.rawSpan, level: 0) }, to: scene.path(feed, name))
        let refused = #expect(throws: EventLogError.self) { try scene.feeds.sign(feed) { _ in } }
        #expect(refused?.code == .rolledBack)
        try SystemFileSystem().remove("\(scene.folder.path)/home/heads/\(feed)")
        let again = #expect(throws: EventLogError.self) { try scene.feeds.sign(feed) { _ in } }
        #expect(again?.code == .rolledBack)
    }

    @Test func `what is no checkpoint is set aside when the next is signed`() throws {
        try add(1)
        try write(Array("scribble".utf8), to: path)
        #expect(try scene.feeds.verify().damage.map(\.code) == [.checkpoint])
        #expect(try writer.sign()?.size == 1)
        #expect(scene.notes.codes == [.checkpointSetAside])
        #expect(try contents(scene.path(writer.feed, ".torn-checkpoint-1000000")) == Array("scribble".utf8))
        #expect(try scene.feeds.verify().isSound)
    }

    @Test func `a writer resumes the tree from the peaks of the last sealed segment`() throws {
        try add(9)
        try writer.seal(.closed)
        let snapshot = try scene.feeds.snapshot(of: writer.feed)
        #expect(snapshot.segments.map { segment in segment.tree?.end } == [4, 8, nil])
        let whole = try root(9)
        faulty.heal()
        #expect(try snapshot.tree(of: 9).root == whole)
        #expect(!faulty.entries.contains { entry in entry.name == SegmentName(first: 5, isSealed: true).description })
        for size: UInt64 in 0...9 { #expect(try snapshot.tree(of: size).root == root(size)) }
        #expect(try snapshot.trees([2, 5, 9]).map(\.root) == [root(2), root(5), root(9)])
    }

    @Test func `what an index keeps is not signed for where lines say otherwise`() throws {
        try add(4)
        _ = try writer.sign()
        let early = try contents(path)
        try add(4)
        try writer.seal(.all)
        // Line 2 is changed in the first segment, which keeps its peaks, and the second segment's peaks follow from
        // that.
        let (feed, source) = (writer.feed, scene.feeds.source(of: writer.feed))
        let stored = try scene.lines(feed)
        let lines = stored.enumerated().map { index, line in
            index == 1 ? testLine(feed, 2, text: "forged") : Array("\(line)\n".utf8)
        }
        let honest = try scene.feeds.snapshot(of: feed).segments[0].tree?.peaks ?? []
        var forged = CompactRange()
        for first in [1, 5] {
            let name = SegmentName(first: UInt64(first), isSealed: true)
            try SystemFileSystem().remove(scene.path(feed, name.description))
            let checker = LineChecker(
                feed: feed, inspector: TestInspector(), nextSequence: UInt64(first), lastRecorded: nil)
            var sealed = try SealedSegmentWriter(after: checker, forged, in: source, helpers: 0)
            for line in lines[first - 1..<first + 3] { try sealed.append(line.rawSpan) }
            forged = try sealed.complete().tree
            try sealed.appear()
        }
        var bytes = try contents(scene.path(feed, SegmentName(first: 1, isSealed: true).description))
        let frames = try scene.feeds.snapshot(of: feed).segments[0].frames
        let kept = SegmentIndex(firstSequence: 1, frames: frames, late: [], peaks: honest)
        bytes = Array(bytes.prefix(Int(kept.start))) + kept.encoded()
        try write(bytes, to: scene.path(feed, SegmentName(first: 1, isSealed: true).description))
        try write(early, to: path)
        try SystemFileSystem().remove("\(scene.folder.path)/home/heads/\(feed)")
        let error = #expect(throws: EventLogError.self) { try scene.feeds.sign(feed) { _ in } }
        #expect(error?.code == .rolledBack)
        #expect(try contents(path) == early)
    }

    @Test func `a wrong tree in an index does not keep lines from being signed for`() throws {
        try add(4)
        try writer.seal(.all)
        let file = scene.path(writer.feed, SegmentName(first: 1, isSealed: true).description)
        let frames = try scene.feeds.snapshot(of: writer.feed).segments[0].frames
        let lying = SegmentIndex(firstSequence: 1, frames: frames, late: [], peaks: [.empty])
        try write(Array(contents(file).prefix(Int(lying.start))) + lying.encoded(), to: file)
        #expect(try scene.writer().sign()?.root == root(4))
        try scene.writer().add("next")
        #expect(try scene.writer().sign()?.root == root(5))
        #expect(try scene.feeds.verify().isSound)
        #expect(try scene.feeds.verify().notes.map(\.code) == [.index])
    }

    @Test func `a head tells the root, and another root at its size is a feed rolled back`() throws {
        try add(3)
        let device = try #require(scene.feeds.device)
        let head = try #require(try device.head(of: writer.feed))
        #expect(try head.root == root(3))
        var note = try device.headNote(of: writer.feed)
        try note.write(Head(size: 3, root: .empty, lastLine: head.lastLine))
        let error = #expect(throws: EventLogError.self) { try scene.feeds.writer(for: writer.feed) { _ in }.add("x") }
        #expect(error?.code == .rolledBack)
        #expect(try scene.feeds.verify().damage.map(\.code) == [.changed])
    }
}
