/// How each dispute went, for pictures of time: from which instants on it was in which state.
package struct DisputeLives: Sendable {
    package enum State: String, Sendable {
        case open, deadlocked, suspended, settled

        package var isAlive: Bool { self != .settled }
    }

    /// What a dispute is from an instant on, until its next turn.
    package struct Turn: Sendable {
        package enum Kind: Sendable {
            case raised, reignited, changed
            /// It was about another issue from then on, in the same state.
            case recoded
        }

        package let at: Instant
        package let kind: Kind
        package let state: State
        /// The first of those that the episode is about.
        package let issue: Slug?
        /// Of the event.
        package let marks: Marks
    }

    package struct Life: Sendable {
        package let id: Slug
        /// In case order, the raising first.
        package let turns: [Turn]
        fileprivate let raised: Place

        /// The last turn by an instant; nil before the dispute was raised.
        package func turn(at instant: Instant) -> Turn? {
            let next = turns.halved { $0.at > instant }
            return next == 0 ? nil : turns[next - 1]
        }
    }

    private struct Moment: Hashable {
        let dispute: Symbol
        let instant: Instant
    }

    /// In the order in which they were raised.
    package let lives: [Life]
    private let view: Viewpoint
    private var stirred: [Moment: Bool] = [:]

    /// The disputes raised by the date.
    package init(_ view: Viewpoint) {
        self.view = view
        lives = view.sharing.compactMap(view.state.symbols(of: .dispute)) { Self.life(of: $0, view) }
            .sorted { $0.raised < $1.raised }
    }

    private static func life(of dispute: Symbol, _ view: Viewpoint) -> Life? {
        var course = DisputeCourse()
        var turns: [Turn] = []
        for record in view.state.course(view.state.course(of: dispute), upTo: view.place) {
            let event = view.state[record]
            let (status, count) = (course.status, course.episodes.count)
            guard course.apply(event, view.tables) == nil, let state = State(rawValue: course.status.rawValue),
                let episode = course.episodes.last
            else { continue }
            let issue = episode.issues.first
            let kind: Turn.Kind
            if course.episodes.count > count {
                kind = count == 0 ? .raised : .reignited
            } else if course.status != status {
                kind = .changed
            } else if issue != turns.last?.issue {
                kind = .recoded
            } else {
                continue
            }
            let marks = Marks(event, view.tables)
            turns.append(Turn(at: event.place.effect, kind: kind, state: state, issue: issue, marks: marks))
        }
        guard let first = course.episodes.first else { return nil }
        return Life(id: Slug(dispute), turns: turns, raised: first.opening.place)
    }

    /// Looks whether some of the disputes were settled and had been stirred by some instants, where nobody has looked
    /// yet.
    package mutating func look(at lives: [Life], by instants: [Instant]) {
        let wanted = instants.compactMap { instant -> (at: Instant, disputes: [Symbol])? in
            let disputes = lives.filter { life in
                life.turn(at: instant)?.state == .settled
                    && stirred[Moment(dispute: life.id.symbol, instant: instant)] == nil
            }
            return disputes.isEmpty ? nil : (instant, disputes.map(\.id.symbol))
        }
        let view = view
        let found = view.sharing.map(wanted, fewest: 2) { at, disputes in
            let place = Place.end(of: at)
            let courses = disputes.map { dispute in
                (dispute, view.state.life(of: dispute, upTo: place, view.tables, as: DisputeCourse.self))
            }
            let search = StirringSearch(view, courses, upTo: place)
            return courses.map { !search.stirring($0.0, $0.1).isEmpty }
        }
        for ((at, disputes), answers) in zip(wanted, found) {
            for (dispute, isStirred) in zip(disputes, answers) {
                stirred[Moment(dispute: dispute, instant: at)] = isStirred
            }
        }
    }

    /// Whether a dispute was settled and had been stirred by an instant; nil where nobody has looked.
    package func isStirred(_ life: Life, at instant: Instant) -> Bool? {
        guard life.turn(at: instant)?.state == .settled else { return false }
        return stirred[Moment(dispute: life.id.symbol, instant: instant)]
    }
}

extension Viewpoint {
    /// From the first to the last event by the date that began, changed or was about a thing; nil where there is none.
    package var span: ClosedRange<Instant>? {
        var (first, last) = (Instant.max, Instant.min)
        func note(_ run: RecordRun) {
            let past = state.course(run, upTo: place)
            guard let begin = past.first, let end = past.last else { return }
            first = min(first, state.place(begin).effect)
            last = max(last, state.place(end).effect)
        }
        for symbol in state.symbols(of: .anything) {
            note(state.course(of: symbol))
            note(state.touching(symbol))
        }
        return first <= last ? first...last : nil
    }
}
