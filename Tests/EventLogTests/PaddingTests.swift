import Simulation
import Synchronization
import Testing

@testable import EventLog

private let open = "00000000000000000001.open.jsonl.lz4"

/// A feed of three lines in two frames, and what a third commit writes over their padding.
private struct Overwritten {
    let scene: Scene
    let feed: FeedName
    let lines: [String]
    /// The frames, and the padding behind them.
    let frames: [UInt8]
    let padding: [UInt8]
    /// The frame of a fourth line with the header of the padding behind it.
    let written: [UInt8]
    let frameSize: Int

    init(ahead: UInt64 = 512) throws {
        var settings = LogSettings()
        settings.openAheadMin = ahead
        settings.openAheadMax = ahead
        scene = Scene(settings: settings)
        let writer = try scene.writer()
        try writer.add("one", "two")
        try writer.add("three")
        feed = writer.feed
        lines = try scene.lines(feed)
        frames = try framesOf(scene.path(feed, open))
        padding = Array(try contents(scene.path(feed, open)).dropFirst(frames.count))
        let frame = LZ4.frame(testLine(feed, 4, text: "four").rawSpan, level: 0)
        written = frame + Padding.header(UInt64(padding.count - frame.count))
        frameSize = frame.count
    }

    /// Leaves the open segment with `bytes` where its padding begins.
    func overwrite(_ part: Range<Int>) throws {
        var rest = padding
        rest.replaceSubrange(part, with: written[part])
        try write(frames + rest, to: scene.path(feed, open))
    }

    /// Whoever reads finds what was acknowledged and no damage; whoever writes goes on.
    func check(_ what: String, isTorn: Bool, hasFourth: Bool) throws {
        let snapshot = try scene.feeds.snapshot(of: feed)
        #expect(snapshot.damage.isEmpty, "\(what)")
        #expect(snapshot.notes.map(\.code) == (isTorn ? [.tornTail] : []), "\(what)")
        #expect(try Array(snapshot.lines().prefix(3)) == lines, "\(what)")
        #expect(snapshot.lastSequence == (hasFourth ? 4 : 3), "\(what)")
        let tail = try snapshot.tornTail.map { tail in try Array(contents(scene.path(feed, open))[tail.range]) }
        let receipt = try scene.writer().add("next")
        #expect(receipt.firstSequence == snapshot.nextSequence, "\(what)")
        #expect(try scene.feeds.verify().isSound, "\(what)")
        let kept = try scene.files(feed).filter { file in file.hasPrefix(".torn-") }
        #expect(try kept.map { file in try contents(scene.path(feed, file)) } == [tail].compactMap { $0 }, "\(what)")
        for file in kept { try SystemFileSystem().remove(scene.path(feed, file)) }
        try SystemFileSystem().remove("\(scene.folder.path)/home/heads/\(feed)")
    }
}

extension TornTail {
    fileprivate var range: Range<Int> { Int(bytes.lowerBound)..<Int(bytes.upperBound) }
}

struct PaddingTests {
    @Test func `after each commit an open segment is frames and a padding of zeros to the end`() throws {
        let scene = Scene()
        let writer = try scene.writer()
        var sizes: Set<Int> = []
        for number in 1...300 {
            try writer.add(noise(number * 5))
            let bytes = try contents(scene.path(writer.feed, open))
            let frames = try framesOf(scene.path(writer.feed, open))
            let rest = bytes.count - frames.count
            let zeros = [UInt8](repeating: 0, count: rest - Padding.headerSize)
            #expect(Array(bytes[frames.count...]) == Padding.header(UInt64(rest)) + zeros)
            sizes.insert(bytes.count)
        }
        #expect(sizes.count > 3 && sizes.allSatisfy { size in size.isMultiple(of: 16 << 10) })
        #expect(try scene.lines(writer.feed).count == 300)
        #expect(try scene.feeds.verify().isSound && scene.feeds.verify().notes.isEmpty)
    }

    @Test func `an open segment with padding may be cut short anywhere`() throws {
        let padded = try Overwritten()
        let whole = padded.frames + padded.padding
        for count in padded.frames.count..<whole.count {
            try write(Array(whole.prefix(count)), to: padded.scene.path(padded.feed, open))
            try padded.check("\(count) bytes", isTorn: count > padded.frames.count, hasFourth: false)
        }
    }

    @Test func `a commit may be torn after any byte`() throws {
        let padded = try Overwritten()
        for count in 0...padded.written.count {
            try padded.overwrite(0..<count)
            let isWhole = count >= padded.frameSize
            let isTorn = count > 0 && count < padded.written.count
            // The bytes of a header that are zero are there already.
            let header = padded.written.dropFirst(count)
            let isComplete = isWhole && header.allSatisfy { byte in byte == 0 }
            try padded.check("\(count) bytes", isTorn: isTorn && !isComplete && count > 0, hasFourth: isWhole)
        }
    }

