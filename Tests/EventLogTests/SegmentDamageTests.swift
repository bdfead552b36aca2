import Testing

@testable import EventLog

/// Bytes of one segment that are wrong or missing.
struct SegmentDamageTests {
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

    @Test func `a sealed segment cut short anywhere is damaged, unless all its frames are there`() throws {
        let small = try SmallFeed(isSealed: true)
        let boundaries = Set(small.frames.map { frame in Int(frame.end) })
        let end = Int(try #require(small.frames.last?.end))
        for count in 0..<small.bytes.count {
            try write(Array(small.bytes.prefix(count)), to: small.file)
            let reading = try Reading(small.scene, small.feed)
            small.check(reading, "\(count) bytes")
            // Where it ends with a frame it looks whole; its checkpoint tells that there was more.
            let isWhole = count >= end
            #expect(reading.damage.isEmpty == isWhole, "\(count) bytes")
            let looksWhole = boundaries.contains(count) || count > end
            #expect(reading.snapshot.notes.contains { note in note.code == .index } == looksWhole)
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
}
