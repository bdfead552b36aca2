import CaseModel

/// What became of entries that have waited and are stored in turn, as far as entries behind them are about it: a bare
/// `!undo` or `!fix` means the last one that stood when it was typed, and must not bear on the one before that where
/// that one is refused.
struct StoredInTurn {
    private struct Stored {
        let isRecorded: Bool
        let isFix: Bool
    }

    /// Those that nothing behind them has taken back.
    private var standing: [Stored] = []

    /// Why an entry cannot be stored; nil where nothing is known against it.
    func problem(with entry: Entry) -> String? {
        let isFix = entry.control?.form == .fix
        guard entry.bearsOnLast, standing.last(where: { !isFix || !$0.isFix })?.isRecorded == false else { return nil }
        return
            "What this is about was not recorded itself, so it would bear on another entry. Say which one is meant by "
            + "its number, as in !undo 12, or leave it."
    }

    /// Takes in what became of an entry.
    mutating func note(_ entry: Entry, _ outcome: EntryRecorder.Outcome) {
        let isRecorded: Bool
        switch outcome {
        case .waits, .asks: return
        case .recorded, .told: isRecorded = true
        case .refused: isRecorded = false
        }
        if entry.control?.form == .undo {
            // One by its number takes back no entry that a bare one would mean next, as far as can be told.
            if entry.bearsOnLast, standing.last?.isRecorded == isRecorded { standing.removeLast() }
        } else {
            standing.append(Stored(isRecorded: isRecorded, isFix: entry.control?.form == .fix))
        }
    }
}
