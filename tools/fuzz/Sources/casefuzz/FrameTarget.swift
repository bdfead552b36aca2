@testable import CaseStore
@testable import EventLog

extension Target {
    /// A segment's file: as it is, and with its checksums put right; open, and sealed.
    static let frames = Target(
        name: "frames",
        run: { input in
            for file in [input, Mending.frames(input)] {
                for isSealed in [false, true] { FrameTarget.check(file, isSealed: isSealed) }
            }
        },
        seeds: { FrameTarget.seeds })
}

enum FrameTarget {
    /// Of so many lines it is looked at each; of a frame of a million empty ones only at their number.
    private static let linesMax = 256

    static func check(_ file: [UInt8], isSealed: Bool) {
        let feeds = FuzzedFeed.holding(file, isSealed: isSealed)
        let snapshot = certainly { try feeds.snapshot(of: FuzzedFeed.name) }
        var reader = FrameReader(snapshot)
        var (count, next): (UInt64, UInt64) = (0, 1)
        var lines: [(sequence: UInt64, bytes: [UInt8])] = []
        certainly {
            try reader.forEachFrame { frame in
                require(frame.firstSequence >= next, "lines come in order, and once")
                next = frame.nextSequence
                count += UInt64(frame.count)
                checkFrame(frame)
                guard lines.count + frame.count <= linesMax else { return }
                for (index, line) in LineSplitter.lines(frame.bytes).enumerated() {
                    lines.append((frame.firstSequence + UInt64(index), line))
                }
            }
        }
        let damage = snapshot.damage + reader.damage
        // Frames that were put in place of those that an index names are read instead, which may hold other lines.
        let isAsIndexed = !snapshot.segments.contains(where: \.isIndexed) || damage.isEmpty && reader.notes.isEmpty
        require(!damage.isEmpty || !isAsIndexed || count == snapshot.lineCount, "a line that is left out is told of")
        require(next <= snapshot.nextSequence, "no line is read that the snapshot does not have")
        checkSingly(isAsIndexed ? lines : [], snapshot)
        checkVerifying(snapshot, count, isBrief: file.count % 32 == 0)
    }

    /// What a frame holds can be put in a frame again, and comes out as it was.
    private static func checkFrame(_ frame: borrowing FrameLines) {
        let bytes = Array(frame.bytes)
        require(bytes.last == LineSplitter.lineFeed, "a frame holds whole lines")
        require(
            bytes.count { byte in byte == LineSplitter.lineFeed } == frame.count, "a frame has as many lines as it says"
        )
        guard bytes.count <= FrameHeader.contentSizeMax, bytes.count < 1 << 16 else { return }
        let again = Mending.frame(bytes, level: 0)
        guard let header = FrameHeader(again.rawSpan.extracting(0..<FrameHeader.size)) else {
            fatalError("broken: what is written is a frame")
        }
        var decoder = FrameDecoder()
        let isWhole = decoder.decode(again.rawSpan, header)
        require(isWhole && decoder.takeContent() == bytes, "a frame that is accepted comes out as it was")
    }

    /// A line looked up by itself is the one that reading in order came upon.
    private static func checkSingly(_ lines: [(sequence: UInt64, bytes: [UInt8])], _ snapshot: FeedSnapshot) {
        var reader = FrameReader(snapshot)
        for line in lines.prefix(8) + lines.suffix(8) {
            let found = certainly {
                try reader.withFrame(containing: line.sequence) { frame in
                    frame.range(ofLine: line.sequence).map { range in Array(frame.bytes.extracting(range)) }
                }
            }
            require(found == line.bytes, "line \(line.sequence) is the same by itself")
        }
        _ = try? snapshot.lastStamp()
    }

    private static func checkVerifying(_ snapshot: FeedSnapshot, _ count: UInt64, isBrief: Bool) {
        let check = certainly { try FeedCheck.inOrder(snapshot, rootsOf: [1, 3]) }
        require(check.feed.lineCount <= count, "verifying finds no lines that reading does not")
        guard isBrief, let shared = FeedCheck.onAllProcessors(snapshot, rootsOf: [1, 3]) else { return }
        require(shared.damage == check.damage, "verifying on all processors finds the same damage")
        require(shared.feed == check.feed, "verifying on all processors finds the same lines")
    }

    static var seeds: [[UInt8]] {
        let (first, second) = (FuzzedFeed.lines(1...2), FuzzedFeed.lines(3...5))
        let frames = Mending.frame(first, level: 0) + Mending.frame(second, level: 3)
        let rest = [UInt8](repeating: 0, count: 40)
        let raw = Mending.rawFrame([first, second])
        return [
            [], frames, frames + Padding.header(UInt64(rest.count + Padding.headerSize)) + rest, raw,
            raw + Mending.frame(FuzzedFeed.lines(9...9), level: 0), Mending.rawFrame([first], hasBlockChecksums: true),
            frames.dropLast(9) + [], frames.dropLast(9) + Mending.frame(FuzzedFeed.lines(6...7), level: 0),
            Mending.frame([UInt8](repeating: LineSplitter.lineFeed, count: 70_000), level: 0), frames + rest,
            IndexTarget.file(IndexTarget.payload, flipped: nil),
        ]
    }
}
