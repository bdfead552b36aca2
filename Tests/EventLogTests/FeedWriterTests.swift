import Synchronization
import Testing

@testable import EventLog

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

    @Test func `commits that are made together share a frame, and each has its own end`() throws {
        struct Refusal: Error {}
        let scene = Scene()
        let writer = try scene.writer()
        let results = writer.commit(together: [
            { commit in try commit.append(testLine(commit.feed, commit.nextSequence)) },
            { _ in throw Refusal() },
            { commit in try commit.append(testLine(commit.feed, commit.nextSequence)) },
        ])
        #expect(try results[0].get() == Receipt(firstSequence: 1, count: 1))
        #expect(throws: Refusal.self) { try results[1].get() }
        #expect(try results[2].get() == Receipt(firstSequence: 2, count: 1))
        #expect(try writer.snapshot().segments[0].frames.count == 1)
    }

    @Test func `what is about to be written is told before anything is`() throws {
        let faulty = FaultyFileSystem()
        let scene = Scene(fileSystem: faulty)
        let writer = try scene.writer()
        try writer.add("a")
        faulty.heal()
        let told = Mutex<[[Int]]>([])
        let add: @Sendable (inout Commit) throws -> Void = { commit in
            try commit.append(testLine(commit.feed, commit.nextSequence))
        }
        let hook = WriteHook { announced in
            #expect(!faulty.entries.contains { entry in entry.call == .write })
            #expect(announced.map(\.receipt.firstSequence) == [2, 3])
            told.withLock { $0.append(announced.map(\.number)) }
        }
        let results = writer.commit(together: [add, { _ in }, add], willWrite: hook)
        #expect(results.allSatisfy { (try? $0.get()) != nil })
        #expect(told.withLock { $0 } == [[0, 2]])
        _ = writer.commit(together: [{ _ in }], willWrite: hook)
        #expect(told.withLock { $0.count } == 1)
    }

    @Test(arguments: [false, true])
    func `where that fails nothing is stored, and the next commit takes its place`(isLarge: Bool) throws {
        struct Refusal: Error {}
        let scene = Scene()
        let writer = try scene.writer()
        try writer.add("a")
        let results = writer.commit(
            together: [
                { commit in
                    for _ in 0..<(isLarge ? 40 : 1) {
                        let text = String(repeating: "x", count: 30_000)
                        try commit.append(testLine(commit.feed, commit.nextSequence, text: text))
                    }
                },
                { commit in try commit.append(testLine(commit.feed, commit.nextSequence)) },
            ], willWrite: WriteHook { _ in throw Refusal() })
        for result in results { #expect(throws: Refusal.self) { try result.get() } }
        #expect(try scene.lines(writer.feed).count == 1)
        #expect(try writer.add("b") == Receipt(firstSequence: 2, count: 1))
        #expect(try scene.lines(writer.feed).count == 2)
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
}
