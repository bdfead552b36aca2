import Testing

@testable import EventLog

/// Segments that do not follow one another, or are not the feed's.
struct SegmentOrderTests {
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
            let lent = try reader.withFrameOnce(containing: UInt64(sequence)) { frame in
                frame.lines[sequence - Int(frame.firstSequence)]
            }
            #expect(found == read[sequence - 1] && lent == found)
        }
        for missing: UInt64 in [0, 7] {
            let lent = try reader.withFrameOnce(containing: missing) { frame in frame.count }
            #expect(lent == nil)
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
}