    @Test func `of a commit the end may be there and not the beginning`() throws {
        let padded = try Overwritten()
        for start in Padding.headerSize..<padded.written.count {
            try padded.overwrite(start..<padded.written.count)
            let isTorn = padded.written[start...].contains { byte in byte != 0 }
            try padded.check("from byte \(start)", isTorn: isTorn, hasFourth: false)
        }
    }

    @Test(arguments: [1_500, 5_000], 0..<40)
    func `of a commit any blocks may be there, whether the file had to grow or not`(size: Int, seed: UInt64) throws {
        let padded = try Overwritten(ahead: 4_096)
        var generator = SplitMix(seed: seed)
        let frame = LZ4.frame(testLine(padded.feed, 4, text: noise(size)).rawSpan, level: 0)
        let length = max(padded.padding.count, 8_192)
        let written = frame + Padding.header(UInt64(length - frame.count))
        let before = padded.padding + [UInt8](repeating: 0, count: length - padded.padding.count)
        var rest = before
        for start in stride(from: 0, to: written.count, by: 512) where Bool.random(using: &generator) {
            let end = min(start + 512, written.count)
            rest.replaceSubrange(start..<end, with: written[start..<end])
        }
        try write(padded.frames + rest, to: padded.scene.path(padded.feed, open))
        let whole = written + [UInt8](repeating: 0, count: length - written.count)
        let isClean = rest == whole || rest == padded.padding
        try padded.check("\(seed)", isTorn: !isClean, hasFourth: Array(rest.prefix(frame.count)) == frame)
    }

    @Test func `any byte of the padding may be changed`() throws {
        let padded = try Overwritten()
        for offset in padded.padding.indices {
            var rest = padded.padding
            rest[offset] ^= 0x40
            try write(padded.frames + rest, to: padded.scene.path(padded.feed, open))
            try padded.check("byte \(offset)", isTorn: true, hasFourth: false)
        }
    }

    @Test func `frames under a padding are not read, nor cut where a head knows them`() throws {
        let padded = try Overwritten(ahead: 4_096)
        let writer = try padded.scene.writer()
        try writer.add("four")
        try writer.add("five")
        var bytes = try contents(padded.scene.path(padded.feed, open))
        bytes.replaceSubrange(padded.frames.count..<padded.frames.count + 8, with: padded.padding.prefix(8))
        try write(bytes, to: padded.scene.path(padded.feed, open))
        let snapshot = try FeedsFolder(
            padded.scene.feeds.path, origin: padded.scene.feeds.origin, environment: padded.scene.feeds.environment
        ).snapshot(of: padded.feed)
        #expect(try snapshot.lines() == padded.lines)
        #expect(snapshot.damage.isEmpty && snapshot.notes.map(\.code) == [.tornTail])
        let error = #expect(throws: EventLogError.self) { try writer.add("six") }
        #expect(error?.code == .rolledBack)
        #expect(try contents(padded.scene.path(padded.feed, open)) == bytes)
    }

    @Test func `a copy made while the feed is written to begins like it, and has no damage`() throws {
        let scene = Scene()
        let writer = try scene.writer()
        let source = scene.path(writer.feed, open)
        for round in 0..<20 {
            // One part after the other is copied, and in between lines are appended.
            var copy: [UInt8] = []
            let known = try scene.lines(writer.feed)
            while true {
                try writer.add(noise(1_000 + round * 200), noise(30))
                let bytes = try contents(source)
                guard copy.count < bytes.count else { break }
                copy += bytes[copy.count..<min(copy.count + 16 << 10, bytes.count)]
            }
            let other = TemporaryFolder()
            try write(copy, to: "\(other.path)/\(open)")
            let snapshot = try FeedSnapshot(
                SegmentSource(
                    feed: writer.feed, folder: other.path, origin: "caselog/elm/\(writer.feed)",
                    environment: scene.feeds.environment))
            let lines = try snapshot.lines()
            #expect(snapshot.damage.isEmpty && lines.starts(with: known))
            #expect(try scene.lines(writer.feed).starts(with: lines))
        }
    }

    @Test func `who reads while another writes sees neither damage nor a torn tail`() throws {
        let scene = Scene(now: clock)
        let writer = try scene.writer()
        let (feeds, feed) = (scene.feeds, writer.feed)
        let isDone = Mutex(false)
        inParallel(2) { thread in
            if thread == 0 {
                for number in 1...400 {
                    _ = try? writer.add(noise(number * 37 % 9_000))
                }
                isDone.withLock { $0 = true }
                return
            }
            var last: FeedSnapshot?
            while !isDone.withLock({ $0 }) {
                guard let fresh = try? last?.refreshed() ?? feeds.snapshot(of: feed) else { continue }
                #expect(fresh.damage.isEmpty && fresh.notes.isEmpty)
                #expect(fresh.lastSequence >= last?.lastSequence ?? 0)
                last = fresh
            }
        }
        #expect(try scene.lines(writer.feed).count == 400)
        #expect(try scene.feeds.verify().isSound)
    }
}
