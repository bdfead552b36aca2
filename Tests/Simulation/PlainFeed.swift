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
    }

    /// The lines that were acknowledged, each with its LF.
    private(set) var bytes: [UInt8] = []
    private(set) var count: UInt64 = 0
    /// Where commits end in them.
    private var ends: Set<Int> = [0]
    /// Each of these may be there, whole, if those before it are.
    private(set) var doubtful: [Commit] = []
    /// Whether it was made shorter on purpose.
    private(set) var wasRolledBack = false

    /// A commit is being put together.
    mutating func begin(_ commit: Commit) throws {
        // The writer has seen what is there. What it did not see must never come back.
        doubtful.removeAll { other in other.first >= commit.first }
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
        take(place + 1)
    }

    mutating func refuse(_ number: Int) { doubtful.removeAll { commit in commit.number == number } }

    private mutating func take(_ commits: Int) {
        for commit in doubtful.prefix(commits) {
            bytes += commit.bytes
            count += commit.count
            ends.insert(bytes.count)
        }
        doubtful.removeFirst(commits)
    }

    /// Compares what a reader has found.
    ///
    /// - Parameter size: how many bytes were acknowledged when it began to read.
    /// - Returns: how many doubtful commits are there.
    func compare(_ found: [UInt8], atLeast size: Int) throws -> Int {
        let common = min(found.count, bytes.count)
        guard found.count >= size, found.prefix(common) == bytes.prefix(common) else {
            throw Contradiction(
                "Of \(count) acknowledged lines, \(size) bytes when reading began, only \(agreeing(found)) bytes of "
                    + "\(found.count) that were read are right.")
        }
        if found.count < bytes.count, ends.contains(found.count) { return 0 }
        var end = bytes.count
        var commits = 0
        for commit in doubtful where end < found.count {
            guard found[end...].starts(with: commit.bytes) else { break }
            end += commit.bytes.count
            commits += 1
        }
        guard end == found.count else {
            let rest = found[min(end, found.count)...]
            throw Contradiction(
                "\(rest.count) bytes stand behind line \(count) that are a part of a commit, were refused, or were never "
                    + "written: '\(String(decoding: rest.prefix(60), as: UTF8.self))'.")
        }
        return commits
    }

    private func agreeing(_ found: [UInt8]) -> Int {
        zip(found, bytes).prefix { pair in pair.0 == pair.1 }.count
    }

    /// Every program has ended: what was not seen then is not there.
    ///
    /// - Parameter isDurable: whether what was seen has outlived a power cut, so that it outlives the next.
    mutating func settle(_ commits: Int, isDurable: Bool) {
        doubtful.removeLast(doubtful.count - commits)
        if isDurable { take(commits) }
    }

    /// The feed's files were replaced by older ones.
    mutating func rollBack(to older: PlainFeed) {
        let isShorter = older.count < count
        self = older
        doubtful = []
        wasRolledBack = isShorter
    }
}
