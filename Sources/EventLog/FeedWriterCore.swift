/// What a writer knows of its feed, and the way it writes. One thread at a time has it.
struct FeedWriterCore: ~Copyable {
    let source: SegmentSource
    let device: DeviceFolder
    /// Told of everything that people should know and that stops nothing.
    let onNote: @Sendable (Note) -> Void
    /// The feed as it was left; nil when that is not known.
    var snapshot: FeedSnapshot?
    /// When the last line was recorded.
    var lastRecorded: Int64?
    /// Over the lines up to the last, those of the group included that is not written yet; nil when that is not known.
    var tree: CompactRange?
    /// Whether all that is there is known to be durable.
    var isSecured = false
    /// Why this writer appends no more.
    var failure: EventLogError?
    /// Whether a closed segment was made, or found, that waits to be sealed; taken by whoever sees to it.
    var hasClosed = false
    /// The last segment when that was last so.
    var lastSeen: SegmentName?
    /// Lines of the commits of one group that are not written yet.
    var buffer: [UInt8] = []
    /// The hash of the last of them.
    private var lastLine: TreeHash?
    private var members: [(request: CommitRequest, receipt: Receipt)] = []
    /// See `Commit.epoch`.
    var epoch: UInt64 = 0
    /// The feed's lock, let go, once it was taken.
    private var lock: FeedLock?
    /// The last segment, kept open since it was appended to.
    var open: OpenSegment?
    /// The feed's folder when it was last looked at.
    private var folderStatus: FileStatus?
    /// Where heads are noted, once one was.
    private var headNote: HeadNote?

    /// - Parameters:
    ///   - snapshot: the feed as it was found to be fit for writing, if it was looked at.
    ///   - lastRecorded: when the last line in it was recorded.
    init(
        _ source: SegmentSource, device: DeviceFolder, snapshot: FeedSnapshot?, lastRecorded: Int64? = nil,
        onNote: @escaping @Sendable (Note) -> Void
    ) {
        self.source = source
        self.device = device
        self.snapshot = snapshot
        self.lastRecorded = lastRecorded
        self.onNote = onNote
    }

    /// Settles every request: lock, catch up, decide, write, sync, let go.
    mutating func write(_ requests: [CommitRequest]) {
        do {
            try lockAndCatchUp()
            for request in requests { try put(request) }
            try flush()
        } catch {
            epoch += 1
            tree = nil
            for request in requests { request.settle(.failure(error)) }
        }
        unlock()
        buffer.removeAll(keepingCapacity: true)
        members.removeAll()
    }

    /// Takes the lock and brings the writer up to date. The lock is on the file that was opened last time, unless
    /// something has happened in the folder, such as that file having been replaced.
    mutating func lockAndCatchUp() throws {
        if let failure { throw failure }
        if let kept = lock.take() {
            try kept.take()
            if isUntouched() {
                lock = consume kept
                return
            }
        }
        lock = try FeedLock(source.folder, source.environment)
        try catchUp()
    }

    /// Lets the lock go, if this writer has it.
    mutating func unlock() {
        do { try lock?.letGo() } catch { lock = nil }
    }

    /// Puts one commit together and adds it to the group, or writes it as a segment of its own.
    private mutating func put(_ request: CommitRequest) throws {
        let snapshot = try known()
        let waiting = members.last.map { member in member.receipt.firstSequence + member.receipt.count }
        var commit = Commit(
            after: checker(at: waiting ?? snapshot.nextSequence), try knownTree(), in: buffer, snapshot, epoch: epoch)
        buffer = []
        do {
            try request.body(&commit)
            if let refusal = commit.refusal { throw refusal }
        } catch {
            buffer = commit.abandon()
            request.settle(.failure(error))
            return
        }
        var outcome = commit.finish()
        buffer = outcome.buffer
        if outcome.receipt.count == 0 {
            request.settle(.success(outcome.receipt))
        } else if let large = outcome.large.take() {
            do {
                try flush()
                try announce([(request, outcome.receipt)])
            } catch {
                large.discard()
                throw error
            }
            let (lastLine, tree) = try publish(large)
            noteHead(tree, lastLine)
            request.settle(.success(outcome.receipt))
            lastRecorded = outcome.checker.lastRecorded
            self.snapshot = try snapshot.refreshedWhole()
            self.tree = tree
            signSealed()
        } else {
            try flush(before: outcome.start)
            (tree, lastLine) = (outcome.tree, outcome.lastLine)
            lastRecorded = outcome.checker.lastRecorded
            members.append((request, outcome.receipt))
        }
    }

