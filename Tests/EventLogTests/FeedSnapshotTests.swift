import Testing

@testable import EventLog

struct FeedSnapshotTests {
    @Test(arguments: [false, true])
    func `a frame that goes bad after the snapshot is damage`(isSealed: Bool) throws {
        let small = try SmallFeed(isSealed: isSealed)
        let snapshot = try small.scene.feeds.snapshot(of: small.feed)
        for (number, frame) in small.frames.enumerated() {
            var bytes = small.bytes
            bytes[Int(frame.end) - 1] ^= 0xFF
            try write(bytes, to: small.file)
            var reader = FrameReader(snapshot)
            let lines = try reader.lines()
            let damage = reader.damage
            #expect(lines.count == 6)
            #expect(
                damage.map { damage in damage.lost } == [
                    LostLines(first: UInt64(2 * number + 1), last: UInt64(2 * number + 2))
                ])
        }
    }

    @Test func `what is appended while a damaged file is read does not belong to the snapshot`() throws {
        let small = try SmallFeed(isSealed: false)
        let snapshot = try small.scene.feeds.snapshot(of: small.feed)
        let more = LZ4.frame(testLine(small.feed, 9).rawSpan, level: 0)
        var bytes = small.bytes + more
        bytes[20] ^= 0xFF
        try write(bytes, to: small.file)
        var reader = FrameReader(snapshot)
        let lines = try reader.lines()
        let damage = reader.damage
        #expect(lines == Array(small.lines[2...]))
        #expect(damage.count == 1)
    }

    @Test func `a file that is not part of the feed is mentioned`() throws {
        let scene = Scene()
        let writer = try scene.writer()
        try writer.add("a")
        try write([1], to: scene.path(writer.feed, "00000000000000000001.open (1).jsonl.lz4"))
        try write([1], to: scene.path(writer.feed, ".hidden"))
        let snapshot = try scene.feeds.snapshot(of: writer.feed)
        #expect(snapshot.notes.map { note in note.code } == [.unexpectedFile])
        #expect(snapshot.damage.isEmpty)
    }

    @Test func `a snapshot stays as it was, and a new one has what came since`() throws {
        let scene = Scene()
        let writer = try scene.writer()
        try writer.add("a", "b")
        let old = try scene.feeds.snapshot(of: writer.feed)
        try writer.add("c")
        #expect(try old.lines().count == 2)
        let new = try old.refreshed()
        #expect(try new.lines(Selection(sequences: old.nextSequence..<new.nextSequence)).count == 1)
        #expect(new.lastSequence == 3)
    }

    @Test func `a snapshot outlives the sealing of its segments`() throws {
        var settings = LogSettings()
        settings.openLinesMax = 3
        let scene = Scene(settings: settings)
        let writer = try scene.writer()
        for number in 1...5 { try writer.add("\(number)") }
        let old = try scene.feeds.snapshot(of: writer.feed)
        try writer.add("6", "7")
        #expect(try writer.seal(.all) == 3)
        #expect(try old.lines() == Array(scene.lines(writer.feed).prefix(5)))
        var reader = FrameReader(old)
        let found = try reader.withFrame(containing: 5) { frame in frame.firstSequence }
        let damage = reader.damage
        #expect(found == 4 && damage.isEmpty)
    }

    @Test func `a reader lists the folder again when a segment was sealed under its hands`() throws {
        let faulty = FaultyFileSystem()
        let scene = Scene(fileSystem: faulty)
        let writer = try scene.writer()
        try writer.add("a")
        let lines = try scene.lines(writer.feed)
        let plain = FeedsFolder(
            scene.feeds.path, origin: scene.feeds.origin,
            environment: LogEnvironment(inspector: TestInspector(), now: { 0 }),
            device: DeviceFolder("\(scene.folder.path)/home"))
        let sealer = try plain.writer(for: writer.feed) { _ in }
        faulty.fail { number, entry in
            // Between the listing and the opening of the open segment, somebody seals it.
            if entry.call == .open, entry.name.contains(".open.") { _ = try? sealer.seal(.all) }
            return nil
        }
        #expect(try scene.lines(writer.feed) == lines)
        #expect(faulty.entries.count { entry in entry.call == .list } == 2)
    }

    @Test func `reading needs neither lock nor permission to write`() throws {
        let faulty = FaultyFileSystem()
        let scene = Scene(fileSystem: faulty)
        let writer = try scene.writer()
        try writer.add("a")
        faulty.fail { _, entry in [.open, .status, .read, .close, .list].contains(entry.call) ? nil : Errno(13) }
        #expect(try scene.lines(writer.feed).count == 1)
        #expect(try scene.feeds.verify().isSound)
    }
}
