import Synchronization
import Testing

@testable import EventLog

/// What a commit looks at, and what it need not look at again.
struct CommitCostTests {
    /// A feed of ten sealed segments and an open one with one line; six lines fill a segment.
    private func longFeed(_ faulty: FaultyFileSystem) throws -> (Scene, FeedName) {
        var settings = LogSettings()
        settings.openLinesMax = 6
        let scene = Scene(fileSystem: faulty, settings: settings)
        let writer = try scene.writer()
        for number in 1...10 { try writer.add("\(number)", "2", "3", "4", "5", "6") }
        try writer.add("last")
        #expect(try writer.seal(.closed) == 10)
        faulty.heal()
        return (scene, writer.feed)
    }

    @Test func `opening a feed and appending to it opens each sealed segment once`() throws {
        let faulty = FaultyFileSystem()
        let (scene, feed) = try longFeed(faulty)
        let writer = try scene.writer()
        try writer.add("next")
        #expect(!(try writer.snapshot().awaitsSealing))
        for first in stride(from: 1, through: 55, by: 6) {
            let name = SegmentName(first: UInt64(first), isSealed: true).description
            #expect(faulty.entries.count { entry in entry == .init(call: .open, name: name) } == 1)
        }
        #expect(faulty.entries.count { entry in entry == .init(call: .list, name: feed.text) } == 3)
        #expect(try scene.lines(feed).count == 62)
    }

    @Test func `a commit looks where others would have written, writes once, syncs once and notes the head`() throws {
        let faulty = FaultyFileSystem()
        let (scene, feed) = try longFeed(faulty)
        let writer = try scene.writer()
        try writer.add("1")
        let name = SegmentName(first: 61, isSealed: false).description
        for number in 2...5 {
            faulty.heal()
            try writer.add("\(number)")
            #expect(
                faulty.entries == [
                    .init(call: .lock, name: ".lock"),
                    .init(call: .status, name: feed.text), .init(call: .read, name: name),
                    .init(call: .write, name: name), .init(call: .sync, name: name),
                    .init(call: .write, name: feed.text), .init(call: .unlock, name: ".lock"),
                ])
        }
        #expect(try scene.lines(feed).count == 66)
        #expect(try scene.feeds.verify().isSound)
    }

    @Test func `a commit's epoch is the same while nothing but its writer's commits happens to the feed`() throws {
        let faulty = FaultyFileSystem()
        let scene = Scene(fileSystem: faulty)
        let writer = try scene.writer()
        let epochs = Mutex<[UInt64]>([])
        func look() throws {
            try writer.commit { commit in
                #expect(commit.lastDurable + 1 == commit.nextSequence)
                epochs.withLock { epochs in epochs.append(commit.epoch) }
                try commit.append(testLine(commit.feed, commit.nextSequence))
            }
        }
        func isNew() -> Bool { epochs.withLock { epochs in epochs.suffix(2).first != epochs.last } }
        for _ in 1...4 { try look() }
        #expect(!isNew())
        try scene.writer().add("another program's")
        try look()
        #expect(isNew())
        try look()
        #expect(!isNew())
        faulty.fail { _, entry in entry.call == .write && entry.name.contains(".open.") ? Errno(5) : nil }
        #expect(throws: EventLogError.self) { try writer.add("lost") }
        faulty.heal()
        try look()
        #expect(isNew())
    }
}
