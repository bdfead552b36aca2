import Synchronization

/// Appends to one feed of this device. Any number of threads may use one writer, and any number of programs may have
/// writers for the same feed.
package final class FeedWriter: Sendable {
    package let feed: FeedName
    private let waiting = Mutex<[CommitRequest]>([])
    /// Held by the thread that writes, for everybody who waits.
    private let core: Mutex<FeedWriterCore>
    /// Held by the thread that seals.
    private let sealing = Mutex(())

    /// How often sealing in the background was asked for since it began; 0 when nobody is at it.
    private let background = Mutex(0)
    private let sealsInBackground: Bool
    private let onNote: @Sendable (Note) -> Void

    init(_ core: consuming sending FeedWriterCore, sealsInBackground: Bool = false) {
        feed = core.source.feed
        onNote = core.onNote
        self.sealsInBackground = sealsInBackground
        self.core = Mutex(core)
    }

    /// Makes lines durable: all of them, or none.
    ///
    /// Takes the feed's lock, catches up with what others have appended, recovers from a crash if there was one, calls
    /// `body` to put the commit together, writes it and syncs it. Commits that wait meanwhile go into the next frame
    /// together. `body` may be called on another thread that commits; it must not call the writer. Lines it
    /// is shown may belong to commits that are not durable yet: where any commit fails, what was folded from lines
    /// after the last receipt has to be thrown away.
    ///
    /// - Returns: the sequences of the lines, which are durable now.
    /// - Throws: whatever `body` throws; `.locked`, `.notStored`, `.damaged`, `.rolledBack`, `.stopped`, `.io`. In all
    ///   of these cases nothing of the commit counts.
    @discardableResult
    package func commit(_ body: @escaping @Sendable (inout Commit) throws -> Void) throws -> Receipt {
        let request = CommitRequest(body)
        settle([request])
        return try request.get()
    }

    /// The same for several commits, which go into one frame as far as it holds them: as when as many threads commit at
    /// once.
    ///
    /// - Parameter willWrite: is told of those of them that are about to be written, by their numbers in `bodies`,
    ///   before anything is: once for each frame. Where it throws, nothing of that frame or of what comes after it is
    ///   stored, and all of these commits fail with its error.
    package func commit(
        together bodies: [@Sendable (inout Commit) throws -> Void], willWrite: WriteHook? = nil
    ) -> [Result<Receipt, any Error>] {
        let requests = bodies.enumerated().map { number, body in
            CommitRequest(body, hook: willWrite, number: number)
        }
        settle(requests)
        return requests.map { request in Result { try request.get() } }
    }

    private func settle(_ requests: [CommitRequest]) {
        waiting.withLock { waiting in waiting += requests }
        let hasClosed = core.withLock { core in
            if !requests.allSatisfy(\.isDone) { core.write(waiting.withLock { waiting in waiting.takeAll() }) }
            defer { core.hasClosed = false }
            return core.hasClosed
        }
        if hasClosed, sealsInBackground { sealInBackground() }
    }

    /// Seals closed segments, or the open one as well.
    ///
    /// - Returns: how many segments were sealed.
    /// - Throws: `.locked`, `.damaged`, `.rolledBack`, `.notStored`, `.stopped`, `.io`. Segments sealed until then stay
    ///   sealed; the others stay as they were.
    @discardableResult
    package func seal(_ which: SealedSegments) throws -> Int {
        try sealing.withLock { _ in
            let count = try sealClosed(helpers: Workers.countHere - 1)
            guard which == .all, try core.withLock({ core in try core.sealLast() }) else { return count }
            return count + 1
        }
    }

    /// Seals closed segments on a thread of its own, while others append. When the program ends before that is done,
    /// the segments stay as they are, and the next program that is asked to seals them.
    private func sealInBackground() {
        let isFirst = background.withLock { requests in
            requests += 1
            return requests == 1
        }
        guard isFirst else { return }
        let thread = Threads.start { [self] in
            var isDone = false
            while !isDone {
                let seen = background.withLock { requests in requests }
                do {
                    // On one thread: what commits need is left to them.
                    try sealing.withLock { _ in _ = try sealClosed(helpers: 0) }
                } catch {
                    onNote(.notSealed(feed, error))
                }
                isDone = background.withLock { requests in
                    guard requests == seen else { return false }
                    requests = 0
                    return true
                }
            }
        }
        if let thread { thread.detach() } else { background.withLock { requests in requests = 0 } }
    }

    /// Seals closed segments, one after the other. While lines are copied and compressed, others append.
    private func sealClosed(helpers: Int) throws -> Int {
        var count = 0
        var next = try core.withLock { core in try core.beginSealing(helpers: helpers) }
        while next != nil {
            next?.write()
            if try core.withLock({ core in try core.finishSealing(next.take()) }) { count += 1 }
            next = try core.withLock { core in try core.beginSealing(helpers: helpers) }
        }
        return count
    }

    /// Signs how the feed stands, having worked out its tree from all of its lines.
    ///
    /// - Returns: the checkpoint, which is durable and in its place; nil for a feed without lines.
    /// - Throws: `.damaged`, `.rolledBack`, `.keyMissing`, `.locked`, `.notStored`, `.stopped`, `.io`.
    package func sign() throws -> Checkpoint? {
        let (source, device) = core.withLock { core in (core.source, core.device) }
        let known = try TreesFromLines(source, device)
        return try core.withLock { core in try core.sign(after: known) }
    }

    /// How the feed stands now.
    package func snapshot() throws -> FeedSnapshot {
        try core.withLock { core in try core.currentSnapshot() }
    }
}

/// Which segments to seal.
package enum SealedSegments: Sendable {
    /// Those that are not the feed's last.
    case closed
    /// The last one too, after closing it.
    case all
}

extension Array {
    fileprivate mutating func takeAll() -> [Element] {
        defer { self = [] }
        return self
    }
}

extension Note {
    fileprivate static func notSealed(_ feed: FeedName, _ cause: any Error) -> Note {
        Note(
            .notSealed, feed: feed.text,
            "Closed segments of \(feed) could not be sealed yet. Nothing is lost; it is tried again. \(cause)")
    }
}
