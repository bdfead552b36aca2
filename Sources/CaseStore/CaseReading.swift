import CaseModel
import EventLog
import Synchronization

/// Reads the lines of a case on all processors: each takes part after part of the feeds, unpacks and decodes it into a
/// history of its own, and these are put together in the end. In memory at a time is one frame for each.
struct CaseReading: Sendable {
    fileprivate struct Part {
        let feed: FeedIndex
        let sequences: Range<UInt64>
    }

    private struct Finding {
        var histories: [Int: CaseHistory] = [:]
        var damage: [Damage] = []
        var lineCount: UInt64 = 0
    }

    private let snapshots: [FeedSnapshot]
    private let recorded: Instant
    private let parts: [Part]

    /// - Parameter partSize: about how many bytes of lines make a part; fewer are not worth a thread.
    init(_ snapshots: [FeedSnapshot], recorded: Instant, partSize: UInt64) {
        self.snapshots = snapshots
        self.recorded = recorded
        parts = snapshots.enumerated().flatMap { index, snapshot in
            snapshot.parts(ofSize: partSize).map { Part(feed: index, sequences: $0) }
        }
    }

    /// - Returns: the history, not yet settled, and what could not be read.
    func read(
        _ onLines: @escaping @Sendable (UInt64) -> Void, into empty: @escaping @Sendable () -> CaseHistory
    ) throws -> (CaseHistory, [Damage]) {
        let next = Atomic(0)
        let finding = Mutex(Finding())
        try Workers.run(min(Workers.countHere, parts.count - snapshots.count + 1)) { worker in
            var history = empty()
            var reader = PartReader(snapshots, recorded: recorded)
            while true {
                let number = next.add(1, ordering: .relaxed).oldValue
                guard number < parts.count else { break }
                let before = history.lineCount
                try reader.read(parts[number], into: &history)
                let read = history.lineCount - before
                finding.withLock {
                    $0.lineCount += read
                    onLines($0.lineCount)
                }
            }
            let damage = reader.finish()
            finding.withLock {
                $0.histories[worker] = history
                $0.damage += damage
            }
        }
        // Taken out, so that what is put together is changed in place.
        var found = finding.withLock { finding in
            defer { finding = Finding() }
            return finding
        }
        return (Self.merge(&found.histories, empty()), Self.once(found.damage))
    }

    private static func merge(_ histories: inout [Int: CaseHistory], _ empty: CaseHistory) -> CaseHistory {
        var history = histories.removeValue(forKey: 0) ?? empty
        for worker in histories.keys.sorted() {
            if let part = histories.removeValue(forKey: worker) { history.merge(part) }
        }
        return history
    }

    /// Each once and in order: several parts of a feed may have met the same damage.
    private static func once(_ found: [Damage]) -> [Damage] {
        var all: [Damage] = []
        for damage in found where !all.contains(damage) { all.append(damage) }
        return all.sorted { ($0.feed, $0.lost?.first ?? 0) < ($1.feed, $1.lost?.first ?? 0) }
    }
}

/// Reads parts of feeds, with the buffers of one reader for as long as they are of one feed.
private struct PartReader: ~Copyable {
    private let snapshots: [FeedSnapshot]
    private let recorded: Instant
    private var feed: FeedIndex?
    private var reader: FrameReader?
    private var found: [Damage] = []

    init(_ snapshots: [FeedSnapshot], recorded: Instant) {
        self.snapshots = snapshots
        self.recorded = recorded
    }

    mutating func read(_ part: CaseReading.Part, into history: inout CaseHistory) throws {
        if feed != part.feed {
            if let finished = reader.take() { found += finished.damage }
            feed = part.feed
            reader = FrameReader(snapshots[part.feed])
        }
        var selection = Selection(sequences: part.sequences)
        if recorded != .max { selection.recorded = Instant.min...recorded }
        try reader?.forEachFrame(selection) { frame in
            history.read(frame.bytes, feed: part.feed, firstSequence: frame.firstSequence)
        }
    }

    /// - Returns: what could not be read.
    consuming func finish() -> [Damage] {
        if let finished = reader.take() { found += finished.damage }
        return found
    }
}
