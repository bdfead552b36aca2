package import CaseModel
package import EventLog

/// A case, opened for reading: what its feeds held at that moment.
package struct Case: Sendable {
    package let folder: CaseFolder
    package let device: Device
    /// The private texts of the case, to be opened as far as this device can.
    package let texts: CaseTexts
    let feeds: FeedsFolder
    /// One for each feed, in the order of their names.
    let snapshots: [FeedSnapshot]
    /// What of the case cannot be read, as far as opening it shows.
    package let damage: [Damage]
    /// What is worth telling, and no harm.
    package let notes: [Note]

    package init(_ folder: CaseFolder, device: Device) throws {
        self.folder = folder
        self.device = device
        texts = CaseTexts(of: folder, on: device)
        feeds = folder.feeds(on: device)
        let listing = try feeds.list()
        var snapshots: [FeedSnapshot] = []
        for feed in listing.feeds.sorted() { snapshots.append(try feeds.snapshot(of: feed)) }
        self.snapshots = snapshots
        damage = listing.damage + snapshots.flatMap(\.damage)
        notes = listing.notes + snapshots.flatMap(\.notes)
    }

    private init(_ earlier: Case, _ snapshots: [FeedSnapshot], _ damage: [Damage], _ notes: [Note]) {
        folder = earlier.folder
        device = earlier.device
        texts = CaseTexts(of: folder, on: device)
        feeds = earlier.feeds
        self.snapshots = snapshots
        self.damage = damage
        self.notes = notes
    }

    /// The same case, without damage until now, with its feeds as they stand by now.
    func following(_ snapshots: [FeedSnapshot]) -> Case {
        Case(self, snapshots, snapshots.flatMap(\.damage), snapshots.flatMap(\.notes))
    }

    /// The same, which looks anew at the keys and at who has withdrawn.
    func withNewTexts() -> Case { Case(self, snapshots, damage, notes) }

    /// The names of the feeds, in order: an event's feed is an index into it.
    package var feedNames: [String] { snapshots.map(\.feed.text) }

    /// How many lines each feed has.
    package var feedSizes: [(feed: String, lineCount: UInt64)] { snapshots.map { ($0.feed.text, $0.lastSequence) } }

    package var lineCount: UInt64 { snapshots.reduce(0) { $0 + $1.lineCount } }

    /// A replay: the events as far as they could be known, or stood in the log, by a date.
    ///
    /// What was kept of an earlier replay is gone on from, where nothing is left out and nothing speaks against it.
    ///
    /// - Parameter leftOut: events that are thought away.
    /// - Parameter isFresh: whether every line is read, whatever was kept.
    /// - Parameter onLines: is told now and then how many lines were read.
    /// - Returns: the history, and what more could not be read.
    package func history(
        known: Instant = .max, recorded: Instant = .max, leavingOut leftOut: Set<EventID> = [], isFresh: Bool = false,
        onLines: @escaping @Sendable (UInt64) -> Void = { _ in }
    ) throws -> (CaseHistory, [Damage]) {
        let isOfAll = known == .max && recorded == .max && leftOut.isEmpty
        if isOfAll, !isFresh, let continued = try continued() {
            return (opening(continued.0), continued.1)
        }
        var (history, found) = try reading(recorded: recorded)
            .read(onLines) { [feedNames] in
                CaseHistory(feeds: feedNames, known: known, recorded: recorded, leavingOut: leftOut)
            }
        history.settleAll(.onAllProcessors)
        return (opening(history), found + unreadable(history))
    }

    private func opening(_ replayed: consuming CaseHistory) -> CaseHistory {
        var history = replayed
        openTexts(in: &history)
        return history
    }

    /// Lets a history of this case show private texts, as far as they may be.
    func openTexts(in history: inout CaseHistory) {
        if history.known == .max, history.recorded == .max, history.leftOut.isEmpty {
            texts.know(CaseTexts.Whole(history))
        }
        history.openPrivateTexts(texts)
    }

    /// The facts that were kept, and what was appended since; nil where the log has to be read from its beginning.
    func continued() throws -> (CaseHistory, [Damage])? {
        guard damage.isEmpty, let (kept, sizes) = FactsCache(folder, on: device).load(for: snapshots) else {
            return nil
        }
        var history = kept
        for (index, snapshot) in snapshots.enumerated() where sizes[index] < snapshot.lastSequence {
            var reader = FrameReader(snapshot)
            try reader.forEachFrame(Selection(sequences: sizes[index] + 1..<UInt64.max)) { frame in
                history.read(frame.bytes, feed: index, firstSequence: frame.firstSequence)
            }
            guard reader.damage.isEmpty else { return nil }
        }
        let lines = storedLines()
        try history.settle { id, _ in try lines.line(id) }
        return (history, unreadable(history))
    }

    /// Keeps what a replay of everything came to, for the next time, unless what was kept before is nearly as much.
    /// Nothing else changes, and whatever fails is nobody's trouble.
    ///
    /// - Parameter found: what of the case could not be read; then nothing is kept.
    package func keep(_ history: CaseHistory, _ found: [Damage]) {
        guard damage.isEmpty, found.isEmpty, history.isWhole, var key = FactsKey(snapshots) else { return }
        key.isExamined = history.isExamined
        FactsCache(folder, on: device).keep(history, key, atLeast: device.keptLinesMin)
    }

    /// Lines that are no events, as damage.
    private func unreadable(_ history: CaseHistory) -> [Damage] {
        var runs: [(first: EventID, last: UInt64)] = []
        for id in history.unreadable {
            if let run = runs.last, run.first.feed == id.feed, run.last + 1 == id.sequence {
                runs[runs.count - 1].last = id.sequence
            } else {
                runs.append((id, id.sequence))
            }
        }
        return runs.map { run in
            let feed = history.tables.feeds[run.first.feed]
            let lost = LostLines(first: run.first.sequence, last: run.last)
            let reason = "not JSON, without a key that every event has, or without that number as its id."
            let message =
                lost.first == run.last
                ? "The line \(history.tables.text(run.first)) is no event: it is \(reason)"
                : "The lines \(lost.first) to \(run.last) of \(feed) are no events: each is \(reason)"
            return Damage(.line, feed: feed, lost: lost, message)
        }
    }

    /// Finds what does not fit together, for the view `anomalies`. Each line is looked at once more; where that was
    /// done and kept before, only new lines and those that something spoke against. What cannot be read has been told
    /// by `history`, unless it was kept from before: then it is met here.
    ///
    /// - Returns: what could not be read.
    @discardableResult
    package func examine(_ history: inout CaseHistory) throws -> [Damage] {
        if history.isExamined { return [] }
        var found: [Finding] = []
        var damage: [Damage] = []
        if let sizes = history.examinedSizes {
            found = history.examineSuspects()
            for (index, snapshot) in snapshots.enumerated() {
                let examined = index < sizes.count ? sizes[index] : 0
                guard examined < snapshot.lastSequence else { continue }
                var reader = FrameReader(snapshot)
                try reader.forEachFrame(Selection(sequences: examined + 1..<UInt64.max)) { frame in
                    found += history.examine(frame.bytes, feed: index, firstSequence: frame.firstSequence)
                }
                damage += reader.damage
            }
        } else {
            (found, damage) = try reading().scan(history) { history, frame, feed in
                history.examine(frame.bytes, feed: feed, firstSequence: frame.firstSequence)
            }
        }
        history.finishExamination(found, .onAllProcessors)
        return damage
    }

    /// A reading of every line, or of those that stood in the log by a date.
    func reading(recorded: Instant = .max) -> CaseReading {
        CaseReading(snapshots, recorded: recorded, partSize: device.settings.readPartSize)
    }

    /// The stored lines, to be fetched one by one.
    package func storedLines() -> StoredLines { StoredLines(snapshots) }

    /// Checks everything: frames, lines, sequences, indexes and trees of every feed; see `FeedsFolder.verify`.
    package func verify(against remembered: [Checkpoint] = []) throws -> Verification {
        try feeds.verify(against: remembered)
    }

    /// Checks that each line is an event, keeping nothing of them.
    ///
    /// - Parameter onLines: is told now and then how many lines were read.
    /// - Returns: how many events this version does not know, and what is no event or cannot be read.
    package func checkLines(
        onLines: @escaping @Sendable (UInt64) -> Void = { _ in }
    ) throws -> (opaqueCount: Int, damage: [Damage]) {
        let (history, found) = try reading()
            .read(onLines) { [feedNames] in CaseHistory(feeds: feedNames, checksOnly: true) }
        return (history.opaqueCount, found + unreadable(history))
    }

    /// Closes and seals this device's segments.
    ///
    /// - Returns: the number of segments sealed.
    package func seal(onNote: @escaping @Sendable (Note) -> Void) throws -> Int {
        var count = 0
        var failure: (any Error)?
        for feed in try feeds.ownFeeds() {
            do {
                count += try feeds.writer(for: feed, onNote: onNote).seal(.all)
            } catch {
                // A feed that was left must not keep the others from being sealed.
                failure = failure ?? error
            }
        }
        if let failure { throw failure }
        return count
    }
}
