/// A dispute's life, turn by turn.
struct AuditCourse {
    /// What one of the dispute's own events did to it.
    private struct Step {
        let state: String?
        let contradiction: String?
        let episode: Int
        let place: Place
    }

    private(set) var state = DisputeCourse.Status.none.rawValue
    /// What has touched the dispute while it was settled, though somebody judged later that it changed nothing.
    private(set) var stirring: Set<EventID> = []
    private var steps: [EventID: Step] = [:]
    /// Where each episode begins, from the first on.
    private var openings: [Place] = []

    init(_ dispute: Symbol, _ view: Viewpoint) {
        var life = DisputeCourse()
        for record in view.state.course(view.state.course(of: dispute), upTo: view.place) {
            let event = view.state[record]
            switch event.payload {
            case .disputeHeld, .disputeReignited: addStirring(dispute, life, upTo: event.place, view)
            default: break
            }
            let (status, count) = (life.status, life.episodes.count)
            let contradiction = life.apply(event, view.tables)
            if life.episodes.count > count { openings.append(event.place) }
            let hasTurned = life.status != status
            steps[event.id] = Step(
                state: hasTurned ? life.status.rawValue : nil, contradiction: contradiction,
                episode: life.episodes.count, place: event.place)
        }
        addStirring(dispute, life, upTo: view.place, view)
        state = life.status.rawValue
    }

    private mutating func addStirring(_ dispute: Symbol, _ life: DisputeCourse, upTo place: Place, _ view: Viewpoint) {
        guard life.status == .settled else { return }
        stirring.formUnion(StirringSearch(view, [(dispute, life)], upTo: place).stirring(dispute, life))
    }

    /// The turns in case order, each with the number of its episode.
    ///
    /// - Parameters:
    ///   - found: the dispute's own turns; what stirred it comes besides.
    ///   - isTurn: whether an event, as corrected, is a turn of the dispute.
    func turns(
        _ found: Set<EventID>, among events: [EventID: AuditedEvent], isTurn: (AuditedEvent) -> Bool
    ) -> [(episode: Int, turn: Audit.Turn)] {
        let told = found.union(stirring).compactMap { events[$0] }
            .sorted { $0.place < $1.place }
        return told.enumerated().map { index, event in
            let step = steps[event.id]
            let isElsewhere =
                event.standing == .stands && step == nil && !stirring.contains(event.id) && !isTurn(event)
            let turn = Audit.Turn(
                number: index + 1, event: event.id, state: step?.state, isStirring: stirring.contains(event.id),
                isElsewhere: isElsewhere, contradiction: step?.contradiction)
            return (step?.episode ?? openings.halved { $0 > event.place }, turn)
        }
    }
}
