import Testing

@testable import EventLog

private let open = "00000000000000000001.open.jsonl.lz4"

/// Feeds that a writer does not go on with.
struct LeftFeedTests {
    @Test func `damage is never cut, and nothing is appended behind it`() throws {
        let scene = Scene()
        let (feed, bytes) = try feedOfThree(scene)
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
        let (feed, bytes) = try feedOfThree(scene)
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
        let (feed, bytes) = try feedOfThree(scene)
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
        let (feed, bytes) = try feedOfThree(scene)
        let next = LZ4.frame(testLine(feed, 4).rawSpan, level: 0)
        try write(bytes + next, to: scene.path(feed, open))
        #expect(try scene.writer().add("five").firstSequence == 5)
    }
}
