import Synchronization
import Testing

@testable import EventLog

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

struct FeedWriterTests {
    @Test func `what is committed is read again`() throws {
        let scene = Scene()
        let writer = try scene.writer()
        #expect(try writer.add("a") == Receipt(firstSequence: 1, count: 1))
        #expect(try writer.add("b", "c") == Receipt(firstSequence: 2, count: 2))
        let lines = try scene.lines(writer.feed)
        #expect(lines.count == 3)
        #expect(lines[2] == String(decoding: testLine(writer.feed, 3, text: "c").dropLast(), as: UTF8.self))
    }

    @Test func `a commit is one write, then a sync, then acknowledged`() throws {
        let faulty = FaultyFileSystem()
        let scene = Scene(fileSystem: faulty)
        let writer = try scene.writer()
        try writer.add("a")
        faulty.heal()
        try writer.add("b")
        let segment = "00000000000000000001.open.jsonl.lz4"
        let calls = faulty.entries.filter { entry in entry.name == segment && entry.call != .status }
        #expect(calls.map { entry in entry.call }.contains([.write, .sync]))
        #expect(calls.count { entry in entry.call == .write } == 1)
    }

    @Test func `a commit without lines stores nothing`() throws {
        let scene = Scene()
        let writer = try scene.writer()
        #expect(try writer.commit { _ in } == Receipt(firstSequence: 1, count: 0))
        #expect(try scene.files(writer.feed) == [".lock", "key"])
    }

