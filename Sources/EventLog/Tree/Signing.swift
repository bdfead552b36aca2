// How a feed's checkpoint comes to be signed.
extension FeedWriterCore {
    /// Signs how the feed stands, once that is durable, and puts the checkpoint in its place. The feed's lock must be
    /// held, and the writer be up to date.
    ///
    /// Nothing is signed that contradicts what this device, or the checkpoint that is there, says of the feed.
    ///
    /// - Parameter fromLines: trees that were worked out from lines, by their sizes; others are taken from indexes.
    /// - Returns: the checkpoint, or the one that was there where nothing was appended since; nil for a feed without
    ///   lines.
    /// - Throws: `.rolledBack` where the one that is there is of other lines, `.keyMissing`, `.damaged`, `.io`.
    mutating func signCheckpoint(knowing fromLines: [UInt64: CompactRange] = [:]) throws -> Checkpoint? {
        let (now, tree) = (try known(), try knownTree())
        try now.requireWhole()
        guard tree.end == now.lastSequence else {
            throw EventLogError(
                .damaged, "\(source.feed) was changed by somebody who does not hold the lock. Nothing was signed.")
        }
        guard tree.end > 0 else { return nil }
        guard let key = try device.signingKey(of: source.feed, name: source.origin) else {
            throw EventLogError(.keyMissing, "This device does not hold the key of \(source.feed), which signs for it.")
        }
        if let text = try source.checkpointText() {
            if let earlier = source.signed(text, by: key.publicKey) {
                if earlier.size == tree.end, earlier.root == tree.root {
                    // The program that signed may have been killed before the name was durable.
                    try source.environment.fileSystem.syncFolder(source.folder)
                    return earlier
                }
                try now.require(earlier, knowing: fromLines[earlier.size])
            } else {
                try setAsideCheckpoint()
            }
        }
        try syncLast(of: now)
        let checkpoint = try Checkpoint(tree, origin: source.origin, key: key)
        try source.environment.fileSystem.replace(
            Checkpoint.file, in: source.folder, with: checkpoint.text, mode: 0o644, isSynced: true)
        watchFolder()
        return checkpoint
    }

    /// Signs after a segment was sealed. What fails is told: the segment is sealed all the same, and the next seal
    /// signs.
    mutating func signSealed() {
        do {
            _ = try signCheckpoint()
        } catch {
            onNote(
                Note(
                    .notSigned, feed: source.feed.text,
                    "A segment of \(source.feed) was sealed, but no checkpoint signed. \(error)"))
        }
        watchFolder()
    }

    /// What is signed for has to be durable, whoever has appended it.
    private mutating func syncLast(of now: FeedSnapshot) throws {
        guard let last = now.segments.last, !last.name.isSealed else { return }
        let file = try File(source.path(last.name), .write, in: source.environment.fileSystem)
        do throws(EventLogError) {
            try file.sync()
        } catch {
            open = nil
            snapshot = nil
            // What was to be stored is stored already: whoever was told that nothing was would store it again.
            _ = leave(file, last, in: now, after: error)
            throw EventLogError(.io, "Nothing was signed. \(error.message)", errno: error.errno)
        }
    }

    /// Keeps what stands in the place of the checkpoint under another name.
    private func setAsideCheckpoint() throws(EventLogError) {
        let path = "\(source.folder)/\(Checkpoint.file)"
        let kept = "\(source.folder)/\(FeedListing.tornPrefix)\(Checkpoint.file)-\(source.environment.now())"
        try source.environment.fileSystem.move(path, to: kept)
        onNote(
            Note(
                .checkpointSetAside, feed: source.feed.text,
                "'\(path)' was no checkpoint signed by this feed. It was moved to '\(kept)', and a new one is signed."))
    }
}

