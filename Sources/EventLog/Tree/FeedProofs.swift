/// What can be proven of some lines of a feed, all against one checkpoint.
package struct FeedProofs: Sendable {
    package let feed: FeedName
    /// The feed's verifier-key line, with its LF.
    package let keyLine: [UInt8]
    /// As far as the feed is signed for; nil where it is not.
    package private(set) var checkpoint: Checkpoint?
    /// In the order of the lines.
    package fileprivate(set) var proofs: [Proof] = []
    /// The sequences of the others.
    package fileprivate(set) var unproven: [UInt64] = []
    /// Why these cannot be proven, and what to do.
    package fileprivate(set) var reason: EventLogError?

    fileprivate init(_ feed: FeedName, _ key: FeedKey, origin: String, _ checkpoint: Checkpoint?) {
        self.feed = feed
        keyLine = Array(key.verifierLine(name: origin).utf8)
        self.checkpoint = checkpoint
    }
}

extension FeedsFolder {
    /// The verifier-key line of a feed, with its LF.
    ///
    /// - Throws: `.damaged`, `.io` where the feed's key cannot be read.
    package func keyLine(of feed: FeedName) throws -> [UInt8] {
        Array(try key(namedFor: feed).verifierLine(name: keyName(of: feed)).utf8)
    }

    private func key(namedFor feed: FeedName) throws -> FeedKey {
        guard let key = try source(of: feed).publicKey() else {
            throw EventLogError(.damaged, "The feed '\(feed)' does not hold the key that it is named for any more.")
        }
        return key
    }

    /// Proves as many lines of a feed as can be proven, with one pass over it. Its checkpoint is signed anew where it
    /// does not cover them all and this device holds the key.
    ///
    /// - Parameter lines: without LF, with their sequences, in order.
    /// - Throws: `.damaged`, `.io` where the feed's key or checkpoint cannot be read. Whatever else is in the way is
    ///   told in what is returned.
    package func proofs(
        of feed: FeedName, lines: [(sequence: UInt64, line: [UInt8])], onNote: @escaping @Sendable (Note) -> Void
    ) throws -> FeedProofs {
        let key = try key(namedFor: feed)
        let last = lines.last?.sequence ?? 0
        var refusal: EventLogError?
        if try checkpoint(of: feed)?.size ?? 0 < last, try isOwn(feed) {
            do { _ = try sign(feed, onNote: onNote) } catch let error as EventLogError { refusal = error }
        }
        let checkpoint = try checkpoint(of: feed)
        var found = FeedProofs(feed, key, origin: keyName(of: feed), checkpoint)
        let covered = lines.prefix { line in line.sequence <= checkpoint?.size ?? 0 }
        found.unproven = lines.dropFirst(covered.count).map(\.sequence)
        if let first = found.unproven.first {
            let lines = first == last ? "line \(first)" : "lines from \(first) on"
            found.reason = refusal ?? .notSigned(feed, checkpoint, lines)
        }
        guard let checkpoint, !covered.isEmpty else { return found }
        do {
            let snapshot = try FeedSnapshot(source(of: feed))
            if let damage = snapshot.shortfall(of: checkpoint) { throw EventLogError(.damaged, damage.message) }
            found.proofs = try proofs(of: Array(covered), in: snapshot, checkpoint, key)
        } catch let error as EventLogError {
            found.unproven = lines.map(\.sequence)
            found.reason = error
        }
        return found
    }
}