    @Test func `a refusal stores nothing and the next commit takes its place`() throws {
        struct Refusal: Error {}
        let scene = Scene()
        let writer = try scene.writer()
        try writer.add("a")
        #expect(throws: Refusal.self) {
            try writer.commit { commit in
                try commit.append(testLine(commit.feed, commit.nextSequence))
                throw Refusal()
            }
        }
        #expect(try writer.add("b") == Receipt(firstSequence: 2, count: 1))
        #expect(try scene.lines(writer.feed).count == 2)
    }

    @Test func `a line that is too long is refused`() throws {
        let scene = Scene()
        let writer = try scene.writer()
        let spare = LogSettings.lineSizeMax - testLine(writer.feed, 1).count + 1
        let error = #expect(throws: EventLogError.self) { try writer.add(String(repeating: "x", count: spare + 1)) }
        #expect(error?.code == .lineTooLong)
        #expect(try writer.add(String(repeating: "x", count: spare)).count == 1)
    }

    @Test func `lines that do not belong there are refused`() throws {
        let scene = Scene()
        let writer = try scene.writer()
        let feed = writer.feed
        let other = try #require(FeedName("xx-00000000"))
        try writer.commit { commit in try commit.append(testLine(feed, 1, recorded: 5)) }
        for lines in [
            testLine(feed, 1), testLine(feed, 3), testLine(other, 2), testLine(feed, 2, recorded: 4),
            testLine(feed, 2).dropLast(), Array("\n".utf8), testLine(feed, 2) + testLine(feed, 2),
        ] {
            let error = #expect(throws: EventLogError.self) { try writer.commit { commit in try commit.append(lines) } }
            #expect(error?.code == .lineRefused)
        }
        #expect(try scene.lines(feed).count == 1)
    }

    @Test func `a commit is lost with any of its lines`() throws {
        let scene = Scene()
        let writer = try scene.writer()
        let error = #expect(throws: EventLogError.self) {
            try writer.commit { commit in
                try? commit.append(testLine(commit.feed, 1) + testLine(commit.feed, 3))
                try? commit.append(testLine(commit.feed, 2))
            }
        }
        #expect(error?.code == .lineRefused)
        #expect(try scene.lines(writer.feed).isEmpty)
    }

    @Test func `a commit sees when the last line was recorded`() throws {
        let scene = Scene()
        let writer = try scene.writer()
        try writer.commit { commit in
            #expect(commit.lastRecorded == nil && commit.nextSequence == 1)
            try commit.append(testLine(commit.feed, 1, recorded: 77))
            #expect(commit.lastRecorded == 77 && commit.nextSequence == 2)
        }
        try scene.writer().commit { commit in #expect(commit.lastRecorded == 77 && commit.nextSequence == 2) }
    }

    @Test func `a full segment is closed and a new one begins`() throws {
        var settings = LogSettings()
        settings.openLinesMax = 3
        let scene = Scene(settings: settings)
        let writer = try scene.writer()
        try writer.add("1", "2")
        try writer.add("3")
        try writer.add("4")
        try writer.add("5", "6", "7", "8")
        #expect(
            try scene.files(writer.feed) == [
                ".lock", "00000000000000000001.open.jsonl.lz4", "00000000000000000004.open.jsonl.lz4",
                "00000000000000000005.open.jsonl.lz4", "key",
            ])
        #expect(try scene.lines(writer.feed).count == 8)
    }

    @Test func `a segment is closed when its lines have reached their size`() throws {
        var settings = LogSettings()
        settings.openSizeMax = 500
        let scene = Scene(settings: settings)
        let writer = try scene.writer()
        for number in 1...6 { try writer.add("\(number)") }
        let segments = try scene.feeds.snapshot(of: writer.feed).segments
        #expect(segments.map { segment in segment.lineCount } == [3, 3])
        #expect(segments.allSatisfy { segment in segment.contentSize <= 500 })
    }

    @Test func `a large commit is one sealed segment after the open one`() throws {
        let scene = Scene()
        let writer = try scene.writer()
        try writer.add("first")
        let text = String(repeating: "words and words ", count: 100)
        let receipt = try writer.commit { commit in
            for _ in 0..<20 {
                var chunk: [UInt8] = []
                for number in 0..<50 {
                    chunk += testLine(commit.feed, commit.nextSequence + UInt64(number), text: text)
                }
                try commit.append(chunk)
            }
        }
        #expect(receipt == Receipt(firstSequence: 2, count: 1_000))
        try writer.add("last")
        #expect(
            try scene.files(writer.feed) == [
                ".lock", "00000000000000000001.open.jsonl.lz4", "00000000000000000002.jsonl.lz4",
                "00000000000000001002.open.jsonl.lz4", "key",
            ])
        #expect(try scene.lines(writer.feed).count == 1_002)
        let frames = try scene.feeds.snapshot(of: writer.feed).segments[1].frames
        #expect(frames.count > 2)
        #expect(
            frames.dropLast().allSatisfy { frame in (256 << 10 - 65_536...1 << 20).contains(Int(frame.contentSize)) })
        #expect(try scene.feeds.verify().isSound)
    }

    @Test func `a large commit that is refused at its end leaves nothing`() throws {
        struct Refusal: Error {}
        var settings = LogSettings()
        settings.commitSizeMax = 1_000
        let scene = Scene(settings: settings)
        let writer = try scene.writer()
        #expect(throws: Refusal.self) {
            try writer.commit { commit in
                for _ in 1...20 { try commit.append(testLine(commit.feed, commit.nextSequence)) }
                throw Refusal()
            }
        }
        #expect(try scene.files(writer.feed) == [".lock", "key"])
    }

    @Test func `many threads share frames, and each has its own lines`() throws {
        let scene = Scene()
        let writer = try scene.writer()
        let receipts = Mutex<[Receipt]>([])
        inThreads(8) { thread in
            for number in 0..<25 {
                let receipt = try writer.add("\(thread)/\(number)", "\(thread)/\(number) too")
                receipts.withLock { receipts in receipts.append(receipt) }
            }
        }
        let lines = try scene.lines(writer.feed)
        #expect(lines.count == 400)
        let firsts = receipts.withLock { receipts in receipts.map { receipt in receipt.firstSequence }.sorted() }
        #expect(firsts == Array(stride(from: 1, to: 400, by: 2)))
        #expect(try scene.feeds.verify().isSound)
    }

    @Test func `commits that wait go into the next frame together`() throws {
        let scene = Scene()
        let writer = try scene.writer()
        let requests = (0..<5).map { number in
            CommitRequest { commit in
                var seen: [String] = []
                try commit.forEachFrame(after: 0) { frame in seen += frame.lines }
                #expect(seen.count == number)
                try commit.append(testLine(commit.feed, commit.nextSequence, text: "\(number)"))
            }
        }
        var core = FeedWriterCore(
            scene.feeds.source(of: writer.feed), device: try #require(scene.feeds.device), snapshot: nil
        ) { _ in }
        core.write(requests)
        for (number, request) in requests.enumerated() {
            #expect(try request.get() == Receipt(firstSequence: UInt64(number + 1), count: 1))
        }
        #expect(try scene.feeds.snapshot(of: writer.feed).segments[0].frames.count == 1)
    }

    @Test func `in a group a refusal, a large commit and a small one each get what they should`() throws {
        struct Refusal: Error {}
        var settings = LogSettings()
        settings.commitSizeMax = 1_000
        let scene = Scene(settings: settings)
        let writer = try scene.writer()
        let small: @Sendable (inout Commit) throws -> Void = { commit in
            try commit.append(testLine(commit.feed, commit.nextSequence))
        }
        let medium: @Sendable (inout Commit) throws -> Void = { commit in for _ in 0..<5 { try small(&commit) } }
        let large: @Sendable (inout Commit) throws -> Void = { commit in for _ in 0..<20 { try small(&commit) } }
        let refused: @Sendable (inout Commit) throws -> Void = { commit in
            try large(&commit)
            throw Refusal()
        }
        let requests = [small, refused, medium, medium, large, small].map { body in CommitRequest(body) }
        var core = FeedWriterCore(
            scene.feeds.source(of: writer.feed), device: try #require(scene.feeds.device), snapshot: nil
        ) { _ in }
        core.write(requests)
        #expect(throws: Refusal.self) { try requests[1].get() }
        #expect(try [0, 2, 3, 4, 5].map { number in try requests[number].get().firstSequence } == [1, 2, 7, 12, 32])
        let segments = try scene.feeds.snapshot(of: writer.feed).segments
        #expect(segments.map { segment in segment.name.isSealed } == [false, true, false])
        #expect(try scene.lines(writer.feed).count == 32)
        #expect(try scene.feeds.verify().isSound)
    }

    @Test func `two writers on one feed catch up with one another`() throws {
        let scene = Scene()
        let one = try scene.writer()
        let two = try scene.writer()
        #expect(one.feed == two.feed)
        for number in 0..<5 {
            #expect(try one.add("one").firstSequence == UInt64(2 * number + 1))
            #expect(try two.add("two").firstSequence == UInt64(2 * number + 2))
        }
        let seen = Mutex<[String]>([])
        try one.commit { commit in
            try commit.forEachFrame(after: 7) { frame in seen.withLock { seen in seen += frame.lines } }
        }
        #expect(seen.withLock { seen in seen.count } == 3)
        inThreads(4) { thread in
            let writer = try scene.writer()
            for _ in 0..<10 { try (thread.isMultiple(of: 2) ? writer : one).add("\(thread)") }
        }
        #expect(try scene.lines(one.feed).count == 50)
        #expect(try scene.feeds.verify().isSound)
    }

    /// A feed of ten sealed segments and an open one with one line; six lines fill a segment.
    private func longFeed(_ faulty: FaultyFileSystem) throws -> (Scene, FeedName) {
        var settings = LogSettings()
        settings.openLinesMax = 6
        let scene = Scene(fileSystem: faulty, settings: settings)
        let writer = try scene.writer()
        for number in 1...10 { try writer.add("\(number)", "2", "3", "4", "5", "6") }
        try writer.add("last")
        #expect(try writer.seal(.closed) == 10)
        faulty.heal()
        return (scene, writer.feed)
    }

    @Test func `opening a feed and appending to it opens each sealed segment once`() throws {
        let faulty = FaultyFileSystem()
        let (scene, feed) = try longFeed(faulty)
        let writer = try scene.writer()
        try writer.add("next")
        #expect(!(try writer.snapshot().awaitsSealing))
        for first in stride(from: 1, through: 55, by: 6) {
            let name = SegmentName(first: UInt64(first), isSealed: true).description
            #expect(faulty.entries.count { entry in entry == .init(call: .open, name: name) } == 1)
        }
        #expect(faulty.entries.count { entry in entry == .init(call: .list, name: feed.text) } == 3)
        #expect(try scene.lines(feed).count == 62)
    }

    @Test func `a commit looks where others would have written, writes once, syncs once and notes the head`() throws {
        let faulty = FaultyFileSystem()
        let (scene, feed) = try longFeed(faulty)
        let writer = try scene.writer()
        try writer.add("1")
        let name = SegmentName(first: 61, isSealed: false).description
        for number in 2...5 {
            faulty.heal()
            try writer.add("\(number)")
            #expect(
                faulty.entries == [
                    .init(call: .lock, name: ".lock"),
                    .init(call: .status, name: feed.text), .init(call: .read, name: name),
                    .init(call: .write, name: name), .init(call: .sync, name: name),
                    .init(call: .write, name: feed.text), .init(call: .unlock, name: ".lock"),
                ])
        }
        #expect(try scene.lines(feed).count == 66)
        #expect(try scene.feeds.verify().isSound)
    }

    @Test func `a commit's epoch is the same while nothing but its writer's commits happens to the feed`() throws {
        let faulty = FaultyFileSystem()
        let scene = Scene(fileSystem: faulty)
        let writer = try scene.writer()
        let epochs = Mutex<[UInt64]>([])
        func look() throws {
            try writer.commit { commit in
                #expect(commit.lastDurable + 1 == commit.nextSequence)
                epochs.withLock { epochs in epochs.append(commit.epoch) }
                try commit.append(testLine(commit.feed, commit.nextSequence))
            }
        }
        func isNew() -> Bool { epochs.withLock { epochs in epochs.suffix(2).first != epochs.last } }
        for _ in 1...4 { try look() }
        #expect(!isNew())
        try scene.writer().add("another program's")
        try look()
        #expect(isNew())
        try look()
        #expect(!isNew())
        faulty.fail { _, entry in entry.call == .write && entry.name.contains(".open.") ? Errno(5) : nil }
        #expect(throws: EventLogError.self) { try writer.add("lost") }
        faulty.heal()
        try look()
        #expect(isNew())
    }

    @Test func `a sealed segment that was the last is looked at again: its commit may have been taken back`() throws {
        var settings = LogSettings()
        settings.commitSizeMax = 1_000
        let scene = Scene(settings: settings)
        let writer = try scene.writer()
        try writer.add("first")
        let append: @Sendable (String) throws -> Void = { text in
            try writer.commit { commit in
                for _ in 1...20 { try commit.append(testLine(commit.feed, commit.nextSequence, text: text)) }
            }
        }
        try append("one")
        let seen = try scene.feeds.snapshot(of: writer.feed)
        // The folder's sync failed, so the segment goes, and another takes its place.
        try SystemFileSystem().remove(scene.path(writer.feed, SegmentName(first: 2, isSealed: true).description))
        try SystemFileSystem().remove("\(scene.folder.path)/home/heads/\(writer.feed)")
        try append("two")
        try writer.add("last")
        let refreshed = try seen.refreshed()
        #expect(try refreshed.segments.map(\.frames) == scene.feeds.snapshot(of: writer.feed).segments.map(\.frames))
        #expect(try refreshed.lines() == scene.lines(writer.feed))
    }

    @Test func `a lock that does not come free is an error that says so`() throws {
        let scene = Scene()
        let writer = try scene.writer()
        try writer.add("a")
        var environment = scene.feeds.environment
        environment.settings.lockWaitMax = 30
        let impatient = FeedsFolder(
            scene.feeds.path, origin: scene.feeds.origin, environment: environment, device: scene.feeds.device)
        let waiting = try impatient.writer(for: writer.feed) { _ in }
        let lock = try FeedLock("\(scene.feeds.path)/\(writer.feed)", scene.feeds.environment)
        let error = #expect(throws: EventLogError.self) { try waiting.add("b") }
        #expect(error?.code == .locked)
        lock.release()
        #expect(try writer.add("c").firstSequence == 2)
    }

    /// Runs `body` in several threads at once and waits for all of them.
    private func inThreads(_ count: Int, _ body: @escaping @Sendable (Int) throws -> Void) {
        let failures = Mutex<[String]>([])
        inParallel(count) { number in
            do { try body(number) } catch { failures.withLock { failures in failures.append("\(error)") } }
        }
        #expect(failures.withLock { failures in failures.isEmpty })
    }
}
