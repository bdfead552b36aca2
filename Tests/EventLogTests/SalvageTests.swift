import Testing

@testable import EventLog

/// What can be read of a damaged case is saved, and what is lost is named exactly.
struct SalvageTests {
    private let scene: Scene
    private let feed: FeedName
    private let lines: [String]

    /// A feed of 14 lines: two sealed segments of four, a closed one of four, and an open one of two.
    init() throws {
        var settings = LogSettings()
        settings.openLinesMax = 4
        settings.sealedFrameSize = 250
        scene = Scene(settings: settings)
        let writer = try scene.writer()
        for number in 1...8 { try writer.add("\(number)") }
        try writer.seal(.all)
        for number in 9...14 { try writer.add("\(number)") }
        feed = writer.feed
        lines = try scene.lines(feed)
    }

    private func salvage() throws -> (SalvagedFeed, FeedSnapshot) {
        let folder = "\(scene.folder.path)/rescued-\(UInt64.random(in: 0...(.max)))"
        let saved = try scene.feeds.salvage(to: folder)
        let feeds = FeedsFolder(folder, origin: scene.feeds.origin, environment: scene.feeds.environment)
        return (try #require(saved.first { one in one.feed == feed }), try feeds.snapshot(of: feed))
    }

    /// Checks that exactly some lines are lost, and all others there as they were.
    private func check(lost: [Range<UInt64>], _ comment: Comment? = nil) throws {
        let (saved, snapshot) = try salvage()
        #expect(saved.lost == lost, comment)
        let gone = Set(lost.flatMap { range in Array(range) })
        let kept = lines.indices.filter { index in !gone.contains(UInt64(index + 1)) }.map { index in lines[index] }
        #expect(try snapshot.lines() == kept, comment)
        #expect(saved.savedCount == UInt64(kept.count), comment)
        let gaps = snapshot.damage.filter { damage in damage.code == .gap }.compactMap(\.lost?.first)
        #expect(gaps == lost.filter { range in range.upperBound <= 14 }.map(\.lowerBound), comment)
    }

    private func path(_ first: UInt64, sealed: Bool) -> String {
        scene.path(feed, SegmentName(first: first, isSealed: sealed).description)
    }

    @Test func `of a sound case everything is saved, and verifies`() throws {
        try check(lost: [])
        let (_, snapshot) = try salvage()
        #expect(snapshot.damage.isEmpty)
        #expect(try FeedCheck.inOrder(snapshot, rootsOf: []).damage.isEmpty)
        #expect(snapshot.segments.map(\.tree?.end) == [14])
        #expect(try snapshot.tree(of: 8).root == scene.feeds.checkpoint(of: feed)?.root)
    }

    @Test func `whichever byte of a segment is wrong, the lines of its frame are lost and no others`() throws {
        for (first, sealed) in [(UInt64(5), true), (9, false)] {
            let path = path(first, sealed: sealed)
            let frames = try scene.feeds.snapshot(of: feed).segments.first { $0.name.first == first }?.frames ?? []
            let bytes = try contents(path)
            for frame in frames {
                for offset in stride(from: Int(frame.offset), to: Int(frame.end), by: 7) {
                    var changed = bytes
                    changed[offset] ^= 0x11
                    try write(changed, to: path)
                    try check(lost: [frame.firstSequence..<frame.nextSequence], "byte \(offset)")
                }
            }
            try write(bytes, to: path)
        }
    }

    @Test
    func `a missing segment is a gap, and lines that are gone at the end are known by the head or the checkpoint`()
        throws
    {
        try SystemFileSystem().remove(path(5, sealed: true))
        try check(lost: [5..<9])
        try SystemFileSystem().remove(path(13, sealed: false))
        try check(lost: [5..<9, 13..<15])
        try SystemFileSystem().remove("\(scene.folder.path)/home/heads/\(feed)")
        try SystemFileSystem().remove(path(9, sealed: false))
        #expect(try salvage().0.lost == [5..<9])
        try SystemFileSystem().remove(path(1, sealed: true))
        #expect(try salvage().0.lost == [1..<9])
    }

    @Test func `lines are found in files that were renamed, set aside, or lie in another feed's folder`() throws {
        let files = SystemFileSystem()
        try files.rename(path(5, sealed: true), to: scene.path(feed, "copy of 5 (1).lz4"))
        try files.rename(path(9, sealed: false), to: scene.path(feed, ".torn-9-1000000"))
        try files.makeFolder("\(scene.feeds.path)/zz-00000000", mode: 0o755)
        try files.rename(
            path(1, sealed: true), to: "\(scene.feeds.path)/zz-00000000/\(SegmentName(first: 1, isSealed: true))")
        try check(lost: [])
    }

    @Test func `a feed is saved from a folder of another name, and from folders within folders`() throws {
        let files = SystemFileSystem()
        try files.makeFolder(scene.path(feed, "sub"), mode: 0o755)
        try files.rename(path(5, sealed: true), to: scene.path(feed, "sub/elsewhere"))
        try check(lost: [])
        try files.rename("\(scene.feeds.path)/\(feed)", to: "\(scene.feeds.path)/\(feed) (conflicted copy)")
        #expect(try salvage().1.lines() == lines)
        try files.rename("\(scene.feeds.path)/\(feed) (conflicted copy)", to: "\(scene.feeds.path)/jw-00000000")
        let saved = try scene.feeds.salvage(to: "\(scene.folder.path)/rescued")
        #expect(saved.map(\.feed) == [feed] && saved.allSatisfy(\.isComplete))
    }

    @Test func `a key that is gone comes back where this device has the secret one, and is missed elsewhere`() throws {
        try SystemFileSystem().remove(scene.path(feed, "key"))
        let (saved, snapshot) = try salvage()
        #expect(saved.isComplete)
        #expect(try snapshot.lines() == lines)
        let reader = FeedsFolder(scene.feeds.path, origin: scene.feeds.origin, environment: scene.feeds.environment)
        let others = try reader.salvage(to: "\(scene.folder.path)/rescued")
        #expect(others.map(\.savedCount) == [14] && !others[0].isComplete)
        #expect(others[0].unread.contains { sentence in sentence.hasPrefix("Its public key is missing") })
    }

    @Test func `neither a lying name nor a lying index misleads`() throws {
        let files = SystemFileSystem()
        try files.rename(path(5, sealed: true), to: path(99, sealed: true))
        try check(lost: [])
        var bytes = try contents(path(1, sealed: true))
        for offset in bytes.count - 40..<bytes.count { bytes[offset] = 0 }
        try write(bytes, to: path(1, sealed: true))
        try check(lost: [])
    }

    @Test func `a line that stands twice is saved once, and told where it says different things`() throws {
        let copy = try contents(path(5, sealed: true))
        try write(copy, to: scene.path(feed, "again"))
        #expect(try salvage().0.notes.isEmpty)
        let other = testLine(feed, 6, text: "other")
        try write(LZ4.frame(other.rawSpan, level: 0), to: scene.path(feed, "again"))
        let (saved, snapshot) = try salvage()
        #expect(try snapshot.lines() == lines)
        #expect(saved.notes.count == 1 && saved.notes[0].hasPrefix("\(feed)/6: "))
    }

    @Test(arguments: [6, 9, 14] as [UInt64], [false, true])
    func `a line that was changed with its checksum is saved, and told where it contradicts what was signed for`(
        changed: UInt64, strayed: Bool
    ) throws {
        _ = try scene.writer().sign()
        #expect(try salvage().0.contradictions.isEmpty)
        let first = (changed - 1) / 4 * 4 + 1
        let path = path(first, sealed: first < 9)
        let behind = try contents(path).dropFirst(framesOf(path).count)
        let frames = try scene.feeds.snapshot(of: feed).segments.first { $0.name.first == first }?.frames ?? []
        var bytes: [UInt8] = []
        for frame in frames {
            let own = (frame.firstSequence..<frame.nextSequence).flatMap { sequence in
                sequence == changed
                    ? testLine(feed, sequence, text: "X") : Array("\(lines[Int(sequence) - 1])\n".utf8)
            }
            bytes += LZ4.frame(own.rawSpan, level: 0)
        }
        try write(bytes + behind, to: path)
        if strayed { try SystemFileSystem().rename(path, to: scene.path(feed, "elsewhere")) }
        let (saved, snapshot) = try salvage()
        #expect(try snapshot.lines().count == 14 && snapshot.lines() != lines && saved.lost.isEmpty)
        #expect(!saved.isComplete)
        for lost in saved.contradictions.map(\.lost) {
            #expect(try (#require(lost).first...#require(lost?.last)).contains(changed))
        }
        // As narrow as verifying has it, where that reads the same lines.
        let verified = try scene.feeds.verify().damage.filter { damage in damage.code == .changed }
        #expect(!saved.contradictions.isEmpty)
        #expect(strayed || saved.contradictions.map(\.lost) == verified.map(\.lost))
    }

    @Test func `what the disk does not give is passed over`() throws {
        let faulty = FaultyFileSystem()
        var feeds = scene.feeds
        feeds = FeedsFolder(
            feeds.path, origin: feeds.origin,
            environment: LogEnvironment(inspector: TestInspector(), now: { 0 }, fileSystem: faulty),
            device: feeds.device)
        let name = SegmentName(first: 9, isSealed: false).description
        faulty.fail { _, entry in entry.call == .read && entry.name == name ? Errno(5) : nil }
        let saved = try feeds.salvage(to: "\(scene.folder.path)/rescued")
        #expect(saved.map(\.lost) == [[9..<13]])
        #expect(saved[0].unread.contains { note in note.contains("could not be read") })
        #expect(!saved[0].isComplete)
    }

    @Test func `what cannot be listed, opened or read makes the rescue incomplete`() throws {
        let faulty = FaultyFileSystem()
        let reader = FeedsFolder(
            scene.feeds.path, origin: scene.feeds.origin,
            environment: LogEnvironment(inspector: TestInspector(), now: { 0 }, fileSystem: faulty))
        let name = SegmentName(first: 13, isSealed: false).description
        for (call, entry) in [(FaultyFileSystem.Call.list, feed.text), (.open, name), (.read, name)] {
            faulty.fail { _, found in found.call == call && found.name == entry ? Errno(13) : nil }
            let saved = try reader.salvage(to: "\(scene.folder.path)/rescued-\(call)")
            #expect(saved.allSatisfy { feed in !feed.isComplete && !feed.unread.isEmpty }, "\(call)")
        }
    }

    @Test func `a line in its own sealed segment is believed more than one that strayed or was set aside`() throws {
        let forged = LZ4.frame(testLine(feed, 6, text: "forged").rawSpan, level: 0)
        try SystemFileSystem().makeFolder("\(scene.feeds.path)/aa-00000000", mode: 0o755)
        try write(forged, to: "\(scene.feeds.path)/aa-00000000/\(SegmentName(first: 6, isSealed: true))")
        try write(forged, to: scene.path(feed, ".torn-6-1"))
        let (saved, snapshot) = try salvage()
        #expect(try snapshot.lines() == lines)
        #expect(saved.notes.count == 2 && saved.notes.allSatisfy { note in note.hasPrefix("\(feed)/6: ") })
        try SystemFileSystem().remove(path(5, sealed: true))
        let (others, _) = try salvage()
        #expect(others.lost == [5..<6, 7..<9])
        #expect(others.notes.contains { note in note.contains("may never have been acknowledged") })
    }

    @Test func `lines that were recorded out of order are saved all the same`() throws {
        let frames = [(15, 500), (16, 100), (17, 200)].map { number, recorded in
            LZ4.frame(testLine(feed, UInt64(number), recorded: Int64(recorded)).rawSpan, level: 0)
        }
        try write(frames.flatMap { $0 }, to: path(15, sealed: false))
        let (saved, snapshot) = try salvage()
        #expect(saved.savedCount == 17 && saved.lost.isEmpty)
        #expect(try snapshot.lines().count == 17)
    }
}
