import Testing

@testable import EventLog

/// Commits that become a sealed segment of their own.
struct LargeCommitTests {
    @Test func `a large commit is one sealed segment after the open one`() throws {
        let scene = Scene()
        let writer = try scene.writer()
        try writer.add("first")
        let text = String(repeating: "words and words ", count: 100)
        let receipt = try writer.commit { commit in
            for _ in 0..<20 {
                var chunk: [UInt8] = []
                for number in 0..<50 {
                    chunk += testLine(commit.feed, commit.nextSequence + UInt64(number), text: text)
                }
                try commit.append(chunk)
            }
        }
        #expect(receipt == Receipt(firstSequence: 2, count: 1_000))
        try writer.add("last")
        #expect(
            try scene.files(writer.feed) == [
                ".lock", "00000000000000000001.open.jsonl.lz4", "00000000000000000002.jsonl.lz4",
                "00000000000000001002.open.jsonl.lz4", "checkpoint", "key",
            ])
        #expect(try scene.lines(writer.feed).count == 1_002)
        let frames = try scene.feeds.snapshot(of: writer.feed).segments[1].frames
        #expect(frames.count > 2)
        #expect(
            frames.dropLast().allSatisfy { frame in (256 << 10 - 65_536...1 << 20).contains(Int(frame.contentSize)) })
        #expect(try scene.feeds.verify().isSound)
    }

    @Test func `a large commit that is refused at its end leaves nothing`() throws {
        struct Refusal: Error {}
        var settings = LogSettings()
        settings.commitSizeMax = 1_000
        let scene = Scene(settings: settings)
        let writer = try scene.writer()
        #expect(throws: Refusal.self) {
            try writer.commit { commit in
                for _ in 1...20 { try commit.append(testLine(commit.feed, commit.nextSequence)) }
                throw Refusal()
            }
        }
        #expect(try scene.files(writer.feed) == [".lock", "key"])
    }

    @Test func `a sealed segment that was the last is looked at again: its commit may have been taken back`() throws {
        var settings = LogSettings()
        settings.commitSizeMax = 1_000
        let scene = Scene(settings: settings)
        let writer = try scene.writer()
        try writer.add("first")
        let append: @Sendable (String) throws -> Void = { text in
            try writer.commit { commit in
                for _ in 1...20 { try commit.append(testLine(commit.feed, commit.nextSequence, text: text)) }
            }
        }
        try append("one")
        let seen = try scene.feeds.snapshot(of: writer.feed)
        // The folder's sync failed, so the segment goes, and another takes its place.
        try SystemFileSystem().remove(scene.path(writer.feed, SegmentName(first: 2, isSealed: true).description))
        try SystemFileSystem().remove("\(scene.folder.path)/home/heads/\(writer.feed)")
        try SystemFileSystem().remove(scene.path(writer.feed, Checkpoint.file))
        try append("two")
        try writer.add("last")
        let refreshed = try seen.refreshed()
        #expect(try refreshed.segments.map(\.frames) == scene.feeds.snapshot(of: writer.feed).segments.map(\.frames))
        #expect(try refreshed.lines() == scene.lines(writer.feed))
    }
}
