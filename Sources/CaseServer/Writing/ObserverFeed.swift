import CaseModel
import CaseStore
import EventLog
import NIOPosix
import Synchronization

/// Appends for one observer in one case, on a thread of its own: whatever waits when the thread comes round is
/// committed together, so that many clients cost few syncs more than one.
final class ObserverFeed: Sendable {
    /// What is to be recorded, all of it or nothing.
    enum Work: Sendable {
        /// Lines of input; the case has to be at the position, where there is one.
        case lines([UInt8], CaseWriter.Manner, expecting: CasePosition?)
        /// An entry as typed, at its time.
        case entry(String, at: EDTF, Answers, session: String?)
        case session(NewSession, at: EDTF)

        /// About how many bytes it holds while it waits.
        var size: Int {
            switch self {
            case .lines(let lines, _, expecting: _): lines.count
            case .entry(let text, at: _, _, session: _): text.utf8.count
            case .session: 0
            }
        }
    }

    /// What became of it.
    struct Outcome: Sendable {
        var ids: [String]
        var position: CasePosition
        var minted: [Minted] = []
        /// What is to be told about it, where nothing was to be recorded.
        var told: [String] = []
        /// It was recorded when the same was sent before.
        var isRepeated = false
    }

    private struct Waiting: Sendable {
        let work: Work
        let key: RequestKey?
        let continuation: CheckedContinuation<Outcome, any Error>
    }

    /// What the thread has open.
    private struct Open: Sendable {
        let writer: CaseWriter
        let session: LiveSession
        let keys: RequestKeys
    }

    /// What waits to be committed.
    private struct Queue {
        /// So many may wait, and so many bytes; whoever comes then tries again later.
        static let countMax = 10_000

        var waiting: [Waiting] = []
        private var size = 0

        func takes(_ work: Work, sizeMax: Int) -> Bool {
            waiting.isEmpty || waiting.count < Self.countMax && size + work.size <= sizeMax
        }

        mutating func add(_ one: Waiting) {
            waiting.append(one)
            size += one.work.size
        }

        mutating func takeAll() -> [Waiting] {
            defer { self = Queue() }
            return waiting
        }
    }

    private let observer: String
    private let served: ServedCase
    private let device: Device
    private let metrics: Metrics
    private let onNote: @Sendable (Note) -> Void
    private let thread = NIOThreadPool(numberOfThreads: 1)
    private let queue = Mutex(Queue())
    private let waitingSizeMax: Int
    private let used: Atomic<Int64>
    /// Used on the thread alone.
    private let open = Mutex<Open?>(nil)

    init(
        _ observer: String, _ served: ServedCase, _ device: Device, _ metrics: Metrics, waitingSizeMax: Int,
        onNote: @escaping @Sendable (Note) -> Void
    ) {
        self.observer = observer
        self.served = served
        self.device = device.observing(as: observer)
        self.metrics = metrics
        self.waitingSizeMax = waitingSizeMax
        self.onNote = onNote
        used = Atomic(device.now())
        thread.start()
    }

    var waitingCount: Int { queue.withLock { $0.waiting.count } }
    var lastUse: Int64 { used.load(ordering: .relaxed) }

    /// Records something; it is durable when this returns.
    ///
    /// - Throws: `Problem`, `CaseWriter.Refused`, `CaseWriter.Moved`, `EntryProblem`, `EventLogError`; then nothing of
    ///   it was stored.
    func record(_ work: Work, _ key: RequestKey?) async throws -> Outcome {
        used.store(device.now(), ordering: .relaxed)
        return try await withCheckedThrowingContinuation { continuation in
            let isFull = queue.withLock { queue in
                guard queue.takes(work, sizeMax: waitingSizeMax) else { return true }
                queue.add(Waiting(work: work, key: key, continuation: continuation))
                return false
            }
            if isFull {
                continuation.resume(
                    throwing: Problem(.notStored, "Too much waits to be stored already.", retryAfter: 1))
                return
            }
            thread.submit { [self] state in
                if state == .active { commitWaiting() } else { turnAway() }
            }
        }
    }

    private func turnAway() {
        for waiting in queue.withLock({ $0.takeAll() }) {
            waiting.continuation.resume(throwing: Problem(.notStored, "The server ends.", retryAfter: 5))
        }
    }

