import Testing

@testable import EventLog

/// What a reader makes of one feed whose files were changed by hand.
private struct Reading {
    let snapshot: FeedSnapshot
    let lines: [String]
    let damage: [Damage]

    init(_ scene: Scene, _ feed: FeedName) throws {
        var feeds = scene.feeds
        feeds = FeedsFolder(feeds.path, origin: feeds.origin, environment: feeds.environment)
        snapshot = try feeds.snapshot(of: feed)
        var reader = FrameReader(snapshot)
        lines = try reader.lines()
        damage = snapshot.damage + reader.damage
    }

    /// The sequences that damage says are lost, the open end cut at `end`.
    func lost(before end: UInt64) -> Set<UInt64> {
        var lost: Set<UInt64> = []
        for case let loss? in damage.map({ damage in damage.lost }) {
            lost.formUnion(loss.first...max(loss.first, loss.last ?? end - 1))
        }
        return lost
    }
}

/// A feed of one small segment, of which its tests change every byte.
private struct SmallFeed {
    let scene: Scene
    let feed: FeedName
    let file: String
    let bytes: [UInt8]
    let lines: [String]
    /// Where each frame begins, and the first sequence after it.
    let frames: [FrameEntry]

    init(isSealed: Bool) throws {
        var settings = LogSettings()
        settings.sealedFrameSize = 300
        scene = Scene(settings: settings)
        let writer = try scene.writer()
        feed = writer.feed
        for number in 1...4 { try writer.add("text \(number)", "more \(number)") }
        if isSealed { #expect(try writer.seal(.all) == 1) }
        file = scene.path(feed, SegmentName(first: 1, isSealed: isSealed).description)
        bytes = try isSealed ? contents(file) : framesOf(file)
        lines = try scene.lines(feed)
        frames = try scene.feeds.snapshot(of: feed).segments[0].frames
        #expect(lines.count == 8 && frames.count == 4)
    }

    /// Every line that is read is one that was written, and what is missing is said to be.
    func check(_ reading: Reading, _ what: String) {
        #expect(Set(reading.lines).isSubset(of: lines), "\(what): a line that was never written")
        #expect(reading.lines == lines.filter(Set(reading.lines).contains), "\(what): order")
    }
}

struct FeedSnapshotTests {
    @Test func `an open segment cut short anywhere has a torn tail and no damage`() throws {
        let small = try SmallFeed(isSealed: false)
        for count in 0...small.bytes.count {
            try write(Array(small.bytes.prefix(count)), to: small.file)
            let reading = try Reading(small.scene, small.feed)
            let whole = small.frames.last { frame in frame.end <= UInt64(count) }
            small.check(reading, "\(count) bytes")
            #expect(reading.damage.isEmpty)
            #expect(reading.lines.count == Int(whole?.nextSequence ?? 1) - 1)
            #expect((reading.snapshot.tornTail == nil) == (UInt64(count) == whole?.end ?? 0))
        }
    }

    @Test func `an open segment with one byte changed is damaged, unless it is in the last frame`() throws {
        let small = try SmallFeed(isSealed: false)
        for offset in small.bytes.indices {
            var bytes = small.bytes
            bytes[offset] ^= 0x20
            try write(bytes, to: small.file)
            let reading = try Reading(small.scene, small.feed)
            let hit = try #require(small.frames.last { frame in frame.offset <= UInt64(offset) })
            small.check(reading, "byte \(offset)")
            #expect(reading.lines.count == 6)
            if hit == small.frames.last {
                #expect(reading.damage.isEmpty && reading.snapshot.tornTail?.bytes.lowerBound == hit.offset)
            } else {
                #expect(reading.lost(before: 9) == Set(hit.firstSequence..<hit.nextSequence), "byte \(offset)")
                #expect(reading.snapshot.tornTail == nil && reading.snapshot.lineCount == 6)
            }
        }
    }

    @Test func `a sealed segment with one byte changed loses at most that frame, and says so`() throws {
        let small = try SmallFeed(isSealed: true)
        let end = try #require(small.frames.last?.end)
        for offset in small.bytes.indices {
            var bytes = small.bytes
            bytes[offset] ^= 0x20
            try write(bytes, to: small.file)
            let reading = try Reading(small.scene, small.feed)
            small.check(reading, "byte \(offset)")
            #expect(reading.snapshot.tornTail == nil)
            if UInt64(offset) >= end {
                #expect(reading.lines == small.lines && reading.damage.isEmpty)
                #expect(reading.snapshot.notes.map { note in note.code } == [.index])
            } else {
                let hit = try #require(small.frames.last { frame in frame.offset <= UInt64(offset) })
                #expect(reading.lost(before: 9) == Set(hit.firstSequence..<hit.nextSequence), "byte \(offset)")
                #expect(reading.lines.count == 6)
            }
        }
    }

