import Simulation
import Synchronization
import Testing

@testable import EventLog

private let sealed = "00000000000000000001.jsonl.lz4"

struct BackgroundSealingTests {
    private func settings() -> LogSettings {
        var settings = LogSettings()
        settings.openLinesMax = 4
        return settings
    }

    /// Waits until a feed has no closed segment, or it takes too long.
    private func settled(_ scene: Scene, _ feed: FeedName) throws -> FeedSnapshot {
        for _ in 0..<2_000 {
            let snapshot = try scene.feeds.snapshot(of: feed)
            if !snapshot.awaitsSealing { return snapshot }
            SystemFileSystem().pause(milliseconds: 5)
        }
        return try scene.feeds.snapshot(of: feed)
    }

    private func writer(_ scene: Scene) throws -> FeedWriter {
        let notes = scene.notes
        return try scene.feeds.openOwnFeed(initials: "jw", sealsInBackground: true) { note in notes.add(note) }
    }

    @Test func `a writer seals what it closes while it goes on`() throws {
        let scene = Scene(settings: settings())
        let writer = try writer(scene)
        for number in 1...50 { try writer.add("\(number)") }
        let snapshot = try settled(scene, writer.feed)
        #expect(snapshot.segments.map(\.name.isSealed) == Array(repeating: true, count: 12) + [false])
        #expect(try scene.lines(writer.feed).count == 50)
        #expect(try scene.feeds.verify().isSound && scene.feeds.verify().notes.isEmpty)
        #expect(scene.notes.all.isEmpty)
    }

    @Test func `what an earlier program has closed is sealed too`() throws {
        let scene = Scene(settings: settings())
        for number in 1...6 { try scene.writer().add("\(number)") }
        #expect(try scene.feeds.snapshot(of: scene.writer().feed).awaitsSealing)
        let writer = try writer(scene)
        try writer.add("7")
        #expect(try !settled(scene, writer.feed).awaitsSealing)
    }

    @Test func `while a segment is copied, this program and others append`() throws {
        let faulty = FaultyFileSystem()
        let scene = Scene(fileSystem: faulty, settings: settings())
        let sealer = try scene.writer()
        for number in 1...6 { try sealer.add("\(number)") }
        let other = try scene.writer()
        let temporary = ".tmp-\(sealed)"
        let began = Mutex(false)
        faulty.fail { _, entry in
            guard entry == .init(call: .write, name: temporary),
                !began.withLock({ began in
                    defer { began = true }
                    return began
                })
            else { return nil }
            // In the middle of sealing.
            #expect(throws: Never.self) {
                try sealer.add("7")
                try other.add("8")
                try scene.writer().add("9")
                #expect(try scene.files(sealer.feed).contains(temporary))
                #expect(try other.seal(.closed) == 1, "the second one; the first is being sealed")
            }
            return nil
        }
        #expect(try sealer.seal(.closed) == 1)
        #expect(began.withLock { $0 })
        let snapshot = try scene.feeds.snapshot(of: sealer.feed)
        #expect(snapshot.segments.map(\.name.isSealed) == [true, true, false])
        #expect(try scene.lines(sealer.feed).count == 9)
        #expect(try sealer.add("10").firstSequence == 10)
        #expect(try scene.feeds.verify().isSound && scene.feeds.verify().notes.isEmpty)
    }

    @Test func `what fails is told once, and tried again when the next segment is closed`() throws {
        let faulty = FaultyFileSystem()
        let scene = Scene(fileSystem: faulty, settings: settings())
        let writer = try writer(scene)
        faulty.fail { _, entry in entry.call == .rename ? Errno(28) : nil }
        for number in 1...7 { try writer.add("\(number)") }
        for _ in 0..<1_000 where scene.notes.all.isEmpty { SystemFileSystem().pause(milliseconds: 5) }
        #expect(scene.notes.codes == [.notSealed])
        #expect(try scene.files(writer.feed).filter { file in file.hasPrefix(".tmp-") }.isEmpty)
        faulty.heal()
        try writer.add("8")
        try writer.add("9")
        #expect(try !settled(scene, writer.feed).awaitsSealing)
        #expect(scene.notes.codes == [.notSealed])
        #expect(try scene.lines(writer.feed).count == 9)
    }

    @Test func `what is signed while segments are sealed in the background holds from then on`() throws {
        let scene = Scene(settings: settings())
        let writer = try writer(scene)
        let signed = Mutex<[Checkpoint]>([])
        inParallel(3) { thread in
            #expect(throws: Never.self) {
                // Two threads append, one of them with a writer of its own; the third signs with the first one's.
                let own = thread == 1 ? try self.writer(scene) : writer
                for number in 1...40 {
                    if thread < 2 {
                        try own.add("\(thread)/\(number)")
                    } else if let checkpoint = try own.sign() {
                        signed.withLock { signed in signed.append(checkpoint) }
                    }
                }
            }
        }
        #expect(try !settled(scene, writer.feed).awaitsSealing)
        let checkpoints = signed.withLock { $0 } + [try #require(try writer.sign())]
        let leaves = try scene.lines(writer.feed).map { line in Array(line.utf8) }
        #expect(leaves.count == 80 && checkpoints.last?.size == 80)
        #expect(checkpoints.map(\.size) == checkpoints.map(\.size).sorted())
        for checkpoint in checkpoints {
            #expect(PlainTree.root(leaves.prefix(Int(checkpoint.size))) == checkpoint.root.array)
        }
        #expect(try scene.feeds.verify(against: checkpoints).isSound && scene.feeds.verify().notes.isEmpty)
        #expect(scene.notes.all.isEmpty)
    }

    @Test func `many programs append and seal side by side`() throws {
        let scene = Scene(settings: settings())
        let feed = try scene.writer().feed
        inParallel(4) { thread in
            #expect(throws: Never.self) {
                let writer = try writer(scene)
                for number in 0..<40 {
                    try writer.add("\(thread)/\(number)")
                    if number.isMultiple(of: 7) { try writer.seal(number.isMultiple(of: 2) ? .closed : .all) }
                }
                try writer.seal(.closed)
            }
        }
        let snapshot = try settled(scene, feed)
        #expect(try snapshot.lines().count == 160)
        #expect(!snapshot.awaitsSealing)
        #expect(try scene.feeds.verify().isSound && scene.feeds.verify().notes.isEmpty)
        #expect(scene.notes.all.isEmpty)
    }
}
