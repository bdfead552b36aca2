import Synchronization
import Testing

@testable import EventLog

struct OwnFeedsTests {
    private let day: Int64 = 24 * 60 * 60 * 1_000

    /// Makes one more feed of this device, last recorded at an instant.
    private func makeFeed(_ scene: Scene, recorded: Int64) throws -> FeedName {
        var others: [(String, String)] = []
        for feed in try scene.feeds.ownFeeds() {
            let hidden = ("\(scene.feeds.path)/\(feed)", "\(scene.folder.path)/hidden-\(feed)")
            try SystemFileSystem().rename(hidden.0, to: hidden.1)
            others.append(hidden)
        }
        let writer = try scene.writer()
        try writer.commit { commit in try commit.append(testLine(commit.feed, 1, recorded: recorded)) }
        for other in others { try SystemFileSystem().rename(other.1, to: other.0) }
        return writer.feed
    }

    @Test func `the first writer makes a feed, the next one finds it`() throws {
        let scene = Scene()
        let feed = try scene.writer().feed
        #expect(feed.text.hasPrefix("jw-"))
        #expect(try scene.writer().feed == feed)
        #expect(try scene.feeds.list().feeds == [feed])
    }

    @Test func `a feed's key is named for case and feed, and hashes to its name`() throws {
        let scene = Scene()
        let feed = try scene.writer().feed
        let line = String(decoding: try contents(scene.path(feed, "key")), as: UTF8.self)
        #expect(line.hasPrefix("caselog/elm/\(feed)+") && line.hasSuffix("\n"))
        #expect(try scene.feeds.publicKey(of: feed)?.fingerprint == String(feed.text.suffix(8)))
    }

    @Test func `the key is durable before the feed's folder appears`() throws {
        let faulty = FaultyFileSystem()
        let scene = Scene(fileSystem: faulty)
        let feed = try scene.writer().feed
        let entries = faulty.entries
        let key = try #require(entries.firstIndex(of: .init(call: .rename, name: feed.text)))
        let folder = try #require(entries.lastIndex(of: .init(call: .rename, name: feed.text)))
        #expect(key < folder)
        #expect(entries[..<key].contains(.init(call: .sync, name: ".tmp-\(feed)")))
        #expect(entries[key..<folder].contains(.init(call: .sync, name: "keys")))
        #expect(entries[folder...].contains(.init(call: .sync, name: "feeds")))
    }

    @Test func `of several feeds the one recorded to last is taken`() throws {
        let scene = Scene()
        _ = try makeFeed(scene, recorded: 10)
        let latest = try makeFeed(scene, recorded: 30)
        _ = try makeFeed(scene, recorded: 20)
        #expect(try scene.feeds.ownFeeds().count == 3)
        #expect(try scene.writer().feed == latest)
    }

    @Test func `of several as late the first by name is taken`() throws {
        let scene = Scene()
        let feeds = try (0..<4).map { _ in try makeFeed(scene, recorded: 10) }
        #expect(try scene.writer().feed == feeds.min())
    }

    @Test func `a feed more than a day ahead of the clock is left for a new one`() throws {
        let scene = Scene()
        let allowed = try makeFeed(scene, recorded: 1_000_000 + day)
        #expect(try scene.writer().feed == allowed)
        let ahead = try makeFeed(scene, recorded: 1_000_001 + day)
        #expect(try scene.writer().feed == allowed)
        let left = scene.notes.all.filter { note in note.code == .feedLeft }
        #expect(left.map { note in note.feed } == [ahead.text])
    }

    @Test func `a feed of another device is read, never written`() throws {
        let scene = Scene()
        let feed = try scene.writer().feed
        let other = FeedsFolder(
            scene.feeds.path, origin: scene.feeds.origin, environment: scene.feeds.environment,
            device: DeviceFolder("\(scene.folder.path)/other"))
        #expect(try other.list().feeds == [feed])
        #expect(try other.openOwnFeed(initials: "ab") { _ in }.feed != feed)
        let error = #expect(throws: EventLogError.self) { try other.writer(for: feed) { _ in } }
        #expect(error?.code == .keyMissing)
    }

    @Test func `a feed folder with another key is damage and not read`() throws {
        let scene = Scene()
        let feed = try scene.writer().feed
        let key = try contents(scene.path(feed, "key"))
        let stranger = Scene()
        let other = try stranger.writer().feed
        for bad in [try contents(stranger.path(other, "key")), Array(key.dropLast(3)), [], Array("\n".utf8)] {
            try write(bad, to: scene.path(feed, "key"))
            let listing = try scene.feeds.list()
            #expect(listing.feeds.isEmpty && listing.damage.map { damage in damage.code } == [.key])
        }
        try write(key, to: scene.path(feed, "key"))
        #expect(try scene.feeds.list().damage.isEmpty)
        let elsewhere = FeedsFolder(scene.feeds.path, origin: "caselog/oak", environment: scene.feeds.environment)
        #expect(try elsewhere.list().damage.map { damage in damage.code } == [.key])
    }

