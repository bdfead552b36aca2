import Simulation
import Testing

@testable import EventLog

private let open = "00000000000000000001.open.jsonl.lz4"

struct FeedRecoveryTests {
    @Test(arguments: ["half a frame", "zeros", "garbage", "one bad byte", "noise that is long"])
    func `a torn tail is cut, kept and reported, and the next line takes its place`(kind: String) throws {
        let scene = Scene()
        let (feed, bytes) = try feedOfThree(scene)
        let lines = try scene.lines(feed)
        let frame = LZ4.frame(testLine(feed, 4, text: "never acknowledged").rawSpan, level: 0)
        var generator = SplitMix(seed: 7)
        let torn: [UInt8] =
            switch kind {
            case "half a frame": Array(frame.prefix(40))
            case "zeros": [UInt8](repeating: 0, count: 5_000)
            case "garbage": Array("not a frame".utf8)
            case "one bad byte": frame.dropLast() + [frame[frame.count - 1] ^ 1]
            default: (0..<3_000_000).map { _ in UInt8.random(in: 0...255, using: &generator) }
            }
        try write(bytes + torn, to: scene.path(feed, open))

        let snapshot = try scene.feeds.snapshot(of: feed)
        #expect(snapshot.damage.isEmpty && snapshot.notes.map { note in note.code } == [.tornTail])
        #expect(snapshot.tornTail?.bytes == UInt64(bytes.count)..<UInt64(bytes.count + torn.count))
        #expect(try snapshot.lines() == lines)

        #expect(try scene.writer().add("four").firstSequence == 4)
        #expect(scene.notes.codes == [.tornTail])
        #expect(try contents(scene.path(feed, ".torn-4-1000000")) == torn)
        #expect(try scene.lines(feed).dropLast() == lines)
        #expect(try scene.feeds.verify().isSound)
        #expect(try scene.feeds.verify().notes.map { note in note.code } == [.tornTail])
    }

    @Test func `a torn tail on a full disk stays until there is room to keep it, and meanwhile all is read`() throws {
        let faulty = FaultyFileSystem()
        let scene = Scene(fileSystem: faulty)
        let (feed, bytes) = try feedOfThree(scene)
        let lines = try scene.lines(feed)
        try write(bytes + [1, 2, 3], to: scene.path(feed, open))
        let files = try scene.files(feed)
        faulty.fail { _, entry in entry.call == .write ? Errno(28) : nil }
        for _ in 1...2 {
            let error = #expect(throws: EventLogError.self) { try scene.writer().add("four") }
            #expect(error?.errno == 28)
            #expect(try contents(scene.path(feed, open)) == bytes + [1, 2, 3])
            #expect(try scene.files(feed) == files)
            #expect(try scene.lines(feed) == lines)
        }
        faulty.heal()
        #expect(try scene.writer().add("four").firstSequence == 4)
        #expect(try contents(scene.path(feed, ".torn-4-1000000")) == [1, 2, 3])
    }

    @Test func `of a torn tail nothing is said that is not so when its lines were acknowledged`() throws {
        let scene = Scene()
        let (feed, bytes) = try feedOfThree(scene)
        try write(Array(bytes.dropLast()), to: scene.path(feed, open))
        let report = try scene.feeds.verify()
        #expect(report.damage.map { damage in damage.code } == [.rolledBack])
        #expect(report.notes.map { note in note.code } == [.tornTail])
        #expect(report.notes.allSatisfy { note in !note.message.contains("acknowledged") })
        try SystemFileSystem().remove("\(scene.folder.path)/home/heads/\(feed)")
        _ = try scene.writer().commit { _ in }
        let notes = try scene.notes.all + scene.feeds.verify().notes
        #expect(notes.map { note in note.code } == [.tornTail, .tornTail])
        #expect(notes.allSatisfy { note in !note.message.contains("acknowledged") })
    }

    @Test func `what is set aside never replaces what was set aside before`() throws {
        let scene = Scene()
        let (feed, bytes) = try feedOfThree(scene)
        for _ in 1...2 {
            try write(bytes + [1, 2, 3], to: scene.path(feed, open))
            _ = try scene.writer().commit { _ in }
        }
        #expect(
            try scene.files(feed).filter { name in name.hasPrefix(".torn") } == [".torn-4-1000000", ".torn-4-1000001"])
    }

    @Test func `a torn tail in a new segment leaves it empty`() throws {
        let scene = Scene()
        let writer = try scene.writer()
        try write(Array("not a frame".utf8), to: scene.path(writer.feed, open))
        #expect(try writer.add("one").firstSequence == 1)
        #expect(try scene.lines(writer.feed).count == 1)
    }

    @Test func `an empty open segment is as good as none`() throws {
        let scene = Scene()
        let writer = try scene.writer()
        try write([], to: scene.path(writer.feed, open))
        #expect(try scene.lines(writer.feed).isEmpty)
        #expect(try writer.add("one").firstSequence == 1)
    }

    @Test func `an empty open segment gives way to a large commit`() throws {
        var settings = LogSettings()
        settings.commitSizeMax = 1_000
        let scene = Scene(settings: settings)
        let writer = try scene.writer()
        try write([], to: scene.path(writer.feed, open))
        try writer.commit { commit in
            for _ in 1...20 { try commit.append(testLine(commit.feed, commit.nextSequence)) }
        }
        #expect(
            try scene.files(writer.feed) == [".lock", "00000000000000000001.jsonl.lz4", "checkpoint", "key"])
    }

    @Test func `temporary files are not read, and cleared away`() throws {
        let scene = Scene()
        let (feed, bytes) = try feedOfThree(scene)
        try write(bytes, to: scene.path(feed, ".tmp-00000000000000000001.jsonl.lz4"))
        #expect(try scene.lines(feed).count == 3)
        try scene.writer().add("four")
        #expect(try scene.files(feed) == [".lock", open, "key"])
    }
}
