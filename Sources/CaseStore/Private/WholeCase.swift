import CaseModel
import EventLog
import Synchronization

// Who may read what depends on all of the case, whatever dates a question is asked for.
extension CaseTexts {
    /// Those of a case on disk; it is opened once more where something is to be shown, so that all of it is known.
    convenience init(of folder: CaseFolder, on device: Device) {
        let lines = LinesByName(folder, device)
        self.init(device, case: folder.name) { event in
            lines.line(event)
        } whole: {
            try Case(folder, device: device).whole()
        }
    }
}

extension CaseTexts.Whole {
    /// - Parameter history: of everything recorded.
    init(_ history: CaseHistory) {
        let withdrawals = history.withdrawals
        self.init(
            openedIn: history.openingFeed, withdrawn: WithdrawnSubjects(withdrawals.compactMap(\.subject)),
            corrections: withdrawals.isEmpty ? [] : history.corrections)
    }
}

extension Case {
    /// Facts that were kept tell it at once. Where there are none, most cases tell of no withdrawal, and one look at
    /// their bytes says so: only the others are replayed.
    fileprivate func whole() throws -> CaseTexts.Whole {
        if let (history, _) = try continued() { return CaseTexts.Whole(history) }
        if try !tellsOfWithdrawal(), let feed = try? openingFeed() { return CaseTexts.Whole(openedIn: feed) }
        let (history, found) = try history()
        if history.openingFeed == nil, let damage = (self.damage + found).first {
            throw EventLogError(.damaged, damage.message)
        }
        return CaseTexts.Whole(history)
    }

    private func tellsOfWithdrawal() throws -> Bool {
        try !reading().scan(CaseHistory(feeds: feedNames)) { _, frame, _ in
            ShownLine.holds(Withdrawal.mark, in: frame.bytes) ? [true] : []
        }.found.isEmpty
    }
}

/// Stored lines by the names of their events, from one opening of the case.
private final class LinesByName: Sendable {
    private struct Opened {
        let feeds: [String]
        let lines: StoredLines
    }

    private let folder: CaseFolder
    private let device: Device
    private let opened = Mutex<Opened?>(nil)

    init(_ folder: CaseFolder, _ device: Device) {
        self.folder = folder
        self.device = device
    }

    /// - Returns: nil where it is not there or cannot be read.
    func line(_ event: String) -> [UInt8]? {
        let parts = event.split(separator: "/")
        guard parts.count == 2, let sequence = UInt64(parts[1]), sequence > 0 else { return nil }
        return opened.withLock { opened in
            if opened == nil, let source = try? Case(folder, device: device) {
                opened = Opened(feeds: source.feedNames, lines: source.storedLines())
            }
            guard let found = opened, let feed = found.feeds.firstIndex(of: String(parts[0])) else { return nil }
            return (try? found.lines.line(EventID(feed: feed, sequence: sequence))) ?? nil
        }
    }
}
