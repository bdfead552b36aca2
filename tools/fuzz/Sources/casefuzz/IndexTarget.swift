@testable import CaseStore
@testable import EventLog

extension Target {
    /// The payload of an index up to its checksum, which is put right, behind the frames of a real sealed segment. Two
    /// bytes before it say which byte of the frames is another than was written.
    static let index = Target(
        name: "index",
        run: { input in
            guard input.count >= 2 else { return }
            let place = Int(input[0]) << 8 | Int(input[1])
            let flipped = place == 0 ? nil : place % IndexTarget.frames.count
            IndexTarget.check(Array(input.dropFirst(2)), flipped: flipped)
        },
        seeds: {
            [[0, 0] + IndexTarget.payload, [0, 200] + IndexTarget.payload, [1, 0] + IndexTarget.payload, [0, 0]]
        })
}

enum IndexTarget {
    private static let parts: [ClosedRange<Int>] = [1...2, 3...5, 6...6, 7...12]
    private static let lines = (1...12).map { sequence in FuzzedFeed.line(sequence) }
    static let frames = parts.flatMap { part in Mending.frame(FuzzedFeed.lines(part), level: 3) }
    /// Bytes of the trailer before its checksum, and from there on.
    private static let (trailerStart, checksumSize) = (32, 40)

    /// What a writer would put behind the frames, up to the checksum.
    static let payload: [UInt8] = {
        let scene = FuzzedFeed.holding(frames, isSealed: true)
        let found = certainly { try scene.snapshot(of: FuzzedFeed.name) }.segments[0].frames
        var builder = IndexBuilder(first: 1)
        for (frame, part) in zip(found, parts) {
            for sequence in part {
                builder.add(FuzzedFeed.stamp(lines[sequence - 1]))
            }
            builder.endFrame(contentSize: Int(frame.contentSize))
            builder.placeFrame(storedSize: Int(frame.storedSize), checksum: frame.checksum)
        }
        var tree = CompactRange()
        for line in lines { tree.append(FuzzedFeed.leaf(line)) }
        return Array(builder.finish(tree).encoded().dropFirst(SegmentIndex.headerSize).dropLast(checksumSize))
    }()

    /// The segment with an index whose magic numbers, size and checksum are right.
    static func file(_ payload: [UInt8], flipped: Int?) -> [UInt8] {
        var frames = frames
        if let flipped { frames[flipped] ^= 0x21 }
        return frames + index(payload)
    }

    private static func index(_ payload: [UInt8]) -> [UInt8] {
        var payload = payload
        let size = UInt32(payload.count + checksumSize)
        if payload.count >= 4 { Mending.put(size, in: &payload, at: payload.count - 4) }
        payload += payload.rawSpan.sha256
        var bytes: [UInt8] = []
        bytes.append(integer: SegmentIndex.skippableMagic)
        bytes.append(integer: size)
        return bytes + payload + SegmentIndex.magic
    }

    static func check(_ payload: [UInt8], flipped: Int?) {
        let bytes = index(payload)
        let index = SegmentIndex(bytes.rawSpan)
        if let index { require(index.encoded() == bytes, "an index that is accepted is written as it was") }
        let feeds = FuzzedFeed.holding(file(payload, flipped: flipped), isSealed: true)
        let snapshot = certainly { try feeds.snapshot(of: FuzzedFeed.name) }
        var reader = FrameReader(snapshot)
        var found: [UInt64: [UInt8]] = [:]
        certainly {
            try reader.forEachFrame { frame in
                for (offset, line) in LineSplitter.lines(frame.bytes).enumerated() {
                    found[frame.firstSequence + UInt64(offset)] = line
                }
            }
        }
        for (sequence, line) in found {
            require(sequence <= 12 && lines[Int(sequence) - 1] == line, "line \(sequence) is the one that was written")
        }
        var lost: Set<UInt64> = []
        for loss in (snapshot.damage + reader.damage).compactMap(\.lost) where loss.first <= 12 {
            lost.formUnion(loss.first...min(12, max(loss.first, loss.last ?? 12)))
        }
        // An index that is refused does not say how many lines there were, and nothing follows.
        if flipped == nil || index != nil && snapshot.segments[0].isIndexed {
            for sequence in 1...12 as ClosedRange<UInt64> {
                require(found[sequence] != nil || lost.contains(sequence), "line \(sequence) is read, or told of")
            }
        }
        guard flipped == nil else { return }
        require(found.count == 12, "no index takes a line away")
        checkLookups(snapshot)
    }

    private static func checkLookups(_ snapshot: FeedSnapshot) {
        var reader = FrameReader(snapshot)
        for (offset, line) in lines.enumerated() {
            let sequence = UInt64(offset + 1)
            let found = certainly {
                try reader.withFrame(containing: sequence) { frame in
                    frame.range(ofLine: sequence).map { range in Array(frame.bytes.extracting(range)) }
                }
            }
            require(found == line, "line \(sequence) is found by itself")
        }
        let check = certainly { try FeedCheck.inOrder(snapshot, rootsOf: []) }
        require(check.feed.lineCount == 12 && check.damage.isEmpty, "an index is no damage")
        for (offset, line) in lines.enumerated() {
            let stamp = FuzzedFeed.stamp(line)
            let selections = [
                Selection(effect: stamp.effect...stamp.effect), Selection(recorded: stamp.recorded...stamp.recorded),
            ]
            for selection in selections {
                var isThere = false
                var reader = FrameReader(snapshot)
                certainly {
                    try reader.forEachFrame(selection) { frame in
                        if frame.range(ofLine: UInt64(offset + 1)) != nil { isThere = true }
                    }
                }
                require(isThere || !check.notes.isEmpty, "an index that hides line \(offset + 1) from dates is told of")
            }
        }
    }
}
