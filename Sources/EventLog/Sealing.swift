/// A sealed segment in the making, that is to take the place of a closed one.
struct SegmentSealing: ~Copyable {
    let closed: Segment
    private let source: SegmentSource
    private var copy: SealedSegmentWriter
    private var failure: EventLogError?

    /// Makes the temporary file. The feed's lock must be held.
    ///
    /// - Parameters:
    ///   - tree: over the lines before the segment.
    ///   - helpers: how many threads compress beside the one that calls `write`.
    init(
        of segment: Segment, after tree: CompactRange, in source: SegmentSource, helpers: Int
    ) throws(EventLogError) {
        let before = LineChecker(
            feed: source.feed, inspector: source.environment.inspector, nextSequence: segment.name.first,
            lastRecorded: nil)
        copy = try SealedSegmentWriter(after: before, tree, in: source, helpers: helpers)
        closed = segment
        self.source = source
    }

    /// Writes the lines of the closed segment, syncs them and reads them back. No lock is needed: a closed segment is
    /// not written to. Whether that went well is told by `finish`.
    mutating func write() {
        do throws(EventLogError) {
            try copyLines()
        } catch {
            failure = error.code == .lineRefused ? EventLogError(.damaged, error.message) : error
        }
    }

    private mutating func copyLines() throws(EventLogError) {
        var decoder = FrameDecoder()
        var bytes = try source.bytes(closed.name)
        for frame in closed.frames {
            guard try decoder.decode(frame, in: &bytes) else {
                throw EventLogError(
                    .damaged,
                    Damage.frame(
                        source.feed, closed.name, frame.offset..<frame.end, lost: frame.firstSequence,
                        before: frame.nextSequence
                    ).message)
            }
            try copy.append(decoder.content)
        }
        try copy.complete()
        try source.check(copy.path, holds: closed, with: &decoder)
    }

    /// Puts the sealed segment in the place of the closed one. The feed's lock must be held.
    consuming func finish() throws(EventLogError) {
        let (source, closed) = (source, closed)
        if let failure {
            copy.discard()
            throw failure
        }
        try copy.appear()
        try source.environment.fileSystem.removeIfThere(source.path(closed.name))
    }

    /// Gives up: the closed segment stays as it is.
    consuming func abandon() { copy.discard() }
}

extension FeedWriterCore {
    /// Begins to seal the first closed segment that no other program is sealing. Only for this, and to finish it, the
    /// lock is taken: others append meanwhile.
    ///
    /// - Returns: nil where none waits for it.
    mutating func beginSealing(helpers: Int) throws -> SegmentSealing? {
        defer { unlock() }
        try lockAndCatchUp()
        let now = try known()
        let closed = now.segments.dropLast().first { segment in
            let sealed = SegmentName(first: segment.name.first, isSealed: true)
            return segment.isClosed && source.removeAbandoned(source.temporaryPath(sealed))
        }
        guard let segment = closed else { return nil }
        let before = try now.tree(of: segment.name.first - 1)
        let sealing = try SegmentSealing(of: segment, after: before, in: source, helpers: helpers)
        watchFolder()
        return sealing
    }

    /// - Returns: false where the closed segment is not there any more: somebody else has sealed it.
    mutating func finishSealing(_ sealing: consuming SegmentSealing?) throws -> Bool {
        guard let sealing else { return false }
        defer { unlock() }
        do {
            try lockAndCatchUp()
        } catch {
            sealing.abandon()
            throw error
        }
        guard let now = snapshot, now.holdsClosed(sealing.closed) else {
            sealing.abandon()
            return false
        }
        snapshot = nil
        try sealing.finish()
        look(after: now)
        signSealed()
        return true
    }

    /// Closes and seals the last segment, if it is an open one with lines.
    ///
    /// - Returns: whether it was.
    mutating func sealLast() throws -> Bool {
        defer { unlock() }
        try lockAndCatchUp()
        guard let now = snapshot, let last = now.segments.last, !last.name.isSealed, !last.frames.isEmpty else {
            return false
        }
        snapshot = nil
        try closeLast(of: now, isReplaced: true)
        try sealCopy(of: last, in: now)
        look(after: now)
        signSealed()
        return true
    }

    /// Takes the feed as it stands after sealing. Where it cannot be read, the next commit has to look again: it must
    /// not take what it cannot see for nothing.
    private mutating func look(after earlier: FeedSnapshot) { snapshot = try? earlier.refreshedWhole() }

    /// Writes a sealed segment with the lines of an open one, and takes the open one away.
    func sealCopy(of segment: Segment, in snapshot: FeedSnapshot) throws {
        let before = try snapshot.tree(of: segment.name.first - 1)
        var sealing = try SegmentSealing(of: segment, after: before, in: source, helpers: Workers.countHere - 1)
        sealing.write()
        try sealing.finish()
    }

    /// How the feed stands now, without recovering anything.
    mutating func currentSnapshot() throws -> FeedSnapshot {
        try FeedSnapshot(source, after: snapshot)
    }
}

extension SegmentSource {
    /// Reads a finished sealed file back before the open one it replaces is given up.
    fileprivate func check(
        _ path: String, holds open: Segment, with decoder: inout FrameDecoder
    ) throws(EventLogError) {
        var bytes = try SegmentBytes(path, in: environment.fileSystem)
        var sealed = Segment(name: SegmentName(first: open.name.first, isSealed: true), status: bytes.status)
        sealed.frames = try SegmentIndex(of: &bytes, first: open.name.first)?.frames ?? []
        guard try sealed.isWhole(andHolds: open, in: self, reading: &bytes, with: &decoder) else {
            throw EventLogError(
                .io, "'\(path)' does not hold what was written to it. Find out what is wrong with the disk.")
        }
    }
}

extension Segment {
    /// Whether it waits to be sealed, given that it is not the last.
    var isClosed: Bool { !name.isSealed && !frames.isEmpty }
}

extension FeedSnapshot {
    /// Whether a closed segment is there as it was.
    fileprivate func holdsClosed(_ segment: Segment) -> Bool {
        segments.contains { found in
            found.name == segment.name && found.status.node == segment.status.node && found.end == segment.end
        }
    }
}
