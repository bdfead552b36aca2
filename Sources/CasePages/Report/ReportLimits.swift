import CaseModel

/// What a report cannot say, or only under reserve: what is imprecise, reconstructed, at odds or not to be read.
struct ReportLimits {
    /// So many fields are named.
    private static let namedMax = 12

    private let source: ReportSource

    init(_ source: ReportSource) { self.source = source }

    func blocks(_ telling: inout Telling) -> [Report.Block] {
        [.heading("Imprecise and reconstructed", level: 1)] + reserves()
            + [.heading("What was withdrawn", level: 1)] + withdrawn()
            + [.heading("What does not fit together", level: 1)] + anomalies()
            + [.heading("What could not be read", level: 1)] + unread()
    }

    /// How many people withdrew what, and on how many events words are withheld since. They are named by their
    /// identifiers alone.
    private func withdrawn() -> [Report.Block] {
        let withdrawals = source.events.all([.consentWithdrawn])
        var sentences = WithdrawalScope.allCases.compactMap { scope -> Sentence? in
            let own = withdrawals.filter { $0.field("scope") == scope.rawValue }
            let people = Set(own.compactMap { $0.field("participant") }).sorted()
            let who = "\(people.count) \(people.count == 1 ? "person" : "people") (\(Telling.list(people)))"
            return Sentence("\(who) withdrew \(Self.words(scope))", citing: own.map(\.id))
        }
        let withheld = source.events.entries.filter(\.isWithheld)
        let events = withheld.count == 1 ? "1 event" : "\(withheld.count) events"
        sentences += [
            Sentence("On \(events) words are withheld, because they were withdrawn", citing: withheld.map(\.id))
        ].compactMap(\.self)
        if sentences.isEmpty { return [.caption("Nothing was withdrawn.")] }
        let isLater = withdrawals.isEmpty
        return [.list(sentences)]
            + (isLater ? [.caption("Whatever the dates asked for, words are withheld once they are withdrawn.")] : [])
    }

    private static func words(_ scope: WithdrawalScope) -> String {
        switch scope {
        case .future: "from taking part any further; what was recorded stays"
        case .session: "what they had said in a session"
        case .all: "all that they had said"
        }
    }

    private func reserves() -> [Report.Block] {
        var imprecise = 0
        var (partly, wholly) = (0, 0)
        var names: [String: Int] = [:]
        var withoutSource = 0
        for entry in source.events.entries {
            if entry.occurred.isImprecise { imprecise += 1 }
            if !entry.hasSources { withoutSource += 1 }
            if entry.reconstructed.isEmpty { continue }
            if entry.reconstructed.contains(Marks.event) { wholly += 1 } else { partly += 1 }
            for name in Set(entry.reconstructed) { names[name, default: 0] += 1 }
        }
        let parts = names.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { "\($0.key) (\($0.value))" }
        let of = parts.isEmpty ? "" : ": most often \(Telling.list(parts, atMost: Self.namedMax))"
        return [
            .caption(
                """
                Of \(source.events.count) events that count at these dates: \(imprecise) with an imprecise date, \
                \(withoutSource) without a source, \(partly) reconstructed in part and \(wholly) as a whole\(of).
                """)
        ]
    }

    private func anomalies() -> [Report.Block] {
        let found = source.anomalies.anomalies.filter { source.events.contains($0.event) }
        let amending = source.anomalies.anomalies.count - found.count
        let sentences = found.map { Sentence("\($0.occurred.text), \($0.type): \($0.message)", citing: $0.event) }
        var blocks: [Report.Block] = sentences.isEmpty ? [] : [.list(sentences)]
        if amending > 0 {
            blocks.append(
                .caption("Besides, \(amending) corrections or retractions are at odds; the view of anomalies has them.")
            )
        }
        if !blocks.isEmpty { return blocks }
        return [.caption(source.isIncomplete ? "What could be read fits together." : "Everything fits together.")]
    }

    private func unread() -> [Report.Block] {
        var captions = source.unread
        let opaque = source.events.entries.count { $0.type == nil }
        if opaque > 0 {
            captions.append("\(opaque) events are of types that this version does not know; nothing is told of them.")
        }
        return captions.isEmpty ? [.caption("Everything was read.")] : captions.map { .caption($0) }
    }
}
