import CaseModel
import CaseStore
import EventLog

/// What is told of entries that could not be stored when they were typed.
enum WaitingWords {
    static func lines(_ done: [(entry: WaitingEntry, outcome: EntryRecorder.Outcome)]) -> [String] {
        var lines: [String] = []
        let stored = done.filter { if case .recorded = $0.outcome { true } else { false } }
        if !stored.isEmpty { lines.append("Stored now: \(entries(stored.count)) that had to wait.") }
        for (entry, outcome) in done {
            guard case .refused(let sentences) = outcome else { continue }
            let why = sentences.joined(separator: " ")
            lines.append("Of \(entry.occurred), \"\(entry.text)\" cannot be recorded: \(why)")
        }
        return lines
    }

    /// That entries wait that cannot be read; nil where none do.
    static func unopened(_ waiting: WaitingEntries) -> String? {
        let count = waiting.unopenedCount
        if count == 0 { return nil }
        return
            "\(entries(count)) from earlier could not be stored, and cannot be read now: the keys are not there, or the "
            + "file is damaged. They stay as they are in the device's folder, under waiting/."
    }

    /// That entries wait for somebody to put them right; nil where none do.
    static func refused(_ waiting: WaitingEntries) -> String? {
        let count = waiting.refused.count
        if count == 0 { return nil }
        return
            "\(entries(count)) that had to wait cannot be recorded as they were typed. They are kept: `caselog observe` on a "
            + "terminal gives them back, to be changed."
    }

    /// Why an entry is not stored, and where it is until then.
    static func lines(_ reason: String, _ waiting: WaitingEntries) -> [String] {
        guard let problem = waiting.problem else {
            return ["Not stored yet. \(reason)", "It is kept on this device, and stored as soon as that can be done."]
        }
        return [
            "Not stored yet. \(reason)",
            "It is kept only in the memory of this program. \(problem) Leave it running, and make room or mend what is "
                + "wrong.",
        ]
    }

    static func entries(_ count: Int) -> String { Plural.of("entry", count, "entries") }
}

/// Entries that still could not be stored when a program ended.
struct WaitingStill: Error {
    let message: String

    /// - Parameter reason: why the first of them could not be stored.
    init(_ waiting: WaitingEntries, _ reason: String) {
        let entries = WaitingWords.entries(waiting.all.count)
        if let problem = waiting.problem {
            message = "\(entries) could not be stored, and not be kept either. \(problem)"
        } else {
            let why = reason.isEmpty ? "" : " \(reason)"
            message = "\(entries) could not be stored.\(why) The next `caselog observe` of this case stores them."
        }
    }
}
