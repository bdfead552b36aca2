import Testing

@testable import EventLog

struct VerificationTests {
    @Test func `a sound case is counted`() throws {
        var settings = LogSettings()
        settings.openLinesMax = 2
        let scene = Scene(settings: settings)
        let writer = try scene.writer()
        for number in 1...5 { try writer.add("\(number)") }
        try writer.seal(.closed)
        let report = try scene.feeds.verify()
        #expect(report.isSound && report.notes.isEmpty)
        let feed = try #require(report.feeds.first)
        #expect(feed.name == writer.feed)
        #expect(feed.segmentCount == 3 && feed.sealedCount == 2 && feed.frameCount == 3 && feed.lineCount == 5)
    }

    @Test func `lines that are not this feed's at this sequence are damage, and named`() throws {
        let scene = Scene()
        let writer = try scene.writer()
        let feed = writer.feed
        try writer.add("one")
        let file = scene.path(feed, "00000000000000000001.open.jsonl.lz4")
        let lines =
            testLine(feed, 2) + testLine(feed, 9) + testLine(feed, 9) + testLine(feed, 5, recorded: 7)
            + testLine(feed, 6, recorded: 6) + testLine(feed, 7, recorded: 7)
        try write(framesOf(file) + LZ4.frame(lines.rawSpan, level: 0), to: file)
        let report = try scene.feeds.verify()
        #expect(report.damage.map { damage in damage.code } == [.line, .line])
        #expect(
            report.damage.map { damage in damage.lost } == [
                LostLines(first: 3, last: 4), LostLines(first: 6, last: 6),
            ])
        #expect(report.feeds[0].lineCount == 4)
    }

    @Test(arguments: 0..<4)
    func `a damaged frame is damage, and no fault of the index`(number: Int) throws {
        var settings = LogSettings()
        settings.sealedFrameSize = 300
        let scene = Scene(settings: settings)
        let writer = try scene.writer()
        for number in 1...4 { try writer.add("text \(number)", "more \(number)") }
        try writer.seal(.all)
        let frames = try scene.feeds.snapshot(of: writer.feed).segments[0].frames
        #expect(frames.count == 4)
        let file = scene.path(writer.feed, "00000000000000000001.jsonl.lz4")
        var bytes = try contents(file)
        bytes[Int(frames[number].offset) + 30] ^= 0xFF
        try write(bytes, to: file)
        let report = try scene.feeds.verify()
        #expect(report.damage.map { damage in damage.code } == [.frame])
        #expect(report.notes.isEmpty)
    }

    @Test func `damage that only reading finds names its feed, so that writers can be told to leave it`() throws {
        let scene = Scene()
        let writer = try scene.writer()
        try writer.add("one")
        try writer.seal(.all)
        let file = scene.path(writer.feed, "00000000000000000001.jsonl.lz4")
        let good = try contents(file)
        let other = LZ4.frame(testLine(writer.feed, 2, text: "one").rawSpan, level: LogSettings.sealedLevel)
        for bad in [good.prefix(20) + [good[20] ^ 1] + good.dropFirst(21), other + good.dropFirst(other.count)] {
            let snapshot = try scene.feeds.snapshot(of: writer.feed)
            try write(Array(bad), to: file)
            var reader = FrameReader(snapshot)
            #expect(try reader.lines().isEmpty)
            let damage = reader.damage
            #expect(!damage.isEmpty && damage.allSatisfy { damage in damage.feed == writer.feed.text })
            let unfit = Set(damage.compactMap { damage in FeedName(damage.feed) })
            #expect(unfit == [writer.feed])
            #expect(try scene.feeds.openOwnFeed(initials: "jw", unfit: unfit) { _ in }.feed != writer.feed)
            try write(good, to: file)
        }
    }

    @Test(arguments: ["sound", "strange lines", "another index", "a bad frame", "a missing file"], [1, 400, 1 << 20])
    func `read side by side or in order, a feed is judged alike`(kind: String, partSize: UInt64) throws {
        var settings = LogSettings()
        settings.sealedFrameSize = 300
        settings.openLinesMax = 10
        settings.readPartSize = partSize
        let scene = Scene(settings: settings)
        let writer = try scene.writer()
        let feed = writer.feed
        for number in 1...25 { try writer.add("text \(number)", "more \(number)") }
        try writer.seal(.closed)
        let segments = try scene.feeds.snapshot(of: feed).segments
        let file = scene.path(feed, segments[1].name.description)
        let frame = segments[1].frames[1]
        switch kind {
        case "strange lines":
            let last = scene.path(feed, try #require(segments.last?.name.description))
            let lines = testLine(feed, 51) + testLine(feed, 60) + testLine(feed, 60) + testLine(feed, 54)
            try write(framesOf(last) + LZ4.frame(lines.rawSpan, level: 0), to: last)
        case "another index":
            let bytes = try contents(file)
            let start = Int(try #require(segments[1].frames.last?.end))
            let stored = SegmentIndex(Array(bytes[start...]).rawSpan)
            var index = try #require(stored)
            index.frames[1].effectFirst = 99
            try write(Array(bytes[..<start]) + index.encoded(), to: file)
        case "a bad frame":
            var bytes = try contents(file)
            bytes[Int(frame.offset) + 30] ^= 0xFF
            try write(bytes, to: file)
        case "a missing file": try SystemFileSystem().remove(file)
        default: break
        }
        let snapshot = try scene.feeds.snapshot(of: feed)
        let ordered = try FeedCheck.inOrder(snapshot, rootsOf: [])
        let sideBySide = FeedCheck.onAllProcessors(snapshot, rootsOf: [])
        #expect((sideBySide == nil) == (kind == "a bad frame"))
        let check = sideBySide ?? ordered
        #expect(check.feed == ordered.feed && check.damage == ordered.damage && check.notes == ordered.notes)
        #expect(ordered.damage.isEmpty == ["sound", "another index", "a missing file"].contains(kind))
        #expect(ordered.notes.isEmpty == (kind != "another index"))
        let verification = try scene.feeds.verify()
        #expect(
            verification.feeds.map { feed in [feed.lineCount, UInt64(feed.frameCount)] } == [
                [ordered.feed.lineCount, UInt64(ordered.feed.frameCount)]
            ])
        #expect(verification.damage.starts(with: snapshot.damage + ordered.damage))
    }

    @Test func `damage is told in sentences that name the file and the lines`() throws {
        let scene = Scene()
        let writer = try scene.writer()
        try writer.add("one")
        try writer.add("two")
        let file = scene.path(writer.feed, "00000000000000000001.open.jsonl.lz4")
        var bytes = try contents(file)
        bytes[16] ^= 1
        try write(bytes, to: file)
        let damage = try #require(try scene.feeds.verify().damage.first)
        #expect(damage.feed == writer.feed.text && damage.segment == "00000000000000000001.open.jsonl.lz4")
        #expect(damage.message.contains("'\(writer.feed)/00000000000000000001.open.jsonl.lz4'"))
        #expect(damage.message.contains("Line \(writer.feed)/1 is lost."))
    }
}
