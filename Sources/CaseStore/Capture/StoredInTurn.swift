import CaseModel

/// What became of entries that have waited and are stored in turn, as far as entries behind them are about it: a bare
/// `!undo` or `!fix` means the last one that stood when it was typed, and must not bear on the one before that where
/// that one is refused.
struct StoredInTurn {
    /// Whether each that nothing behind it has taken back was recorded.
    private var areRecorded: [Bool] = []

    /// Why an entry cannot be stored; nil where nothing is known against it.
    func problem(with entry: Entry) -> String? {
        guard entry.bearsOnLast, areRecorded.last == false else { return nil }
        return
            "What this is about was not recorded itself, so it would bear on another entry. Say which one is meant by "
            + "its number, as in !undo 12, or leave it."
    }

    /// Takes in what became of an entry.
    mutating func note(_ entry: Entry, _ outcome: EntryRecorder.Outcome) {
        let isUndo = entry.bearsOnLast && entry.isUndo
        switch outcome {
        case .waits, .asks: return
        case .recorded where isUndo, .told where isUndo: _ = areRecorded.popLast()
        case .refused where isUndo: if areRecorded.last == false { areRecorded.removeLast() }
        case .refused where entry.bearsOnLast: return
        case .recorded, .told: areRecorded.append(true)
        case .refused: areRecorded.append(false)
        }
    }
}

extension Entry {
    fileprivate var isUndo: Bool { control?.form == .undo }

    /// Whether it takes back, or puts right, the last entry that stands, whichever that is.
    fileprivate var bearsOnLast: Bool {
        guard let (form, rest) = control else { return false }
        switch form {
        case .undo: return rest.isEmpty
        case .fix: return !(rest.split(separator: " ").first.map { EntryForm.isEvent(String($0)) } ?? false)
        default: return false
        }
    }
}
