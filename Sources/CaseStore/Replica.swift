import CaseModel
import EventLog

/// The state of a case in the memory of a writer, kept up with what others append.
///
/// It holds only what stands in the log before the commit at hand: where that cannot be told any more, because a commit
/// failed or another feed was replaced, it is made anew.
struct Replica {
    private var history: CaseHistory
    private let identity = ReplicaIdentity()
    private var snapshots: [FeedSnapshot]
    private let feeds: [String]
    /// The folders of feeds that were there when this was made.
    private(set) var folders: FeedFolders
    /// The epoch of the commit that was caught up with last.
    private var epoch: UInt64?
    /// For each feed, the last sequence that was folded in, and its line.
    private var seen: [UInt64]
    private var lastLines: [[UInt8]]
    private var lines: StoredLines
    /// Lines of the own feed that commits waiting to be written have added.
    private var pending: [EventID: [UInt8]] = [:]
    /// The last sequence that was looked at for them.
    private var pendingEnd: UInt64 = 0
    /// What of the case cannot be read.
    private(set) var damage: [Damage] = []

    /// - Parameters:
    ///   - folders: the folders of feeds that were there before the case was opened.
    ///   - anticipating: a feed that is not there yet; it is numbered after all others.
    init(_ source: Case, folders: FeedFolders = FeedFolders(), anticipating feed: String? = nil) throws {
        self.folders = folders
        feeds = source.feedNames + [feed].compactMap { $0 }
        snapshots = source.snapshots
        history = CaseHistory(feeds: feeds)
        seen = feeds.map { _ in 0 }
        lastLines = feeds.map { _ in [] }
        lines = StoredLines([])
        damage = source.damage
        if try feed == nil && takeKept(of: source) {
            for index in snapshots.indices { try readNewLines(of: index) }
        } else {
            try readAll(of: source)
        }
        lines = ordered()
        try settle()
    }

    /// Goes on from what was kept of an earlier replay.
    ///
    /// - Returns: whether there is such a thing.
    private mutating func takeKept(of source: Case) throws -> Bool {
        guard damage.isEmpty, let (kept, sizes) = FactsCache(source.folder, on: source.device).load(for: snapshots)
        else { return false }
        let lines = ordered()
        var last: [[UInt8]] = []
        for (feed, size) in sizes.enumerated() {
            guard let line = size == 0 ? [] : try lines.line(EventID(feed: feed, sequence: size)) else { return false }
            last.append(line)
        }
        (history, seen, lastLines) = (kept, sizes, last)
        return true
    }

    /// Reads everything, on all processors.
    private mutating func readAll(of source: Case) throws {
        let (read, found) = try source.reading().read({ _ in }) { [feeds] in CaseHistory(feeds: feeds) }
        history = read
        history.settleAll(.onAllProcessors)
        damage += found
        let lines = ordered()
        for (feed, snapshot) in snapshots.enumerated() {
            seen[feed] = snapshot.lastSequence
            lastLines[feed] = try lines.line(EventID(feed: feed, sequence: snapshot.lastSequence)) ?? []
        }
    }

    /// What the case came to, and what it was worked out from; nil where part of the case cannot be read.
    var facts: (history: CaseHistory, key: FactsKey)? {
        guard damage.isEmpty, history.unreadable.isEmpty, history.isWhole else { return nil }
        let all = feeds.indices.map { feed in
            let last = lastLines[feed]
            let hash = seen[feed] == 0 ? "" : FactsKey.hex(last.rawSpan.sha256)
            return FactsKey.Feed(name: feeds[feed], size: seen[feed], lastLine: hash)
        }
        return (history, FactsKey(all))
    }

    /// Which events of each feed are folded in.
    var position: CasePosition { CasePosition(zip(feeds, seen)) }

