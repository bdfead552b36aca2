// Proofs made from a feed's lines and its checkpoint.
extension FeedsFolder {
    /// Signs how a feed of this device stands, having worked out its tree from all of its lines.
    ///
    /// - Returns: the checkpoint; nil for a feed without lines.
    /// - Throws: `.keyMissing` for another device's feed; `.damaged`, `.rolledBack` where the lines are not all there,
    ///   or not those that were signed for, or acknowledged; `.locked`, `.notStored`, `.stopped`, `.io`.
    package func sign(_ feed: FeedName, onNote: @escaping @Sendable (Note) -> Void) throws -> Checkpoint? {
        try writer(for: feed, onNote: onNote).sign()
    }

    /// The checkpoint in a feed's folder.
    ///
    /// - Returns: nil where there is none that this feed has signed.
    /// - Throws: `.io`.
    package func checkpoint(of feed: FeedName) throws(EventLogError) -> Checkpoint? {
        let source = source(of: feed)
        guard let text = try source.checkpointText(), let key = try source.publicKey() else { return nil }
        return source.signed(text, by: key)
    }

    /// Proves that a line is in its feed.
    ///
    /// A checkpoint that does not cover it yet is signed anew where this device holds the key.
    ///
    /// - Throws: `.notSigned` where no checkpoint covers the line and this device cannot sign; `.damaged` where lines
    ///   cannot be read, or are not those that were signed for; whatever `sign` throws.
    package func proof(
        of feed: FeedName, line sequence: UInt64, onNote: @escaping @Sendable (Note) -> Void
    ) throws -> Proof {
        let (checkpoint, key, snapshot) = try covering(sequence, of: feed, onNote)
        var line: [UInt8]?
        var reader = FrameReader(snapshot)
        try reader.withFrame(containing: sequence) { frame in
            line = frame.range(ofLine: sequence).map { range in Array(frame.bytes.extracting(range)) }
        }
        guard let line else {
            let damage = reader.damage.first ?? .gap(feed, sequence..<sequence + 1)
            throw EventLogError(.damaged, damage.message)
        }
        return try proofs(of: [(sequence, line)], in: snapshot, checkpoint, key)[0]
    }

    /// Proves that lines are in their feed, against one checkpoint and with one pass over the feed.
    ///
    /// - Parameter lines: without LF, with their sequences; the checkpoint covers them.
    /// - Throws: `.damaged` where lines cannot be read, or are not those that were signed for.
    func proofs(
        of lines: [(sequence: UInt64, line: [UInt8])], in snapshot: FeedSnapshot, _ checkpoint: Checkpoint,
        _ key: FeedKey
    ) throws -> [Proof] {
        let paths = lines.map { line in TreePath.inclusion(of: line.sequence - 1, in: checkpoint.size) }
        let roots = try snapshot.roots(of: paths.joined())
        return try zip(lines, paths).map { line, path in
            let hashes = path.compactMap { stretch in roots[stretch] }
            let (leaf, index) = (TreeHash(leaf: line.line.rawSpan), line.sequence - 1)
            guard TreePath.root(of: leaf, at: index, in: checkpoint.size, hashes) == checkpoint.root else {
                throw EventLogError.changed(snapshot.feed, checkpoint)
            }
            return Proof(.line(line.line, index: index), hashes, checkpoint, key: key)
        }
    }

    /// Proves that a feed goes on from what a checkpoint of it covered: up to its last line where this device holds the
    /// key, for then that is signed anew, and otherwise as far as its checkpoint covers.
    ///
    /// - Parameter earlier: a checkpoint of a feed of this case. Who signed it is checked.
    /// - Throws: `.notSigned` where the feed's checkpoint covers less and this device cannot sign; `.damaged` where
    ///   lines cannot be read, or the feed does not go on from it; whatever `sign` throws.
    package func proof(
        since earlier: Checkpoint, onNote: @escaping @Sendable (Note) -> Void
    ) throws -> Proof {
        guard let feed = earlier.feed, keyName(of: feed) == earlier.origin else {
            throw EventLogError(
                .nameRefused, "The checkpoint is of '\(earlier.origin)', which is not a feed of '\(origin)'.")
        }
        guard let key = try source(of: feed).publicKey(), earlier.isSigned(by: key) else {
            throw EventLogError(.damaged, Damage.strangeKey(feed, earlier).message)
        }
        if try isOwn(feed) {
            let next = try FeedSnapshot(source(of: feed)).nextSequence
            guard earlier.size < next else {
                let witness = "the remembered checkpoint of \(earlier.size) lines"
                throw EventLogError(.damaged, Damage.short(feed, next..<earlier.size + 1, witness).message)
            }
            _ = try sign(feed, onNote: onNote)
        }
        let (checkpoint, _, snapshot) = try covering(max(earlier.size, 1), of: feed, onNote)
        guard earlier.size > 0 else { return Proof(.continuation(of: earlier), [], checkpoint, key: key) }
        let path = TreePath.consistency(from: earlier.size, to: checkpoint.size)
        let found = try snapshot.roots(of: path)
        let hashes = path.compactMap { stretch in found[stretch] }
        let roots = TreePath.roots(from: earlier.size, to: checkpoint.size, hashes, oldRoot: earlier.root)
        guard let roots, roots.new == checkpoint.root else { throw EventLogError.changed(feed, checkpoint) }
        guard roots.old == earlier.root else { throw EventLogError.changed(feed, earlier) }
        return Proof(.continuation(of: earlier), hashes, checkpoint, key: key)
    }

