import Synchronization
import Testing

@testable import EventLog

private let open = "00000000000000000001.open.jsonl.lz4"
private let sealed = "00000000000000000001.jsonl.lz4"

struct SealingTests {
    private func settings() -> LogSettings {
        var settings = LogSettings()
        settings.openLinesMax = 4
        settings.sealedFrameSize = 300
        return settings
    }

    @Test func `sealing changes no line`() throws {
        let scene = Scene(settings: settings())
        let writer = try scene.writer()
        for number in 1...10 { try writer.add("\(number)") }
        let lines = try scene.lines(writer.feed)
        #expect(try writer.snapshot().awaitsSealing)
        #expect(try writer.seal(.closed) == 2)
        #expect(try !writer.snapshot().awaitsSealing)
        #expect(
            try scene.files(writer.feed) == [
                ".lock", sealed, "00000000000000000005.jsonl.lz4", "00000000000000000009.open.jsonl.lz4", "key",
            ])
        #expect(try scene.lines(writer.feed) == lines)
        #expect(try writer.seal(.closed) == 0)
        #expect(try writer.seal(.all) == 1)
        #expect(try scene.lines(writer.feed) == lines)
        #expect(try writer.add("11").firstSequence == 11)
        #expect(try scene.feeds.verify().isSound)
        #expect(try scene.feeds.verify().notes.isEmpty)
    }

    @Test func `a feed without lines has nothing to seal`() throws {
        let scene = Scene()
        #expect(try scene.writer().seal(.all) == 0)
    }

    @Test func `the calls of sealing come in the order that survives a crash`() throws {
        let faulty = FaultyFileSystem()
        let scene = Scene(fileSystem: faulty, settings: settings())
        let writer = try scene.writer()
        try writer.add("one")
        faulty.heal()
        try writer.seal(.all)
        let order = faulty.entries.filter { entry in
            ![.open, .close, .read, .status, .list, .lock, .unlock].contains(entry.call)
        }
        let temporary = ".tmp-\(sealed)"
        #expect(
            order == [
                .init(call: .truncate, name: open),
                .init(call: .write, name: temporary), .init(call: .write, name: temporary),
                .init(call: .sync, name: temporary),
                .init(call: .rename, name: sealed), .init(call: .sync, name: writer.feed.text),
                .init(call: .remove, name: open),
            ])
    }

    @Test(arguments: [false, true])
    func `whichever call fails, sealing changes no line`(fromThenOn: Bool) throws {
        try failEachCall(fromThenOn: fromThenOn) { scene in
            let writer = try scene.writer()
            for number in 1...6 { try writer.add("\(number)") }
        } operation: { scene in
            try scene.writer().seal(.all)
            return Receipt(firstSequence: 0, count: 0)
        }
    }

    @Test func `a damaged feed is not sealed`() throws {
        let scene = Scene(settings: settings())
        let writer = try scene.writer()
        for number in 1...6 { try writer.add("\(number)") }
        var bytes = try contents(scene.path(writer.feed, open))
        bytes[25] ^= 0xFF
        try write(bytes, to: scene.path(writer.feed, open))
        let error = #expect(throws: EventLogError.self) { try writer.seal(.all) }
        #expect(error?.code == .damaged)
        #expect(try contents(scene.path(writer.feed, open)) == bytes)
    }

    @Test func `a sealed file that does not hold its lines never takes their place`() throws {
        let faulty = FaultyFileSystem()
        let scene = Scene(fileSystem: faulty, settings: settings())
        let writer = try scene.writer()
        try writer.add("one", "two")
        let lines = try scene.lines(writer.feed)
        faulty.shorten(nextWriteTo: 0)
        #expect(throws: EventLogError.self) { try writer.seal(.all) }
        #expect(try scene.files(writer.feed) == [".lock", open, "key"])
        #expect(try scene.lines(writer.feed) == lines)
    }
}

struct BackgroundSealingTests {
    private func settings() -> LogSettings {
        var settings = LogSettings()
        settings.openLinesMax = 4
        return settings
    }

    /// Waits until a feed has no closed segment, or it takes too long.
    private func settled(_ scene: Scene, _ feed: FeedName) throws -> FeedSnapshot {
        for _ in 0..<2_000 {
            let snapshot = try scene.feeds.snapshot(of: feed)
            if !snapshot.awaitsSealing { return snapshot }
            SystemFileSystem().pause(milliseconds: 5)
        }
        return try scene.feeds.snapshot(of: feed)
    }

