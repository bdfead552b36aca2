import CaseStore
import EventLog
import NIOPosix
import Synchronization

/// Appends for one observer in one case, on a thread of its own: whatever waits when the thread comes round is
/// committed together, so that many clients cost few syncs more than one.
final class ObserverFeed: Sendable {
    /// What waits to be committed.
    private struct Queue {
        /// So many may wait, and so many bytes; whoever comes then tries again later.
        static let countMax = 10_000

        var waiting: [OpenFeed.Waiting] = []
        /// Whether the thread is at work on what waited.
        var isUnderWay = false
        /// Whether nothing more is taken.
        var isClosed = false
        private var size = 0

        func takes(_ work: Work, sizeMax: Int) -> Bool {
            waiting.isEmpty || waiting.count < Self.countMax && size + work.size <= sizeMax
        }

        mutating func add(_ one: OpenFeed.Waiting) {
            waiting.append(one)
            size += one.work.size
        }

        mutating func takeAll() -> [OpenFeed.Waiting] {
            defer { (waiting, size) = ([], 0) }
            isUnderWay = true
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
    private let open = Mutex<OpenFeed?>(nil)
    /// Which folder the feed was opened in; nil before.
    private let node = Mutex<UInt64?>(nil)

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
    var isIdle: Bool { queue.withLock { $0.waiting.isEmpty && !$0.isUnderWay } }

    /// Whether the folder that the feed was opened in is there no more under its name: it was moved, and perhaps
    /// another one put in its place.
    var isMoved: Bool { node.withLock { $0 != nil && $0 != nodeNow } }
    private var nodeNow: UInt64? { (try? device.fileSystem.status(at: served.folder.path))?.node }

    /// Takes nothing more, if nothing waits and nothing is under way.
    ///
    /// - Returns: whether that is so.
    func endIfIdle() -> Bool {
        queue.withLock { queue in
            guard queue.waiting.isEmpty, !queue.isUnderWay else { return false }
            queue.isClosed = true
            return true
        }
    }

    /// Records something; it is durable when this returns.
    ///
    /// - Parameter position: where the case has to be for that; nil for anywhere.
    /// - Returns: nil where nothing is taken any more: then its successor is to be asked.
    /// - Throws: `Problem`, `CaseWriter.Refused`, `CaseWriter.Moved`, `EntryProblem`, `EventLogError`; then nothing of
    ///   it was stored.
    func record(_ work: Work, _ key: RequestKey?, _ position: CasePosition? = nil) async throws -> Outcome? {
        used.store(device.now(), ordering: .relaxed)
        return try await withCheckedThrowingContinuation { continuation in
            let refusal = queue.withLock { queue -> Result<Outcome?, any Error>? in
                if queue.isClosed { return .success(nil) }
                guard queue.takes(work, sizeMax: waitingSizeMax) else {
                    return .failure(Problem(.notStored, "Too much waits to be stored already.", retryAfter: 1))
                }
                queue.add(OpenFeed.Waiting(work: work, key: key, position: position, continuation: continuation))
                return nil
            }
            // Also where the thread has ended meanwhile: what was taken before that has been committed by then.
            if let refusal { continuation.resume(with: refusal) } else { thread.submit { [self] _ in commitWaiting() } }
        }
    }

    /// Commits everything that waits; what has, or means, the key of another one of them comes after it.
    private func commitWaiting() {
        var rest = queue.withLock { $0.takeAll() }
        defer { queue.withLock { $0.isUnderWay = false } }
        while !rest.isEmpty {
            let group = Self.firstGroup(of: &rest)
            do {
                try open.withLock { open in
                    if isMoved { open = nil }
                    let found = nodeNow
                    let current = try open ?? OpenFeed(observer, served, device, metrics, onNote: onNote)
                    if open == nil { node.withLock { $0 = found } }
                    open = current
                    try current.leaveIfDamaged()
                    // Where it cannot be told what was stored, the log is looked at again first.
                    if !current.commit(group) { open = nil }
                }
            } catch {
                for waiting in group { waiting.continuation.resume(throwing: error) }
            }
        }
    }

    /// Takes those that depend on none that comes before them, in their order: up to the first that means another one.
    private static func firstGroup(of rest: inout [OpenFeed.Waiting]) -> [OpenFeed.Waiting] {
        var keys: Set<String> = []
        var (group, later): ([OpenFeed.Waiting], [OpenFeed.Waiting]) = ([], [])
        var hasEnded = false
        for waiting in rest {
            hasEnded = hasEnded || waiting.work.keysMeant.contains(where: keys.contains)
            let isRepeat = waiting.key.map { !keys.insert($0.key).inserted } ?? false
            if hasEnded || isRepeat { later.append(waiting) } else { group.append(waiting) }
        }
        rest = later
        return group
    }

    /// Takes nothing more and commits what waits; then seals and signs. What fails of that is tried by the next
    /// program.
    func close() async {
        queue.withLock { $0.isClosed = true }
        _ = try? await thread.runIfActive { [self] in
            commitWaiting()
            guard let writer = open.withLock({ $0 })?.writer else { return }
            // Until the end, so that nobody else opens it meanwhile.
            defer { open.withLock { $0 = nil } }
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
