import Testing

@testable import EventLog

/// Whether a case still holds what remembered checkpoints cover, and if not, which lines.
struct RememberedTests {
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

    private func remembered() throws -> Checkpoint { try #require(try writer.sign()) }

    /// What an auditor finds, whose device knows nothing of the feed.
    private func found(_ remembered: Checkpoint) throws -> [Damage] {
        let feeds = FeedsFolder(scene.feeds.path, origin: scene.feeds.origin, environment: scene.feeds.environment)
        return try feeds.verify(against: [remembered]).damage
    }

    /// Puts other lines in the place of some, with good checksums.
    private func forge(_ lines: ClosedRange<UInt64>, in segment: SegmentName) throws {
        let path = scene.path(writer.feed, segment.description)
        let stored = try scene.lines(writer.feed)
        let last = segment.first == 9 ? UInt64(stored.count) : segment.first + 3
        let content = (segment.first...last).flatMap { number in
            lines.contains(number)
                ? testLine(writer.feed, number, text: "forged") : Array("\(stored[Int(number) - 1])\n".utf8)
        }
        try write(LZ4.frame(content.rawSpan, level: segment.isSealed ? 3 : 0), to: path)
    }

    @Test func `what goes on from a checkpoint holds it`() throws {
        let remembered = try remembered()
        #expect(try found(remembered).isEmpty)
        for number in 12...30 { try writer.add("\(number)") }
        try writer.seal(.all)
        #expect(try found(remembered).isEmpty)
        #expect(try scene.feeds.verify(against: [remembered]).feeds.map(\.signedCount) == [30])
    }

    @Test func `lines that are gone are named, though the checkpoint in the folder is gone as well`() throws {
        let remembered = try remembered()
        try SystemFileSystem().remove(scene.path(writer.feed, Checkpoint.file))
        try SystemFileSystem().remove(scene.path(writer.feed, SegmentName(first: 9, isSealed: false).description))
        let damage = try found(remembered)
        #expect(damage.map(\.code) == [.rolledBack])
        #expect(damage.map(\.lost) == [LostLines(first: 9, last: 11)])
    }

    @Test(arguments: [1...1, 5...6] as [ClosedRange<UInt64>])
    func `lines that were changed in a sealed segment are among those named`(lines: ClosedRange<UInt64>) throws {
        let remembered = try remembered()
        let segment = SegmentName(first: lines.lowerBound < 5 ? 1 : 5, isSealed: true)
        try forge(lines, in: segment)
        let damage = try found(remembered).filter { damage in damage.code == .changed }
        // The segment has lost its index; that of its neighbour tells.
        #expect(!damage.isEmpty)
        for damage in damage {
            let lost = try #require(damage.lost)
            #expect(lost.first <= lines.lowerBound && lost.last ?? 0 >= lines.upperBound)
        }
    }

    /// Puts other lines in the place of a sealed segment's, with an index that says so of them.
    private func rewrite(_ lines: ClosedRange<UInt64>, first: UInt64) throws {
        let stored = try scene.lines(writer.feed)
        let name = SegmentName(first: first, isSealed: true)
        var tree = CompactRange()
        for line in stored.prefix(Int(first) - 1) { tree.append(leafHash(Array(line.utf8))) }
        let source = scene.feeds.source(of: writer.feed)
        let checker = LineChecker(
            feed: writer.feed, inspector: TestInspector(), nextSequence: first, lastRecorded: nil)
        try SystemFileSystem().remove(scene.path(writer.feed, name.description))
        var sealed = try SealedSegmentWriter(after: checker, tree, in: source, helpers: 0)
        for number in first..<first + 4 {
            let line =
                lines.contains(number)
                ? testLine(writer.feed, number, text: "forged") : Array("\(stored[Int(number) - 1])\n".utf8)
            try sealed.append(line.rawSpan)
        }
        try sealed.complete()
        try sealed.appear()
    }

    @Test(arguments: [1, 2, 4, 5, 7, 8] as [UInt64], [8, 10, 11])
    func `wherever a segment was rewritten whole, its changed line is among those named`(
        line: UInt64, size: Int
    ) throws {
        var tree = CompactRange()
        for line in try scene.lines(writer.feed).prefix(size) { tree.append(leafHash(Array(line.utf8))) }
        let key = try #require(
            try scene.feeds.device?.signingKey(of: writer.feed, name: "caselog/elm/\(writer.feed)"))
        let remembered = try Checkpoint(tree, origin: "caselog/elm/\(writer.feed)", key: key)
        try SystemFileSystem().remove(scene.path(writer.feed, Checkpoint.file))
        try rewrite(line...line, first: line < 5 ? 1 : 5)
        let damage = try found(remembered)
        #expect(!damage.isEmpty && damage.allSatisfy { damage in damage.code == .changed })
        #expect(damage.contains { damage in damage.lost.map { $0.first <= line && $0.last ?? 0 >= line } ?? false })
        #expect(damage.allSatisfy { damage in damage.lost?.last ?? 0 <= UInt64(size) })
    }

    @Test func `lines that were changed behind a frame that cannot be read are told as well`() throws {
        let remembered = try remembered()
        try SystemFileSystem().remove(scene.path(writer.feed, Checkpoint.file))
        let file = scene.path(writer.feed, SegmentName(first: 1, isSealed: true).description)
        let bytes = try contents(file)
        var damaged = bytes
        damaged[20] ^= 1
        try write(damaged, to: file)
        #expect(try found(remembered).map(\.code) == [.frame], "What is behind it is as it was.")
        try write(bytes, to: file)
        try forge(10...10, in: SegmentName(first: 9, isSealed: false))
        try write(damaged, to: file)
        #expect(Set(try found(remembered).map(\.code)) == [.frame, .changed])
    }

    @Test func `lines that were changed behind the last checkpoint that agrees are named, and no others`() throws {
        let early = try remembered()
        for number in 12...12 { try writer.add("\(number)") }
        let late = try remembered()
        try forge(12...12, in: SegmentName(first: 9, isSealed: false))
        #expect(try found(early).map(\.lost) == [LostLines(first: 12, last: 12)], "the folder's own says so")
        let feeds = FeedsFolder(scene.feeds.path, origin: scene.feeds.origin, environment: scene.feeds.environment)
        let damage = try feeds.verify(against: [early, late]).damage
        #expect(damage.allSatisfy { damage in damage.code == .changed })
        #expect(Set(damage.map { damage in damage.lost?.first }) == [12])
    }

    @Test func `a feed that is gone, and a key that was exchanged, are told`() throws {
        let remembered = try remembered()
        let other = try Checkpoint(CompactRange(), origin: remembered.origin, key: SigningKey())
        #expect(try found(other).map(\.code) == [.key])
        try SystemFileSystem().rename(
            "\(scene.feeds.path)/\(writer.feed)", to: "\(scene.folder.path)/elsewhere")
        let damage = try found(remembered)
        #expect(damage.map(\.code) == [.gap])
        #expect(damage.map(\.lost) == [LostLines(first: 1, last: 11)])
    }
}
