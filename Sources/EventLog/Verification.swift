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
    }

    /// By name.
    package fileprivate(set) var feeds: [Feed] = []
    package fileprivate(set) var damage: [Damage] = []
    package fileprivate(set) var notes: [Note] = []
}

extension FeedsFolder {
    /// Reads every line of every feed and checks frames, lines, sequence, times, indexes, keys and heads.
    ///
    /// - Throws: `.io` where the folder of the feeds cannot be listed.
    package func verify() throws -> Verification {
        let listing = try list()
        var report = Verification()
        report.damage = listing.damage
        report.notes = listing.notes
        for feed in listing.feeds {
            let snapshot = try snapshot(of: feed)
            let check = try FeedCheck.onAllProcessors(snapshot) ?? FeedCheck.inOrder(snapshot)
            report.feeds.append(check.feed)
            report.damage += snapshot.damage + check.damage
            report.notes += snapshot.notes + check.notes
            report.notes += snapshot.listing.torn.map { name in
                Note(
                    .tornTail, feed: feed.text,
                    "'\(feed)/\(name)' keeps what recovery has set aside; where no line is missing, it may be deleted.")
            }
        }
        return report
    }
}