    private func checker(at sequence: UInt64) -> LineChecker {
        LineChecker(
            feed: source.feed, inspector: source.environment.inspector, nextSequence: sequence,
            lastRecorded: lastRecorded)
    }

    /// Writes what the group held before `start`, where the frame would otherwise be too large.
    private mutating func flush(before start: Int) throws {
        guard start > 0, buffer.count > source.environment.settings.commitSizeMax else { return }
        let own = Array(buffer[start...])
        buffer.removeSubrange(start...)
        try flush()
        buffer = own
    }

    /// Makes the group durable with one write and one sync, and tells its members.
    private mutating func flush() throws {
        guard !buffer.isEmpty else { return }
        try announce(members)
        try appendFrame(lineCount: members.reduce(0) { count, member in count + member.receipt.count })
        if let lastLine { noteHead(try knownTree(), lastLine) }
        for member in members { member.request.settle(.success(member.receipt)) }
        buffer.removeAll(keepingCapacity: true)
        members.removeAll()
    }

    private mutating func announce(_ members: [(request: CommitRequest, receipt: Receipt)]) throws {
        do { try CommitRequest.announce(members) } catch {
            // What was put together counts no more, and is forgotten as after any failure.
            snapshot = nil
            throw error
        }
    }

    /// Whether nobody else has changed the feed since this writer did, as far as that can be told without reading it
    /// again.
    ///
    /// Programs that hold the lock leave a trace at the end of the open segment. What people do to files beside them,
    /// and without the lock, mostly changes the folder.
    func isUntouched() -> Bool {
        guard snapshot != nil, let folderStatus,
            (try? source.environment.fileSystem.status(at: source.folder)) == folderStatus
        else { return false }
        return (try? open?.isUntouched()) ?? false
    }

    /// From now on `isUntouched` tells of changes in the folder.
    mutating func watchFolder() {
        folderStatus = try? source.environment.fileSystem.status(at: source.folder)
    }

    /// The snapshot, which is there between catching up and a failure.
    func known() throws(EventLogError) -> FeedSnapshot {
        guard let snapshot else { throw EventLogError(.io, "\(source.feed) could not be read after a failure.") }
        return snapshot
    }

    /// The tree, which is there where the snapshot is.
    func knownTree() throws(EventLogError) -> CompactRange {
        guard let tree else { throw EventLogError(.io, "\(source.feed) could not be read after a failure.") }
        return tree
    }

    private mutating func noteHead(_ tree: CompactRange, _ lastLine: TreeHash) {
        do {
            if headNote == nil { headNote = try device.headNote(of: source.feed) }
            try headNote?.write(Head(size: tree.end, root: tree.root, lastLine: lastLine))
        } catch {
            headNote = nil
            onNote(
                Note(
                    .headNotNoted, feed: source.feed.text,
                    "\(source.feed)/\(tree.end) is stored, but this device could not note so: \(error)"))
        }
    }
}

extension EventLogError {
    static func notStored(_ cause: EventLogError) -> EventLogError {
        EventLogError(.notStored, "Nothing was stored. \(cause.message)", errno: cause.errno)
    }

    static func stopped(_ feed: FeedName, _ cause: EventLogError) -> EventLogError {
        EventLogError(
            .stopped,
            "\(feed) is not appended to any more, because a failure could not be undone: \(cause.message) What was "
                + "acknowledged is stored. Find out what is wrong with the disk and start the program again.",
            errno: cause.errno)
    }
}
