import Synchronization
import Testing

@testable import EventLog

/// What the operating system does not let be read is damage: everything else is read, and writers go elsewhere.
struct UnreadableTests {
    private static let refused = Errno(13)

    /// A feed of three segments with two lines each, the first two sealed.
    private func scene() throws -> (scene: Scene, faulty: FaultyFileSystem, feed: FeedName) {
        var settings = LogSettings()
        settings.openLinesMax = 2
        let faulty = FaultyFileSystem()
        let scene = Scene(fileSystem: faulty, settings: settings)
        let writer = try scene.writer()
        for _ in 1...3 { try writer.add("a", "b") }
        try writer.seal(.closed)
        return (scene, faulty, writer.feed)
    }

    /// Checks that everything but some lines is read, that damage says so, and that a writer goes elsewhere.
    private func check(
        _ scene: Scene, _ feed: FeedName, lost: [LostLines?], codes: [Damage.Code] = [.unreadable], count: Int,
        _ comment: Comment? = nil
    ) throws {
        let report = try scene.feeds.verify()
        #expect(report.damage.map { damage in damage.code } == codes, comment)
        #expect(report.damage.map { damage in damage.lost } == lost, comment)
        #expect(report.damage.allSatisfy { damage in damage.feed == feed.text }, comment)
        #expect(report.feeds.map { feed in feed.lineCount } == [UInt64(count)], comment)
        let error = #expect(throws: EventLogError.self) {
            try scene.feeds.writer(for: feed) { _ in }.add("next")
        }
        #expect(error?.code == .damaged, comment)
        #expect(try scene.writer().feed != feed, comment)
        #expect(scene.notes.codes == [.feedLeft], comment)
    }

    @Test(arguments: FaultyFileSystem.Call.ofReading)
    func `a sealed segment`(call: FaultyFileSystem.Call) throws {
        let (scene, faulty, feed) = try scene()
        let name = SegmentName(first: 3, isSealed: true).description
        faulty.fail { _, entry in entry.call == call && entry.name == name ? Self.refused : nil }
        try check(scene, feed, lost: [LostLines(first: 3, last: 4)], count: 4)
    }

    @Test(arguments: FaultyFileSystem.Call.ofReading)
    func `the last segment`(call: FaultyFileSystem.Call) throws {
        let (scene, faulty, feed) = try scene()
        let name = SegmentName(first: 5, isSealed: false).description
        faulty.fail { _, entry in entry.call == call && entry.name == name ? Self.refused : nil }
        try check(
            scene, feed, lost: [LostLines(first: 5, last: nil), LostLines(first: 5, last: 6)],
            codes: [.unreadable, .rolledBack], count: 4)
    }

    @Test func `a segment that is listed and never there`() throws {
        let (scene, faulty, feed) = try scene()
        let name = SegmentName(first: 3, isSealed: true).description
        faulty.fail { _, entry in entry.call == .open && entry.name == name ? .missing : nil }
        try check(scene, feed, lost: [LostLines(first: 3, last: 4)], count: 4)
    }

    @Test func `a folder named like a segment`() throws {
        let (scene, _, feed) = try scene()
        let name = SegmentName(first: 7, isSealed: true).description
        try SystemFileSystem().makeFolder(scene.path(feed, name), mode: 0o755)
        try check(scene, feed, lost: [LostLines(first: 7, last: nil)], count: 6)
    }

    @Test func `a folder named like the sealed file of an open segment`() throws {
        let (scene, _, feed) = try scene()
        let name = SegmentName(first: 5, isSealed: true).description
        try SystemFileSystem().makeFolder(scene.path(feed, name), mode: 0o755)
        try check(scene, feed, lost: [nil], count: 6)
    }

    @Test func `a feed's folder`() throws {
        let (scene, faulty, feed) = try scene()
        faulty.fail { _, entry in entry.call == .list && entry.name == feed.text ? Self.refused : nil }
        try check(
            scene, feed, lost: [nil, LostLines(first: 1, last: 6)], codes: [.unreadable, .rolledBack], count: 0)
    }

    @Test func `the head`() throws {
        let (scene, _, feed) = try scene()
        let head = "\(scene.folder.path)/home/heads/\(feed)"
        try SystemFileSystem().remove(head)
        try SystemFileSystem().makeFolder(head, mode: 0o700)
        try check(scene, feed, lost: [nil], count: 6)
    }

    @Test func `a file named like a feed`() throws {
        let (scene, _, feed) = try scene()
        try write([], to: "\(scene.feeds.path)/zz-12345678")
        let listing = try scene.feeds.list()
        #expect(listing.feeds == [feed] && listing.damage.map { damage in damage.code } == [.unreadable])
        #expect(try scene.feeds.verify().feeds[0].lineCount == 6)
        #expect(try scene.writer().feed == feed)
        #expect(scene.notes.all.isEmpty)
    }

    @Test(arguments: FaultyFileSystem.Call.ofReading.filter { call in call != .status })
    func `a feed's public key`(call: FaultyFileSystem.Call) throws {
        let (scene, faulty, feed) = try scene()
        let isFirst = Mutex(true)
        faulty.fail { _, entry in
            guard entry.call == call, entry.name == "key" else { return nil }
            return isFirst.withLock { isFirst in
                defer { isFirst = false }
                return isFirst ? Self.refused : nil
            }
        }
        let listing = try scene.feeds.list()
        #expect(listing.feeds.isEmpty && listing.damage.map { damage in damage.code } == [.unreadable])
        isFirst.withLock { isFirst in isFirst = true }
        #expect(try scene.writer().feed != feed)
        #expect(scene.notes.all.map { note in note.feed } == [feed.text] && scene.notes.codes == [.feedLeft])
    }

    @Test func `a feed's secret key`() throws {
        let (scene, _, feed) = try scene()
        let key = "\(scene.folder.path)/home/keys/\(feed)"
        try SystemFileSystem().remove(key)
        try SystemFileSystem().makeFolder(key, mode: 0o700)
        #expect(try scene.feeds.verify().isSound)
        #expect(try scene.feeds.ownFeeds().isEmpty)
        #expect(try scene.writer().feed != feed)
        #expect(scene.notes.codes == [.feedLeft])
    }

    @Test func `a segment that cannot be read any more after the snapshot was taken`() throws {
        let (scene, faulty, feed) = try scene()
        let snapshot = try scene.feeds.snapshot(of: feed)
        let name = SegmentName(first: 1, isSealed: true).description
        for call in FaultyFileSystem.Call.ofReading {
            faulty.fail { _, entry in entry.call == call && entry.name == name ? Errno(5) : nil }
            var reader = FrameReader(snapshot)
            #expect(try reader.lines().count == 4)
            for _ in 1...3 { #expect(try reader.withFrame(containing: 2) { _ in true } == nil) }
            let damage = reader.damage
            #expect(damage.map { damage in damage.lost } == [LostLines(first: 1, last: 2)])
            #expect(damage.map { damage in damage.code } == [.unreadable])
        }
    }

    @Test func `the folder of the feeds is an error`() throws {
        let (scene, faulty, _) = try scene()
        faulty.fail { _, entry in entry.call == .list && entry.name == "feeds" ? Self.refused : nil }
        let error = #expect(throws: EventLogError.self) { try scene.feeds.list() }
        #expect(error?.code == .io)
    }

    @Test func `a feed that cannot be read after a commit takes no other`() throws {
        var settings = LogSettings()
        settings.commitSizeMax = 1_000
        let faulty = FaultyFileSystem()
        let scene = Scene(fileSystem: faulty, settings: settings)
        let feed = try scene.writer().feed
        let small = CommitRequest { commit in try commit.append(testLine(commit.feed, commit.nextSequence)) }
        let large = CommitRequest { commit in
            for _ in 1...20 { try commit.append(testLine(commit.feed, commit.nextSequence)) }
        }
        let isPublished = Mutex(false)
        faulty.fail { _, entry in
            isPublished.withLock { isPublished in
                if entry.call == .rename, entry.name.hasSuffix(".jsonl.lz4") { isPublished = true }
                return isPublished && entry.call == .list ? Errno(5) : nil
            }
        }
        var core = FeedWriterCore(
            scene.feeds.source(of: feed), device: try #require(scene.feeds.device), snapshot: nil
        ) { _ in }
        core.write([large, small])
        #expect(try large.get().count == 20)
        #expect(throws: EventLogError.self) { try small.get() }
        faulty.heal()
        #expect(try scene.writer().add("next").firstSequence == 21)
        #expect(try scene.feeds.verify().isSound)
    }
}

extension FaultyFileSystem.Call {
    /// The calls that read a file.
    fileprivate static let ofReading: [Self] = [.open, .status, .read]
}
