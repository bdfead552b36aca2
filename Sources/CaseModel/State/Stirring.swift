/// Finds what has stirred settled disputes by a date. What several disputes are about is looked through once.
struct StirringSearch {
    /// Something that can stir every dispute about a subject that was settled before it.
    private struct Turn {
        let place: Place
        let record: RecordIndex
    }

    private struct Subject {
        /// The decisions made on it, and what it decides on where it is a decision.
        var linked: [Symbol] = []
        /// From the newest on.
        var turns: [Turn] = []
    }

    private let state: CaseState
    private let tables: Tables
    private let place: Place
    private let broken: BrokenOffsets
    private var subjects: [Symbol: Subject] = [:]

    /// Looks through everything that settled disputes are about.
    ///
    /// - Parameter place: the last that counts.
    init(_ view: Viewpoint, _ disputes: [(Symbol, DisputeCourse)], upTo place: Place) {
        state = view.state
        tables = view.tables
        self.place = place
        broken = BrokenOffsets(view.state, upTo: place, view.tables)
        var next: Set<Symbol> = []
        for (dispute, life) in disputes where life.status == .settled {
            next.insert(dispute)
            if let on = life.raised?.on { next.insert(on.symbol) }
        }
        while !next.isEmpty {
            let wanted = next.sorted { $0.index < $1.index }
            next.removeAll()
            for (symbol, subject) in zip(wanted, view.sharing.map(wanted, lookThrough)) {
                subjects[symbol] = subject
                next.formUnion(subject.linked)
            }
            next = next.filter { subjects[$0] == nil }
        }
    }

    /// What has touched a settled dispute since its settlement, and was not yet looked at: opposition, a withheld
    /// position, a loss, a broken offset, a downstream dispute. Each is a candidate for a re-ignition, for a person to
    /// answer. In case order; empty unless the dispute is settled.
    func stirring(_ dispute: Symbol, _ life: DisputeCourse) -> [EventID] {
        guard life.status == .settled, let settlement = life.episodes.last?.settlement else { return [] }
        let since = settlement.event.place
        var found: [Turn] = []
        forEachSubject(of: dispute, life) { subject in
            for turn in subject.turns {
                guard turn.place > since else { break }
                found.append(turn)
            }
        }
        for cause in settlement.event.context.because.elements(in: tables) { found += turns(broken.named(by: cause)) }
        found += turns(downstream(of: dispute))
        found.sort { $0.place < $1.place }
        var last = since
        var stirring: [EventID] = []
        // A turn may have been found in several ways.
        for turn in found where turn.place > last {
            last = turn.place
            if life.despite.isEmpty || !isJudged(state[turn.record], life) { stirring.append(turn.place.id) }
        }
        return stirring
    }

    private func turns(_ records: [RecordIndex]) -> [Turn] {
        records.map { Turn(place: state.place($0), record: $0) }
    }

    /// The dispute itself, what it is about, and the decisions made on either.
    private func forEachSubject(of dispute: Symbol, _ life: DisputeCourse, _ body: (Subject) -> Void) {
        var found = [dispute]
        if let on = life.raised?.on, on.symbol != dispute { found.append(on.symbol) }
        var next = 0
        while next < found.count {
            guard let subject = subjects[found[next]] else { preconditionFailure("All of them were looked through.") }
            body(subject)
            for symbol in subject.linked where !found.contains(symbol) { found.append(symbol) }
            next += 1
        }
    }

    private func lookThrough(_ symbol: Symbol) -> Subject {
        var subject = Subject()
        // From the newest on, for the newest position of an actor stands.
        var heard: Set<Symbol> = []
        for record in state.course(state.touching(symbol), upTo: place).reversed() {
            switch state.type(record) {
            case .positionTaken: addPosition(record, &heard, to: &subject)
            case .stakePerceived: addStake(record, to: &subject)
            case .decisionMade:
                guard let made = state.fields(record, as: DecisionMade.self) else { break }
                subject.linked.append(made.decision.symbol)
            default: break
            }
        }
        for record in state.course(state.course(of: symbol), upTo: place) {
            guard let p = state.fields(record, as: DecisionMade.self) else { continue }
            if !state.kinds(p.on.symbol).contains(.dispute) { subject.linked.append(p.on.symbol) }
        }
        subject.turns.sort { $0.place > $1.place }
        return subject
    }

