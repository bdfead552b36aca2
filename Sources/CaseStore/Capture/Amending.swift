import CaseModel

// `!undo` and `!fix`.
extension SessionState {
    /// Takes back the entry that is meant, or else the last one that stands, or one event by its number. What puts
    /// another entry right, or takes it back, is taken back wholly, so that the other one is as it was before.
    mutating func undo(
        _ rest: String, _ meant: EntryEvents?, _ composer: inout Composer, _ past: EntryPast
    ) throws -> Composition {
        guard rest.isEmpty else {
            let id = try composer.event(rest)
            try past.checkIsNoBeginning(id, of: composer.moment.session)
            if let entry = try past.entry(holding: id, recent), id == entry.id || entry.takenBack[id] != nil,
                !entry.takenBack.isEmpty || entry.type == .eventCorrected
            {
                return try takeBack(entry, &composer, past)
            }
            return try retract([id], &composer, past)
        }
        if let meant {
            try past.checkIsNoBeginning(meant.id, of: composer.moment.session)
            guard let entry = try past.entry(meant) else {
                throw EntryProblem("The event \(meant.id) cannot be read, so it cannot be taken back.")
            }
            return try takeBack(entry, &composer, past)
        }
        guard let entry = recent.last(where: { $0.type != .eventRetracted && past.stands($0) }) else {
            throw EntryProblem("There is no entry left to take back. !undo N takes back the event N.")
        }
        return try takeBack(entry, &composer, past)
    }

    private mutating func takeBack(
        _ entry: RecentEntry, _ composer: inout Composer, _ past: EntryPast
    ) throws -> Composition {
        guard past.stands(entry) else { throw EntryProblem("\(entry.id) is taken back already.") }
        if entry.type == .eventRetracted {
            namesAreStale = true
            return try retract(past.undone(by: entry), &composer, past)
        }
        let retractions = try past.undone(by: entry)
        let restored = Set(retractions.compactMap { entry.takenBack[$0] })
        if !restored.isEmpty { namesAreStale = true }
        let own = entry.facts.filter { !entry.makesKnown($0) && past.stands($0) }
        // What it made known stays where something else names it.
        let known = try past.known(by: entry, isPutRight: false, recent)
        let unnamed = try past.unnamed(known, without: Set(own), restoring: restored)
        for known in unnamed { unsettled.forget(known.id) }
        let taken = Set(unnamed.map(\.event))
        let facts = entry.facts.filter { own.contains($0) || taken.contains($0) }
        guard facts.contains(entry.id) else {
            throw EntryProblem("\(entry.id) made known what other entries name. Take those back first, or fix it.")
        }
        // The undo is told as that of the last of these; what it took the place of comes back behind them.
        let others = unnamed.map(\.event).filter { !facts.contains($0) }
        return try retract(others + retractions + facts, &composer, past)
    }

    /// - Parameter ids: in the order in which they were recorded.
    private mutating func retract(
        _ ids: [String], _ composer: inout Composer, _ past: EntryPast
    ) throws -> Composition {
        let made = composer.retract(ids)
        try note(taken: Set(ids), past)
        return made
    }

    /// Notes what stands, and what does not, once some events are taken back.
    private mutating func note(taken: Set<String>, _ past: EntryPast) throws {
        let isDown = past.taken(with: taken)
        try note(changed: isDown.keys, past)
        for index in recent.indices { standing.recent[index].note { isDown[$0].map { !$0 } } }
    }

    /// Puts right the entry that is meant, or else the last one that stands, or one event by its number.
    mutating func fix(
        _ text: String, _ meant: EntryEvents?, _ composer: inout Composer, _ past: EntryPast
    ) throws -> Composition {
        var words = text
        let id: String
        var fixed: RecentEntry?
        var rest: [String] = []
        if let meant {
            id = meant.id
            fixed = try past.entry(meant)
            rest = fixed?.rest ?? []
        } else if let first = text.split(separator: " ").first, EntryForm.isEvent(String(first)) {
            words = String(text.dropFirst(first.count))
            if words.utf8.first == 0x20 { words.removeFirst() }
            id = try composer.event(String(first))
            fixed = try past.entry(holding: id, recent)
        } else if let entry = lastInPlace(past) {
            id = entry.id
            fixed = entry
            rest = entry.rest
        } else {
            throw EntryProblem("There is no entry left to put right. !fix N puts right the event N.")
        }
        try past.checkIsNoBeginning(id, of: composer.moment.session)
        guard let stored = try past.shown(id) else {
            throw EntryProblem("The event \(id) is taken back, or cannot be read.")
        }
        rest = rest.filter(past.stands)
        var made = try composer.fix(stored, alongWith: rest, by: Entry(words))
        let isCorrected = made.type == .eventCorrected
        let named = made.named(fixing: stored)
        let known = try fixed.map { try past.known(by: $0, isPutRight: true, recent) } ?? []
        let unnamed = try past.unnamed(
            known.filter { $0.event != id }, without: Set([id] + rest), restoring: [], named: named)
        for known in unnamed { unsettled.forget(known.id) }
        let correction = "\(past.look.feed)/\(past.look.nextSequence + UInt64(made.main))"
        if !unnamed.isEmpty { made = composer.retract(unnamed.map(\.event), because: [correction]) }
        if isCorrected {
            for index in recent.indices where recent[index].id == id {
                standing.recent[index].fixes.append(RecentEntry.Fix(id: correction, words: Entry(words).text))
            }
        }
        if isCorrected { try note(changed: [id], past) }
        try note(taken: Set(unnamed.map(\.event) + (isCorrected ? [] : [id] + rest)), past)
        return made
    }

    /// The last entry that stands. One that took the place of another stands where that stood.
    private func lastInPlace(_ past: EntryPast) -> RecentEntry? {
        var places: [String: Int] = [:]
        for (index, entry) in recent.enumerated() where !entry.isAmendment {
            // Entries that are not kept any more came before all.
            let place = entry.replaced.isEmpty ? index : entry.replaced.compactMap { places[$0] }.min() ?? -1
            for id in entry.facts { places[id] = place }
        }
        let candidates = recent.filter { !$0.isAmendment && past.stands($0) }
        return candidates.max { (places[$0.id] ?? -1) < (places[$1.id] ?? -1) }
    }
}

extension RecentEntry {
    /// Its events behind the one that it is about, but the retractions.
    fileprivate var rest: [String] { ids[(main + 1)...].filter { takenBack[$0] == nil } }
}