    /// What may be looked at before a commit, whose lines come next.
    func look(from commit: borrowing Commit, feed: String) -> CaseWriter.Look {
        let (lines, pending) = (lines, pending)
        return CaseWriter.Look(
            history: history, feed: feed, nextSequence: commit.nextSequence, position: position, identity: identity
        ) { id in try pending[id] ?? lines.line(id) }
    }

    /// Whether these are the folders of feeds that were there when the replica was made.
    mutating func knows(_ folders: FeedFolders) -> Bool {
        defer { self.folders = folders }
        return self.folders.names == folders.names
    }

    /// Folds in what others wrote: in this feed up to the commit, in the others what is there.
    ///
    /// - Returns: false when what was folded in before does not stand in the log any more.
    /// - Throws: `EventLogError` with the code `.damaged` when the feed to be written to has damage in it.
    mutating func catchUp(_ commit: borrowing Commit, feed: FeedName) throws -> Bool {
        if let damage = damage.first(where: { $0.feed == feed.text }) {
            throw EventLogError(.damaged, damage.message)
        }
        guard let own = feeds.firstIndex(of: feed.text) else { return false }
        let isUnbroken = isUnbroken(by: commit, own)
        epoch = commit.epoch
        for index in snapshots.indices {
            let isOwn = snapshots[index].feed == feed
            if isOwn ? isUnbroken : !snapshots[index].mayHaveGrown { continue }
            let fresh = try snapshots[index].refreshed()
            let isLonger = fresh.lastSequence != snapshots[index].lastSequence
            // Even where nothing is new: one that was taken soon after a change is looked at from its folder on each
            // time.
            snapshots[index] = fresh
            if !isOwn, isLonger {
                guard try isContinued(by: index) else { return false }
                try readNewLines(of: index)
                lines = ordered()
            }
        }
        if isUnbroken {
            lines.reach(commit.lastDurable, of: own)
            try keepPending(commit, own)
        } else {
            guard try readOwnLines(commit, own) else { return false }
            lines = ordered()
        }
        try settle()
        return true
    }

    /// Whether a commit stands right behind what was folded in of its feed, with nothing to be read in between.
    private func isUnbroken(by commit: borrowing Commit, _ own: FeedIndex) -> Bool {
        commit.epoch == epoch && commit.nextSequence == seen[own] + 1
    }

    /// Keeps at hand what stands before a commit and is not written yet.
    private mutating func keepPending(_ commit: borrowing Commit, _ own: FeedIndex) throws {
        if commit.lastDurable == seen[own] { pending = [:] }
        let first = max(commit.lastDurable, pendingEnd)
        pendingEnd = seen[own]
        guard first < seen[own] else { return }
        try commit.forEachFrame(after: first) { frame in
            var sequence = frame.firstSequence
            var splitter = LineSplitter(frame.bytes)
            while let line = splitter.next() {
                pending[EventID(feed: own, sequence: sequence)] = Lines.copy(line, 0..<line.byteCount)
                sequence += 1
            }
        }
    }

    /// Whether a feed still begins with what was folded in of it.
    private func isContinued(by index: Int) throws -> Bool {
        guard let feed = feeds.firstIndex(of: snapshots[index].feed.text) else { return false }
        guard seen[feed] > 0 else { return true }
        let last = try ordered().line(EventID(feed: feed, sequence: seen[feed]))
        return last == lastLines[feed]
    }

    /// Folds in the lines of the own feed that stand before a commit; those not written yet are kept at hand.
    private mutating func readOwnLines(_ commit: borrowing Commit, _ own: Int) throws -> Bool {
        guard seen[own] < commit.nextSequence else { return false }
        let written = snapshots.first { $0.feed.text == feeds[own] }?.lastSequence ?? 0
        let from = min(written, seen[own] > 0 ? seen[own] - 1 : 0)
        pending = [:]
        pendingEnd = commit.nextSequence - 1
        var isBacked = true
        try commit.forEachFrame(after: from) { frame in
            var sequence = frame.firstSequence
            var splitter = LineSplitter(frame.bytes)
            while let line = splitter.next() {
                let bytes = Lines.copy(line, 0..<line.byteCount)
                if sequence == seen[own], bytes != lastLines[own] { isBacked = false }
                if sequence > written { pending[EventID(feed: own, sequence: sequence)] = bytes }
                sequence += 1
            }
        }
        guard isBacked else { return false }
        try commit.forEachFrame(after: seen[own]) { frame in
            history.read(frame.bytes, feed: own, firstSequence: frame.firstSequence)
            seen[own] = frame.nextSequence - 1
            lastLines[own] = Lines.last(in: frame.bytes)
        }
        return true
    }

