import CaseModel

// `!undo` and `!fix`.
extension SessionState {
    /// Takes back the entry that is meant, or else the last one that stands, or one event by its number.
    mutating func undo(
        _ rest: String, _ meant: EntryEvents?, _ composer: inout Composer, _ keys: inout KeyCodes, _ past: EntryPast
    ) throws -> Composition {
        guard rest.isEmpty else {
            let id = try composer.event(rest)
            for index in recent.indices where recent[index].id == id { takeBack(index) }
            keys.forget([id])
            return composer.retract([id])
        }
        let isMeant: (RecentEntry) -> Bool = { entry in
            meant.map { entry.id == $0.id } ?? (entry.type != .eventRetracted)
        }
        guard let index = recent.lastIndex(where: { !$0.isRetracted && isMeant($0) }) else {
            guard let meant else {
                throw EntryProblem("There is no entry left to take back. !undo N takes back the event N.")
            }
            guard try past.shown(meant.id) != nil else { throw EntryProblem("\(meant.id) is taken back already.") }
            let ids = Array(meant.ids[meant.main...])
            keys.forget(ids)
            return composer.retract(ids)
        }
        takeBack(index)
        let entry = recent[index]
        // What it made known stays where another entry names it.
        let used = Set(recent.filter { !$0.isRetracted }.flatMap(\.names))
        var ids = entry.ids
        for minted in entry.minted.sorted(by: { $0.line > $1.line }) {
            if used.contains(minted.mention) { ids.remove(at: minted.line) } else { unsettled.forget(minted.id) }
        }
        keys.forget(ids)
        return composer.retract(ids)
    }

    private mutating func takeBack(_ index: Int) {
        let serial = recent[index].serial
        standing.recent[index].retractedBy = current
        for other in recent.indices {
            for fix in recent[other].fixes.indices where recent[other].fixes[fix].serial == serial {
                standing.recent[other].fixes[fix].undoneBy = current
            }
        }
    }

    /// Puts right the entry that is meant, or else the last one that stands, or one event by its number.
    mutating func fix(
        _ text: String, _ meant: EntryEvents?, _ composer: inout Composer, _ past: EntryPast
    ) throws -> Composition {
        var words = text
        let id: String
        var rest: [String] = []
        if let meant {
            id = meant.id
            rest = Array(meant.ids[(meant.main + 1)...])
        } else if let first = text.split(separator: " ").first, EntryForm.isEvent(String(first)) {
            words = String(text.dropFirst(first.count))
            if words.utf8.first == 0x20 { words.removeFirst() }
            id = try composer.event(String(first))
        } else if let entry = recent.last(where: { !$0.isRetracted && !$0.isAmendment }) {
            id = entry.id
            rest = Array(entry.ids[(entry.main + 1)...])
        } else {
            throw EntryProblem("There is no entry left to put right. !fix N puts right the event N.")
        }
        guard let stored = try past.shown(id) else {
            throw EntryProblem("The event \(id) is taken back, or cannot be read.")
        }
        let made = try composer.fix(stored, alongWith: rest, by: Entry(words))
        for index in recent.indices where recent[index].id == id {
            if made.types.last == .eventCorrected {
                standing.recent[index].fixes.append(RecentEntry.Fix(serial: current, words: Entry(words).text))
            } else {
                standing.recent[index].retractedBy = current
            }
        }
        return made
    }
}
