import CaseModel
import CaseStore
import EventLog

/// An observer's feed in a case while it is open: what is written to, the session that goes on, the keys of requests.
///
/// Used on one thread.
struct OpenFeed: Sendable {
    let writer: CaseWriter
    private let session: LiveSession
    private let keys: RequestKeys
    private let served: ServedCase
    private let metrics: Metrics

    /// What waits to be recorded, and is told what became of it.
    struct Waiting: Sendable {
        let work: ObserverFeed.Work
        let key: RequestKey?
        /// Where the case has to be for it; nil for anywhere.
        let position: CasePosition?
        let continuation: CheckedContinuation<ObserverFeed.Outcome?, any Error>
    }

    /// Opens an observer's feed, and takes up the session that was going on in it.
    ///
    /// - Parameter device: as the observer writes with it.
    /// - Throws: `Problem`, `EventLogError`. None of it is about what is to be recorded.
    init(
        _ observer: String, _ served: ServedCase, _ device: Device, _ metrics: Metrics,
        onNote: @escaping @Sendable (Note) -> Void
    ) throws {
        self.served = served
        self.metrics = metrics
        do {
            // Before the feed is looked at: whoever else keeps keys of these requests writes to the feed, too.
            let lock = try RequestKeys.lock(of: observer, in: Case(served.folder, device: device))
            writer = try CaseWriter(served.folder, device: device, initials: observer, onNote: onNote)
            keys = try RequestKeys(of: observer, in: Case(served.folder, device: device), under: lock)
            session = LiveSession(
                writer, served.folder, device: device, nextPerson: { [served] in served.newNames.next(after: $0) })
            try takeUp { _ in true }
        } catch let error as CaseError {
            throw Problem(.unavailable, "Nothing can be recorded in this case just now. \(error.message)")
        }
    }

    /// Goes on with the newest of this feed's sessions that is meant and goes on, as an earlier program left it.
    private func takeUp(_ isMeant: (SessionRun) -> Bool) throws {
        let run = try session.running().first { $0.starts[writer.feed] != nil && isMeant($0) }
        if let run, run.id != session.run?.id { try session.goOn(with: run.id, at: run.started) }
    }

    /// Leaves the feed for a new one where damage was found in it while the case was read.
    ///
    /// - Throws: where no feed can be opened; nothing was stored then.
    func leaveIfDamaged() throws {
        let damaged = served.damagedFeeds
        if !damaged.isEmpty { try writer.leave(damaged) }
    }

    /// Commits what waits, each of another key, together; and tells each what became of it.
    ///
    /// - Returns: whether keys and log are known to tell the same.
    func commit(_ group: [Waiting]) -> Bool {
        var fresh: [(waiting: Waiting, prepared: PreparedWork)] = []
        for waiting in group {
            do {
                if let key = waiting.key, let entry = try keys.find(key.key), try isHeld(entry) {
                    metrics.countRepeat()
                    waiting.continuation.resume(returning: try repeated(waiting.work, key, entry))
                } else {
                    fresh.append((waiting, try prepared(waiting.work, expecting: waiting.position)))
                }
            } catch {
                waiting.continuation.resume(throwing: error)
            }
        }
        guard !fresh.isEmpty else { return true }
        let work = fresh.map { (key: $0.waiting.key, prepared: $0.prepared) }
        func append() -> [Result<CaseWriter.Appended, any Error>] {
            writer.append(together: work.map(\.prepared.append)) { [keys] written in
                try keys.write(written) { number in work[number].key.map { ($0, work[number].prepared.main) } }
            }
        }
        let results = fresh.contains { $0.waiting.work.isComposed } ? served.newNames.inTurn(append) : append()
        let isCertain = keys.settle(results)
        var (commits, events) = (0, 0)
        for ((waiting, prepared), result) in zip(fresh, results) {
            if case .success(let appended) = result, appended.count > 0 {
                commits += 1
                events += appended.count
            }
            waiting.continuation.resume(with: Result { try prepared.outcome(result) })
        }
        metrics.countGroup(commits: commits, events: events, refusals: fresh.count - commits)
        return isCertain
    }

    /// Whether the case still has what a request with a key has recorded: an older copy may have been put in its place.
    private func isHeld(_ entry: KeyJournal.Entry) throws -> Bool {
        try served.now().opened.position[entry.feed] >= entry.lastSequence
    }

    private func prepared(_ work: ObserverFeed.Work, expecting position: CasePosition?) throws -> PreparedWork {
        switch work {
        case .lines(let lines, let manner):
            return PreparedWork(CaseWriter.Append(InputLines(lines), manner, expecting: position))
        case .entry(let entry):
            return PreparedWork(
                session.prepare(
                    Entry(entry.text), at: entry.occurred, answers: entry.answers,
                    in: try (entry.session ?? entry.sessionKey.map(sessionBegun)).map(EntrySession.named) ?? .going,
                    meaning: try entry.of.map(entryMeant), expecting: position))
        case .session(let new, let occurred):
            return PreparedWork(session.prepare(starting: new, at: occurred, expecting: position))
        case .joining(let id, let observers, let occurred):
            return PreparedWork(
                session.prepare(goingOnWith: id, observers: observers, at: occurred, expecting: position))
        }
    }

    /// The session that the request with a key has begun, or joined.
    private func sessionBegun(_ key: String) throws -> String {
        guard let entry = try keys.find(key), let line = try session.recorded([entry.ids[entry.main]]).first,
            line["type"]?.string == EventType.sessionStarted.rawValue, let id = line["data"]?["session"]?.string
        else {
            throw Problem(
                .refused, "The session that this was typed in was never begun here. Begin one, and enter it there.")
        }
        return id
    }

    /// What the request with a key has recorded.
    private func entryMeant(_ key: String) throws -> EntryEvents {
        guard let entry = try keys.find(key) else {
            throw Problem(.refused, "The entry that is meant was never recorded here, so there is nothing to change.")
        }
        return EntryEvents(ids: entry.ids, main: entry.main)
    }

    /// What is answered to a request that was recorded before.
    private func repeated(
        _ work: ObserverFeed.Work, _ key: RequestKey, _ entry: KeyJournal.Entry
    ) throws -> ObserverFeed.Outcome {
        guard entry.key.digest == key.digest else {
            throw Problem(
                .keyTaken, "The key was used with another body or address. Make a new one for each request.")
        }
        var outcome = ObserverFeed.Outcome(
            ids: entry.ids, main: entry.main, position: try served.now().opened.position, isRepeated: true)
        // Lines that cannot be read any more are stored all the same; then nothing is told but that.
        guard work.isTold, let lines = try? session.recorded(entry.ids) else { return outcome }
        let known = entry.main + (work.makesKnown ? 1 : 0)
        outcome.minted = lines.enumerated().prefix(known).compactMap { number, line in Minted(line, number: number) }
        outcome.begun = lines.dropFirst(known).compactMap(Composition.begun)
        outcome.told = outcome.minted.map(\.sentence)
        if lines[entry.main]["type"]?.string == EventType.sessionStarted.rawValue {
            let id = lines[entry.main]["data"]?["session"]?.string
            try takeUp { $0.id == id }
        }
        return outcome
    }
}

extension ObserverFeed.Work {
    /// Whether more is answered than which events it became.
    fileprivate var isTold: Bool { if case .lines = self { false } else { true } }

    /// Whether it is about what it makes known.
    fileprivate var makesKnown: Bool {
        guard case .entry(let entry) = self else { return false }
        return Entry(entry.text).control?.form == .new
    }
}
