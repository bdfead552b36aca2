import Synchronization
import Testing

@testable import EventLog

/// Threads and programs that write one feed.
struct FeedSharingTests {
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
