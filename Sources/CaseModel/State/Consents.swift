/// What somebody has consented to, up to a place. Who was never recruited can withdraw as well.
package struct Consent: Sendable, Equatable {
    /// Of the consent given last; nil where none was, or all was withdrawn.
    package private(set) var scope: [ConsentScope]?
    /// Nothing that is said from a withdrawal on is recorded, whatever becomes of what was.
    package private(set) var isOver = false
    /// All that was said is withdrawn.
    package private(set) var isWithdrawn = false
    /// The sessions whose words are withdrawn.
    package private(set) var sessions: [String] = []

    package init() {}

    /// Whether a use of the participant's words may be made: also where nobody has asked yet.
    package func covers(_ use: ConsentScope) -> Bool { !isOver && (scope.map { $0.contains(use) } ?? true) }

    mutating func apply(_ event: Event, _ tables: Tables) {
        switch event.payload {
        case .consentGiven(let fields):
            scope = fields.scope.indices.map { ConsentScope(word: tables.lists[$0]) }
            isOver = false
        case .consentWithdrawn(let fields):
            switch fields.scope {
            case .session: if let session = fields.session { sessions.append(tables.text(session)) }
            case .all:
                scope = nil
                isOver = true
                isWithdrawn = true
            default: isOver = true
            }
        default: break
        }
    }
}

extension CaseState {
    /// What a participant has consented to, up to a place.
    func consent(of participant: Symbol, upTo place: Place, _ tables: Tables) -> Consent {
        var consent = Consent()
        for record in course(course(of: participant), upTo: place) {
            switch type(record) {
            case .consentGiven, .consentWithdrawn: consent.apply(self[record], tables)
            default: continue
            }
        }
        return consent
    }

    /// Why an event makes a use of a participant's words that their consent does not cover.
    func useWithoutConsent(_ event: Event, at place: Place, _ tables: Tables) -> String? {
        switch event.payload {
        case .excerptRecorded(let fields):
            guard let speaker = fields.speaker else { return nil }
            let uses: [ConsentScope] = fields.verbatim == true ? [.quote] : [.record, .quote]
            return objection(to: speaker, uses, event, place, tables)
        case .observationNoted(let fields):
            for actor in fields.by.elements(in: tables) {
                if let objection = objection(to: actor, [.observe], event, place, tables) { return objection }
            }
            return nil
        default: return nil
        }
    }

    /// - Parameter uses: of which one has to be covered.
    private func objection(
        to actor: Slug, _ uses: [ConsentScope], _ event: Event, _ place: Place, _ tables: Tables
    ) -> String? {
        guard !kinds(actor.symbol).isDisjoint(with: .people) else { return nil }
        let consent = consent(of: actor.symbol, upTo: place, tables)
        let name = tables.text(actor)
        let sources = event.context.sources.elements(in: tables).map { tables.text($0) }
        if let session = consent.sessions.first(where: { sources.contains($0) }) {
            return "\"\(name)\" has withdrawn consent for \(session). Nothing of what they said there is recorded."
        }
        if consent.isOver {
            return "\"\(name)\" has withdrawn consent by then. Nothing of what they say is recorded any more."
        }
        guard !uses.contains(where: { consent.covers($0) }) else { return nil }
        let given = (consent.scope ?? []).map(\.rawValue).joined(separator: ", ")
        let advice =
            uses == [.quote] ? "Put it in other words, without `verbatim`, or record their" : "Record their"
        return """
            "\(name)" has consented to \(given) by then, and not to \(uses[0].rawValue). \(advice) consent to it first \
            (consent.given).
            """
    }
}
