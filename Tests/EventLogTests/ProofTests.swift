import Sampling
import Testing

@testable import EventLog

/// Proofs, and what they are worth: nothing with a byte changed.
struct ProofTests {
    private let scene: Scene
    private let writer: FeedWriter

    init() throws {
        var settings = LogSettings()
        settings.openLinesMax = 4
        scene = Scene(settings: settings)
        writer = try scene.writer()
        for number in 1...11 { try writer.add("\(number)") }
        try writer.seal(.closed)
    }

    private func key() throws -> [UInt8] { try contents(scene.path(writer.feed, "key")) }

    private func line(_ sequence: UInt64) throws -> Proof {
        try scene.feeds.proof(of: writer.feed, line: sequence) { _ in }
    }

    /// Whether a text is taken for a proof, with a key that is trusted.
    private func holds(_ text: [UInt8], trusting key: [UInt8]?) -> Bool {
        guard let proofs = Proof.all(in: text), proofs.count == 1 else { return false }
        return (try? proofs[0].check(trusting: key, TestInspector())) != nil
    }

    @Test func `every line of a feed is proven, sealed or not`() throws {
        let (key, lines) = (try key(), try scene.lines(writer.feed))
        for sequence: UInt64 in 1...11 {
            let proof = try line(sequence)
            #expect(proof.claim == .line(Array(lines[Int(sequence) - 1].utf8), index: sequence - 1))
            #expect(holds(proof.text, trusting: key) && holds(proof.text, trusting: nil))
            #expect(Proof.all(in: proof.text) == [proof])
        }
    }

    @Test func `the feed is proven to go on from each of its checkpoints`() throws {
        var checkpoints: [Checkpoint] = []
        for number in 0..<6 {
            try writer.add("\(number)")
            checkpoints.append(try #require(try writer.sign()))
        }
        try writer.seal(.all)
        let key = try key()
        for checkpoint in checkpoints {
            let proof = try scene.feeds.proof(since: checkpoint) { _ in }
            #expect(proof.claim == .continuation(of: checkpoint) && proof.checkpoint.size == 17)
            #expect(holds(proof.text, trusting: key))
        }
        let all = try checkpoints.map { checkpoint in try scene.feeds.proof(since: checkpoint) { _ in } }
        #expect(Proof.all(in: all.flatMap(\.text)) == all)
    }

    @Test func `a proof with any byte changed, or a byte too many or too few, proves nothing`() throws {
        try writer.add("more")
        let earlier = try #require(try scene.feeds.checkpoint(of: writer.feed))
        let proofs = [try line(3), try scene.feeds.proof(since: earlier) { _ in }]
        #expect(proofs[1].checkpoint.size > earlier.size)
        for (text, key) in try proofs.map({ proof in (proof.text, try key()) }) {
            #expect(holds(text, trusting: key))
            for place in text.indices {
                for bit in sampled([UInt8(place % 8)], whole: Array(0..<8)) {
                    var changed = text
                    changed[place] ^= 1 << bit
                    if holds(changed, trusting: key) { Issue.record("byte \(place), bit \(bit)") }
                }
                var changed = text
                changed.remove(at: place)
                if holds(changed, trusting: key) { Issue.record("without byte \(place)") }
                if holds(Array(text.prefix(place)), trusting: key) { Issue.record("\(place) bytes") }
            }
            #expect(!holds(text + [0x0A], trusting: key))
            #expect(!holds([], trusting: key))
        }
    }

    @Test(arguments: [11, 1 << 40, .max - 1, .max] as [UInt64])
    func `an index beyond the tree proves nothing`(index: UInt64) throws {
        let text = String(decoding: try line(11).text, as: UTF8.self).replacing("index 10\n", with: "index \(index)\n")
        let proofs = try #require(Proof.all(in: Array(text.utf8)))
        #expect(throws: Proof.Failure.path) { try proofs[0].check(trusting: nil, TestInspector()) }
    }

    @Test func `a feed that is shorter than what was remembered is said to be so, not to want signing`() throws {
        let remembered = try #require(try writer.sign())
        for name in [SegmentName(first: 9, isSealed: false).description, Checkpoint.file] {
            try SystemFileSystem().remove(scene.path(writer.feed, name))
        }
        try SystemFileSystem().remove("\(scene.folder.path)/home/heads/\(writer.feed)")
        let error = #expect(throws: EventLogError.self) { try scene.feeds.proof(since: remembered) { _ in } }
        #expect(error?.code == .damaged)
        #expect(error?.message.contains("Lines 9 to 11") == true)
    }

    @Test func `a proof says why it fails`() throws {
        func failure(_ proof: Proof, trusting key: [UInt8]? = nil) -> Proof.Failure? {
            do throws(Proof.Failure) {
                try proof.check(trusting: key, TestInspector())
                return nil
            } catch { return error }
        }
        let (proof, other, key) = (try line(3), try line(4), SigningKey())
        let (origin, feedKey) = (proof.checkpoint.origin, try #require(try scene.feeds.publicKey(of: writer.feed)))
        #expect(failure(proof) == nil)
        #expect(failure(proof, trusting: Array(key.publicKey.verifierLine(name: origin).utf8)) == .otherKey)
        #expect(failure(Proof(proof.claim, proof.hashes, proof.checkpoint, key: key.publicKey)) == .key)
        #expect(failure(Proof(proof.claim, other.hashes, proof.checkpoint, key: feedKey)) == .path)
        #expect(failure(Proof(other.claim, other.hashes, proof.checkpoint, key: feedKey)) == nil)
        guard case .line(let line, _) = other.claim else { return }
        #expect(failure(Proof(.line(line, index: 2), proof.hashes, proof.checkpoint, key: feedKey)) == .line)
        for index in [proof.checkpoint.size, .max] {
            #expect(failure(Proof(.line(line, index: index), proof.hashes, proof.checkpoint, key: feedKey)) == .path)
        }
        let forged = try Checkpoint(CompactRange(size: 1, peaks: [.empty])!, origin: origin, key: key)
        #expect(failure(Proof(proof.claim, proof.hashes, forged, key: feedKey)) == .signature)
        #expect(failure(Proof(.continuation(of: forged), [], proof.checkpoint, key: feedKey)) == .signature)
        let foreign = try Checkpoint(CompactRange(), origin: "caselog/oak/jw-3f9c21ab", key: key)
        #expect(failure(Proof(.continuation(of: foreign), [], proof.checkpoint, key: feedKey)) == .otherFeed)
    }

    @Test func `a device without the key proves what is signed, and says what is not`() throws {
        var reader = scene.feeds
        reader = FeedsFolder(reader.path, origin: reader.origin, environment: reader.environment)
        try writer.add("12")
        #expect(try reader.proof(of: writer.feed, line: 11) { _ in }.checkpoint.size == 11)
        let error = #expect(throws: EventLogError.self) { try reader.proof(of: writer.feed, line: 12) { _ in } }
        #expect(error?.code == .notSigned)
        #expect(try line(12).checkpoint.size == 12)
        #expect(try reader.proof(of: writer.feed, line: 12) { _ in }.checkpoint.size == 12)
    }

    @Test func `changed lines are not proven`() throws {
        let name = SegmentName(first: 9, isSealed: false).description
        let forged = (9...11).map { number in testLine(writer.feed, UInt64(number), text: "forged") }
        try write(forged.flatMap { line in LZ4.frame(line.rawSpan, level: 0) }, to: scene.path(writer.feed, name))
        #expect(throws: EventLogError.self) { try line(3) }
        #expect(throws: EventLogError.self) { try line(10) }
    }
}
