import CaseAnswers
import CaseModel
import CasePages
import CaseStore
import EventLog

/// The report of a case at the dates asked for.
struct ReportAnswer {
    let report: Report
    let isIncomplete: Bool

    init(_ opened: Case, _ time: TimeOptions, _ what: WithoutOptions) throws {
        let (hypothesis, lost) = try what.hypothesis(opened)
        var (history, damage) = try opened.replay(known: time.known, recorded: time.recorded, hypothesis)
        damage += lost.filter { !damage.contains($0) }
        let found = try opened.examine(&history)
        damage += found.filter { !damage.contains($0) }
        let at = time.at?.latest ?? .max
        let (lookedUp, unread) = try opened.lookUp([.strategies, .causes, .evidence], in: &history, at: at)
        damage += unread.filter { !damage.contains($0) }
        let events = try Self.events(of: opened, time, history, &damage)
        let view = Viewpoint(history, at: at, sharing: .onAllProcessors)
        let all = opened.damage + damage.filter { !opened.damage.contains($0) }
        Incompleteness.tell(all)
        isIncomplete = !all.isEmpty
        report = Report(
            ReportSource(
                caseName: opened.folder.name, dates: time.words,
                without: (hypothesis?.without ?? []).map { history.tables.text($0) }, view, events,
                StrategiesView(view, lookedUp), ReignitionView(view, lookedUp), FieldworkView(view, lookedUp),
                AnomaliesView(view, among: history.anomalies),
                unread: all.map { opened.withoutPlaces($0.message) } + Self.unread(opened)))
    }

    /// The events that count at the dates. Whether words may be quoted does not depend on dates: a consent that covers
    /// less, however late it was recorded, counts.
    private static func events(
        of opened: Case, _ time: TimeOptions, _ history: CaseHistory, _ damage: inout [Damage]
    ) throws -> ReportEvents {
        let whole = try opened.history().0
        var query = EventQuery()
        query.at = time.at?.latest ?? .max
        query.known = time.known?.latest ?? .max
        query.recorded = time.recorded?.latest ?? .max
        query.isCorrected = true
        var search = try EventSearch(opened, query, in: history)
        var events = ReportEvents()
        var corrected: [EventID] = []
        try search.forEach { line, id in
            events.add(whole.quoted(Lines.copy(line, 0..<line.byteCount)), id)
            if history.isAmended(id) { corrected.append(id) }
        }
        var history = history
        try opened.storedLines().forEach(corrected.sorted()[...]) { id, stored in
            events.correct(id, stored: stored, by: history.corrections(of: id, stored: stored))
        }
        damage += search.damage.filter { !damage.contains($0) }
        return events
    }

    /// Private texts that could not be opened: they were met with the events.
    private static func unread(_ opened: Case) -> [String] {
        let failure = opened.texts.failure.map {
            "Private texts are shown as such, because the keys could not be looked at. \($0)"
        }
        return [failure].compactMap(\.self) + opened.texts.damaged.map(\.message)
    }
}
