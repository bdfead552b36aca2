import CaseModel
import EventLog

/// What was done for a withdrawal, and which copies have yet to do it.
package struct WithdrawalReceipt: Sendable {
    /// For people, ending in an LF.
    package let text: String
    private let name: String

    /// - Parameter left: files made from the case that are still there.
    init(of intent: WithdrawalIntent, in opened: Case, _ keyring: Keyring, left: [MadeFiles.Entry]) throws {
        let (history, damage) = try opened.history()
        let reach = try opened.reach(of: intent, names: [], history)
        let told = history.withdrawals.filter(intent.isTold)
        let what = intent.session.map { "\(intent.scope.rawValue): \($0)" } ?? intent.scope.rawValue
        var lines = [
            "Withdrawal of consent", "", "case         \(opened.folder.name), opened in \(keyring.scope.feed)",
            "person       \(intent.participant)", "scope        \(what)",
            "date         \(told.first?.occurred ?? intent.occurred)",
        ]
        if let subject = intent.subject {
            let erased = try keyring.erasedSubjects().first { $0.subject.text == subject.text }
            lines.append("on this device")
            lines.append("  keys       destroyed \(erased.map { RecordedTime.text($0.time) } ?? "") (\(subject.text))")
            lines.append(
                "  words of   \(reach.eventCount) events, which nobody can read any more who had keys only from here")
            let cache = opened.folder.path + "/cache"
            let isGone = !opened.device.fileSystem.mayBeThere(cache)
            lines.append("  caches     \(isGone ? "removed" : "STILL THERE: \(cache)")")
            lines += left.map {
                "  file       STILL THERE: \($0.path) (\($0.kind), made \(RecordedTime.text($0.time)))"
            }
        }
        // A line may be met as damaged in each of these.
        var unread: [String] = []
        for message in (opened.damage + damage + reach.damage).map(\.message) where !unread.contains(message) {
            unread.append(message)
        }
        if !unread.isEmpty {
            lines.append("NOT ALL OF THE CASE COULD BE READ: there may be more events and devices than are told here")
            lines += unread.map { "  \($0)" }
        }
        lines.append("devices")
        let tellers = told.map { history.tables.feeds[$0.event.feed] }
        // A device may have several feeds, and confirms for all of them in one.
        let ownTeller = tellers.firstIndex(where: opened.isOwn)
        for feed in reach.feeds.union(tellers).sorted() {
            let teller = tellers.firstIndex(of: feed) ?? (opened.isOwn(feed) ? ownTeller : nil)
            let event = teller.map { "confirmed by \(history.tables.text(told[$0].event))" }
            lines.append("  \(feed)  \(event ?? "HAS YET TO CONFIRM")")
        }
        lines += try LoanList(keyring).entries().filter { entry in
            intent.subject.map { withdrawn in withdrawn.covers(entry.subject) } ?? false
        }.map { "  \($0.reader.name)  was lent \($0.subject) on \(RecordedTime.text($0.time)): ASK FOR A CONFIRMATION" }
        lines.append(
            "Backups and copies that others have made are not known to caselog; a backup of keys that is brought back here"
        )
        lines.append("brings nothing of this back.")
        text = lines.joined(separator: "\n") + "\n"
        name = (["receipt", intent.participant, intent.scope.rawValue, intent.session].compactMap(\.self)).joined(
            separator: "-")
    }

    func write(_ keyring: Keyring) throws {
        let folder = keyring.store.place(of: keyring.scope).folder
        try keyring.store.device.fileSystem.makeFolders(folder, mode: 0o700)
        try keyring.store.device.fileSystem.replace(
            "\(keyring.scope.feed).\(name)", in: folder, with: Array(text.utf8), mode: 0o600, isSynced: true)
    }
}
