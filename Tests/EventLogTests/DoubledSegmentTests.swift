import Testing

@testable import EventLog

private let open = "00000000000000000001.open.jsonl.lz4"
private let sealed = "00000000000000000001.jsonl.lz4"

struct DoubledSegmentTests {
    /// A feed whose only segment is both open, with `openCount` lines, and sealed, with `sealedCount`.
    private func scene(open openCount: Int, sealed sealedCount: Int) throws -> (Scene, FeedName) {
        let scene = Scene()
        let writer = try scene.writer()
        var files: [Int: (open: [UInt8], sealed: [UInt8])] = [:]
        for count in [openCount, sealedCount].sorted() where files[count] == nil {
            while try scene.feeds.snapshot(of: writer.feed).lastSequence < UInt64(count) { try writer.add("line") }
            let bytes = try contents(scene.path(writer.feed, open))
            try writer.seal(.all)
            files[count] = (bytes, try contents(scene.path(writer.feed, sealed)))
            try SystemFileSystem().remove(scene.path(writer.feed, sealed))
            try write(bytes, to: scene.path(writer.feed, open))
        }
        try write(try #require(files[openCount]).open, to: scene.path(writer.feed, open))
        try write(try #require(files[sealedCount]).sealed, to: scene.path(writer.feed, sealed))
        try SystemFileSystem().remove("\(scene.folder.path)/home/heads/\(writer.feed)")
        return (scene, writer.feed)
    }

    @Test(arguments: [(3, 3), (2, 3), (1, 4)])
    func `the sealed one counts where it holds all of the open one`(open openCount: Int, sealed sealedCount: Int) throws
    {
        let (scene, feed) = try scene(open: openCount, sealed: sealedCount)
        #expect(try scene.lines(feed).count == sealedCount)
        #expect(try scene.feeds.snapshot(of: feed).notes.map { note in note.code } == [.bothOpenAndSealed])
        #expect(try scene.feeds.snapshot(of: feed).damage.isEmpty)
        #expect(try scene.writer().add("next").firstSequence == UInt64(sealedCount + 1))
        #expect(scene.notes.codes == [.bothOpenAndSealed])
        #expect(try scene.files(feed).filter { name in name.hasSuffix("1.open.jsonl.lz4") }.isEmpty)
        #expect(try scene.feeds.verify().isSound)
    }

    @Test func `the open one counts where it holds more`() throws {
        let (scene, feed) = try scene(open: 4, sealed: 2)
        #expect(try scene.lines(feed).count == 4)
        #expect(try scene.writer().add("next").firstSequence == 5)
        #expect(try scene.files(feed) == [".lock", ".torn-1-1000000", open, "checkpoint", "key"])
        #expect(try scene.feeds.verify().isSound)
    }

    @Test func `the open one counts where any byte of the sealed one's frames is wrong`() throws {
        let (scene, feed) = try scene(open: 3, sealed: 3)
        let bytes = try contents(scene.path(feed, sealed))
        let lines = try scene.lines(feed)
        for offset in stride(from: 0, to: bytes.count, by: 3) {
            var changed = bytes
            changed[offset] ^= 0x08
            try write(changed, to: scene.path(feed, sealed))
            let snapshot = try scene.feeds.snapshot(of: feed)
            #expect(try snapshot.lines() == lines, "byte \(offset)")
            #expect(snapshot.damage.isEmpty)
        }
    }

    @Test func `the sealed one counts where it holds what is left of a damaged open one`() throws {
        let (scene, feed) = try scene(open: 3, sealed: 3)
        let lines = try scene.lines(feed)
        let bytes = try framesOf(scene.path(feed, open))
        for offset in stride(from: 0, to: bytes.count, by: 7) {
            var changed = bytes
            changed[offset] ^= 0x08
            try write(changed, to: scene.path(feed, open))
            let snapshot = try scene.feeds.snapshot(of: feed)
            #expect(try snapshot.lines() == lines, "byte \(offset)")
            #expect(snapshot.damage.isEmpty)
        }
        #expect(try scene.writer().add("next").firstSequence == 4)
        #expect(try !scene.files(feed).contains(open))
    }

    @Test func `a torn tail of the open one does not count against the sealed one`() throws {
        let (scene, feed) = try scene(open: 3, sealed: 3)
        try write(contents(scene.path(feed, open)) + [0, 0], to: scene.path(feed, open))
        #expect(try scene.writer().add("next").firstSequence == 4)
        #expect(try scene.files(feed).contains(sealed))
        #expect(try !scene.files(feed).contains(open))
    }

    @Test func `the sealed one's name is durable before the open one goes`() throws {
        let faulty = FaultyFileSystem()
        let scene = Scene(fileSystem: faulty)
        let writer = try scene.writer()
        try writer.add("one")
        faulty.fail { _, entry in entry.call == .remove && entry.name == open ? Errno(5) : nil }
        #expect(throws: EventLogError.self) { try writer.seal(.all) }
        #expect(try scene.files(writer.feed) == [".lock", sealed, open, "key"])
        faulty.heal()
        try writer.add("two")
        let calls = faulty.entries.filter { entry in
            entry.call == .remove && entry.name == open || entry.call == .sync && entry.name == writer.feed.text
        }
        #expect(calls.prefix(2).map { entry in entry.call } == [.sync, .remove])
    }
}
