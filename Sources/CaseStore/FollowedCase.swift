package import CaseModel
package import EventLog

/// A case that stays open for reading: what it came to is kept in memory, and gone on from as its feeds grow.
///
/// Where something speaks against going on (another feed, damage, a feed that was replaced), it is read anew.
package struct FollowedCase: Sendable {
    package private(set) var opened: Case
    /// Of everything recorded, with private texts opened as far as this device may.
    package private(set) var history: CaseHistory
    /// What of the case cannot be read, opening it included.
    package private(set) var damage: [Damage]
    /// How often it was read anew: what was taken from an earlier reading does not hold for a later one.
    package private(set) var readings: Int
    /// How often it was found that somebody had withdrawn, as the case tells or this device knows: names that were
    /// taken from the history before that may not be shown any more.
    package private(set) var withdrawalsFound = 0
    private var withdrawals = WithdrawalsSeen()
    private let withdrawalFiles: WithdrawalFiles
    private var stamps: WithdrawalFiles.Stamps
    private var folders: FeedFolders
    /// The last line of each feed, by which one that was put in its place is told.
    private var lastLines: [[UInt8]]

    /// - Parameter readings: how often it was read before, by one that could not go on.
    package init(_ folder: CaseFolder, device: Device, after readings: Int = 0) throws {
        let folders = FeedFolders(of: folder, on: device, after: nil)
        try self.init(Case(folder, device: device), folders, after: readings)
    }

    private init(_ opened: Case, _ folders: FeedFolders, after readings: Int) throws {
        self.readings = readings + 1
        let (history, found) = try opened.history()
        self.opened = opened
        self.history = history
        withdrawalFiles = WithdrawalFiles(opened.folder, openedIn: history.openingFeed, on: opened.device)
        // Keys are read when the first private text is met: what comes in between is found the next time.
        stamps = withdrawalFiles.stamps
        _ = withdrawals.seeNew(in: history)
        self.folders = folders
        damage = opened.damage + found
        lastLines = try Self.lastLines(of: opened)
    }

    private static func lastLines(of opened: Case) throws -> [[UInt8]] {
        let lines = opened.storedLines()
        return try opened.snapshots.enumerated().map { feed, snapshot in
            try lines.line(EventID(feed: feed, sequence: snapshot.lastSequence)) ?? []
        }
    }

    /// Takes in what has been appended since.
    ///
    /// - Returns: whether anything is other than it was.
    package mutating func refresh() throws -> Bool {
        let isOther = try readOn()
        if withdrawals.seeNew(in: history) { withdrawalsFound += 1 }
        let now = withdrawalFiles.stamps
        if now == stamps { return isOther }
        // A withdrawal that was begun counts before the case tells of it.
        stamps = now
        withdrawalsFound += 1
        opened = opened.withNewTexts()
        opened.openTexts(in: &history)
        return true
    }

    private mutating func readOn() throws -> Bool {
        let folders = FeedFolders(of: opened.folder, on: opened.device, after: folders)
        let isSame = folders.names == self.folders.names
        self.folders = folders
        guard isSame, damage.isEmpty else { return try reopen() }
        var snapshots = opened.snapshots
        for (index, snapshot) in snapshots.enumerated() where snapshot.mayHaveGrown {
            snapshots[index] = try snapshot.refreshed()
        }
        let grown = snapshots.indices.filter { snapshots[$0].lastSequence != opened.snapshots[$0].lastSequence }
        let following = opened.following(snapshots)
        guard following.damage.isEmpty, try areContinued(grown, in: following) else { return try reopen() }
        guard !grown.isEmpty else {
            // Sealing changes files and no line.
            opened = following
            return false
        }
        return try takeIn(grown, of: following)
    }

    /// Whether feeds still begin with what was read of them.
    private func areContinued(_ grown: [FeedIndex], in following: Case) throws -> Bool {
        let lines = following.storedLines()
        return try grown.allSatisfy { feed in
            let seen = opened.snapshots[feed].lastSequence
            guard following.snapshots[feed].lastSequence > seen else { return false }
            return try seen == 0 || lines.line(EventID(feed: feed, sequence: seen)) == lastLines[feed]
        }
    }

    private mutating func takeIn(_ grown: [FeedIndex], of following: Case) throws -> Bool {
        for feed in grown {
            let seen = opened.snapshots[feed].lastSequence
            var reader = FrameReader(following.snapshots[feed])
            try reader.forEachFrame(Selection(sequences: seen + 1..<UInt64.max)) { frame in
                history.read(frame.bytes, feed: feed, firstSequence: frame.firstSequence)
                lastLines[feed] = Lines.last(in: frame.bytes)
            }
            guard reader.damage.isEmpty else { return try reopen() }
        }
        let lines = following.storedLines()
        try history.settle { id, _ in try lines.line(id) }
        guard history.unreadable.isEmpty else { return try reopen() }
        opened = following
        // A new look at the keys: somebody may have withdrawn.
        opened.openTexts(in: &history)
        return true
    }

    /// Opens the case again, and reads it where anything of it is other than it was: also one whose damage shows only
    /// once it is read is not read anew as long as its files are the same.
    private mutating func reopen() throws -> Bool {
        let again = try Case(opened.folder, device: opened.device)
        let isSame = again.position == opened.position && again.damage == opened.damage
        if isSame, !damage.isEmpty, again.snapshots.map(\.fileStatuses) == opened.snapshots.map(\.fileStatuses) {
            return false
        }
        let found = withdrawalsFound
        self = try FollowedCase(again, folders, after: readings)
        withdrawalsFound = found
        return !isSame
    }
}
