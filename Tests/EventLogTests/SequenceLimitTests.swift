import Testing

@testable import EventLog

private let last = LogSettings.sequenceMax

/// A feed has at most 2⁴⁰ − 1 lines. What claims to be beyond is damage, whoever wrote it, and never stops a program.
struct SequenceLimitTests {
    private func scene() throws -> (Scene, FeedName) {
        let scene = Scene()
        let writer = try scene.writer()
        try writer.add("one")
        return (scene, writer.feed)
    }

    @Test(arguments: [UInt64.max, 1 << 63, 1 << 41, last + 1], [true, false])
    func `a segment named for a line beyond the last is damage`(first: UInt64, isSealed: Bool) throws {
        let (scene, feed) = try scene()
        let name = SegmentName(first: first, isSealed: isSealed).description
        #expect(SegmentName(name) == nil && SegmentName.isBeyondLimit(name))
        try write(LZ4.frame(testLine(feed, first).rawSpan, level: 0), to: scene.path(feed, name))
        let report = try scene.feeds.verify()
        #expect(report.damage.map { damage in damage.code } == [.limit])
        #expect(report.damage.first?.segment == name && report.feeds.first?.lineCount == 1)
        #expect(try scene.lines(feed).count == 1)
        #expect(try scene.writer().feed != feed)
    }

    @Test func `a number that no integer holds is beyond as well, other digits are no segment's`() {
        #expect(SegmentName.isBeyondLimit("99999999999999999999.jsonl.lz4"))
        for digits in ["9999999999999999999", "999999999999999999999", "+9999999999999999999"] {
            let name = "\(digits).jsonl.lz4"
            #expect(SegmentName(name) == nil && !SegmentName.isBeyondLimit(name))
        }
        #expect(!SegmentName.isBeyondLimit(SegmentName(first: last, isSealed: true).description))
    }

    @Test func `a frame that ends with the last line is read, one that goes beyond is damage and stays`() throws {
        let (scene, feed) = try scene()
        let file = scene.path(feed, SegmentName(first: last, isSealed: false).description)
        try write(LZ4.frame(testLine(feed, last).rawSpan, level: 0), to: file)
        let full = try scene.feeds.snapshot(of: feed)
        #expect(full.damage.map { damage in damage.code } == [.gap] && full.lastSequence == last)
        #expect(try full.lines().count == 2)
        let beyond = LZ4.frame((testLine(feed, last) + testLine(feed, last + 1)).rawSpan, level: 0)
        try write(beyond, to: file)
        let snapshot = try scene.feeds.snapshot(of: feed)
        #expect(snapshot.damage.map { damage in damage.code } == [.gap, .frame] && snapshot.tornTail == nil)
        #expect(try snapshot.lines().count == 1)
        #expect(throws: EventLogError.self) { try scene.feeds.writer(for: feed) { _ in }.add("next") }
        #expect(try contents(file) == beyond)
    }

    @Test(arguments: [last, last + 1, UInt64.max])
    func `after damage no frame is taken whose lines say that they are beyond`(sequence: UInt64) throws {
        let (scene, feed) = try scene()
        let file = scene.path(feed, SegmentName(first: 1, isSealed: false).description)
        let frame = LZ4.frame((testLine(feed, sequence) + testLine(feed, sequence)).rawSpan, level: 0)
        try write(framesOf(file) + [1, 2, 3] + frame, to: file)
        let report = try scene.feeds.verify()
        #expect(report.damage.map { damage in damage.code } == [.frame] && report.feeds[0].lineCount == 1)
    }

    @Test func `an index that goes beyond is not believed`() {
        func index(first: UInt64) -> SegmentIndex {
            var builder = IndexBuilder(first: first)
            for sequence in 0..<2 as Range<UInt64> {
                builder.add(LineStamp(sequence: first &+ sequence, effect: 0, recorded: 0))
            }
            builder.endFrame(contentSize: 200)
            builder.placeFrame(storedSize: 60, checksum: 1)
            return builder.finish(CompactRange())
        }
        #expect(SegmentIndex(index(first: last - 1).encoded().rawSpan) != nil)
        #expect(SegmentIndex(index(first: last).encoded().rawSpan) == nil)
        #expect(SegmentIndex(index(first: 1 << 63).encoded().rawSpan) == nil)
    }

    @Test func `nothing is appended after the last line`() throws {
        let feed = try #require(FeedName("jw-3f9c21ab"))
        func line(_ sequence: UInt64) -> [UInt8] { Array(testLine(feed, sequence).dropLast()) }
        var checker = LineChecker(feed: feed, inspector: TestInspector(), nextSequence: last, lastRecorded: nil)
        #expect(try checker.take(line(last).rawSpan).sequence == last)
        let error = #expect(throws: EventLogError.self) {
            try checker.take(line(last + 1).rawSpan)
        }
        #expect(error?.code == .lineRefused)
    }

    @Test func `a head beyond the last line counts as none`() {
        #expect(Head(Head(size: last, root: .empty, lastLine: .empty).text) != nil)
        #expect(Head(Head(size: last + 1, root: .empty, lastLine: .empty).text) == nil)
    }
}
