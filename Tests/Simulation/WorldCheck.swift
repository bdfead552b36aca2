import EventLog
import Synchronization

// What has to be so at any time.
extension World {
    /// Who looks, and so what may be concluded from what they do not see.
    enum Occasion {
        /// Others are at work.
        case meanwhile
        /// Every program has ended.
        case ended
        /// The power was cut since.
        case powerCut
    }

    /// Reads every feed as a program without a lock does, and compares it with the account.
    func compare(_ occasion: Occasion, isDisturbed: Bool = false) throws {
        let program = startProgram(isDisturbed: isDisturbed)
        defer { program.fileSystem.kill() }
        let before = account.withLock { account in account.feeds }
        let listing = try program.feeds.list()
        try require(listing.damage.isEmpty, "Listing the feeds finds damage: \(listing.damage).")
        for (feed, plain) in before where plain.count > 0 {
            try require(listing.feeds.contains(feed), "The feed \(feed) with \(plain.count) lines is not there.")
        }
        for feed in listing.feeds {
            let head = try program.feeds.device?.head(of: feed)
            let checkpoint = try program.feeds.checkpoint(of: feed)
            let snapshot = try program.feeds.snapshot(of: feed)
            var reader = FrameReader(snapshot)
            var bytes: [UInt8] = []
            try reader.forEachFrame { frame in bytes.append(frame.bytes) }
            let expected = expectedDamage(feed, UInt64(bytes.rawSpan.lineCount), head)
            try require(snapshot.damage + reader.damage, are: expected)
            try account.withLock { account in
                var plain = account.feeds[feed] ?? PlainFeed()
                let found: [PlainFeed.Commit]
                do {
                    found = try plain.compare(
                        bytes, atLeast: before[feed]?.bytes.count ?? 0, wasCut: occasion == .powerCut)
                    try plain.compare(checkpoint, bytes, signed: before[feed]?.signed)
                } catch let contradiction as Contradiction {
                    throw Contradiction("\(feed): \(contradiction)")
                }
                if occasion != .meanwhile { plain.settle(found, isDurable: occasion == .powerCut) }
                if !bytes.isEmpty { account.feeds[feed] = plain }
            }
        }
    }

    /// Checks everything, and compares what is said with what was done on purpose.
    func verify() throws {
        let program = startProgram(isDisturbed: false)
        defer { program.fileSystem.kill() }
        let signed = account.withLock { account in account.feeds.values.compactMap(\.signed) }
        let report = try program.feeds.verify(against: signed)
        for feed in report.feeds {
            let plain = account.withLock { account in account.feeds[feed.name] }
            let limit = plain?.doubtful.reduce(plain?.count ?? 0) { count, commit in count + commit.count } ?? 0
            try require(
                feed.lineCount >= plain?.count ?? 0 && feed.lineCount <= limit,
                "Verifying counts \(feed.lineCount) lines in \(feed.name); \(plain?.count ?? 0) were acknowledged.")
        }
        try require(
            report.damage,
            are: report.feeds.flatMap { feed in
                expectedDamage(feed.name, feed.lineCount, try program.feeds.device?.head(of: feed.name))
            })
        let harmless: Set<Note.Code> = [.tornTail, .bothOpenAndSealed, .feedMissing]
        for note in report.notes { try require(harmless.contains(note.code), "Verifying says: \(note).") }
    }

    /// The next program appends, and that stays, whatever happens next. Every other one signs, which makes durable what
    /// was not.
    func append(_ text: [UInt8]) throws {
        let program = startProgram(isDisturbed: false)
        let writer = try program.writer()
        if let refusal = try commit([[text]], with: writer, of: program) {
            throw Contradiction("The next append fails: \(refusal)")
        }
        let (count, commits) = account.withLock { account in
            (account.feeds[writer.feed]?.count ?? 0, account.commitCount)
        }
        try require(count > 0, "A receipt is for no line.")
        if commits.isMultiple(of: 2), let refusal = try sign(with: writer, of: program) {
            throw Contradiction("The next signing fails: \(refusal)")
        }
        program.fileSystem.kill()
    }

    /// Follows another course of events, in which all programs end here, or the power is cut.
    func crash(seed: UInt64, cutsPower: Bool) throws {
        count { tally in if cutsPower { tally.powerCuts += 1 } else { tally.kills += 1 } }
        let other = ended(seed: seed, cutsPower: cutsPower)
        do {
            try other.recover(cutsPower ? .powerCut : .ended)
            let last = other.ended(seed: seed &+ 1, cutsPower: true)
            count { tally in tally.powerCuts += 1 }
            try last.compare(.powerCut)
            try last.verify()
        } catch {
            throw Contradiction("After \(cutsPower ? "a power cut" : "a kill") chosen by \(seed): \(error)")
        }
    }

    /// Looks at what a crash has left, and goes on.
    func recover(_ occasion: Occasion) throws {
        try compare(occasion)
        try append(Array("after".utf8))
        try compare(.meanwhile)
        try verify()
    }

    /// What is damaged on purpose: nothing, but that a feed may be shorter than the device remembers.
    private func expectedDamage(_ feed: FeedName, _ lineCount: UInt64, _ head: Head?) -> [LostLines] {
        let wasRolledBack = account.withLock { account in account.feeds[feed]?.wasRolledBack ?? false }
        guard wasRolledBack, let head, head.size > lineCount else { return [] }
        return [LostLines(first: lineCount + 1, last: head.size)]
    }

    private func require(_ damage: [Damage], are expected: [LostLines]) throws {
        try require(
            damage.map(\.lost) == expected && damage.allSatisfy { damage in damage.code == .rolledBack },
            "There should be \(expected.count) damages and are: \(damage).")
    }

    private func require(_ condition: Bool, _ message: @autoclosure () -> String) throws {
        if !condition { throw Contradiction(message()) }
    }
}
