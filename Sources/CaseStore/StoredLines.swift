package import CaseModel
import EventLog

/// The stored lines of a case, fetched one by one; frames that were just used are kept.
package final class StoredLines {
    private let feeds: [FeedLines?]

    /// - Parameter snapshots: by the numbers of feeds; nil for a feed that is not there yet.
    init(_ snapshots: [FeedSnapshot?]) {
        feeds = snapshots.map { $0.map(FeedLines.init) }
    }

    /// The line of an event, without LF; nil where it is not there or cannot be read.
    package func line(_ id: EventID) throws -> [UInt8]? {
        guard id.feed < feeds.count else { return nil }
        return try feeds[id.feed]?.line(id.sequence)
    }

    /// Calls `body` with each line that can be read, without LF.
    ///
    /// - Parameter events: in order; so each frame is unpacked and gone through once.
    package func forEach(_ events: ArraySlice<EventID>, _ body: (EventID, [UInt8]) -> Void) throws {
        var rest = events
        while let first = rest.first {
            let end = rest.firstIndex { $0.feed != first.feed } ?? rest.endIndex
            if first.feed < feeds.count { try feeds[first.feed]?.forEach(rest[..<end], body) }
            rest = rest[end...]
        }
    }

    /// Tells that a feed has lines up to a sequence by now.
    func reach(_ sequence: UInt64, of feed: FeedIndex) { feeds[feed]?.end = sequence }
}

/// The lines of one feed; a class, because the reader of frames cannot be copied.
private final class FeedLines {
    private var reader: FrameReader
    /// The last line that there is, as far as is known.
    var end: UInt64

    init(_ snapshot: FeedSnapshot) {
        reader = FrameReader(snapshot)
        end = snapshot.lastSequence
    }

    func forEach(_ events: ArraySlice<EventID>, _ body: (EventID, [UInt8]) -> Void) throws {
        var rest = events
        while let first = rest.first {
            let count = try reader.withFrameOnce(containing: first.sequence) { frame in
                let here = rest.prefix { $0.sequence < frame.nextSequence }
                frame.forEachLine(here.map(\.sequence)) { sequence, range in
                    body(EventID(feed: first.feed, sequence: sequence), Lines.copy(frame.bytes, range))
                }
                return here.count
            }
            rest = rest.dropFirst(count ?? 1)
        }
    }

    func line(_ sequence: UInt64) throws -> [UInt8]? {
        if sequence <= end, sequence > reader.snapshot.lastSequence {
            reader = FrameReader(try reader.snapshot.refreshed())
        }
        return try reader.withFrame(containing: sequence) { frame in
            frame.range(ofLine: sequence).map { Lines.copy(frame.bytes, $0) }
        }.flatMap { $0 }
    }
}
