package import CaseModel
package import CasePages
package import CaseStore
import EventLog
import Synchronization

/// Events of a case in words, as corrected, for the pages that cite them.
package struct Sentences: Sendable {
    private let opened: Case
    private let history: CaseHistory
    private let names: NameBook

    package init(_ opened: Case, _ history: CaseHistory, _ view: Viewpoint) {
        self.opened = opened
        self.history = history
        names = NameBook(view)
    }

    /// The citations of events, which are fetched in the order of the log, so that no frame is unpacked twice.
    package func citations(of events: [EventID]) throws -> [EventID: Citation] {
        let wanted = Set(events).sorted()
        // A thread for a handful of events costs more than it saves.
        let count = max(1, min(Workers.countHere, wanted.count / 64))
        let found = Mutex([EventID: Citation]())
        try Workers.run(count) { worker in
            let part = wanted[wanted.count * worker / count..<wanted.count * (worker + 1) / count]
            let citations = try cite(part)
            found.withLock { $0.merge(citations) { first, _ in first } }
        }
        return found.withLock { $0 }
    }

    private func cite(_ events: ArraySlice<EventID>) throws -> [EventID: Citation] {
        var citations = [EventID: Citation](minimumCapacity: events.count)
        var citing = Citing(names)
        var history = history
        try opened.storedLines().forEach(events) { id, stored in
            var line = stored
            if case .corrected(let corrected) = history.version(of: id, stored: { stored }) { line = corrected }
            citations[id] = citing.cite(history.shown(line))
        }
        return citations
    }
}
