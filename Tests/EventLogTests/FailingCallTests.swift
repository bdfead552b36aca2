import Testing

@testable import EventLog

private let open = "00000000000000000001.open.jsonl.lz4"

/// Commits that the operating system does not take.
struct FailingCallTests {
    @Test(arguments: [true, false])
    func `a full disk stores nothing and takes nothing away`(isShort: Bool) throws {
        let faulty = FaultyFileSystem()
        let scene = Scene(fileSystem: faulty)
        let (feed, bytes) = try feedOfThree(scene)
        let writer = try scene.writer()
        faulty.heal()
        if isShort {
            faulty.shorten(nextWriteTo: 20)
        } else {
            faulty.fail { _, entry in entry.call == .write && entry.name == open ? Errno(28) : nil }
        }
        let error = #expect(throws: EventLogError.self) { try writer.add("four") }
        #expect(error?.code == .notStored)
        #expect(error?.errno == (isShort ? nil : 28))
        #expect(try contents(scene.path(feed, open)) == bytes)
        let calls = faulty.entries.map { entry in entry.call }
        #expect(calls.firstIndex(of: .write).map { index in calls[index + 1] } == .truncate)
        faulty.heal()
        #expect(try writer.add("four").firstSequence == 4)
    }

    @Test func `a full disk during a large commit leaves nothing of it`() throws {
        var settings = LogSettings()
        settings.commitSizeMax = 1_000
        let faulty = FaultyFileSystem()
        let scene = Scene(fileSystem: faulty, settings: settings)
        let (feed, _) = try feedOfThree(scene)
        let writer = try scene.writer()
        faulty.fail { _, entry in entry.call == .write && entry.name.hasPrefix(".tmp-0") ? Errno(28) : nil }
        let error = #expect(throws: EventLogError.self) {
            try writer.commit { commit in
                for _ in 1...20 { try commit.append(testLine(commit.feed, commit.nextSequence)) }
            }
        }
        #expect(error?.code == .notStored && error?.errno == 28)
        #expect(try scene.files(feed) == [".lock", open, "key"])
        faulty.heal()
        #expect(try writer.add("four").firstSequence == 4)
    }

    @Test func `a file whose sync failed is never synced again`() throws {
        let faulty = FaultyFileSystem()
        let scene = Scene(fileSystem: faulty)
        let (feed, _) = try feedOfThree(scene)
        let lines = try scene.lines(feed)
        let writer = try scene.writer()
        try writer.commit { _ in }
        faulty.fail { _, entry in entry.call == .sync && entry.name == open ? Errno(5) : nil }
        let error = #expect(throws: EventLogError.self) { try writer.add("four") }
        #expect(error?.code == .notStored)
        #expect(faulty.entries.count { entry in entry.call == .sync && entry.name == open } == 1)
        #expect(scene.notes.codes == [.syncFailed])
        #expect(try scene.files(feed) == [".lock", "00000000000000000001.jsonl.lz4", "key"])
        #expect(try scene.lines(feed) == lines)
        #expect(try writer.add("four").firstSequence == 4)
        #expect(
            try scene.files(feed) == [
                ".lock", "00000000000000000001.jsonl.lz4", "00000000000000000004.open.jsonl.lz4", "key",
            ])
        #expect(try scene.feeds.verify().isSound)
    }

    @Test func `a new segment whose sync failed is taken away again`() throws {
        let faulty = FaultyFileSystem()
        let scene = Scene(fileSystem: faulty)
        let writer = try scene.writer()
        faulty.fail { _, entry in entry.call == .sync && entry.name == open ? Errno(5) : nil }
        #expect(throws: EventLogError.self) { try writer.add("one") }
        #expect(try scene.files(writer.feed) == [".lock", "key"])
        faulty.heal()
        #expect(try writer.add("one").firstSequence == 1)
    }

    @Test func `a failure that cannot be undone stops the writer, and what was acknowledged stays`() throws {
        let faulty = FaultyFileSystem()
        let scene = Scene(fileSystem: faulty)
        let (feed, _) = try feedOfThree(scene)
        let lines = try scene.lines(feed)
        let writer = try scene.writer()
        faulty.fail { _, entry in [.write, .truncate].contains(entry.call) && entry.name == open ? Errno(5) : nil }
        #expect(throws: EventLogError.self) { try writer.add("four") }
        faulty.heal()
        let error = #expect(throws: EventLogError.self) { try writer.add("four") }
        #expect(error?.code == .stopped)
        #expect(try scene.lines(feed) == lines)
        #expect(try scene.writer().add("four").firstSequence == 4)
    }

    @Test func `a head that cannot be noted does not undo what is stored`() throws {
        let faulty = FaultyFileSystem()
        let scene = Scene(fileSystem: faulty)
        let writer = try scene.writer()
        faulty.fail { _, entry in entry.call == .write && entry.name == writer.feed.text ? Errno(28) : nil }
        #expect(try writer.add("one").count == 1)
        #expect(scene.notes.codes == [.headNotNoted])
        faulty.heal()
        #expect(try writer.add("two").count == 1)
        #expect(try scene.feeds.device?.head(of: writer.feed)?.size == 2)
    }

    @Test(arguments: [false, true])
    func `whichever call fails, a commit is there or it is not`(fromThenOn: Bool) throws {
        try failEachCall(fromThenOn: fromThenOn) { scene in
            let (feed, bytes) = try feedOfThree(scene)
            try write(bytes + [1, 2, 3], to: scene.path(feed, open))
            try write([1], to: scene.path(feed, ".tmp-1"))
        } operation: { scene in
            try scene.writer().add("four", "five")
        }
    }

    @Test(arguments: [false, true])
    func `whichever call fails, a large commit is there or it is not`(fromThenOn: Bool) throws {
        try failEachCall(fromThenOn: fromThenOn) { scene in
            _ = try feedOfThree(scene)
        } operation: { scene in
            try scene.writer().commit { commit in
                for _ in 1...20 { try commit.append(testLine(commit.feed, commit.nextSequence)) }
            }
        }
    }

    @Test(arguments: [false, true])
    func `whichever call fails, a first commit is there or it is not`(fromThenOn: Bool) throws {
        try failEachCall(fromThenOn: fromThenOn) { _ in
        } operation: { scene in
            try scene.writer().add("one")
        }
    }
}
