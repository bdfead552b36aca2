import CaseModel

/// What an audit comes to, in a few sentences at the head of its page.
struct AuditSummary {
    let sentences: [String]
    /// Whether everything that is told was recorded at one instant.
    let recordedOnce: Bool
    /// Whether every turn was recorded late, so that it marks none.
    let isAllLate: Bool

    init(_ words: AuditWords) {
        let audit = words.audit
        let turns = audit.turns
        let told = turns.compactMap { audit.events[$0.event] }
        var sentences = [Self.size(audit)]
        let all = audit.events.values
        let instants = Set(all.map(\.recorded))
        recordedOnce = instants.count == 1
        if let first = instants.min(), let last = instants.max() {
            let feeds = Set(all.map { words.feed(of: $0.id) }).sorted()
            let feedWords = feeds.count == 1 ? feeds[0] : "\(feeds.count) feeds: \(feeds.joined(separator: ", "))"
            let time =
                recordedOnce
                ? "at \(RecordedTime.text(first))"
                : "between \(RecordedTime.text(first)) and \(RecordedTime.text(last))"
            sentences.append("All that is told here was recorded \(time) by \(feedWords).")
        }
        isAllLate = told.allSatisfy(\.isLate)
        sentences += Self.lateness(told)
        sentences += Self.changes(audit, words)
        let general = words.generalGaps
        sentences += general.map { "MISSING: \($0)" }
        sentences += Self.lacks(audit)
        self.sentences = sentences
    }

    static func count(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }

    private static func size(_ audit: Audit) -> String {
        let turns = audit.turns
        if turns.isEmpty { return "Nothing about it was on record." }
        let episodes = audit.episodes.filter { $0.number > 0 }.count
        let other = audit.events.count - turns.count
        let state = audit.state == "none" ? "never raised" : audit.state
        return "It is \(state), after \(count(episodes, "episode")) and \(count(turns.count, "turn")), "
            + "which rest on \(count(other, "other event"))."
    }

    private static func lateness(_ told: [AuditedEvent]) -> [String] {
        let late = told.filter(\.isLate)
        guard let longest = late.map(\.daysUntilRecorded).max() else { return [] }
        let which = late.count == told.count ? "Every turn" : "\(late.count) of the \(told.count) turns"
        return [
            "\(which) was recorded \(AuditedEvent.lateDays) days or more after it happened, "
                + "the latest \(longest) days after."
        ]
    }

    private static func changes(_ audit: Audit, _ words: AuditWords) -> [String] {
        let amended = audit.events.values.filter { !$0.amendments.isEmpty }.map(\.id).sorted()
        guard !amended.isEmpty else { return ["Nothing of it was corrected or retracted."] }
        let ids = list(amended.map { "[\(words.text($0))]" })
        return ["Corrections or retractions were made of \(count(amended.count, "event")): \(ids)."]
    }

    /// How often something is missing, and where.
    private static func lacks(_ audit: Audit) -> [String] {
        let gaps = audit.gaps.filter { $0.turn != nil }
        let lacking = Set(gaps.compactMap(\.turn))
        guard !lacking.isEmpty else { return [] }
        let kinds = Dictionary(grouping: gaps, by: \.kind).mapValues(\.count)
        var parts: [String] = []
        if let number = kinds[.cause] { parts.append("a cause from \(number)") }
        if let number = kinds[.evidence] { parts.append("evidence and sources from \(number)") }
        let others = gaps.count - (kinds[.cause] ?? 0) - (kinds[.evidence] ?? 0)
        if others > 0 { parts.append("and \(count(others, "thing")) that turns rest on") }
        let turns = audit.turns
        let numbers = list(turns.filter { lacking.contains($0.event) }.map { String($0.number) })
        let which = "\(count(lacking.count, "turn")) of \(turns.count)"
        return ["MISSING from \(which): \(parts.joined(separator: ", ")). See \(numbers)."]
    }

    /// The first of many.
    private static func list(_ items: [String]) -> String {
        let shown = items.prefix(countMax).joined(separator: ", ")
        return items.count > countMax ? "\(shown) and \(items.count - countMax) more" : shown
    }

    private static let countMax = 20
}
