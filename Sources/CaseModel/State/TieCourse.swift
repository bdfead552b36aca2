/// A relation between two actors: a membership, a role, an authority or a line of accountability.
///
/// What merges, splits or dissolves takes its relations with it. A case has many relations, and a view shows few: so
/// only places are looked at here, and events unpacked by those who show them.
struct TieCourse {
    /// An event that begins or ends something.
    struct Turn {
        let place: Place
        /// Of an event that is judged before it is recorded, no record.
        let record: RecordIndex
    }

    struct Span {
        let begin: Turn
        var end: Turn?
    }

    enum Contradiction {
        case stands, absent
        /// An actor of it has come to an end before.
        case over(Turn)
    }

    private(set) var spans: [Span] = []
    /// The ends of the actors concerned, in case order.
    private let ends: [Turn]

    init(ends: [Turn]) { self.ends = ends.count < 2 ? ends : ends.sorted { $0.place < $1.place } }

    var isStanding: Bool { spans.last.map { $0.end == nil } ?? false }

    /// Closes the relation if an actor of it has ended since it began and before a place.
    mutating func close(before place: Place) {
        guard !ends.isEmpty, isStanding, let begin = spans.last?.begin.place else { return }
        spans[spans.count - 1].end = ends.first { $0.place > begin && $0.place <= place }
    }

    mutating func apply(_ turn: Turn, isBeginning: Bool) -> Contradiction? {
        close(before: turn.place)
        guard isBeginning != isStanding else { return isBeginning ? .stands : .absent }
        if isBeginning, let over = ends.first(where: { $0.place <= turn.place }) { return .over(over) }
        if isBeginning {
            spans.append(Span(begin: turn, end: nil))
        } else {
            spans[spans.count - 1].end = turn
        }
        return nil
    }
}

extension EventType {
    /// Whether an event begins the relation that it names (or ends it).
    var beginsTie: Bool {
        switch self {
        case .membershipBegan, .roleAssumed, .authorityConferred, .accountabilitySet: true
        default: false
        }
    }
}

extension CaseState {
    /// When an actor merged, split or dissolved, as far as the state goes.
    func end(of actor: Symbol, _ tables: Tables) -> TieCourse.Turn? {
        guard !kinds(actor).isDisjoint(with: [.organisation, .body, .group]) else { return nil }
        var life = StandingCourse()
        for record in course(of: actor) {
            _ = life.apply(self[record], tables)
            if life.end != nil { return TieCourse.Turn(place: place(record), record: record) }
        }
        return nil
    }

    /// Whether a relation may stand at an instant: not where the last of its events by then ends it, whatever was
    /// before. A case has many relations that do not, and looking at that one event is quickly done.
    func mayStand(_ key: TieKey, at instant: Instant) -> Bool {
        ties(key).last { place($0).effect <= instant }.map { type($0).beginsTie } ?? false
    }

    /// A relation's spans up to a place.
    func tie(
        _ key: TieKey, upTo place: Place, ends: (Symbol) -> TieCourse.Turn?,
        oddity: (RecordIndex, TieCourse.Contradiction) -> Void = { _, _ in }
    ) -> TieCourse {
        var tie = TieCourse(ends: [ends(key.actor), key.other == .empty ? nil : ends(key.other)].compactMap { $0 })
        for record in course(ties(key), upTo: place) {
            let turn = TieCourse.Turn(place: self.place(record), record: record)
            if let contradiction = tie.apply(turn, isBeginning: type(record).beginsTie) {
                oddity(record, contradiction)
            }
        }
        tie.close(before: place)
        return tie
    }

    func sentence(_ contradiction: TieCourse.Contradiction) -> String {
        switch contradiction {
        case .stands: "It stands already by then."
        case .absent: "It does not stand by then, so it cannot end."
        case .over(let end): "It cannot begin: an actor of it came to an end on \(self[end.record].occurred)."
        }
    }
}
