import CaseModel
import EventLog

/// The state of a case in the memory of a writer, kept up with what others append.
struct Replica {
    private var history: CaseHistory
    private var snapshots: [FeedSnapshot]
    private let feeds: [String]
    /// For each feed, the last sequence that was folded in.
    private var seen: [UInt64]
    private var lines: StoredLines
    /// Damage that reading the sealed segments has shown.
    private var damage: [Damage] = []
    /// The last line of the own feed that was folded in, to tell whether it became durable.
    private var lastOwnLine: [UInt8] = []

    /// - Parameter anticipating: a feed that is not there yet.
    init(_ source: Case, anticipating feed: String? = nil) throws {
        feeds = (source.feedNames + [feed].compactMap { $0 }).sorted()
        snapshots = source.snapshots
        history = CaseHistory(feeds: feeds)
        seen = feeds.map { _ in 0 }
        lines = StoredLines(source.snapshots)
        try readNewLines(except: nil)
    }

    /// Whether all that was folded in of the own feed stands before a commit; it does not where a commit failed after
    /// its lines were decided on.
    func isBacked(by commit: borrowing Commit, feed: FeedName) throws -> Bool {
        guard let own = feeds.firstIndex(of: feed.text), seen[own] > 0 else { return true }
        guard seen[own] < commit.nextSequence else { return false }
        var isSame = false
        let (last, expected) = (seen[own], lastOwnLine)
        try commit.forEachFrame(after: last - 1) { frame in
            guard frame.firstSequence <= last, last < frame.nextSequence else { return }
            var offset = 0
            for _ in frame.firstSequence..<last { offset = Lines.end(in: frame.bytes, from: offset) + 1 }
            isSame = Lines.copy(frame.bytes, offset..<Lines.end(in: frame.bytes, from: offset)) == expected
        }
        return expected.isEmpty || isSame
    }

    /// Folds in what others wrote: in this feed up to the commit, in the others what is there.
    ///
    /// - Throws: `EventLogError` with the code `.damaged` when the feed to be written to has damage in it.
    mutating func catchUp(_ commit: borrowing Commit, feed: FeedName) throws {
        if let damage = damage.first(where: { $0.feed == feed.text }) {
            throw EventLogError(.damaged, damage.message)
        }
        for index in snapshots.indices where snapshots[index].feed != feed {
            snapshots[index] = try snapshots[index].refreshed()
        }
        try readNewLines(except: feed)
        guard let own = feeds.firstIndex(of: feed.text) else { return }
        var reached = seen[own]
        try commit.forEachFrame(after: reached) { frame in
            history.read(frame.bytes, feed: own, firstSequence: frame.firstSequence)
            reached = frame.nextSequence - 1
            lastOwnLine = Lines.last(in: frame.bytes)
        }
        if reached > seen[own], let index = snapshots.firstIndex(where: { $0.feed == feed }) {
            snapshots[index] = try snapshots[index].refreshed()
        }
        seen[own] = reached
        try settle()
    }

    private mutating func readNewLines(except feed: FeedName?) throws {
        for snapshot in snapshots where snapshot.feed != feed {
            guard let index = feeds.firstIndex(of: snapshot.feed.text), snapshot.lastSequence > seen[index] else {
                continue
            }
            var reader = FrameReader(snapshot)
            try reader.forEachFrame(Selection(sequences: seen[index] + 1..<UInt64.max)) { frame in
                history.read(frame.bytes, feed: index, firstSequence: frame.firstSequence)
            }
            damage += reader.damage
            seen[index] = snapshot.lastSequence
        }
        try settle()
    }

    private mutating func settle() throws {
        let lines = ordered(snapshots)
        self.lines = lines
        try history.settle { id, _ in try lines.line(id) }
    }

    /// Stored lines by the numbers of feeds in this replica.
    private func ordered(_ snapshots: [FeedSnapshot]) -> StoredLines {
        StoredLines(feeds.map { name in snapshots.first { $0.feed.text == name } })
    }