    /// Commits everything that waits; what has the key of another one of them comes after it.
    private func commitWaiting() {
        var rest = queue.withLock { $0.takeAll() }
        while !rest.isEmpty {
            var keys: Set<String> = []
            let group = rest.filter { $0.key.map { keys.insert($0.key).inserted } ?? true }
            keys = []
            rest = rest.filter { $0.key.map { !keys.insert($0.key).inserted } ?? false }
            do {
                try open.withLock { open in
                    let current = try open ?? openFeed()
                    open = current
                    // Where it cannot be told what was stored, the log is looked at again first.
                    if !commit(group, with: current) { open = nil }
                }
            } catch {
                for waiting in group { waiting.continuation.resume(throwing: error) }
            }
        }
    }

    private func openFeed() throws -> Open {
        let writer = try CaseWriter(served.folder, device: device, initials: observer, onNote: onNote)
        let keys = try RequestKeys(of: observer, in: Case(served.folder, device: device))
        return Open(writer: writer, session: LiveSession(writer, served.folder, device: device), keys: keys)
    }

    /// - Returns: whether keys and log are known to tell the same.
    private func commit(_ group: [Waiting], with open: Open) -> Bool {
        var fresh: [(waiting: Waiting, prepared: PreparedWork)] = []
        for waiting in group {
            guard let key = waiting.key, let entry = open.keys.find(key) else {
                fresh.append((waiting, PreparedWork(waiting.work, open.session)))
                continue
            }
            metrics.countRepeat()
            waiting.continuation.resume(
                with: Result {
                    guard entry.key.digest == key.digest else {
                        throw Problem(
                            .keyTaken, "The key was used with another body or address. Make a new one for each request."
                        )
                    }
                    return Outcome(ids: entry.ids, position: try served.now().opened.position, isRepeated: true)
                })
        }
        guard !fresh.isEmpty else { return true }
        let keys = fresh.map(\.waiting.key)
        let results = open.writer.append(together: fresh.map(\.prepared.append)) { written in
            try open.keys.write(written, of: keys)
        }
        let isCertain = open.keys.settle(results)
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

    /// Commits what waits; then seals and signs. What fails of that is tried by the next program.
    func close() async {
        _ = try? await thread.runIfActive { [self] in
            commitWaiting()
            guard let writer = open.withLock({ $0.take() })?.writer else { return }
            do {
                try writer.sealClosed()
                let signing = try Case(served.folder, device: device).sign(onNote: onNote)
                if let failure = signing.failures.first { throw failure }
            } catch {
                onNote(Note(.notSealed, feed: writer.feed, "Not sealed and signed: \(error)"))
            }
        }
        try? await thread.shutdownGracefully()
    }
}

/// Something to be recorded, on its way into a commit.
private struct PreparedWork {
    let append: CaseWriter.Append
    private let entry: PreparedEntry?

    init(_ work: ObserverFeed.Work, _ session: LiveSession) {
        switch work {
        case .lines(let lines, let manner, let position):
            (append, entry) = (CaseWriter.Append(InputLines(lines), manner, expecting: position), nil)
        case .entry(let text, let occurred, let answers, let id):
            let prepared = session.prepare(text, at: occurred, answers: answers, session: id)
            (append, entry) = (prepared.append, prepared)
        case .session(let new, let occurred):
            let prepared = session.prepare(starting: new, at: occurred)
            (append, entry) = (prepared.append, prepared)
        }
    }

    /// - Throws: what the append failed with.
    func outcome(_ result: Result<CaseWriter.Appended, any Error>) throws -> ObserverFeed.Outcome {
        guard let entry else {
            let appended = try result.get()
            let ids = (0..<UInt64(appended.count)).map { "\(appended.feed)/\(appended.firstSequence + $0)" }
            return ObserverFeed.Outcome(ids: ids, position: appended.position)
        }
        switch try entry.outcome(result) {
        case .recorded(let recorded):
            return ObserverFeed.Outcome(
                ids: recorded.ids, position: recorded.position, minted: recorded.minted, told: recorded.told)
        case .told(let sentences):
            return ObserverFeed.Outcome(ids: [], position: try result.get().position, told: sentences)
        }
    }
}