    @Test func `a sealed segment cut short anywhere is damaged, unless it ends with a frame or in the index`() throws {
        let small = try SmallFeed(isSealed: true)
        let boundaries = Set(small.frames.map { frame in Int(frame.end) })
        let end = Int(try #require(small.frames.last?.end))
        for count in 0..<small.bytes.count {
            try write(Array(small.bytes.prefix(count)), to: small.file)
            let reading = try Reading(small.scene, small.feed)
            small.check(reading, "\(count) bytes")
            let isWhole = boundaries.contains(count) || count > end
            #expect(reading.damage.isEmpty == isWhole, "\(count) bytes")
            #expect(reading.snapshot.notes.contains { note in note.code == .index } == isWhole)
            if !isWhole, count > 0 {
                #expect(reading.lost(before: 9).union(1...UInt64(reading.lines.count + 1)).count == 8)
            }
        }
    }

    @Test func `a sealed segment cut short before another is damaged with the exact lines`() throws {
        let small = try SmallFeed(isSealed: true)
        try small.scene.writer().add("after")
        for count in 0...Int(try #require(small.frames.last?.end)) {
            try write(Array(small.bytes.prefix(count)), to: small.file)
            let reading = try Reading(small.scene, small.feed)
            let read = reading.lines.count - 1
            #expect(reading.lost(before: 10) == Set(UInt64(read) + 1..<9), "\(count) bytes")
        }
    }

    @Test func `damage in two places leaves the lines between them`() throws {
        let small = try SmallFeed(isSealed: false)
        var bytes = small.bytes
        bytes[20] ^= 0xFF
        bytes[Int(small.frames[2].offset) + 20] ^= 0xFF
        try write(bytes, to: small.file)
        let reading = try Reading(small.scene, small.feed)
        #expect(reading.lines == [2, 3, 6, 7].map { index in small.lines[index] })
        #expect(reading.lost(before: 9) == [1, 2, 5, 6])
    }

    @Test func `lines can be looked up beside damage`() throws {
        let small = try SmallFeed(isSealed: true)
        var bytes = small.bytes
        bytes[Int(small.frames[1].offset) + 30] ^= 0xFF
        try write(bytes, to: small.file)
        var reader = FrameReader(try small.scene.feeds.snapshot(of: small.feed))
        for sequence: UInt64 in [3, 4, 6, 9, 0] {
            let found = try reader.withFrame(containing: sequence) { frame in frame.lines }
            #expect(found == (sequence == 6 ? Array(small.lines[4..<6]) : nil))
        }
        let damage = reader.damage
        #expect(damage.count == 1)
    }

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

    @Test func `a good frame in the tail, whoever's it is, makes it damage that is never cut`() throws {
        let scene = Scene()
        let writer = try scene.feeds.writer(for: scene.writer().feed) { _ in }
        try writer.add("one")
        let file = scene.path(writer.feed, "00000000000000000001.open.jsonl.lz4")
        let stranger = try #require(FeedName("xx-00000000"))
        for line in [testLine(stranger, 2), testLine(writer.feed, 1), Array("{}\n".utf8)] {
            let bytes = try framesOf(file)
            let tail = [1, 2, 3] + LZ4.frame(line.rawSpan, level: 0) + [4]
            try write(bytes + tail, to: file)
            let reading = try Reading(scene, writer.feed)
            #expect(reading.snapshot.tornTail == nil && reading.lines.count == 1)
            #expect(reading.damage.map { damage in damage.code } == [.frame])
            let error = #expect(throws: EventLogError.self) { try writer.add("two") }
            #expect(error?.code == .damaged)
            #expect(try contents(file) == bytes + tail)
            try write(bytes, to: file)
        }
    }

    @Test func `an index of other lines is not believed over them`() throws {
        let small = try SmallFeed(isSealed: true)
        let start = Int(try #require(small.frames.last?.end))
        let stored = SegmentIndex(Array(small.bytes[start...]).rawSpan)
        var index = try #require(stored)
        index.frames[0].lineCount = 1
        index.frames[1].firstSequence = 2
        index.frames[1].lineCount = 3
        try write(Array(small.bytes[..<start]) + index.encoded(), to: small.file)
        let reading = try Reading(small.scene, small.feed)
        #expect(reading.lines == small.lines)
        #expect(reading.damage.isEmpty)
        #expect(try small.scene.feeds.verify().notes.contains { note in note.code == .index })
    }

    @Test func `a missing segment is a gap with exact sequences`() throws {
        var settings = LogSettings()
        settings.openLinesMax = 2
        let scene = Scene(settings: settings)
        let writer = try scene.writer()
        for number in 1...6 { try writer.add("\(number)") }
        #expect(try scene.feeds.snapshot(of: writer.feed).segments.map { segment in segment.name.first } == [1, 3, 5])
        try SystemFileSystem().remove(scene.path(writer.feed, "00000000000000000003.open.jsonl.lz4"))
        let reading = try Reading(scene, writer.feed)
        #expect(reading.lines.count == 4)
        #expect(reading.damage.map { damage in damage.code } == [.gap])
        #expect(reading.damage[0].lost == LostLines(first: 3, last: 4))
        #expect(reading.snapshot.lineCount == 4 && reading.snapshot.lastSequence == 6)
    }

    @Test func `a closed segment that was cut short is damage, not a torn tail`() throws {
        var settings = LogSettings()
        settings.openLinesMax = 2
        let scene = Scene(settings: settings)
        let writer = try scene.writer()
        for number in 1...3 { try writer.add("\(number)") }
        let file = scene.path(writer.feed, "00000000000000000001.open.jsonl.lz4")
        try write(contents(file).dropLast(), to: file)
        let reading = try Reading(scene, writer.feed)
        #expect(reading.damage.map { damage in damage.lost } == [LostLines(first: 2, last: 2)])
        #expect(reading.snapshot.tornTail == nil)
    }

    @Test func `segments that overlap are damage, and every line is read once`() throws {
        let scene = Scene()
        let writer = try scene.writer()
        for number in 1...4 { try writer.add("\(number)") }
        let lines = try scene.lines(writer.feed)
        let bytes = try contents(scene.path(writer.feed, "00000000000000000001.open.jsonl.lz4"))
        let snapshot = try writer.snapshot()
        let start = Int(snapshot.segments[0].frames[2].offset)
        try write(Array(bytes[start...]), to: scene.path(writer.feed, "00000000000000000003.open.jsonl.lz4"))
        let reading = try Reading(scene, writer.feed)
        #expect(reading.lines == lines)
        #expect(reading.damage.map { damage in damage.code } == [.overlap])
    }

    @Test func `of segments that overlap the earlier one counts, in order and line by line`() throws {
        let scene = Scene()
        let writer = try scene.writer()
        try writer.add("1", "2")
        try writer.add("3", "4")
        let feed = writer.feed
        let lines = try scene.lines(feed)
        let other = (3...6).reduce(into: []) { bytes, number in
            bytes += testLine(feed, UInt64(number), text: "other")
        }
        try write(
            LZ4.frame(other.rawSpan, level: 0), to: scene.path(feed, "00000000000000000003.open.jsonl.lz4"))
        let snapshot = try scene.feeds.snapshot(of: feed)
        let read = try snapshot.lines()
        #expect(Array(read.prefix(4)) == lines && read.count == 6)
        var reader = FrameReader(snapshot)
        // The frame of the later segment is kept after it was read, and must not answer for lines 3 and 4.
        for sequence in [5, 1, 2, 3, 4, 6] {
            let found = try reader.withFrame(containing: UInt64(sequence)) { frame in
                frame.lines[sequence - Int(frame.firstSequence)]
            }
            #expect(found == read[sequence - 1])
        }
    }

    @Test func `a segment of another feed is not read as this one's`() throws {
        let scene = Scene()
        let writer = try scene.writer()
        try writer.add("mine")
        let other = Scene()
        let stranger = try other.writer()
        try stranger.add("theirs")
        let file = "00000000000000000001.open.jsonl.lz4"
        try write(contents(other.path(stranger.feed, file)), to: scene.path(writer.feed, file))
        let reading = try Reading(scene, writer.feed)
        #expect(reading.lines.isEmpty)
        #expect(reading.damage.map { damage in damage.code } == [.line])
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
