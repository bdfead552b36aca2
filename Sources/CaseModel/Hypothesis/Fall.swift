/// What falls with events that are thought away: whatever names them as a cause, directly or through others.
struct Fall {
    private var dependents: [EventID: [EventID]] = [:]
    private var dependentsOfThings: [Symbol: [EventID]] = [:]
    /// The things that an event makes known, among those that are named as causes.
    private var things: [EventID: [Symbol]] = [:]
    private let state: CaseState

    init(_ caused: [CausedEvent], _ state: CaseState) {
        self.state = state
        for caused in caused {
            for cause in caused.causes {
                switch cause {
                case .event(let id): dependents[id, default: []].append(caused.event)
                case .identifier(let symbol): dependentsOfThings[symbol, default: []].append(caused.event)
                }
            }
        }
        for symbol in dependentsOfThings.keys {
            for definition in state.definitions(symbol) { things[definition.id, default: []].append(symbol) }
        }
    }

    /// Some events with all that fall with them. A thing falls when nothing is left that makes it known.
    func events(fallingWith events: Set<EventID>) -> Set<EventID> {
        var fallen = events
        var next = Array(events)
        while let event = next.popLast() {
            var falling = dependents[event] ?? []
            for symbol in things[event] ?? [] where state.definitions(symbol).allSatisfy({ fallen.contains($0.id) }) {
                falling += dependentsOfThings[symbol] ?? []
            }
            for id in falling where fallen.insert(id).inserted { next.append(id) }
        }
        return fallen
    }
}

extension CaseHistory {
    /// What falls with some events, whatever dates a question is asked for.
    ///
    /// Causes are those that stand with all corrections. Where a correction or a retraction falls, so that events stand
    /// that did not, or name other causes, these are looked for anew; what fell before stays so.
    ///
    /// - Parameter causes: finds the causes in a history that leaves some corrections and retractions out.
    /// - Precondition: this history leaves nothing out.
    /// - Returns: the events that were given, too.
    package func events(
        fallingWith events: Set<EventID>,
        _ causes: (Set<EventID>) throws -> (history: CaseHistory, found: [CausedEvent])
    ) rethrows -> Set<EventID> {
        var fallen = events
        var undone: Set<EventID> = []
        while true {
            undone.formUnion(amendmentsOfOthers(in: fallen))
            let (history, found) = try causes(undone)
            fallen = Fall(found, history.state).events(fallingWith: fallen)
            if amendmentsOfOthers(in: fallen).isSubset(of: undone) { return fallen }
        }
    }

    /// The corrections and retractions among some events that bear on an event which does not fall itself.
    private func amendmentsOfOthers(in fallen: Set<EventID>) -> Set<EventID> {
        fallen.filter { id in
            isAmendment(id) && amendments.base(of: id).map { !fallen.contains($0) } ?? true
        }
    }
}
