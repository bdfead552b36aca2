/// Whose words and deeds may go to an archive.
package struct ArchiveConsents: Sendable {
    /// What somebody has consented to, with everything that is recorded.
    private struct Standing {
        let covers: Bool
        /// The sessions that they have withdrawn.
        let withdrawn: Set<Symbol>
    }

    /// Of all whom consent is asked of: participants, and persons of whom it was noted.
    private var standings: [Symbol: Standing] = [:]
    private var persons: Set<Symbol> = []
    private var present: [Symbol: Set<Symbol>] = [:]

    /// - Parameter history: of everything recorded.
    package init(_ history: CaseHistory) {
        persons = Set(history.state.people)
        // Somebody whom nothing makes known may have withdrawn as well.
        for person in persons.union(history.state.unknownThings) {
            standings[person] = Self.standing(of: person, history)
        }
    }

    /// Who was at a session, as far as an event says; nil where it says nothing of that.
    package static func presence(in line: StandingLine) -> (session: Symbol, people: [Symbol])? {
        guard let session = line.named.symbols(in: "session").first else { return nil }
        switch line.type {
        case .sessionStarted: return (session, line.named.symbols(in: "participants"))
        // Who sent apologies was not there; that they are asked all the same keeps back more, and never less.
        case .attendanceNoted: return (session, line.named.symbols(in: "actor"))
        default: return nil
        }
    }

    /// Notes that somebody was at a session.
    package mutating func note(_ people: [Symbol], at session: Symbol) {
        present[session, default: []].formUnion(people)
    }

    /// Whether an identifier is that of a person, recruited or not.
    package func isPerson(_ symbol: Symbol) -> Bool { persons.contains(symbol) }

    /// Whether consent is asked of whom, or what, an identifier stands for.
    package func isAsked(_ symbol: Symbol) -> Bool { standings[symbol] != nil }

    /// Whether everybody of whom consent is asked has given it, and has not withdrawn any of the sessions concerned.
    package func cover(_ symbols: some Sequence<Symbol>, sessions: [Symbol]) -> Bool {
        symbols.allSatisfy { symbol in
            guard let standing = standings[symbol] else { return true }
            return standing.covers && standing.withdrawn.isDisjoint(with: sessions)
        }
    }

    /// Whether the same holds of everybody who was at some sessions.
    package func coverAll(at sessions: [Symbol]) -> Bool {
        sessions.allSatisfy { session in cover(present[session] ?? [], sessions: [session]) }
    }

    /// - Returns: nil where consent is not asked of them.
    private static func standing(of person: Symbol, _ history: CaseHistory) -> Standing? {
        let state = history.state
        var covers = false
        var given: Instant?
        var ends: [Instant] = []
        var withdrawn: Set<Symbol> = []
        var isAsked = state.kinds(person).contains(.participant)
        for record in state.course(of: person) {
            switch state.type(record) {
            case .consentGiven, .consentWithdrawn: isAsked = true
            default: continue
            }
            let event = state[record]
            switch event.payload {
            case .consentGiven(let fields):
                covers = fields.scope.elements(in: history.tables).contains(.archive)
                given = event.place.effect
            case .consentWithdrawn(let fields):
                if fields.scope == .session {
                    if let session = fields.session { withdrawn.insert(session.symbol) }
                } else {
                    ends.append(event.occurred.latest)
                }
            default: continue
            }
        }
        guard isAsked else { return nil }
        // A withdrawal ends what was given by the last day that its date allows: where dates cannot tell, it counts.
        let isInForce = given.map { given in ends.allSatisfy { $0 < given } } ?? false
        return Standing(covers: covers && isInForce, withdrawn: withdrawn)
    }
}