    /// Decides on each line and hands the stored lines to a commit.
    mutating func append(
        _ input: InputLines, _ manner: CaseWriter.Manner, to commit: inout Commit, feed: String, now: Int64,
        onLine: (Int) -> Void
    ) throws {
        let recorded = max(commit.lastRecorded ?? .min, now)
        try append(input, manner, feed: feed, firstSequence: commit.nextSequence, recorded: recorded, onLine: onLine) {
            lines in
            try commit.append(lines)
        }
    }

    /// - Throws: `CaseWriter.Refused` with every bad line; `store` may have been called before.
    mutating func append(
        _ input: InputLines, _ manner: CaseWriter.Manner, feed: String, firstSequence: UInt64, recorded: Int64,
        onLine: (Int) -> Void, store: ([UInt8]) throws -> Void
    ) throws {
        guard let index = feeds.firstIndex(of: feed) else {
            throw CaseError(.missing, "The feed '\(feed)' is not in the case. It may have been removed meanwhile.")
        }
        var batch = Batch(index, firstSequence, recorded, manner)
        var output: [UInt8] = []
        let lines = self.lines
        try input.forEachLine(tooLong: { batch.refuseLong(line: $0) }) { bytes, range, number, position in
            let refusal = try history.admit(bytes, range, batch.admission, output: &output) { id, history in
                try batch.line(id, in: input, history: &history) ?? lines.line(id)
            }
            batch.note(refusal, number, position)
            onLine(number)
            if output.count >= Batch.chunkSize {
                lastOwnLine = Lines.last(in: output.span.bytes)
                if batch.refused.isEmpty { try store(output) }
                output.removeAll(keepingCapacity: true)
            }
        }
        guard batch.refused.isEmpty else {
            throw CaseWriter.Refused(lines: batch.refused, isSingle: !manner.takesLabels)
        }
        if !output.isEmpty {
            lastOwnLine = Lines.last(in: output.span.bytes)
            try store(output)
        }
        seen[index] = batch.nextSequence - 1
    }
}

/// The lines of one commit so far.
private struct Batch {
    /// Lines are handed on in chunks of this many bytes.
    static let chunkSize = 1 << 18

    private let feed: FeedIndex
    private let firstSequence: UInt64
    private let recorded: Int64
    private let manner: CaseWriter.Manner
    private var positions: [InputLines.Position] = []
    private(set) var refused: [CaseWriter.Refused.Line] = []

    init(_ feed: FeedIndex, _ firstSequence: UInt64, _ recorded: Int64, _ manner: CaseWriter.Manner) {
        self.feed = feed
        self.firstSequence = firstSequence
        self.recorded = recorded
        self.manner = manner
    }

    var nextSequence: UInt64 { firstSequence + UInt64(positions.count) }
    var admission: Admission { admission(nextSequence) }

    private func admission(_ sequence: UInt64) -> Admission {
        Admission(
            id: EventID(feed: feed, sequence: sequence), recorded: recorded, isForced: manner.isForced,
            takesLabels: manner.takesLabels)
    }

    mutating func note(_ refusal: Refusal, _ number: Int, _ position: InputLines.Position) {
        if refusal.isEmpty {
            positions.append(position)
        } else {
            refused.append(CaseWriter.Refused.Line(number: number, refusal: refusal))
        }
    }

    mutating func refuseLong(line number: Int) {
        let message = "The line has more than \(InputLines.lineSizeMax) bytes; at most 65535 are stored."
        let refusal = Refusal(problems: [LineForm.Problem(field: nil, message: message)])
        refused.append(CaseWriter.Refused.Line(number: number, refusal: refusal))
    }

    /// The stored line of an event of this commit, made again from its input.
    func line(_ id: EventID, in input: InputLines, history: inout CaseHistory) throws -> [UInt8]? {
        guard id.feed == feed, id.sequence >= firstSequence, id.sequence < nextSequence else { return nil }
        let bytes = try input.line(positions[Int(id.sequence - firstSequence)])
        return try history.storedLine(bytes.span.bytes, 0..<bytes.count, admission(id.sequence)) { id, history in
            try line(id, in: input, history: &history)
        }
    }
}
