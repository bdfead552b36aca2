import CaseStore
import EventLog
import Synchronization

/// The keys of one observer's requests in one case, between a commit's beginning and its end.
final class RequestKeys: Sendable {
    private struct State: ~Copyable {
        var journal: KeyJournal
        /// What was announced of the commit under way, by the number of the append.
        var announced: [Int: KeyJournal.Entry] = [:]
    }

    private let state: Mutex<State>

    init(of observer: String, in opened: Case) throws {
        let position = opened.position
        // Where cases are of one name, the feed that they were opened in tells them apart.
        let name = "\(opened.folder.name)-\(try opened.openingFeed()).keys"
        let journal = try KeyJournal(
            name, in: opened.device.observerPath(observer) + "/keys", opened.device.fileSystem
        ) { position[$0] }
        state = Mutex(State(journal: journal))
    }

    func find(_ key: RequestKey) -> KeyJournal.Entry? { state.withLock { $0.journal.find(key) } }

    /// Notes what is about to be written, durably.
    func write(_ written: [CaseWriter.Written], of keys: [RequestKey?]) throws {
        try state.withLock { state in
            let entries = written.compactMap { one in
                keys[one.number].map { key in
                    (one.number, KeyJournal.Entry(key: key, one))
                }
            }
            for (number, entry) in entries { state.announced[number] = entry }
            if !entries.isEmpty { try state.journal.write(entries.map(\.1)) }
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
            for (number, entry) in state.announced.sorted(by: { $0.key < $1.key }) {
                guard case .success = results[number] else {
                    isCertain = false
                    continue
                }
                state.journal.take(entry)
            }
            // What was stored is stored: a journal that cannot be shortened now is read again, and shortened then.
            return isCertain && (try? state.journal.trim()) != nil
        }
    }
}

extension KeyJournal.Entry {
    init(key: RequestKey, _ written: CaseWriter.Written) {
        self.init(key: key, feed: written.feed, firstSequence: written.firstSequence, count: written.count)
    }

    var ids: [String] { (0..<UInt64(count)).map { "\(feed)/\(firstSequence + $0)" } }
}
