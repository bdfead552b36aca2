import Simulation
import Testing

@testable import EventLog

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

private let open = "00000000000000000001.open.jsonl.lz4"

/// Cases that lie where nothing can be written, that have two names, that are moved, or are copied while they change.
struct OddPlacesTests {
    private let changes: Set<FaultyFileSystem.Call> = [.write, .truncate, .makeFolder, .rename, .remove, .removeFolder]

    @Test func `on a read-only medium a case is read and verified, and a writer fails at once and changes nothing`()
        throws
    {
        let faulty = FaultyFileSystem()
        let scene = Scene(fileSystem: faulty)
        let (feed, bytes) = try feedOfThree(scene)
        let lines = try scene.lines(feed)
        try write(bytes + [1, 2, 3], to: scene.path(feed, open))
        let files = try scene.files(feed)
        let changes = changes
        // The lock is opened to be written to.
        faulty.fail { _, entry in changes.contains(entry.call) || entry.name == ".lock" ? Errno(30) : nil }
        #expect(try scene.lines(feed) == lines)
        #expect(try scene.feeds.verify().isSound)
        let error = #expect(throws: EventLogError.self) { try scene.writer().add("four") }
        #expect(error?.errno == 30)
        #expect(!faulty.entries.contains { entry in changes.contains(entry.call) })
        faulty.heal()
        #expect(try scene.files(feed) == files)
        #expect(try scene.writer().add("four").firstSequence == 4)
    }

    @Test func `a case with two names has one lock, and writers under both catch up with one another`() throws {
        var settings = LogSettings()
        settings.lockWaitMax = 3
        settings.openLinesMax = 3
        let scene = Scene(settings: settings)
        let feed = try scene.writer().feed
        let alias = "\(scene.folder.path)/alias"
        try #require(symlink("\(scene.folder.path)/elm.caselog", alias) == 0)
        let other = FeedsFolder(
            "\(alias)/feeds", origin: scene.feeds.origin, environment: scene.feeds.environment,
            device: scene.feeds.device)
        let writers = [try scene.writer(), try other.openOwnFeed(initials: "jw") { _ in }]
        #expect(writers.map(\.feed) == [feed, feed])
        for number in 1...10 {
            #expect(try writers[number % 2].add("\(number)").firstSequence == UInt64(number))
            if number == 6 { try writers[0].seal(.all) }
        }
        let lock = try FeedLock("\(scene.feeds.path)/\(feed)", scene.feeds.environment)
        let error = #expect(throws: EventLogError.self) { try writers[1].add("eleven") }
        #expect(error?.code == .locked)
        lock.release()
        #expect(try scene.lines(feed).count == 10)
        #expect(try scene.feeds.verify().isSound && scene.feeds.verify().notes.isEmpty)
    }

    @Test(arguments: [true, false])
    func `a case that is moved while a program has it open takes nothing there, and everything where it is now`(
        isReplaced: Bool
    ) throws {
        let scene = Scene()
        let (feed, _) = try feedOfThree(scene)
        let writer = try scene.writer()
        try writer.add("four")
        let (old, new) = ("\(scene.folder.path)/elm.caselog", "\(scene.folder.path)/oak.caselog")
        try SystemFileSystem().rename(old, to: new)
        if isReplaced {
            try SystemFileSystem().makeFolders("\(scene.feeds.path)/\(feed)", mode: 0o755)
            for name in try SystemFileSystem().list("\(new)/feeds/\(feed)") {
                try write(contents("\(new)/feeds/\(feed)/\(name)"), to: scene.path(feed, name))
            }
        }
        let moved = FeedsFolder(
            "\(new)/feeds", origin: scene.feeds.origin, environment: scene.feeds.environment, device: scene.feeds.device
        )
        if isReplaced {
            #expect(try writer.add("five").firstSequence == 5)
            #expect(try scene.lines(feed).count == 5)
            #expect(try moved.snapshot(of: feed).lines().count == 4)
            let error = #expect(throws: EventLogError.self) {
                try moved.writer(for: feed) { _ in }.add("another five")
            }
            #expect(error?.code == .rolledBack)
        } else {
            #expect(throws: EventLogError.self) { try writer.add("five") }
            #expect(try moved.writer(for: feed) { _ in }.add("five").firstSequence == 5)
            #expect(try moved.snapshot(of: feed).lines().count == 5)
        }
    }

    /// Files in the order in which some program copies them, each whole; in between, lines are appended, and once a
    /// segment is sealed. A folder is listed once, and what is gone when its turn comes is not copied.
    @Test(arguments: 0..<40 as Range<UInt64>)
    func `a copy made file by file while a feed is written to and sealed names the lines that it lacks`(
        seed: UInt64
    ) throws {
        var random = SplitMix(seed: seed)
        var settings = LogSettings()
        settings.openLinesMax = 3
        let scene = Scene(settings: settings)
        let writer = try scene.writer()
        let feed = writer.feed
        for number in 1...8 {
            try writer.add("\(number)")
            if number == 4 { try writer.seal(.closed) }
        }
        let copy = Scene(settings: settings)
        try SystemFileSystem().makeFolders("\(copy.feeds.path)/\(feed)", mode: 0o755)
        let names = try scene.files(feed).shuffled(using: &random)
        let sealsAt = random.below(names.count)
        for (number, name) in names.enumerated() {
            if number == sealsAt { try writer.seal(random.happens(50) ? .closed : .all) }
            if random.happens(60) { try writer.add("later") }
            if let bytes = try? contents(scene.path(feed, name)) { try write(bytes, to: copy.path(feed, name)) }
        }
        let whole = try scene.lines(feed)
        let reading = try Reading(copy, feed)
        #expect(reading.damage.allSatisfy { damage in [.gap, .rolledBack].contains(damage.code) })
        #expect(reading.lines == whole.filter(Set(reading.lines).contains), "each line once, in order, as it is")
        let lost = reading.lost(before: UInt64(whole.count) + 1)
        let told = FeedsFolder(
            copy.feeds.path, origin: copy.feeds.origin, environment: copy.feeds.environment, device: scene.feeds.device)
        let damage = try told.verify().damage
        for (index, line) in whole.enumerated() {
            let sequence = UInt64(index) + 1
            let isRead = reading.lines.contains(line)
            // What is missing at the end, a device that has not acknowledged it cannot know.
            #expect(isRead != lost.contains(sequence) || sequence > reading.snapshot.lastSequence, "line \(sequence)")
            let isTold = damage.contains { damage in
                damage.lost.map { lost in (lost.first...(lost.last ?? .max)).contains(sequence) } ?? false
            }
            #expect(isRead != isTold, "line \(sequence)")
        }
    }
}
