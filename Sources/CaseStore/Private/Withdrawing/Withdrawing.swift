package import CaseModel
package import EventLog

/// Does this device's part in a withdrawal: keys destroyed, caches removed, files made from the case listed or removed,
/// the event appended, a receipt written. Each step can be done again, so that what was interrupted is completed.
package struct Withdrawing {
    package let opened: Case
    package let keyring: Keyring
    private let initials: String
    private let onNote: @Sendable (Note) -> Void

    /// - Throws: `CaseError` where no feed begins with the opening of the case.
    package init(_ opened: Case, initials: String, onNote: @escaping @Sendable (Note) -> Void) throws {
        let device = opened.device
        self.opened = opened
        self.initials = initials
        self.onNote = onNote
        keyring = try Keyring(
            device, case: opened.folder.name, feed: opened.openingFeed(), device.passphrases, tell: device.onKeyNote)
    }

    /// Notes what is to be done, durably: from now on it is completed, whatever happens.
    package func begin(_ intent: WithdrawalIntent) throws {
        let others = try keyring.begunWithdrawals().filter { other in other != intent }
        try keyring.withdrawals.write((others + [intent]).map(\.words))
    }

    /// Completes what was begun.
    ///
    /// - Returns: what was done, in words.
    package func complete(_ intent: WithdrawalIntent) throws -> WithdrawalReceipt {
        if let subject = intent.subject { try keyring.destroy([subject]) }
        var left = try removed([opened.folder.path + "/cache"])
        let made = MadeFiles(keyring)
        let unseen = try made.forEachUnfinished { path in left += try removed([path]) }
        left += unseen
        if intent.removesFiles { left += try removed(made.entries().map(\.path)) }
        try record(intent)
        let receipt = try receipt(of: intent)
        try receipt.write(keyring)
        if let path = left.first {
            throw EventLogError(
                .io,
                "The keys are destroyed and the withdrawal is recorded, but '\(path)' could not be removed or looked through. "
                    + "The next command on the case tries again; see to it that it can.")
        }
        try keyring.withdrawals.write(try keyring.begunWithdrawals().filter { other in other != intent }.map(\.words))
        return receipt
    }

    /// Removes files and folders, durably.
    ///
    /// - Returns: those that may still be there.
    private func removed(_ paths: [String]) throws -> [String] {
        let files = opened.device.fileSystem
        return try paths.filter { path in
            guard files.mayBeThere(path) else { return false }
            if (try? files.remove(path)) == nil { files.removeAll(path) }
            if files.mayBeThere(path) { return true }
            try files.syncFolder(CaseMaker.parent(of: path))
            return false
        }
    }

    /// A withdrawal as the case tells of it, or as it was begun or done on this device; nil where there was none.
    package func known(_ intent: WithdrawalIntent, in history: CaseHistory) throws -> WithdrawalIntent? {
        if let told = history.withdrawals.first(where: intent.isTold) { return WithdrawalIntent(after: told) }
        if let begun = try keyring.begunWithdrawals().first(where: intent.isSame) { return begun }
        let erased = try keyring.erasedSubjects().first { $0.subject.text == intent.subject?.text }
        return erased.map { WithdrawalIntent(erased: $0.subject, at: $0.time) }
    }

    /// How far a withdrawal has come, on this device and on others.
    package func receipt(of intent: WithdrawalIntent) throws -> WithdrawalReceipt {
        try WithdrawalReceipt(of: intent, in: opened.again(), keyring, left: MadeFiles(keyring).entries())
    }

    /// Appends the event, unless a feed of this device says so already.
    private func record(_ intent: WithdrawalIntent) throws {
        let history = try read()
        let told = history.withdrawals.filter(intent.isTold)
        if told.contains(where: { opened.isOwn(history.tables.feeds[$0.event.feed]) }) { return }
        let writer = try CaseWriter(opened.folder, device: opened.device, initials: initials, onNote: onNote)
        // Nothing that the case holds, or has lost, keeps somebody from withdrawing.
        let manner = CaseWriter.Manner(isForced: true)
        _ = try writer.append(
            InputLines(line: Self.line(intent, because: told.map { history.tables.text($0.event) })), manner)
    }

    /// Everything that can be read by now. What could not be is tried once more, so that nothing is told twice for a
    /// moment's trouble; where it lasts, a withdrawal is rather told twice than not at all.
    private func read() throws -> CaseHistory {
        let now = try opened.again()
        let (history, damage) = try now.history()
        return now.damage.isEmpty && damage.isEmpty ? history : try opened.again().history().0
    }

    private static func line(_ intent: WithdrawalIntent, because: [String]) -> [UInt8] {
        var data: [JSONValue.Member] = [
            .init(key: "participant", value: .string(intent.participant)),
            .init(key: "scope", value: .string(intent.scope.rawValue)),
        ]
        if let session = intent.session { data.append(.init(key: "session", value: .string(session))) }
        var members: [JSONValue.Member] = [
            .init(key: "type", value: .string(EventType.consentWithdrawn.rawValue)),
            .init(key: "occurred", value: .string(intent.occurred)),
        ]
        if !because.isEmpty { members.append(.init(key: "because", value: .array(because.map(JSONValue.string)))) }
        members.append(.init(key: "data", value: .object(data)))
        var bytes: [UInt8] = []
        JSONValue.object(members).write(to: &bytes)
        return bytes
    }

    /// Completes what was begun here, and does this device's part in what other devices tell of, so far as it was not
    /// looked at.
    ///
    /// - Returns: what was done.
    package func settle() throws -> [WithdrawalReceipt] {
        // Whatever reads the keys completes what was left half done of them.
        _ = try keyring.isErased(.wholeCase)
        var receipts: [WithdrawalReceipt] = []
        var failure: (any Error)?
        for intent in try keyring.begunWithdrawals() {
            // One that cannot be completed must not keep the others waiting.
            do { receipts.append(try complete(intent)) } catch { failure = failure ?? error }
        }
        receipts += try follow()
        if let failure { throw failure }
        return receipts
    }

    /// Does this device's part in what other devices tell of.
    private func follow() throws -> [WithdrawalReceipt] {
        var receipts: [WithdrawalReceipt] = []
        var watch = WithdrawalWatch(opened, keyring)
        guard try watch.hasNews() else { return receipts }
        let now = try opened.again()
        let (history, damage) = try now.history()
        watch.hasNotRead(now.damage + damage)
        let told = history.withdrawals
        for withdrawal in told {
            guard let subject = withdrawal.subject, try !keyring.isErased(subject) else {
                continue
            }
            receipts.append(try complete(begun: WithdrawalIntent(after: withdrawal)))
        }
        // A case that was brought back from an older copy does not tell what this device has done.
        for (subject, time) in try keyring.erasedSubjects()
        where !told.contains(where: { $0.subject == subject }) {
            receipts.append(try complete(begun: WithdrawalIntent(erased: subject, at: time)))
        }
        try watch.note()
        return receipts
    }

    private func complete(begun intent: WithdrawalIntent) throws -> WithdrawalReceipt {
        try begin(intent)
        return try complete(intent)
    }

    /// Whether this device has keys of a case of this name, or has begun a withdrawal in it, at the price of one call.
    package static func mayConcern(_ folder: CaseFolder, on device: Device) -> Bool {
        Keyring.existsAny(device, case: folder.name)
    }
}

