import Testing

@testable import EventLog

/// An index has to cover its lines: verifying finds the one that hides a line, and accepts any that does not.
struct IndexCheckTests {
    private static let file = "00000000000000000001.jsonl.lz4"
    private static let effects: [Int64] = [100, 200, 300, 50, 40, 250, 400, 350]
    private let scene: Scene
    private let feed: FeedName

    /// A sealed segment of four frames of two lines; the fourth, fifth, and sixth lines are late.
    init() throws {
        var settings = LogSettings()
        settings.sealedFrameSize = 500
        scene = Scene(settings: settings)
        let writer = try scene.writer()
        feed = writer.feed
        try writer.commit { commit in
            for (number, effect) in Self.effects.enumerated() {
                let line = testLine(
                    commit.feed, commit.nextSequence, effect: effect, recorded: Int64(number * 10), text: noise(40))
                try commit.append(line)
            }
        }
        try writer.seal(.all)
    }

    /// Puts another index in place of the segment's, with good checksums.
    private func tell(_ change: (inout SegmentIndex) -> Void) throws {
        let file = scene.path(feed, Self.file)
        let bytes = try contents(file)
        let start = Int(try #require(scene.feeds.snapshot(of: feed).segments[0].frames.last?.end))
        let stored = SegmentIndex(Array(bytes[start...]).rawSpan)
        var index = try #require(stored)
        #expect(index.frames.map(\.lineCount) == [2, 2, 2, 2])
        #expect(index.late.map(\.sequence) == [4, 5, 6])
        change(&index)
        try write(Array(bytes[..<start]) + index.encoded(), to: file)
    }

    private func expectNotes(_ codes: [Note.Code], _ about: String) throws {
        let report = try scene.feeds.verify()
        #expect(report.isSound && report.notes.map(\.code) == codes, "\(about): \(report.damage) \(report.notes)")
        #expect(report.feeds[0].lineCount == UInt64(Self.effects.count))
    }

    private static let lies: [(String, @Sendable (inout SegmentIndex) -> Void)] = [
        ("a range of effect begins too late", { $0.frames[1].effectFirst += 1 }),
        ("a range of effect ends too early", { $0.frames[3].effectLast -= 1 }),
        ("a range of effect is empty", { ($0.frames[0].effectFirst, $0.frames[0].effectLast) = (.max, .min) }),
        ("a range of recorded begins too late", { $0.frames[2].recordedFirst += 1 }),
        ("a range of recorded ends too early", { $0.frames[2].recordedLast -= 1 }),
        ("a late line is missing", { $0.late.remove(at: 1) }),
        ("all late lines are missing", { $0.late = [] }),
        ("a late line has another instant", { $0.late[2] = LateEntry(sequence: 6, effect: 251) }),
        ("another line is called late", { $0.late[0] = LateEntry(sequence: 3, effect: 50) }),
        ("one line more is called late, at another instant", { $0.late.append(LateEntry(sequence: 8, effect: 0)) }),
        ("the first frame has one line more, the next one less", { move(1, of: &$0) }),
        ("the first frame has one line less, the next one more", { move(-1, of: &$0) }),
        (
            "a frame begins where another one ends",
            {
                $0.frames[0].storedSize += 1
                $0.frames[1].offset += 1
                $0.frames[1].storedSize -= 1
            }
        ),
        ("a frame has other content", { $0.frames[2].contentSize += 1 }),
        ("a frame has another checksum", { $0.frames[2].checksum ^= 1 }),
        (
            "two frames are one",
            {
                let second = $0.frames.remove(at: 1)
                $0.frames[0].storedSize += second.storedSize
                $0.frames[0].contentSize += second.contentSize
                $0.frames[0].lineCount += second.lineCount
            }
        ),
    ]

    private static func move(_ count: Int, of index: inout SegmentIndex) {
        index.frames[0].lineCount = UInt32(2 + count)
        index.frames[1].lineCount = UInt32(2 - count)
        index.frames[1].firstSequence = UInt64(3 + count)
    }

    @Test(arguments: lies.indices)
    func `an index that says what is not so is mentioned`(number: Int) throws {
        try tell(Self.lies[number].1)
        try expectNotes([.index], Self.lies[number].0)
    }

    private static let truths: [(String, @Sendable (inout SegmentIndex) -> Void)] = [
        ("as it was written", { _ in }),
        (
            "ranges wider than the lines",
            {
                for number in $0.frames.indices {
                    ($0.frames[number].effectFirst, $0.frames[number].effectLast) = (.min, .max)
                    $0.frames[number].recordedFirst -= 1
                    $0.frames[number].recordedLast += 1
                }
                $0.late = []
            }
        ),
        (
            "late lines in the range and not listed",
            {
                ($0.frames[2].effectFirst, $0.frames[2].effectLast) = (40, 250)
                $0.late.removeLast(2)
            }
        ),
        (
            "lines listed that need not be",
            {
                ($0.frames[1].effectFirst, $0.frames[1].effectLast) = (.max, .min)
                $0.late.insert(LateEntry(sequence: 3, effect: 300), at: 0)
                $0.late.append(LateEntry(sequence: 8, effect: 350))
            }
        ),
    ]

    @Test(arguments: truths.indices)
    func `an index that covers the lines is good, whichever build wrote it`(number: Int) throws {
        try tell(Self.truths[number].1)
        try expectNotes([], Self.truths[number].0)
        for (sequence, effect) in zip(1..., Self.effects) {
            let lines = try scene.feeds.snapshot(of: feed).lines(Selection(effect: effect...effect))
            #expect(lines.contains { line in line.contains("/\(sequence)\"") }, "\(Self.truths[number].0)")
        }
    }

    /// As builds did that listed every late line, however many a frame had.
    @Test func `more late lines of a frame than are listed now are no lie`() throws {
        let scene = Scene()
        let writer = try scene.writer()
        let (early, count) = (LineStamp(sequence: 1, effect: 1_000, recorded: 0), 100)
        let lines = (0..<count).map { number in
            testLine(writer.feed, UInt64(number + 2), effect: Int64(number))
        }
        let frames = [testLine(writer.feed, 1, effect: early.effect), lines.flatMap { $0 }]
        var (builder, bytes) = (IndexBuilder(first: 1), [UInt8]())
        builder.add(early)
        for (number, content) in frames.enumerated() {
            if number == 1 {
                for late in 0..<count {
                    builder.add(LineStamp(sequence: UInt64(late + 2), effect: Int64(late), recorded: 0))
                }
            }
            let frame = LZ4.frame(content.rawSpan, level: LogSettings.sealedLevel)
            builder.endFrame(contentSize: content.count)
            builder.placeFrame(
                storedSize: frame.count, checksum: frame.rawSpan.integer(at: frame.count - 4, as: UInt32.self))
            bytes += frame
        }
        var tree = CompactRange()
        for line in frames.flatMap({ frame in frame.split(separator: 0x0A) }) {
            tree.append(leafHash(Array(line)))
        }
        var index = builder.finish(tree)
        #expect(index.late.isEmpty)
        (index.frames[1].effectFirst, index.frames[1].effectLast) = (.max, .min)
        index.late = (0..<count).map { LateEntry(sequence: UInt64($0 + 2), effect: Int64($0)) }
        for name in try scene.files(writer.feed) where name.hasSuffix(".lz4") {
            try SystemFileSystem().remove(scene.path(writer.feed, name))
        }
        try write(bytes + index.encoded(), to: scene.path(writer.feed, Self.file))
        let report = try scene.feeds.verify()
        #expect(report.isSound && report.notes.isEmpty && report.feeds[0].lineCount == 101)
    }
}