    /// A position stirs where it opposes or withholds and is its actor's newest, and where what was offered for it is
    /// broken.
    private func addPosition(_ record: RecordIndex, _ heard: inout Set<Symbol>, to subject: inout Subject) {
        guard let p = state.fields(record, as: PositionTaken.self) else { return }
        let isNewest = heard.insert(p.actor.symbol).inserted
        if isNewest, p.stance == .oppose || p.stance == .withhold { subject.turns += turns([record]) }
        subject.turns += turns(broken.against(state.id(record)))
    }

    /// A stake stirs where it turned to a loss, and where what was offered against it is broken.
    private func addStake(_ record: RecordIndex, to subject: inout Subject) {
        guard let p = state.fields(record, as: StakePerceived.self) else { return }
        if let loss = loss(p, record) { subject.turns += turns([loss]) }
        subject.turns += turns(broken.against(p.stake.symbol) + broken.against(state.id(record)))
    }

    /// The newest event that calls a stake a loss, if it is one.
    private func loss(_ stake: StakePerceived, _ perception: RecordIndex) -> RecordIndex? {
        let course = state.course(of: stake.stake.symbol)
        if course.count == 1, course.first == perception { return stake.direction == .loss ? perception : nil }
        var life = StakeCourse()
        var loss: RecordIndex?
        for record in state.course(course, upTo: place) {
            let event = state[record]
            guard life.apply(event, tables) == nil else { continue }
            switch event.payload {
            case .stakePerceived: break
            case .stakeRevised(let p) where p.direction != nil: break
            default: continue
            }
            loss = life.perceived?.stake.direction == .loss ? record : nil
        }
        return loss
    }

    /// Links that make another dispute a downstream one of this, and what opened such a dispute once it was linked.
    private func downstream(of dispute: Symbol) -> [RecordIndex] {
        var found: [RecordIndex] = []
        for record in state.course(state.touching(dispute), upTo: place) {
            guard let link = state.fields(record, as: DisputeLinked.self), link.kind == .downstreamOf else { continue }
            let linked = state.place(record)
            let upstream = state.life(of: link.dispute.symbol, upTo: linked, tables, as: DisputeCourse.self)
            // A dispute that nobody has raised stirs nothing yet.
            if upstream.status != .settled, upstream.status != .none { found.append(record) }
            for opening in state.course(state.course(of: link.dispute.symbol), upTo: place) {
                guard state.place(opening) > linked else { continue }
                switch state.type(opening) {
                case .disputeRaised, .disputeReignited: found.append(opening)
                default: break
                }
            }
        }
        return found
    }

    /// Whether somebody has looked at this and held the dispute all the same.
    private func isJudged(_ event: Event, _ life: DisputeCourse) -> Bool {
        life.despite.contains { judged, things in
            guard judged > event.place else { return false }
            return things.contains { thing in
                switch thing {
                case .event(let id): id == event.id
                case .identifier(let symbol): names(event, symbol)
                }
            }
        }
    }

    /// Whether an identifier stands for a stirring event: its stake, offset, actor, dispute or what it is about.
    private func names(_ event: Event, _ symbol: Symbol) -> Bool {
        switch event.payload {
        case .positionTaken(let p): p.on.symbol == symbol || p.actor.symbol == symbol
        case .stakePerceived(let p): p.stake.symbol == symbol || p.on.symbol == symbol || p.actor.symbol == symbol
        case .stakeRevised(let p): p.stake.symbol == symbol
        case .offsetBroken(let p): p.offset.symbol == symbol
        case .disputeLinked(let p): p.dispute.symbol == symbol
        case .disputeRaised(let p): p.dispute.symbol == symbol
        case .disputeReignited(let p): p.dispute.symbol == symbol
        default: false
        }
    }
}
