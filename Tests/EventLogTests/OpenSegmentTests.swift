import Testing

@testable import EventLog

private let open = "00000000000000000001.open.jsonl.lz4"

struct OpenSegmentTests {
    /// What another program may do to a feed while this one has its last segment open.
    enum Deed: CaseIterable {
        case append, seal, close, commitLarge, closeAndSealAll, replace, rollBack
    }

    private func settings() -> LogSettings {
        var settings = LogSettings()
        settings.openLinesMax = 6
        settings.commitSizeMax = 1_000
        return settings
    }

    @Test(arguments: Deed.allCases)
    func `what another program does between two commits is noticed, however coarse the clock is`(deed: Deed) throws {
        let faulty = FaultyFileSystem()
        let scene = Scene(fileSystem: faulty, settings: settings())
        let writer = try scene.writer()
        try writer.add("one")
        faulty.hideTimes()
        try writer.add("two")
        try writer.add("three")
        let other = try scene.writer()
        switch deed {
        case .append: try other.add("four")
        case .seal: try other.seal(.all)
        case .close: try other.add("4", "5", "6", "7")
        case .commitLarge:
            try other.commit { commit in
                for _ in 1...20 { try commit.append(testLine(commit.feed, commit.nextSequence)) }
            }
        case .closeAndSealAll:
            try other.add("4", "5", "6", "7")
            try other.seal(.all)
        case .replace:
            // As bringing back a newer copy of the whole feed does.
            try other.add("four")
            let bytes = try contents(scene.path(writer.feed, open))
            try write(bytes, to: scene.path(writer.feed, open))
        case .rollBack:
            var bytes = try framesOf(scene.path(writer.feed, open))
            let frames = try scene.feeds.snapshot(of: writer.feed).segments[0].frames
            bytes.replaceSubrange(Int(frames[2].offset)..., with: repeatElement(0, count: 16_000))
            let file = try File(scene.path(writer.feed, open), .write, in: SystemFileSystem())
            try file.write(bytes.rawSpan, at: 0)
            let error = #expect(throws: EventLogError.self) { try writer.add("four") }
            #expect(error?.code == .rolledBack)
            return
        }
        let lines = try scene.lines(writer.feed)
        #expect(try writer.add("next").firstSequence == UInt64(lines.count + 1))
        #expect(try writer.add("and next").firstSequence == UInt64(lines.count + 2))
        #expect(try scene.lines(writer.feed).starts(with: lines))
        #expect(try scene.feeds.verify().isSound && scene.feeds.verify().notes.isEmpty)
    }

    @Test func `a file that was replaced is not written to where its folder tells`() throws {
        let scene = Scene()
        let writer = try scene.writer()
        try writer.add("one")
        try writer.add("two")
        let bytes = try contents(scene.path(writer.feed, open))
        SystemFileSystem().pause(milliseconds: 20)
        try write(bytes, to: scene.path(writer.feed, open))
        try writer.add("three")
        #expect(try scene.lines(writer.feed).count == 3)
    }

    @Test func `on a disk that is nearly full the frame is written without room ahead of it`() throws {
        let faulty = FaultyFileSystem()
        let scene = Scene(fileSystem: faulty)
        let writer = try scene.writer()
        faulty.shorten(nextWriteTo: 5_000)
        try writer.add("one")
        let size = try framesOf(scene.path(writer.feed, open)).count
        #expect(try contents(scene.path(writer.feed, open)).count == size + Padding.headerSize)
        try writer.add("two")
        #expect(try contents(scene.path(writer.feed, open)).count == 16 << 10)
        #expect(try scene.lines(writer.feed).count == 2)
        #expect(try scene.feeds.verify().isSound && scene.feeds.verify().notes.isEmpty)
    }

    @Test(arguments: 470...520)
    func `a frame may fill the padding to its last byte, or all but a few`(size: Int) throws {
        var settings = LogSettings()
        settings.openAheadMin = 512
        settings.openAheadMax = 512
        let scene = Scene(settings: settings)
        let source = scene.feeds.source(of: try scene.writer().feed)
        var segment = try OpenSegment(first: 1, in: source)
        var expected: [UInt8] = []
        for count in [20, size, 30, 40] {
            let frame = [UInt8](repeating: 1, count: count)
            try segment.write(frame, settings)
            let entry = FrameEntry(
                offset: segment.end, storedSize: UInt32(count), contentSize: 1, firstSequence: 1, lineCount: 1,
                checksum: 0)
            segment.take(entry)
            expected += frame
            let bytes = try contents(source.path(segment.name))
            let padding = Padding.header(UInt64(bytes.count - expected.count))
            let zeros = [UInt8](repeating: 0, count: bytes.count - expected.count - padding.count)
            #expect(bytes == expected + padding + zeros)
            #expect(bytes.count.isMultiple(of: 512) && segment.size == UInt64(bytes.count))
        }
    }

    @Test func `a closed segment has no padding, whoever closes it`() throws {
        let scene = Scene(settings: settings())
        for round in 0..<4 {
            let writer = try scene.writer()
            try writer.add("1", "2", "3", "4")
            if round == 2 {
                try writer.commit { commit in
                    for _ in 1...20 { try commit.append(testLine(commit.feed, commit.nextSequence)) }
                }
            }
        }
        let snapshot = try scene.feeds.snapshot(of: scene.writer().feed)
        let opens = snapshot.segments.filter { segment in !segment.name.isSealed }
        #expect(opens.count == 4)
        #expect(opens.map { segment in segment.padding > 0 } == [false, false, false, true])
    }
}