    private mutating func readNewLines(of index: Int) throws {
        let snapshot = snapshots[index]
        guard let feed = feeds.firstIndex(of: snapshot.feed.text), snapshot.lastSequence > seen[feed] else { return }
        var reader = FrameReader(snapshot)
        try reader.forEachFrame(Selection(sequences: seen[feed] + 1..<UInt64.max)) { frame in
            history.read(frame.bytes, feed: feed, firstSequence: frame.firstSequence)
            lastLines[feed] = Lines.last(in: frame.bytes)
        }
        damage += reader.damage
        seen[feed] = snapshot.lastSequence
    }

    private mutating func settle() throws {
        let (lines, pending) = (lines, pending)
        try history.settle { id, _ in try pending[id] ?? lines.line(id) }
    }

    /// Stored lines by the numbers of feeds in this replica.
    private func ordered() -> StoredLines {
        StoredLines(feeds.map { name in snapshots.first { $0.feed.text == name } })
    }

    /// Decides on each line and hands the stored lines to a commit.
    mutating func append(
        _ input: InputLines, _ manner: CaseWriter.Manner, _ texts: any PrivateTexts, to commit: inout Commit,
        feed: String,
        now: Int64, onLine: (Int) -> Void
    ) throws {
        let recorded = max(commit.lastRecorded ?? .min, now)
        let batch = try batch(manner, texts, feed: feed, firstSequence: commit.nextSequence, recorded: recorded)
        try append(input, batch, onLine: onLine) { lines in try commit.append(lines) }
    }

    /// - Parameter texts: who makes words private; nil where nothing is to be stored.
    func batch(
        _ manner: CaseWriter.Manner, _ texts: (any PrivateTexts)?, feed: String, firstSequence: UInt64, recorded: Int64
    ) throws -> Batch {
        guard let index = feeds.firstIndex(of: feed) else {
            throw CaseError(.missing, "The feed '\(feed)' is not in the case. It may have been removed meanwhile.")
        }
        return Batch(index, firstSequence, recorded, manner, texts)
    }

    /// - Throws: `CaseWriter.Refused` with every bad line; `store` may have been called before.
    mutating func append(
        _ input: InputLines, _ begun: Batch, onLine: (Int) -> Void, store: ([UInt8]) throws -> Void
    ) throws {
        var batch = begun
        let index = batch.feed
        var output: [UInt8] = []
        history.forgetLabels()
        let (lines, pending) = (lines, pending)
        try input.forEachLine(tooLong: { batch.refuseLong(line: $0) }) { bytes, range, number, offset in
            let refusal = try history.admit(bytes, range, batch.admission, output: &output) { id, history in
                try batch.line(id, in: input, history: &history) ?? pending[id] ?? lines.line(id)
            }
            batch.note(refusal, number, offset)
            onLine(number)
            if output.count >= Batch.chunkSize {
                lastLines[index] = Lines.last(in: output.span.bytes)
                if batch.refused.isEmpty { try store(output) }
                output.removeAll(keepingCapacity: true)
            }
        }
        guard batch.refused.isEmpty else {
            throw batch.refusal
        }
        if !output.isEmpty {
            lastLines[index] = Lines.last(in: output.span.bytes)
            try store(output)
        }
        seen[index] = batch.nextSequence - 1
    }
}
