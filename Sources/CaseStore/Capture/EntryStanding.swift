import CaseModel

// What stands of the entries that were recorded, as the log has it.
extension EntryPast {
    /// How many lines before and behind an event are looked at for those of its entry.
    private static let reach: UInt64 = 32

    func event(_ id: String) -> EventID? { look.history.tables.event(named: id, from: .first) }

    /// Whether no retraction in force takes back an event.
    func stands(_ id: String) -> Bool { event(id).map(look.history.stands) ?? false }

    /// Whether an entry does what it says; a correction of what is taken back does nothing.
    func stands(_ entry: RecentEntry) -> Bool {
        if entry.type == .eventRetracted { return entry.retractions.contains(where: stands) }
        return stands(entry.id) && entry.corrected.map(stands) ?? true
    }

    /// The retractions of an undo or a fix that have to be taken back, in the order in which they were recorded, so
    /// that everything is as before it. What it took back of things made known stays so where they are known again.
    ///
    /// - Throws: `EntryProblem` where what it was about was changed since.
    func undone(by undo: RecentEntry) throws -> [String] {
        guard let last = undo.ids.last.flatMap(event) else { return [] }
        let bases = undo.retractions.compactMap(event).compactMap(look.history.base)
        for base in bases + (undo.corrected.flatMap(event).map { [$0] } ?? []) {
            let later = look.history.amendmentsInForce(of: base).first { $0.feed == last.feed && $0 > last }
            if let later {
                let (base, later) = (look.history.tables.text(base), look.history.tables.text(later))
                throw EntryProblem("\(base) has been changed since, by \(later). Take that back first: !undo N.")
            }
        }
        return try undo.retractions.filter { id in
            guard stands(id) else { return false }
            return try undo.takenBack[id].map { try !isKnownAgain($0) } ?? true
        }
    }

    /// Whether what an event made known, before it was taken back, was made known by another one since.
    private func isKnownAgain(_ id: String) throws -> Bool {
        guard let event = event(id), let line = try look.line(event),
            let minted = Minted(try JSONParser.parse(line), number: 0)
        else { return false }
        return minted.isKnown(in: look.history)
    }

    /// Which events are taken back, and which are not any more, once some are taken back that stand.
    func taken(with ids: Set<String>) -> [String: Bool] {
        var taken: [String: Bool] = [:]
        for event in ids.compactMap(event) { note(event, isTaken: true, with: ids, &taken) }
        return taken
    }

    private func note(_ id: EventID, isTaken: Bool, with ids: Set<String>, _ taken: inout [String: Bool]) {
        let history = look.history
        taken[history.tables.text(id)] = isTaken
        guard history.isRetraction(id), let target = history.target(ofAmendment: id) else { return }
        let isTakenOtherwise = history.amendmentsInForce(of: target).contains { other in
            other != id && history.isRetraction(other) && !ids.contains(history.tables.text(other))
        }
        note(target, isTaken: !isTaken || isTakenOtherwise, with: ids, &taken)
    }

    /// - Throws: `EntryProblem` for the event that began the session that is running: all entries are of that.
    func checkIsNoBeginning(_ id: String, of session: String?) throws {
        guard let session, let run = SessionRun(session, in: look.history, texts), let event = event(id),
            run.starts.values.contains(event)
        else { return }
        throw EntryProblem("\(id) began the session that is running, and entries belong to it. !end ends the session.")
    }

    /// An entry by its events; nil where one cannot be read.
    func entry(_ events: EntryEvents) throws -> RecentEntry? {
        let lines = try events.ids.compactMap { id in try event(id).flatMap(stored) }
        guard lines.count == events.ids.count else { return nil }
        return RecentEntry(lines, ids: events.ids, main: events.main, typed: "", names: [])
    }

    /// The entry that an event of this feed is of; nil for another event.
    func entry(holding id: String) throws -> RecentEntry? {
        guard let event = event(id), look.history.tables.feeds[event.feed] == look.feed else { return nil }
        let first = event.sequence - min(event.sequence - 1, Self.reach)
        let last = min(event.sequence + Self.reach, look.nextSequence - 1)
        let lines = try (first...last).compactMap { try stored(EventID(feed: event.feed, sequence: $0)) }
        let entries = RestoredEntries.made(of: lines)
        return entries.first { $0.lines.contains { $0["id"]?.string == id } }.map { found in
            let ids = found.lines.compactMap { $0["id"]?.string }
            return RecentEntry(found.lines, ids: ids, main: found.main, typed: "", names: [])
        }
    }

    /// An event as it was recorded, and as it is shown; nil where there is none.
    private func stored(_ event: EventID) throws -> JSONValue? {
        try look.line(event).map { try JSONParser.parse(ShownLine.make($0.span.bytes, texts) ?? $0) }
    }
}
