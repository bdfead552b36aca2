import Testing

@testable import EventLog

/// What a reader makes of one feed whose files were changed by hand.
struct Reading {
    let snapshot: FeedSnapshot
    let lines: [String]
    let damage: [Damage]

    init(_ scene: Scene, _ feed: FeedName) throws {
        var feeds = scene.feeds
        feeds = FeedsFolder(feeds.path, origin: feeds.origin, environment: feeds.environment)
        snapshot = try feeds.snapshot(of: feed)
        var reader = FrameReader(snapshot)
        lines = try reader.lines()
        damage = snapshot.damage + reader.damage
    }

    /// The sequences that damage says are lost, the open end cut at `end`.
    func lost(before end: UInt64) -> Set<UInt64> {
        var lost: Set<UInt64> = []
        for case let loss? in damage.map({ damage in damage.lost }) {
            lost.formUnion(loss.first...max(loss.first, loss.last ?? end - 1))
        }
        return lost
    }
}

/// A feed of one small segment, of which its tests change every byte.
struct SmallFeed {
    let scene: Scene
    let feed: FeedName
    let file: String
    let bytes: [UInt8]
    let lines: [String]
    /// Where each frame begins, and the first sequence after it.
    let frames: [FrameEntry]

    init(isSealed: Bool) throws {
        var settings = LogSettings()
        settings.sealedFrameSize = 300
        scene = Scene(settings: settings)
        let writer = try scene.writer()
        feed = writer.feed
        for number in 1...4 { try writer.add("text \(number)", "more \(number)") }
        if isSealed { #expect(try writer.seal(.all) == 1) }
        file = scene.path(feed, SegmentName(first: 1, isSealed: isSealed).description)
        bytes = try isSealed ? contents(file) : framesOf(file)
        lines = try scene.lines(feed)
        frames = try scene.feeds.snapshot(of: feed).segments[0].frames
        #expect(lines.count == 8 && frames.count == 4)
    }

    /// Every line that is read is one that was written, and what is missing is said to be.
    func check(_ reading: Reading, _ what: String) {
        #expect(Set(reading.lines).isSubset(of: lines), "\(what): a line that was never written")
        #expect(reading.lines == lines.filter(Set(reading.lines).contains), "\(what): order")
    }
}