    private func writer(_ scene: Scene) throws -> FeedWriter {
        let notes = scene.notes
        return try scene.feeds.openOwnFeed(initials: "jw", sealsInBackground: true) { note in notes.add(note) }
    }

    @Test func `a writer seals what it closes while it goes on`() throws {
        let scene = Scene(settings: settings())
        let writer = try writer(scene)
        for number in 1...50 { try writer.add("\(number)") }
        let snapshot = try settled(scene, writer.feed)
        #expect(snapshot.segments.map(\.name.isSealed) == Array(repeating: true, count: 12) + [false])
        #expect(try scene.lines(writer.feed).count == 50)
        #expect(try scene.feeds.verify().isSound && scene.feeds.verify().notes.isEmpty)
        #expect(scene.notes.all.isEmpty)
    }

    @Test func `what an earlier program has closed is sealed too`() throws {
        let scene = Scene(settings: settings())
        for number in 1...6 { try scene.writer().add("\(number)") }
        #expect(try scene.feeds.snapshot(of: scene.writer().feed).awaitsSealing)
        let writer = try writer(scene)
        try writer.add("7")
        #expect(try !settled(scene, writer.feed).awaitsSealing)
    }

    @Test func `while a segment is copied, this program and others append`() throws {
        let faulty = FaultyFileSystem()
        let scene = Scene(fileSystem: faulty, settings: settings())
        let sealer = try scene.writer()
        for number in 1...6 { try sealer.add("\(number)") }
        let other = try scene.writer()
        let temporary = ".tmp-\(sealed)"
        let began = Mutex(false)
        faulty.fail { _, entry in
            guard entry == .init(call: .write, name: temporary),
                !began.withLock({ began in
                    defer { began = true }
                    return began
                })
            else { return nil }
            // In the middle of sealing.
            #expect(throws: Never.self) {
                try sealer.add("7")
                try other.add("8")
                try scene.writer().add("9")
                #expect(try scene.files(sealer.feed).contains(temporary))
                #expect(try other.seal(.closed) == 1, "the second one; the first is being sealed")
            }
            return nil
        }
        #expect(try sealer.seal(.closed) == 1)
        #expect(began.withLock { $0 })
        let snapshot = try scene.feeds.snapshot(of: sealer.feed)
        #expect(snapshot.segments.map(\.name.isSealed) == [true, true, false])
        #expect(try scene.lines(sealer.feed).count == 9)
        #expect(try sealer.add("10").firstSequence == 10)
        #expect(try scene.feeds.verify().isSound && scene.feeds.verify().notes.isEmpty)
    }

    @Test func `what fails is told once, and tried again when the next segment is closed`() throws {
        let faulty = FaultyFileSystem()
        let scene = Scene(fileSystem: faulty, settings: settings())
        let writer = try writer(scene)
        faulty.fail { _, entry in entry.call == .rename ? Errno(28) : nil }
        for number in 1...7 { try writer.add("\(number)") }
        for _ in 0..<1_000 where scene.notes.all.isEmpty { SystemFileSystem().pause(milliseconds: 5) }
        #expect(scene.notes.codes == [.notSealed])
        #expect(try scene.files(writer.feed).filter { file in file.hasPrefix(".tmp-") }.isEmpty)
        faulty.heal()
        try writer.add("8")
        try writer.add("9")
        #expect(try !settled(scene, writer.feed).awaitsSealing)
        #expect(scene.notes.codes == [.notSealed])
        #expect(try scene.lines(writer.feed).count == 9)
    }

    @Test func `many programs append and seal side by side`() throws {
        let scene = Scene(settings: settings())
        let feed = try scene.writer().feed
        inParallel(4) { thread in
            #expect(throws: Never.self) {
                let writer = try writer(scene)
                for number in 0..<40 {
                    try writer.add("\(thread)/\(number)")
                    if number.isMultiple(of: 7) { try writer.seal(number.isMultiple(of: 2) ? .closed : .all) }
                }
                try writer.seal(.closed)
            }
        }
        let snapshot = try settled(scene, feed)
        #expect(try snapshot.lines().count == 160)
        #expect(!snapshot.awaitsSealing)
        #expect(try scene.feeds.verify().isSound && scene.feeds.verify().notes.isEmpty)
        #expect(scene.notes.all.isEmpty)
    }
}

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
        #expect(try scene.files(feed) == [".lock", ".torn-1-1000000", open, "key"])
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
