/// The turns that a dispute took by a date, and the state that each event left it in.
struct DisputeTurns: Sendable {
    struct Turn: Sendable {
        let place: Place
        let date: EDTF
        let kind: StrategiesView.Turn
        /// Of a settlement.
        let how: SettlementMeans?
        let marks: Marks
    }

    private var turns: [Turn] = []
    private var states: [(place: Place, status: DisputeCourse.Status)] = []

    init(of dispute: Symbol, _ view: Viewpoint) {
        var life = DisputeCourse()
        for record in view.state.course(view.state.course(of: dispute), upTo: view.place) {
            let event = view.state[record]
            guard life.apply(event, view.tables) == nil else { continue }
            states.append((event.place, life.status))
            guard let (kind, how) = Self.turn(event) else { continue }
            let marks = Marks(event, view.tables)
            turns.append(Turn(place: event.place, date: event.occurred, kind: kind, how: how, marks: marks))
        }
    }

    private static func turn(_ event: Event) -> (StrategiesView.Turn, SettlementMeans?)? {
        switch event.payload {
        case .disputeSettled(let p): (.settled, p.how)
        case .disputeDeadlocked: (.deadlocked, nil)
        case .disputeSuspended: (.suspended, nil)
        case .disputeResumed: (.resumed, nil)
        case .disputeReignited: (.reignited, nil)
        case .disputeHeld: (.held, nil)
        default: nil
        }
    }

    /// The state at a place; nil before the dispute was raised.
    func state(at place: Place) -> DisputeCourse.Status? {
        let next = states.halved { $0.place > place }
        return next == 0 ? nil : states[next - 1].status
    }

    /// The first turn behind a place.
    func next(after place: Place) -> Turn? {
        let next = turns.halved { $0.place > place }
        return next < turns.count ? turns[next] : nil
    }
}
