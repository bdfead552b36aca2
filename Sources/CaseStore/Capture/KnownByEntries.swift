import CaseModel

/// Somebody or something that an entry made known.
struct KnownByEntry {
    /// The event that did so.
    let event: String
    let id: String
    /// `@` and the identifier, or `#` and the code.
    let mention: String
}

extension RecentEntry {
    /// Whether one of its events makes something known.
    func makesKnown(_ id: String) -> Bool { minted.contains { ids[$0.line] == id } }
}

// What entries made known, and what of that nothing names any more.
extension EntryPast {
    /// The entry that an event is of; nil where that is not known.
    func entry(holding id: String, _ recent: [RecentEntry]) throws -> RecentEntry? {
        try recent.last { $0.ids.contains(id) } ?? entry(holding: id)
    }

    /// What an entry made known, and what corrections of it did, as far as it stands, in the order of the events.
    ///
    /// - Parameter isPutRight: whether the entry is put right: then also what those made known whose place it took.
    func known(by entry: RecentEntry, isPutRight: Bool, _ recent: [RecentEntry]) throws -> [KnownByEntry] {
        var found: [(event: EventID, known: KnownByEntry)] = []
        var seen: Set<String> = []
        var ahead = [entry]
        while let entry = ahead.popLast() {
            guard seen.insert(entry.id).inserted else { continue }
            for minted in entry.minted {
                let event = entry.ids[minted.line]
                guard stands(event), let place = self.event(event) else { continue }
                found.append((place, KnownByEntry(event: event, id: minted.id, mention: minted.mention)))
            }
            let corrections = entry.facts.compactMap(event).flatMap(look.history.amendmentsInForce)
                .filter { !look.history.isRetraction($0) }.map(look.history.tables.text)
            for id in corrections + (isPutRight ? entry.replaced : []) {
                if let other = try self.entry(holding: id, recent), !other.ids.isEmpty { ahead.append(other) }
            }
        }
        return found.sorted { $0.event < $1.event }.map(\.known)
    }

    /// Those of some things that nothing of this feed names any more.
    ///
    /// - Parameters:
    ///   - known: in the order of the events that made them known.
    ///   - leaving: the events that do not stand any more, corrections too.
    ///   - restored: the events that stand again.
    ///   - named: what is named from now on.
    func unnamed(
        _ known: [KnownByEntry], without leaving: Set<String>, restoring restored: Set<String>,
        named: Set<String> = []
    ) throws -> [KnownByEntry] {
        guard !known.isEmpty else { return [] }
        let names = try names(since: known.compactMap { event($0.event) }, without: leaving, restoring: restored)
        var gone = Set(known.map(\.event))
        for known in known.reversed() {
            let mentions: Set<String> = [known.mention, "@" + known.event]
            let isNamed = names.contains { event, names in
                !gone.contains(event) && !names.isDisjoint(with: mentions)
            }
            // What stays may itself name something that was made known before it.
            if isNamed || !named.isDisjoint(with: mentions) { gone.remove(known.event) }
        }
        return known.filter { gone.contains($0.event) }
    }

    /// What is named by each event of this feed that stands and is not older than some, or was corrected since.
    private func names(
        since events: [EventID], without leaving: Set<String>, restoring restored: Set<String>
    ) throws -> [String: Set<String>] {
        let history = look.history
        var targets: Set<EventID> = []
        try look.forEachLine(from: events.map(\.sequence).min() ?? look.nextSequence) { id, _ in
            targets.insert(history.base(ofAmendment: id) ?? id)
        }
        let corrections = Set(leaving.compactMap(event))
        var names: [String: Set<String>] = [:]
        for target in targets {
            let id = history.tables.text(target)
            guard restored.contains(id) || stands(id) && !leaving.contains(id), let line = try look.line(target) else {
                continue
            }
            let corrected = history.corrected(line, of: target, without: corrections)
            names[id] = try JSONParser.parse(ShownLine.make(corrected.span.bytes, texts) ?? corrected).namedInLine
        }
        return names
    }
}
