import Testing

@testable import EventLog

private let open = "00000000000000000001.open.jsonl.lz4"

struct FeedRecoveryTests {
    /// A feed of three committed lines, the third in a segment of its own where `isSplit`.
    private func feed(_ scene: Scene) throws -> (feed: FeedName, bytes: [UInt8]) {
        let writer = try scene.writer()
        try writer.add("one", "two")
        try writer.add("three")
        return (writer.feed, try framesOf(scene.path(writer.feed, open)))
    }

    @Test(arguments: ["half a frame", "zeros", "garbage", "one bad byte", "noise that is long"])
    func `a torn tail is cut, kept and reported, and the next line takes its place`(kind: String) throws {
        let scene = Scene()
        let (feed, bytes) = try feed(scene)
        let lines = try scene.lines(feed)
        let frame = LZ4.frame(testLine(feed, 4, text: "never acknowledged").rawSpan, level: 0)
        var generator = SplitMix(seed: 7)
        let torn: [UInt8] =
            switch kind {
            case "half a frame": Array(frame.prefix(40))
            case "zeros": [UInt8](repeating: 0, count: 5_000)
            case "garbage": Array("not a frame".utf8)
            case "one bad byte": frame.dropLast() + [frame[frame.count - 1] ^ 1]
            default: (0..<3_000_000).map { _ in UInt8.random(in: 0...255, using: &generator) }
            }
        try write(bytes + torn, to: scene.path(feed, open))

        let snapshot = try scene.feeds.snapshot(of: feed)
        #expect(snapshot.damage.isEmpty && snapshot.notes.map { note in note.code } == [.tornTail])
        #expect(snapshot.tornTail?.bytes == UInt64(bytes.count)..<UInt64(bytes.count + torn.count))
        #expect(try snapshot.lines() == lines)

        #expect(try scene.writer().add("four").firstSequence == 4)
        #expect(scene.notes.codes == [.tornTail])
        #expect(try contents(scene.path(feed, ".torn-4-1000000")) == torn)
        #expect(try scene.lines(feed).dropLast() == lines)
        #expect(try scene.feeds.verify().isSound)
        #expect(try scene.feeds.verify().notes.map { note in note.code } == [.tornTail])
    }

    @Test func `of a torn tail nothing is said that is not so when its lines were acknowledged`() throws {
        let scene = Scene()
        let (feed, bytes) = try feed(scene)
        try write(Array(bytes.dropLast()), to: scene.path(feed, open))
        let report = try scene.feeds.verify()
        #expect(report.damage.map { damage in damage.code } == [.rolledBack])
        #expect(report.notes.map { note in note.code } == [.tornTail])
        #expect(report.notes.allSatisfy { note in !note.message.contains("acknowledged") })
        try SystemFileSystem().remove("\(scene.folder.path)/home/heads/\(feed)")
        _ = try scene.writer().commit { _ in }
        let notes = try scene.notes.all + scene.feeds.verify().notes
        #expect(notes.map { note in note.code } == [.tornTail, .tornTail])
        #expect(notes.allSatisfy { note in !note.message.contains("acknowledged") })
    }