    @Test func `a folder that is no feed is mentioned`() throws {
        let scene = Scene()
        _ = try scene.writer()
        try SystemFileSystem().makeFolder("\(scene.feeds.path)/holiday photos", mode: 0o755)
        try SystemFileSystem().makeFolder("\(scene.feeds.path)/.tmp-xx-00000000", mode: 0o755)
        #expect(try scene.feeds.list().notes.map { note in note.code } == [.unexpectedFile])
    }

    @Test func `a feed of this device whose folder is gone is mentioned, and capture goes on`() throws {
        let scene = Scene()
        let writer = try scene.writer()
        let path = "\(scene.feeds.path)/\(writer.feed)"
        let hidden = "\(scene.folder.path)/hidden"
        // Nothing was acknowledged in it yet, so nothing is missing.
        try SystemFileSystem().rename(path, to: hidden)
        #expect(try scene.feeds.list().notes.isEmpty)
        try SystemFileSystem().rename(hidden, to: path)
        try writer.add("one")
        #expect(try scene.feeds.list().notes.isEmpty)
        try SystemFileSystem().rename(path, to: hidden)
        for notes in [try scene.feeds.list().notes, try scene.feeds.verify().notes] {
            #expect(notes.map { note in note.code } == [.feedMissing])
            #expect(notes.map { note in note.feed } == [writer.feed.text])
        }
        #expect(try scene.writer().feed != writer.feed)
        #expect(scene.notes.codes == [.feedMissing])
        let oak = FeedsFolder(
            scene.feeds.path, origin: "caselog/oak", environment: scene.feeds.environment, device: scene.feeds.device)
        #expect(try oak.list().notes.isEmpty)
    }

    @Test func `a case without feeds is empty`() throws {
        let scene = Scene()
        #expect(try scene.feeds.list().feeds.isEmpty)
        #expect(try scene.feeds.verify().isSound)
    }

    @Test(arguments: ["", "JW", "j-w", "../x", "é"])
    func `initials that no feed can have are refused`(initials: String) {
        let scene = Scene()
        let error = #expect(throws: EventLogError.self) { try scene.feeds.openOwnFeed(initials: initials) { _ in } }
        #expect(error?.code == .nameRefused)
    }

    @Test(arguments: ["caselog/a b", "caselog/a+b", "caselog/a\n"])
    func `an origin that no key can name is refused`(origin: String) {
        let scene = Scene()
        let feeds = FeedsFolder(
            scene.feeds.path, origin: origin, environment: scene.feeds.environment, device: scene.feeds.device)
        let error = #expect(throws: EventLogError.self) { try feeds.openOwnFeed(initials: "jw") { _ in } }
        #expect(error?.code == .nameRefused)
    }

    @Test func `what a crash left of a feed being made is cleared away, its key as well`() throws {
        let faulty = FaultyFileSystem()
        let scene = Scene(fileSystem: faulty)
        let isDead = Mutex(false)
        faulty.fail { _, entry in
            isDead.withLock { isDead in
                isDead = isDead || entry == .init(call: .rename, name: "key")
                return isDead ? Errno(5) : nil
            }
        }
        #expect(throws: EventLogError.self) { try scene.writer() }
        #expect(try SystemFileSystem().list(scene.feeds.path).count == 1)
        #expect(try kept(scene).keys.count == 1)
        faulty.heal()
        let feed = try scene.writer().feed
        #expect(try SystemFileSystem().list(scene.feeds.path) == [feed.text])
        #expect(try kept(scene).keys == [feed.text])
    }

    @Test(arguments: ["feeds", ".tmp-key", "key"])
    func `a feed that could not be made leaves no key`(name: String) throws {
        let faulty = FaultyFileSystem()
        let scene = Scene(fileSystem: faulty)
        faulty.fail { _, entry in
            [.makeFolder, .write, .rename].contains(entry.call) && entry.name == name ? Errno(28) : nil
        }
        #expect(throws: EventLogError.self) { try scene.writer() }
        #expect(try kept(scene).keys.isEmpty)
        #expect((try? SystemFileSystem().list(scene.feeds.path)) ?? [] == [])
    }

    @Test func `a feed that never became part of a case is forgotten once its folder is gone`() throws {
        let scene = Scene()
        let writer = try scene.writer()
        try writer.add("one")
        try scene.feeds.forget(writer.feed)
        #expect(try kept(scene) == ([writer.feed.text], [writer.feed.text]))
        try SystemFileSystem().rename("\(scene.feeds.path)/\(writer.feed)", to: "\(scene.folder.path)/hidden")
        let oak = FeedsFolder(
            scene.feeds.path, origin: "caselog/oak", environment: scene.feeds.environment, device: scene.feeds.device)
        try oak.forget(writer.feed)
        #expect(try kept(scene) == ([writer.feed.text], [writer.feed.text]))
        try scene.feeds.forget(writer.feed)
        #expect(try kept(scene) == ([], []))
        #expect(try scene.feeds.list().notes.isEmpty)
        try scene.feeds.forget(writer.feed)
    }

    /// The names of the keys and heads that a device keeps.
    private func kept(_ scene: Scene) throws -> (keys: [String], heads: [String]) {
        let home = "\(scene.folder.path)/home"
        return (try SystemFileSystem().list("\(home)/keys"), (try? SystemFileSystem().list("\(home)/heads")) ?? [])
    }
}