extension Case {
    /// The case as it stands by now.
    func again() throws -> Case { try Case(folder, device: device) }

    /// Whether this device writes to a feed. A key that cannot be read is tried once more, and then counts as none.
    func isOwn(_ feed: String) -> Bool {
        guard let name = FeedName(feed) else { return false }
        for _ in 0..<2 {
            do {
                return try device.writes(to: name, of: folder.name)
            } catch { continue }
        }
        return false
    }
}

/// Which lines of a case were looked through for withdrawals, so that each is looked at once.
private struct WithdrawalWatch {
    private let opened: Case
    private let keyring: Keyring
    private let record: CaseRecord
    /// Feeds of which something could not be read: a withdrawal may stand there.
    private var unread: Set<String>

    init(_ opened: Case, _ keyring: Keyring) {
        self.opened = opened
        self.keyring = keyring
        record = CaseRecord(keyring, "seen")
        unread = Set(opened.damage.map(\.feed))
    }

    /// Has lines of feeds be looked at again next time.
    mutating func hasNotRead(_ damage: [Damage]) { unread.formUnion(damage.map(\.feed)) }

    /// Whether lines that were not looked at before tell of a withdrawal.
    mutating func hasNews() throws -> Bool {
        let seen = try sizes()
        var isFound = try keyring.erasedSubjects().count != seen[Self.erased] ?? 0
        var isNew = false
        for snapshot in opened.snapshots where Int(snapshot.lastSequence) > seen[snapshot.feed.text] ?? 0 {
            isNew = true
            var reader = FrameReader(snapshot)
            let first = UInt64(max(0, seen[snapshot.feed.text] ?? 0)) + 1
            try reader.forEachFrame(Selection(sequences: first..<UInt64.max)) { frame in
                isFound = isFound || ShownLine.holds(Withdrawal.mark, in: frame.bytes)
            }
            hasNotRead(reader.damage)
        }
        if isNew, !isFound { try note() }
        return isFound
    }

    /// How many subjects were erased, among the sizes of feeds.
    private static let erased = "*"

    func note() throws {
        let before = try sizes()
        let sizes = opened.snapshots.map { snapshot in
            let feed = snapshot.feed.text
            return ["seen", feed, unread.contains(feed) ? String(before[feed] ?? 0) : String(snapshot.lastSequence)]
        }
        try record.write(sizes + [["seen", Self.erased, String(try keyring.erasedSubjects().count)]])
    }

    /// A damaged line counts as none: then lines are looked at again.
    private func sizes() throws -> [String: Int] {
        var sizes: [String: Int] = [:]
        for words in try record.lines() {
            guard let words, words.count == 3, words[0] == "seen", let size = Int(words[2]) else { continue }
            sizes[words[1]] = size
        }
        return sizes
    }
}