    @Test func `what is set aside never replaces what was set aside before`() throws {
        let scene = Scene()
        let (feed, bytes) = try feed(scene)
        for _ in 1...2 {
            try write(bytes + [1, 2, 3], to: scene.path(feed, open))
            _ = try scene.writer().commit { _ in }
        }
        #expect(
            try scene.files(feed).filter { name in name.hasPrefix(".torn") } == [".torn-4-1000000", ".torn-4-1000001"])
    }

    @Test func `a torn tail in a new segment leaves it empty`() throws {
        let scene = Scene()
        let writer = try scene.writer()
        try write(Array("not a frame".utf8), to: scene.path(writer.feed, open))
        #expect(try writer.add("one").firstSequence == 1)
        #expect(try scene.lines(writer.feed).count == 1)
    }

    @Test func `an empty open segment is as good as none`() throws {
        let scene = Scene()
        let writer = try scene.writer()
        try write([], to: scene.path(writer.feed, open))
        #expect(try scene.lines(writer.feed).isEmpty)
        #expect(try writer.add("one").firstSequence == 1)
    }

    @Test func `an empty open segment gives way to a large commit`() throws {
        var settings = LogSettings()
        settings.commitSizeMax = 1_000
        let scene = Scene(settings: settings)
        let writer = try scene.writer()
        try write([], to: scene.path(writer.feed, open))
        try writer.commit { commit in
            for _ in 1...20 { try commit.append(testLine(commit.feed, commit.nextSequence)) }
        }
        #expect(try scene.files(writer.feed) == [".lock", "00000000000000000001.jsonl.lz4", "key"])
    }

    @Test func `temporary files are not read, and cleared away`() throws {
        let scene = Scene()
        let (feed, bytes) = try feed(scene)
        try write(bytes, to: scene.path(feed, ".tmp-00000000000000000001.jsonl.lz4"))
        #expect(try scene.lines(feed).count == 3)
        try scene.writer().add("four")
        #expect(try scene.files(feed) == [".lock", open, "key"])
    }

    @Test func `damage is never cut, and nothing is appended behind it`() throws {
        let scene = Scene()
        let (feed, bytes) = try feed(scene)
        let writer = try scene.feeds.writer(for: feed) { _ in }
        var changed = bytes
        changed[30] ^= 0xFF
        try write(changed, to: scene.path(feed, open))
        let error = #expect(throws: EventLogError.self) { try writer.add("four") }
        #expect(error?.code == .damaged)
        #expect(try contents(scene.path(feed, open)) == changed)
        let next = try scene.writer()
        #expect(next.feed != feed)
        #expect(scene.notes.codes == [.feedLeft])
        #expect(try next.add("one").firstSequence == 1)
        #expect(try scene.feeds.verify().damage.map { damage in damage.lost } == [LostLines(first: 1, last: 2)])
    }

    @Test func `a feed shorter than this device knows it is left untouched for a new one`() throws {
        let scene = Scene()
        let (feed, bytes) = try feed(scene)
        let writer = try scene.writer()
        try writer.add("four")
        for shorter in [bytes, bytes + [4, 34, 77], Array(bytes.dropLast())] {
            try write(shorter, to: scene.path(feed, open))
            let error = #expect(throws: EventLogError.self) { try writer.add("five") }
            #expect(error?.code == .rolledBack)
            #expect(try contents(scene.path(feed, open)) == shorter)
        }
        #expect(try scene.feeds.snapshot(of: feed).damage.map { damage in damage.code } == [.rolledBack])
        #expect(try scene.feeds.snapshot(of: feed).damage.first?.lost == LostLines(first: 3, last: 4))
        #expect(try scene.writer().feed != feed)
        #expect(scene.notes.codes == [.feedLeft])
    }

    @Test func `a feed with another line at its head is left untouched for a new one`() throws {
        let scene = Scene()
        let (feed, bytes) = try feed(scene)
        let writer = try scene.writer()
        try writer.add("four")
        let other = LZ4.frame((testLine(feed, 4, text: "other") + testLine(feed, 5)).rawSpan, level: 0)
        try write(bytes + other, to: scene.path(feed, open))
        let error = #expect(throws: EventLogError.self) { try writer.add("five") }
        #expect(error?.code == .rolledBack)
        #expect(try contents(scene.path(feed, open)) == bytes + other)
        #expect(try scene.feeds.verify().damage.map { damage in damage.code } == [.rolledBack])
        #expect(try scene.writer().feed != feed)
    }

    @Test func `a feed longer than its head was written to before the head was noted`() throws {
        let scene = Scene()
        let (feed, bytes) = try feed(scene)
        let next = LZ4.frame(testLine(feed, 4).rawSpan, level: 0)
        try write(bytes + next, to: scene.path(feed, open))
        #expect(try scene.writer().add("five").firstSequence == 5)
    }

    @Test(arguments: [true, false])
    func `a full disk stores nothing and takes nothing away`(isShort: Bool) throws {
        let faulty = FaultyFileSystem()
        let scene = Scene(fileSystem: faulty)
        let (feed, bytes) = try feed(scene)
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
        let (feed, _) = try feed(scene)
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
        let (feed, _) = try feed(scene)
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
        let (feed, _) = try feed(scene)
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
            let (feed, bytes) = try feed(scene)
            try write(bytes + [1, 2, 3], to: scene.path(feed, open))
            try write([1], to: scene.path(feed, ".tmp-1"))
        } operation: { scene in
            try scene.writer().add("four", "five")
        }
    }

    @Test(arguments: [false, true])
    func `whichever call fails, a large commit is there or it is not`(fromThenOn: Bool) throws {
        try failEachCall(fromThenOn: fromThenOn) { scene in
            _ = try feed(scene)
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

/// Runs an operation again and again on fresh folders, with its first call failing, then its second, until none fails.
///
/// Whatever fails, what was acknowledged before is there after it, and what the operation appended is there or not, as it
/// said; the next program can append.
///
/// - Parameter fromThenOn: whether every later call fails as well, as if the program had been killed there.
func failEachCall(
    fromThenOn: Bool, prepare: (Scene) throws -> Void, operation: (Scene) throws -> Receipt?
) throws {
    var settings = LogSettings()
    settings.commitSizeMax = 1_000
    // With room for a commit in the padding, and without.
    for ahead: UInt64 in [16 << 10, 16] {
        settings.openAheadMin = ahead
        settings.openAheadMax = ahead
        try failEachCall(settings, fromThenOn: fromThenOn, prepare: prepare, operation: operation)
    }
}

private func failEachCall(
    _ settings: LogSettings, fromThenOn: Bool, prepare: (Scene) throws -> Void, operation: (Scene) throws -> Receipt?
) throws {
    var number = 0
    var isDone = false
    while !isDone {
        number += 1
        let faulty = FaultyFileSystem()
        let scene = Scene(fileSystem: faulty, settings: settings)
        try prepare(scene)
        let before = try allLines(scene)
        let failing = number
        faulty.fail { count, _ in (fromThenOn ? count >= failing : count == failing) ? Errno(5) : nil }
        var receipt: Receipt?
        var error: (any Error)?
        do { receipt = try operation(scene) } catch let thrown { error = thrown }
        isDone = faulty.entries.count < failing
        if isDone { #expect(error == nil, "Without a fault it works.") }
        faulty.heal()

        let after = try allLines(scene)
        #expect(Set(before).isSubset(of: after), "call \(failing): acknowledged lines were lost")
        if let receipt {
            #expect(after.count == before.count + Int(receipt.count), "call \(failing)")
        } else if !fromThenOn {
            #expect(after.count == before.count, "call \(failing): a refused commit is there")
        }
        let next = try scene.writer()
        let added = try next.add("next")
        #expect(try allLines(scene).count == after.count + 1, "call \(failing): \(added)")
        #expect(try scene.feeds.verify().isSound, "call \(failing)")
        #expect(try !scene.files(next.feed).contains { name in name.hasPrefix(".tmp-") }, "call \(failing)")
    }
    #expect(number > 10)
}

private func allLines(_ scene: Scene) throws -> [String] {
    try scene.feeds.list().feeds.flatMap { feed in try scene.lines(feed) }
}
