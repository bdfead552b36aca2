import Simulation
import Testing

@testable import EventLog

struct SelectionTests {
    /// A feed of random lines, in open, closed and sealed segments of small frames, and what stands in each line.
    private func randomFeed(_ generator: inout SplitMix) throws -> (Scene, FeedSnapshot, [LineStamp]) {
        var settings = LogSettings()
        settings.openLinesMax = UInt64.random(in: 3...12, using: &generator)
        settings.sealedFrameSize = Int.random(in: 200...900, using: &generator)
        settings.commitSizeMax = 1_500
        let scene = Scene(settings: settings)
        let writer = try scene.writer()
        var stamps: [LineStamp] = []
        var recorded: Int64 = 0
        for _ in 0..<Int.random(in: 3...12, using: &generator) {
            var lines: [UInt8] = []
            let isLarge = Int.random(in: 0..<5, using: &generator) == 0
            for _ in 0..<Int.random(in: isLarge ? 12...20 : 1...4, using: &generator) {
                recorded += Int64.random(in: 0...3, using: &generator)
                let isLate = Int.random(in: 0..<4, using: &generator) == 0
                let effect = isLate ? Int64.random(in: -50...recorded, using: &generator) : recorded
                let sequence = UInt64(stamps.count + 1)
                stamps.append(LineStamp(sequence: sequence, effect: effect, recorded: recorded))
                lines += testLine(writer.feed, sequence, effect: effect, recorded: recorded)
            }
            let chunk = lines
            try writer.commit { commit in try commit.append(chunk) }
            if Int.random(in: 0..<4, using: &generator) == 0 {
                try writer.seal(Bool.random(using: &generator) ? .all : .closed)
            }
        }
        #expect(try scene.feeds.verify().isSound)
        #expect(try scene.feeds.verify().notes.isEmpty)
        return (scene, try scene.feeds.snapshot(of: writer.feed), stamps)
    }

    @Test(arguments: 1...12)
    func `a range read with the help of indexes is everything, filtered`(seed: UInt64) throws {
        var generator = SplitMix(seed: seed)
        let (scene, snapshot, stamps) = try randomFeed(&generator)
        defer { withExtendedLifetime(scene) {} }
        let inspector = TestInspector()
        for _ in 0..<15 {
            let low = Int64.random(in: -60...60, using: &generator)
            let range = low...(low + Int64.random(in: 0...20, using: &generator))
            let first = UInt64.random(in: 1...UInt64(stamps.count + 2), using: &generator)
            let sequences = first..<(first + UInt64.random(in: 0...30, using: &generator))
            for selection in [
                Selection(effect: range), Selection(recorded: range), Selection(sequences: sequences),
                Selection(sequences: sequences, effect: range), .all,
            ] {
                var found: [LineStamp] = []
                var reader = FrameReader(snapshot)
                try reader.forEachFrame(selection) { frame in
                    var splitter = LineSplitter(frame.bytes)
                    var count = 0
                    while let line = splitter.next() {
                        found += [inspector.inspect(line, feed: snapshot.feed)].compactMap { stamp in stamp }
                        count += 1
                    }
                    #expect(count == frame.count && found.last?.sequence == frame.nextSequence - 1)
                }
                #expect(found.map { stamp in stamp.sequence } == found.map { stamp in stamp.sequence }.sorted())
                #expect(found.allSatisfy { stamp in selection.sequences.contains(stamp.sequence) })
                #expect(found.filter(selection.wants) == stamps.filter(selection.wants))
            }
        }
    }

    @Test func `frames out of range are not decompressed`() throws {
        var settings = LogSettings()
        settings.sealedFrameSize = 300
        let scene = Scene(settings: settings)
        let writer = try scene.writer()
        try writer.commit { commit in
            for effect in 0..<20 {
                try commit.append(testLine(commit.feed, commit.nextSequence, effect: effect == 15 ? 3 : Int64(effect)))
            }
        }
        try writer.seal(.all)
        let snapshot = try scene.feeds.snapshot(of: writer.feed)
        #expect(snapshot.segments[0].frames.count > 9)
        #expect(try snapshot.lines(Selection(effect: 3...3)).count == 4)
        #expect(try snapshot.lines(Selection(effect: 100...200)).isEmpty)
    }
}

extension Selection {
    fileprivate func wants(_ stamp: LineStamp) -> Bool {
        sequences.contains(stamp.sequence) && effect?.contains(stamp.effect) ?? true
            && recorded?.contains(stamp.recorded) ?? true
    }
}
