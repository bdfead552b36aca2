package import EventLog

extension Case {
    /// What `sign` came to.
    package struct Signing: Sendable {
        /// Of every feed that has one, by name of feed.
        package fileprivate(set) var checkpoints: [Checkpoint] = []
        /// The origins of those that this device has signed.
        package fileprivate(set) var own: Set<String> = []
        /// Feeds of other devices that have none.
        package fileprivate(set) var without: [FeedName] = []
        /// Why feeds of this device could not be signed for.
        package fileprivate(set) var failures: [EventLogError] = []
    }

    /// Signs how this device's feeds stand, having worked out their trees from all of their lines.
    ///
    /// - Returns: these checkpoints, and those of the other feeds as they are. A feed that cannot be signed for, being
    ///   damaged for instance, keeps no other from it.
    /// - Throws: `EventLogError` where keys or checkpoints cannot be read.
    package func sign(onNote: @escaping @Sendable (Note) -> Void) throws -> Signing {
        let own = Set(try feeds.ownFeeds())
        var signing = Signing()
        for feed in snapshots.map(\.feed) {
            var checkpoint: Checkpoint?
            do {
                checkpoint = try own.contains(feed) ? feeds.sign(feed, onNote: onNote) : feeds.checkpoint(of: feed)
            } catch let error as EventLogError {
                signing.failures.append(error)
                continue
            }
            guard let checkpoint else {
                if !own.contains(feed) { signing.without.append(feed) }
                continue
            }
            signing.checkpoints.append(checkpoint)
            if own.contains(feed) { signing.own.insert(checkpoint.origin) }
        }
        return signing
    }

    /// Whether a checkpoint is of a feed of this case, be the feed there or not.
    package func isOf(_ checkpoint: Checkpoint) -> Bool {
        checkpoint.feed.map { feed in "\(feeds.origin)/\(feed)" == checkpoint.origin } ?? false
    }

    /// Proves that an event is in its feed, as the feed's checkpoint covers it.
    ///
    /// - Parameter event: its id.
    /// - Throws: `CaseError` where there is no such event; `EventLogError`, see `FeedsFolder.proof(of:line:onNote:)`.
    package func proof(of event: String, onNote: @escaping @Sendable (Note) -> Void) throws -> Proof {
        let parts = event.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, let feed = FeedName(parts[0]), let sequence = UInt64(parts[1]), sequence > 0,
            String(sequence) == parts[1]
        else {
            throw CaseError(
                .input, "'\(event)' is not the id of an event: feed, slash, number, such as jw-3f9c21ab/12.")
        }
        guard let snapshot = snapshots.first(where: { snapshot in snapshot.feed == feed }) else {
            throw CaseError(.input, "The case has no feed '\(feed)'.")
        }
        guard sequence <= snapshot.lastSequence else {
            throw CaseError(.refused, "There is no event \(event): '\(feed)' ends at \(snapshot.lastSequence).")
        }
        return try feeds.proof(of: feed, line: sequence, onNote: onNote)
    }

    /// Proves that a feed of the case goes on from an earlier checkpoint.
    ///
    /// - Throws: `EventLogError`, see `FeedsFolder.proof(since:onNote:)`.
    package func proof(since earlier: Checkpoint, onNote: @escaping @Sendable (Note) -> Void) throws -> Proof {
        try feeds.proof(since: earlier, onNote: onNote)
    }
}

extension Proof {
    /// Checks a proof of an event, or of a feed's continuation, without its case; see `Proof.check(trusting:_:)`.
    package func check(trusting key: [UInt8]?) throws(Failure) {
        try check(trusting: key, CaseLineInspector())
    }
}