    func isOwn(_ feed: FeedName) throws -> Bool { try device != nil && ownFeeds().contains(feed) }

    /// A checkpoint of a feed that covers a line, and the feed as it stands.
    private func covering(
        _ sequence: UInt64, of feed: FeedName, _ onNote: @escaping @Sendable (Note) -> Void
    ) throws -> (Checkpoint, FeedKey, FeedSnapshot) {
        guard let key = try source(of: feed).publicKey() else {
            throw EventLogError(
                .damaged, "The feed '\(feed)' is not in '\(path)', or does not hold the key that it is named for.")
        }
        var checkpoint = try checkpoint(of: feed)
        if checkpoint?.size ?? 0 < sequence, try isOwn(feed) { checkpoint = try sign(feed, onNote: onNote) }
        guard let checkpoint, checkpoint.size >= sequence else {
            throw EventLogError.notSigned(feed, checkpoint, "line \(sequence)")
        }
        let snapshot = try FeedSnapshot(source(of: feed))
        if let damage = snapshot.shortfall(of: checkpoint) { throw EventLogError(.damaged, damage.message) }
        return (checkpoint, key, snapshot)
    }
}

extension EventLogError {
    /// - Parameter lines: which it does not cover, in words.
    static func notSigned(_ feed: FeedName, _ checkpoint: Checkpoint?, _ lines: String) -> EventLogError {
        let covered = checkpoint.map { found in "is signed for \(found.size) lines" } ?? "is missing"
        return EventLogError(
            .notSigned,
            "The checkpoint of '\(feed)' \(covered), and does not cover \(lines). Only the device that writes the feed can "
                + "sign for it: have 'caselog sign' run there, and copy the feed from there again.")
    }

    static func changed(_ feed: FeedName, _ checkpoint: Checkpoint) -> EventLogError {
        let witness = "the checkpoint of \(checkpoint.size) lines"
        return EventLogError(.damaged, Damage.changed(feed, 1..<checkpoint.size + 1, witness).message)
    }
}

/// The trees of a feed at the sizes that somebody has vouched for, worked out from its lines alone.
struct TreesFromLines: Sendable {
    /// By size.
    let trees: [UInt64: CompactRange]
    /// The largest of them.
    let last: CompactRange

    /// Reads every line, without a lock: others append meanwhile.
    ///
    /// - Throws: `.rolledBack` where the lines are not those that this device has acknowledged, `.damaged`.
    init(_ source: SegmentSource, _ device: DeviceFolder) throws {
        let head = try device.head(of: source.feed)
        let earlier = try source.checkpointText().flatMap { text in Checkpoint(text) }
        let snapshot = try FeedSnapshot(source)
        try snapshot.requireWhole()
        let wanted = Set([head?.size, earlier?.size, snapshot.lastSequence].compactMap { size in size })
        let sizes = wanted.filter { size in size > 0 && size <= snapshot.lastSequence }.sorted()
        let found = try snapshot.trees(sizes)
        trees = Dictionary(uniqueKeysWithValues: zip(sizes, found))
        last = found.last ?? CompactRange()
        if let head, let tree = trees[head.size], tree.root != head.root {
            throw EventLogError(
                .rolledBack, Damage.changed(source.feed, 1..<head.size + 1, "this device").message)
        }
    }
}

extension FeedWriterCore {
    /// Signs how the feed stands, going on from trees that were worked out from its lines.
    mutating func sign(after fromLines: TreesFromLines) throws -> Checkpoint? {
        defer { unlock() }
        try lockAndCatchUp()
        let now = try known()
        guard fromLines.last.end <= now.lastSequence else {
            throw EventLogError(
                .rolledBack, Damage.gap(source.feed, now.nextSequence..<fromLines.last.end + 1).message)
        }
        tree = try now.tree(of: now.lastSequence, after: fromLines.last)
        return try signCheckpoint(knowing: fromLines.trees)
    }
}
