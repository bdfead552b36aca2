import Synchronization

/// Appends to one feed of this device. Any number of threads may use one writer, and any number of programs may have
/// writers for the same feed.
package final class FeedWriter: Sendable {
    package let feed: FeedName
    private let waiting = Mutex<[CommitRequest]>([])
    /// Held by the thread that writes, for everybody who waits.
    private let core: Mutex<FeedWriterCore>

    init(_ core: consuming sending FeedWriterCore) {
        feed = core.source.feed
        self.core = Mutex(core)
    }

    /// Makes lines durable: all of them, or none.
    ///
    /// Takes the feed's lock, catches up with what others have appended, recovers from a crash if there was one, calls
    /// `body` to put the commit together, writes it and syncs it. Commits that wait meanwhile go into the next frame
    /// together. `body` may be called on another thread that commits; it must not call the writer. Lines it
    /// is shown may belong to commits that are not durable yet: where any commit fails, what was folded from lines after
    /// the last receipt has to be thrown away.
    ///
    /// - Returns: the sequences of the lines, which are durable now.
    /// - Throws: whatever `body` throws; `.locked`, `.notStored`, `.damaged`, `.rolledBack`, `.stopped`, `.io`. In all
    ///   of these cases nothing of the commit counts.
    @discardableResult
    package func commit(_ body: @escaping @Sendable (inout Commit) throws -> Void) throws -> Receipt {
        let request = CommitRequest(body)
        waiting.withLock { waiting in waiting.append(request) }
        core.withLock { core in
            if !request.isDone { core.write(waiting.withLock { waiting in waiting.takeAll() }) }
        }
        return try request.get()
    }

    /// Seals closed segments, or the open one as well.
    ///
    /// - Returns: how many segments were sealed.
    /// - Throws: `.locked`, `.damaged`, `.rolledBack`, `.notStored`, `.stopped`, `.io`. Segments sealed until then stay
    ///   sealed; the others stay as they were.
    @discardableResult
    package func seal(_ which: SealedSegments) throws -> Int {
        try core.withLock { core in try core.seal(which) }
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