extension SegmentSource {
    /// What stands in the place of the feed's checkpoint; nil where there is nothing. Of more than a checkpoint may
    /// have, only the beginning.
    func checkpointText() throws(EventLogError) -> [UInt8]? {
        let path = "\(folder)/\(Checkpoint.file)"
        do throws(EventLogError) {
            let file = try File(path, .read, in: environment.fileSystem)
            var bytes = [UInt8](repeating: 0, count: Checkpoint.sizeMax)
            let count = try file.read(bytes.count, at: 0, into: &bytes)
            return Array(bytes[..<count])
        } catch {
            guard error.errno == Errno.missing.code else { throw error }
            return nil
        }
    }

    /// A text as a checkpoint of this feed, signed by its key; nil when it is none.
    func signed(_ text: [UInt8], by key: FeedKey) -> Checkpoint? {
        guard let checkpoint = Checkpoint(text), checkpoint.origin == origin, checkpoint.isSigned(by: key) else {
            return nil
        }
        return checkpoint
    }

    /// The key in the feed's folder; nil unless it is the feed's own.
    func publicKey() throws(EventLogError) -> FeedKey? {
        guard let bytes = try environment.fileSystem.contents("\(folder)/\(FeedListing.keyFile)"),
            let key = FeedKey(verifierLine: String(decoding: bytes, as: UTF8.self), name: origin),
            key.fingerprint == feed.fingerprint
        else { return nil }
        return key
    }
}

extension FeedSnapshot {
    /// Throws where the feed does not go on from a checkpoint of it.
    ///
    /// - Throws: `.rolledBack`, `.damaged`.
    fileprivate func require(_ earlier: Checkpoint, knowing known: CompactRange?) throws {
        if let damage = shortfall(of: earlier) { throw EventLogError(.rolledBack, damage.message) }
        guard earlier.size > 0 else { return }
        if let known {
            if known.root == earlier.root { return }
        } else {
            if try tree(of: earlier.size).root == earlier.root { return }
            if try trees([earlier.size]).map(\.root) == [earlier.root] { return }
        }
        throw EventLogError(.rolledBack, Damage.changed(feed, 1..<earlier.size + 1, "its checkpoint").message)
    }

    /// How the feed falls short of a checkpoint of it; nil when it does not.
    func shortfall(of checkpoint: Checkpoint) -> Damage? {
        guard checkpoint.size > lastSequence else { return nil }
        return Damage(
            .rolledBack, feed: feed.text, lost: LostLines(first: nextSequence, last: checkpoint.size),
            "\(feed) ends at line \(lastSequence), but its checkpoint is signed for \(checkpoint.size). The feed was rolled "
                + "back, damaged, or copied in part; nothing is appended to it. Bring it back from a newer copy.")
    }

    /// How the feed falls short of what stands in the place of its checkpoint. Only where that is longer is it looked
    /// at who signed it.
    func shortfall(of text: [UInt8]?) throws(EventLogError) -> Damage? {
        guard let text, let checkpoint = Checkpoint(text), let damage = shortfall(of: checkpoint),
            let key = try source.publicKey(), source.signed(text, by: key) != nil
        else { return nil }
        return damage
    }

    /// The tree over all lines, for somebody who goes on with them.
    ///
    /// - Parameters:
    ///   - head: what this device last acknowledged of the feed.
    ///   - known: a tree that this program has worked out before.
    /// - Throws: `.rolledBack` where the lines are not those that were acknowledged, `.damaged`.
    func wholeTree(of head: Head?, after known: CompactRange?) throws -> CompactRange {
        guard let head, head.size >= known?.end ?? 0 else { return try tree(of: lastSequence, after: known) }
        let acknowledged = try tree(of: head.size, after: known)
        if acknowledged.root == head.root { return try tree(of: lastSequence, after: acknowledged) }
        // What is kept in an index is believed only as far as it agrees with the head.
        let trees = try trees(head.size < lastSequence ? [head.size, lastSequence] : [head.size])
        guard let first = trees.first, let last = trees.last, first.root == head.root else {
            throw EventLogError(.rolledBack, Damage.changed(feed, 1..<head.size + 1, "this device").message)
        }
        return last
    }
}
