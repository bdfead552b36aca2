import CaseStore
import EventLog
import Synchronization

/// The keys of one observer's requests in one case, between a commit's beginning and its end.
final class RequestKeys: Sendable {
    private struct State: ~Copyable {
        var journal: KeyJournal
        /// What was announced of the commit under way, by the number of the append.
        var announced: [Int: (entry: KeyJournal.Entry, place: UInt64)] = [:]
    }

    private let state: Mutex<State>
    private let lock: HeldLock

    /// Keeps others from keeping keys of the same requests, whatever the folder is called that they serve.
    ///
    /// - Throws: `Problem` where another program does; `CaseError` where it cannot be told which case it is.
    static func lock(of observer: String, in opened: Case) throws -> HeldLock {
        let (folder, name) = try place(of: observer, in: opened)
        try opened.device.fileSystem.makeFolders(folder, mode: 0o700)
        guard let lock = try HeldLock("\(folder)/\(name).lock", in: opened.device.fileSystem) else {
            throw Problem(
                .notStored,
                "Another program on the server's machine records for '\(observer)' in '\(opened.folder.name)'. End it there.",
                retryAfter: 5)
        }
        return lock
    }

    /// - Parameter lock: of the same observer and case, taken before the feed was opened.
    init(of observer: String, in opened: Case, under lock: HeldLock) throws {
        self.lock = lock
        let position = opened.position
        let (folder, name) = try Self.place(of: observer, in: opened)
        let journal = try KeyJournal(name, in: folder, opened.device.fileSystem) { position[$0] }
        state = Mutex(State(journal: journal))
    }

    /// Where cases are of one name, the feed that they were opened in tells them apart.
    private static func place(of observer: String, in opened: Case) throws -> (folder: String, name: String) {
        let name = "\(opened.folder.name)-\(try opened.openingFeed()).keys"
        return (opened.device.observerPath(observer) + "/keys", name)
    }

    /// - Parameter key: as `RequestKey.key` has it.
    func find(_ key: String) throws -> KeyJournal.Entry? { try state.withLock { try $0.journal.find(key) } }

    /// Notes what is about to be written, durably.
    ///
    /// - Parameter find: tells the key of an append, and which of its events it is about; nil for one without a key.
    func write(_ written: [CaseWriter.Written], _ find: (Int) -> (key: RequestKey, main: Int)?) throws {
        try state.withLock { state in
            let entries = written.compactMap { one in
                find(one.number).map { (one.number, KeyJournal.Entry(key: $0.key, one, main: $0.main)) }
            }
            guard !entries.isEmpty else { return }
            let places = try state.journal.write(entries.map(\.1))
            for ((number, entry), place) in zip(entries, places) { state.announced[number] = (entry, place) }
        }
    }

    /// Takes what became of a commit.
    ///
    /// - Returns: false where something was announced that was not stored: then its numbers may become others' events,
    ///   and the journal has to be read again.
    func settle(_ results: [Result<CaseWriter.Appended, any Error>]) -> Bool {
        state.withLock { state in
            defer { state.announced = [:] }
            var isCertain = true
            for (number, line) in state.announced.sorted(by: { $0.key < $1.key }) {
                guard case .success = results[number] else {
                    isCertain = false
                    continue
                }
                state.journal.take(line.entry, at: line.place)
            }
            // What was stored is stored: a journal that cannot be shortened now is read again, and shortened then.
            return isCertain && (try? state.journal.trim()) != nil
        }
    }
}

extension KeyJournal.Entry {
    fileprivate init(key: RequestKey, _ written: CaseWriter.Written, main: Int) {
        self.init(
            key: key, feed: written.feed, firstSequence: written.firstSequence, count: written.count, main: main)
    }

    var ids: [String] { (0..<UInt64(count)).map { "\(feed)/\(firstSequence + $0)" } }
}
