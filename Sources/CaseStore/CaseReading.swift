import CaseModel
import EventLog
import Synchronization

/// Reads the lines of a case on all processors: each takes part after part of the feeds, unpacks and checks it, and
/// makes of it what it makes for itself alone. In memory at a time is one frame for each.
struct CaseReading: Sendable {
    fileprivate struct Part {
        let feed: FeedIndex
        let sequences: Range<UInt64>
    }

    private struct Outcome<Made: Sendable> {
        var made: [Int: Made] = [:]
        var damage: [Damage] = []
        var lineCount: UInt64 = 0
    }

    private let snapshots: [FeedSnapshot]
    private let recorded: Instant
    private let parts: [Part]

    /// - Parameter partSize: about how many bytes of lines make a part; fewer are not worth a thread.
    init(_ snapshots: [FeedSnapshot], recorded: Instant = .max, partSize: UInt64) {
        self.snapshots = snapshots
        self.recorded = recorded
        parts = snapshots.enumerated().flatMap { index, snapshot in
            snapshot.parts(ofSize: partSize).map { Part(feed: index, sequences: $0) }
        }
    }

    /// Reads every line into a history: each thread into one of its own, and these are put together in the end.
    ///
    /// - Returns: the history, not yet settled, and what could not be read.
    func read(
        _ onLines: @escaping @Sendable (UInt64) -> Void, into empty: @escaping @Sendable () -> CaseHistory
    ) throws -> (CaseHistory, [Damage]) {
        var (histories, damage) = try share(onLines, beginningWith: empty) { history, frame, feed in
            history.read(frame.bytes, feed: feed, firstSequence: frame.firstSequence)
        }
        // Taken out one by one, so that what is put together is changed in place.
        var history = histories.removeValue(forKey: 0) ?? empty()
        for worker in histories.keys.sorted() {
            if let part = histories.removeValue(forKey: worker) { history.merge(part, .onAllProcessors) }
        }
        return (history, damage)
    }

    /// Looks at every line again, each thread with a copy of the history and with what it found for itself.
    ///
    /// - Returns: what each found, in no order, and what could not be read.
    func fold<Made: Sendable>(
        _ history: CaseHistory, from blank: Made, _ onLines: @escaping @Sendable (UInt64) -> Void = { _ in },
        _ body: @escaping @Sendable (inout Made, inout CaseHistory, borrowing FrameLines, FeedIndex) throws -> Void
    ) throws -> (made: [Made], damage: [Damage]) {
        let (folds, damage) = try share(onLines, beginningWith: { Fold(history: history, made: blank) }) {
            fold, frame, feed in
            try body(&fold.made, &fold.history, frame, feed)
        }
        return (folds.values.map(\.made), damage)
    }

    private struct Fold<Made: Sendable>: Sendable {
        var history: CaseHistory
        var made: Made
    }

    /// The same for what is found in one frame after the other.
    func scan<Found: Sendable>(
        _ history: CaseHistory, _ onLines: @escaping @Sendable (UInt64) -> Void = { _ in },
        _ body: @escaping @Sendable (inout CaseHistory, borrowing FrameLines, FeedIndex) throws -> [Found]
    ) throws -> (found: [Found], damage: [Damage]) {
        var (found, damage) = try fold(history, from: [Found](), onLines) { found, history, frame, feed in
            found += try body(&history, frame, feed)
        }
        // Taken out one by one, so that what was added is not held twice.
        var all = found.popLast() ?? []
        while let next = found.popLast() { all += next }
        return (all, damage)
    }

    private func share<Made: Sendable>(
        _ onLines: @escaping @Sendable (UInt64) -> Void, beginningWith start: @escaping @Sendable () -> Made,
        _ body: @escaping @Sendable (inout Made, borrowing FrameLines, FeedIndex) throws -> Void
    ) throws -> ([Int: Made], [Damage]) {
        let next = Atomic(0)
        let outcome = Mutex(Outcome<Made>())
        try Workers.run(min(Workers.countHere, parts.count - snapshots.count + 1)) { worker in
            var made = start()
            var reader = PartReader(snapshots, recorded: recorded)
            while true {
                let number = next.add(1, ordering: .relaxed).oldValue
                guard number < parts.count else { break }
                var read: UInt64 = 0
                try reader.read(parts[number]) { frame in
                    try body(&made, frame, parts[number].feed)
                    read += UInt64(frame.count)
                }
                outcome.withLock {
                    $0.lineCount += read
                    onLines($0.lineCount)
                }
            }
            let damage = reader.finish()
            outcome.withLock {
                $0.made[worker] = made
                $0.damage += damage
            }
        }
        let found = outcome.withLock { outcome in
            defer { outcome = Outcome() }
            return outcome
        }
        return (found.made, Self.once(found.damage))
    }

    /// Each once and in order: several parts of a feed may have met the same damage.
    static func once(_ found: [Damage]) -> [Damage] {
        var all: [Damage] = []
        for damage in found where !all.contains(damage) { all.append(damage) }
        return all.sorted { ($0.feed, $0.lost?.first ?? 0, $0.message) < ($1.feed, $1.lost?.first ?? 0, $1.message) }
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

    mutating func read(_ part: CaseReading.Part, _ body: (borrowing FrameLines) throws -> Void) throws {
        if feed != part.feed {
            if let finished = reader.take() { found += finished.damage }
            feed = part.feed
            reader = FrameReader(snapshots[part.feed])
        }
        var selection = Selection(sequences: part.sequences)
        if recorded != .max { selection.recorded = Instant.min...recorded }
        try reader?.forEachFrame(selection, body)
    }

    /// - Returns: what could not be read.
    consuming func finish() -> [Damage] {
        if let finished = reader.take() { found += finished.damage }
        return found
    }
}
