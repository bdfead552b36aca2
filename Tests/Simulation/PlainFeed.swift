import EventLog

/// Something happened that must never happen.
package struct Contradiction: Error, CustomStringConvertible {
    package let description: String

    init(_ description: String) { self.description = description }
}

/// What is to be found of one feed: the simplest account of it that there can be.
struct PlainFeed: Sendable {
    /// A commit of which nobody has said how it ended.
    struct Commit: Sendable {
        let number: Int
        let first: UInt64
        let count: UInt64
        let bytes: [UInt8]

        /// The last line of it.
        var end: UInt64 { first + count - 1 }
    }

    /// The lines that were acknowledged, each with its LF.
    private(set) var bytes: [UInt8] = []
    private(set) var count: UInt64 = 0
    /// Where commits end in them.
    private var ends: Set<Int> = [0]
    /// Each of these may be there, whole, if those before it are.
    private(set) var doubtful: [Commit] = []
    /// What may be there instead after a power cut: commits that were not seen any more when the next one began,
    /// because they had been taken back in part when their program was killed.
    private var others: [[Commit]] = []
    /// The last checkpoint that was handed to somebody: it holds for ever.
    private(set) var signed: Checkpoint?
    /// A checkpoint that was found to be of the acknowledged lines.
    private var fitting: Checkpoint?
    /// Whether it was made shorter on purpose.
    private(set) var wasRolledBack = false

    /// A commit is being put together.
    mutating func begin(_ commit: Commit) throws {
        // The writer has seen what is there. What it did not see must not come back once this commit is acknowledged.
        keepInstead(doubtful.filter { other in other.first < commit.first })
        guard doubtful.reduce(count, { count, other in count + other.count }) + 1 == commit.first else {
            throw Contradiction("A commit was to begin at line \(commit.first), behind \(count) acknowledged lines.")
        }
        doubtful.append(commit)
    }

    mutating func acknowledge(_ number: Int, _ receipt: Receipt) throws {
        guard let place = doubtful.firstIndex(where: { commit in commit.number == number }),
            doubtful[place].first == receipt.firstSequence, doubtful[place].count == receipt.count
        else { throw Contradiction("A receipt for lines from \(receipt.firstSequence) on is not that of its commit.") }
        // No line is durable before those that it stands behind.
        let rest = doubtful[(place + 1)...]
        take(doubtful[...place])
        doubtful = Array(rest)
    }

    /// A checkpoint was handed to somebody: what it covers, and no part of a commit, is there from now on.
    mutating func sign(_ checkpoint: Checkpoint) throws {
        let covered = doubtful.prefix { commit in commit.first <= checkpoint.size }
        let lines = bytes + covered.flatMap { commit in commit.bytes }
        let isWhole = covered.last.map { last in last.end == checkpoint.size }
        guard checkpoint.size >= signed?.size ?? 0, checkpoint.covers(lines),
            isWhole ?? ends.contains(lines.rawSpan.lineOffset(Int(checkpoint.size)))
        else {
            throw Contradiction(
                "A checkpoint of \(checkpoint.size) lines was signed behind one of \(signed?.size ?? 0), and is not of the "
                    + "\(count) acknowledged lines and commits behind them.")
        }
        (signed, fitting) = (checkpoint, checkpoint)
        guard !covered.isEmpty else { return }
        let rest = doubtful[covered.endIndex...]
        take(covered)
        doubtful = Array(rest)
    }

    /// Compares the checkpoint that stands in the feed's folder with what was read of the feed after it.
    ///
    /// - Parameter signed: what was handed out before.
    mutating func compare(_ stored: Checkpoint?, _ found: [UInt8], signed: Checkpoint?) throws {
        if let signed, stored?.size ?? 0 < signed.size {
            throw Contradiction("\(signed.size) lines were signed for, and the checkpoint is for \(stored?.size ?? 0).")
        }
        guard let stored, stored != fitting else { return }
        guard stored.covers(found) else {
            throw Contradiction("The checkpoint for \(stored.size) lines is not of the lines that are there.")
        }
        if stored.size <= count { fitting = stored }
    }

    mutating func refuse(_ number: Int) {
        doubtful.removeAll { commit in commit.number == number }
        others = others.map { chain in chain.filter { commit in commit.number != number } }
    }

    private mutating func take(_ commits: ArraySlice<Commit>) {
        for commit in commits {
            bytes += commit.bytes
            count += commit.count
            ends.insert(bytes.count)
        }
        doubtful = []
        others = []
    }

    private mutating func keepInstead(_ commits: [Commit]) {
        if commits.count < doubtful.count { others.append(doubtful) }
        doubtful = commits
    }

    /// Compares what a reader has found.
    ///
    /// - Parameters:
    ///   - size: how many bytes were acknowledged when it began to read.
    ///   - wasCut: whether the power was cut since the last look.
    /// - Returns: the doubtful commits that are there.
    func compare(_ found: [UInt8], atLeast size: Int, wasCut: Bool) throws -> [Commit] {
        let common = min(found.count, bytes.count)
        guard found.count >= size, found.prefix(common) == bytes.prefix(common) else {
            throw Contradiction(
                "Of \(count) acknowledged lines, \(size) bytes when reading began, only \(agreeing(found)) bytes of "
                    + "\(found.count) that were read are right.")
        }
        if found.count < bytes.count, ends.contains(found.count) { return [] }
        for chain in [doubtful] + (wasCut ? others : []) {
            if let commits = commits(of: chain, in: found) { return commits }
        }
        let rest = found[common...]
        throw Contradiction(
            "\(rest.count) bytes stand behind line \(count) that are a part of a commit, were refused, or were never "
                + "written: '\(String(decoding: rest.prefix(60), as: UTF8.self))'.")
    }

    /// How many of these commits were found behind the acknowledged lines; nil where something else was.
    private func commits(of chain: [Commit], in found: [UInt8]) -> [Commit]? {
        var end = bytes.count
        var commits: [Commit] = []
        for commit in chain where end < found.count {
            guard found[end...].starts(with: commit.bytes) else { return nil }
            end += commit.bytes.count
            commits.append(commit)
        }
        return end == found.count ? commits : nil
    }

    private func agreeing(_ found: [UInt8]) -> Int {
        zip(found, bytes).prefix { pair in pair.0 == pair.1 }.count
    }

    /// Every program has ended: what was not seen then is not there.
    ///
    /// - Parameter isDurable: whether what was seen has outlived a power cut, so that it outlives the next, and nothing
    ///   else comes back.
    mutating func settle(_ found: [Commit], isDurable: Bool) {
        if isDurable { take(found[...]) } else { keepInstead(found) }
    }

    /// The feed's files were replaced by older ones.
    mutating func rollBack(to older: PlainFeed) {
        let isShorter = older.count < count
        self = older
        doubtful = []
        others = []
        wasRolledBack = isShorter
    }
}
