/// A relation between two actors: a membership, a role, an authority or a line of accountability.
///
/// What merges, splits or dissolves takes its relations with it.
struct TieCourse {
    struct Span {
        let begin: Event
        var end: Event?
    }

    private(set) var spans: [Span] = []
    /// The ends of the actors concerned, in case order.
    private let ends: [Event]

    init(ends: [Event]) { self.ends = ends.sorted { $0.place < $1.place } }

    var isStanding: Bool { spans.last.map { $0.end == nil } ?? false }

    /// Closes the relation if an actor of it has ended since it began and before a place.
    mutating func close(before place: Place) {
        guard isStanding, let begin = spans.last?.begin.place else { return }
        spans[spans.count - 1].end = ends.first { $0.place > begin && $0.place <= place }
    }

    mutating func apply(_ event: Event, isBeginning: Bool) -> String? {
        close(before: event.place)
        guard isBeginning != isStanding else {
            return isBeginning ? "It stands already by then." : "It does not stand by then, so it cannot end."
        }
        if isBeginning, let over = ends.first(where: { $0.place <= event.place }) {
            return "It cannot begin: an actor of it came to an end on \(over.occurred)."
        }
        if isBeginning {
            spans.append(Span(begin: event, end: nil))
        } else {
            spans[spans.count - 1].end = event
        }
        return nil
    }
}

extension Event {
    /// Whether the event begins the relation that its `tieKey` names (or ends it).
    var beginsTie: Bool {
        switch payload {
        case .membershipBegan, .roleAssumed, .authorityConferred, .accountabilitySet: true
        default: false
        }
    }
}

extension CaseState {
    /// When an actor merged, split or dissolved, as far as the state goes.
    func end(of actor: Symbol, _ tables: Tables) -> Event? {
        guard !kinds(actor).isDisjoint(with: [.organisation, .body, .group]) else {
            return nil
        }
        return follow(course(of: actor), upTo: .end, tables, as: StandingCourse.self).end?.event
    }

    /// A relation's spans up to a place.
    func tie(
        _ key: TieKey, upTo place: Place, _ tables: Tables, ends: (Symbol) -> Event?,
        oddity: (Event, String) -> Void = { _, _ in }
    ) -> TieCourse {
        var tie = TieCourse(ends: [ends(key.actor), key.other == .empty ? nil : ends(key.other)].compactMap { $0 })
        for record in course(ties(key), upTo: place) {
            let event = self[record]
            if let contradiction = tie.apply(event, isBeginning: event.beginsTie) { oddity(event, contradiction) }
        }
        tie.close(before: place)
        return tie
    }
}
