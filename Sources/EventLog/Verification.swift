/// What a complete check of a case's feeds found.
package struct Verification: Sendable {
    /// The parts that one feed is made of.
    package struct Feed: Sendable, Equatable {
        package let name: FeedName
        package internal(set) var segmentCount = 0
        package internal(set) var sealedCount = 0
        package internal(set) var frameCount = 0
        /// Lines that were read and are as they should be.
        package internal(set) var lineCount: UInt64 = 0
        /// How many lines the checkpoint in its folder is signed for; nil without one.
        package internal(set) var signedCount: UInt64?
    }

    /// By name.
    package fileprivate(set) var feeds: [Feed] = []
    package internal(set) var damage: [Damage] = []
    package fileprivate(set) var notes: [Note] = []
}

extension FeedsFolder {
    /// Reads every line of every feed and checks frames, lines, sequence, times, indexes, keys, heads and checkpoints.
    ///
    /// - Parameter remembered: checkpoints of feeds of this case that somebody has kept elsewhere: whether each feed
    ///   still holds what they cover.
    /// - Throws: `.io` where the folder of the feeds cannot be listed.
    package func verify(against remembered: [Checkpoint] = []) throws -> Verification {
        let listing = try list()
        var report = Verification()
        report.damage = listing.damage
        report.notes = listing.notes
        for feed in listing.feeds {
            let head = try? device?.head(of: feed)
            let text = try? source(of: feed).checkpointText()
            let snapshot = try snapshot(of: feed)
            var witnesses = Witnesses(feed, origin: keyName(of: feed), key: listing.keys[feed])
            // That a feed was rolled back is told already.
            if let head, !snapshot.damage.contains(where: { damage in damage.code == .rolledBack }) {
                witnesses.add(head)
            }
            if let text { witnesses.add(text) }
            for checkpoint in remembered where checkpoint.origin == keyName(of: feed) { witnesses.add(checkpoint) }
            var check =
                try FeedCheck.onAllProcessors(snapshot, rootsOf: witnesses.sizes)
                ?? FeedCheck.inOrder(snapshot, rootsOf: witnesses.sizes)
            check.feed.signedCount = witnesses.signedCount
            report.feeds.append(check.feed)
            report.damage += snapshot.damage + check.damage + witnesses.damage
            report.damage += witnesses.contradictions(of: check.tree, snapshot)
            report.notes += snapshot.notes + check.notes
            report.notes += snapshot.listing.torn.map { name in
                Note(
                    .tornTail, feed: feed.text,
                    "'\(feed)/\(name)' keeps what recovery has set aside; where no line is missing, it may be deleted.")
            }
        }
        report.damage += missing(remembered, in: listing)
        return report
    }

    /// Feeds that checkpoints were remembered of and that are not in the case any more.
    private func missing(_ remembered: [Checkpoint], in listing: Listing) -> [Damage] {
        let there = Set(listing.feeds.map { feed in keyName(of: feed) })
        return remembered.filter { checkpoint in !there.contains(checkpoint.origin) }.map { checkpoint in
            .missing(checkpoint, in: path)
        }
    }
}
