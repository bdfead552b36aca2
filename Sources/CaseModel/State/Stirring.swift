extension CaseState {
    /// What has touched a settled dispute since its settlement, and was not yet looked at: opposition, a withheld
    /// position, a loss, a broken offset, a downstream dispute. Each is a candidate for a re-ignition, for a person to
    /// answer. In case order; empty unless the dispute is settled.
    func stirring(
        _ dispute: Symbol, _ life: DisputeCourse, upTo place: Place, _ tables: Tables, _ offsets: OffsetEvents
    ) -> [Event] {
        guard life.status == .settled, let settlement = life.episodes.last?.settlement else { return [] }
        let since = settlement.event.place
        var found: [Event] = []
        for subject in subjects(of: dispute, life, upTo: place) {
            var heard: Set<Symbol> = []
            // From the newest on, for the newest position of an actor stands.
            for record in course(touching(subject), upTo: place).reversed() {
                guard canStir(record, since: since) else { continue }
                found += stirring(self[record], &heard, upTo: place, tables)
            }
        }
        found += offsetsBroken(settling: settlement.event, upTo: place, tables, offsets)
        found += downstream(of: dispute, upTo: place, tables)
        if found.isEmpty { return [] }
        var seen: Set<EventID> = []
        return found.filter { $0.place > since && seen.insert($0.id).inserted }
            .filter { !isJudged($0, life, tables) }
            .sorted { $0.place < $1.place }
    }

    /// Whether an event about a subject can stir since a settlement: a position or a stake from before cannot, unless
    /// something was offered for it or the stake was seen otherwise since. Most are told apart without unpacking them.
    private func canStir(_ record: RecordIndex, since: Place) -> Bool {
        switch type(record) {
        case .positionTaken: place(record) > since || isAnswered(id(record))
        case .stakePerceived: isAnswered(id(record)) || isStirring(firstIdentifier(record), since: since)
        default: false
        }
    }

    /// The dispute itself, what it is about, and the decisions made on either.
    private func subjects(of dispute: Symbol, _ life: DisputeCourse, upTo place: Place) -> [Symbol] {
        var subjects = [dispute]
        if let on = life.raised?.on { subjects.append(on.symbol) }
        var next = 0
        while next < subjects.count {
            let subject = subjects[next]
            next += 1
            for record in course(touching(subject), upTo: place) where type(record) == .decisionMade {
                if case .decisionMade(let p) = self[record].payload, !subjects.contains(p.decision.symbol) {
                    subjects.append(p.decision.symbol)
                }
            }
            for record in course(course(of: subject), upTo: place) where type(record) == .decisionMade {
                if case .decisionMade(let p) = self[record].payload, !subjects.contains(p.on.symbol) {
                    if !kinds(p.on.symbol).contains(.dispute) { subjects.append(p.on.symbol) }
                }
            }
        }
        return subjects
    }

    /// What of an event about a subject stirs: the event itself, a stake's turn to a loss, or a broken offset.
    ///
    /// - Parameter heard: the actors whose newer positions on the subject were seen before.
    private func stirring(
        _ event: Event, _ heard: inout Set<Symbol>, upTo place: Place, _ tables: Tables
    ) -> [Event] {
        switch event.payload {
        case .positionTaken(let p):
            let isNewest = heard.insert(p.actor.symbol).inserted
            let stirs = isNewest && (p.stance == .oppose || p.stance == .withhold)
            let offers = answers(toPosition: event.id)
            return (stirs ? [event] : []) + offsetsBroken(offers, upTo: place, tables)
        case .stakePerceived(let p):
            let found = loss(p.stake.symbol, upTo: place, tables).map { [$0] } ?? []
            return found + offsetsBroken(offers(against: p.stake.symbol, event, upTo: place), upTo: place, tables)
        default: return []
        }
    }

    /// The newest event that calls a stake a loss, if it is one.
    private func loss(_ stake: Symbol, upTo place: Place, _ tables: Tables) -> Event? {
        var life = StakeCourse()
        var loss: Event?
        for record in course(course(of: stake), upTo: place) {
            guard life.apply(self[record], tables) == nil else { continue }
            switch self[record].payload {
            case .stakePerceived: break
            case .stakeRevised(let p) where p.direction != nil: break
            default: continue
            }
            loss = life.perceived?.stake.direction == .loss ? self[record] : nil
        }
        return loss
    }

    /// The events that offer something against a stake, by its identifier or by the event that recorded it.
    func offers(against stake: Symbol, _ perception: Event, upTo place: Place) -> RecordRun {
        let answers = answers(toPosition: perception.id)
        let touching = touching(stake)
        if answers.isEmpty { return course(touching, upTo: place) }
        let named = Set(course(touching, upTo: place))
        return RecordRun(
            named.union(course(answers, upTo: place))
                .sorted { self.place($0) < self.place($1) })
    }

    /// The breaking of offsets that some events offered.
    private func offsetsBroken(_ offers: RecordRun, upTo place: Place, _ tables: Tables) -> [Event] {
        course(offers, upTo: place).flatMap { record in
            guard case .offsetOffered(let p) = self[record].payload else { return [Event]() }
            return breakings(of: p.offset.symbol, upTo: place)
        }
    }

    /// The breaking of offsets that a settlement names among its causes.
    private func offsetsBroken(
        settling settlement: Event, upTo place: Place, _ tables: Tables, _ offsets: OffsetEvents
    ) -> [Event] {
        let named = settlement.context.because.elements(in: tables).flatMap(offsets.named)
        var seen: Set<Symbol> = []
        return named.filter { seen.insert($0).inserted }.flatMap { breakings(of: $0, upTo: place) }
    }

    private func breakings(of offset: Symbol, upTo place: Place) -> [Event] {
        course(course(of: offset), upTo: place).compactMap { record in
            type(record) == .offsetBroken ? self[record] : nil
        }
    }

    /// Links that make another dispute a downstream one of this, and what opened such a dispute once it was linked.
    private func downstream(of dispute: Symbol, upTo place: Place, _ tables: Tables) -> [Event] {
        var found: [Event] = []
        for record in course(touching(dispute), upTo: place) where type(record) == .disputeLinked {
            guard case .disputeLinked(let link) = self[record].payload, link.kind == .downstreamOf else { continue }
            let upstream = life(of: link.dispute.symbol, upTo: self[record].place, tables, as: DisputeCourse.self)
            if upstream.status != .settled { found.append(self[record]) }
            for opening in course(course(of: link.dispute.symbol), upTo: place) {
                guard self.place(opening) > self.place(record) else { continue }
                switch type(opening) {
                case .disputeRaised, .disputeReignited: found.append(self[opening])
                default: break
                }
            }
        }
        return found
    }

    /// Whether somebody has looked at this and held the dispute all the same.
    private func isJudged(_ event: Event, _ life: DisputeCourse, _ tables: Tables) -> Bool {
        life.despite.contains { judged, things in
            guard judged > event.place else { return false }
            return things.contains { thing in
                switch thing {
                case .event(let id): id == event.id
                case .identifier(let symbol): names(event, symbol, tables)
                }
            }
        }
    }

    /// Whether an identifier stands for a stirring event: its stake, offset, actor, dispute or what it is about.
    private func names(_ event: Event, _ symbol: Symbol, _ tables: Tables) -> Bool {
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

/// Which offsets each event is part of the course of, for those that settlements name among their causes.
struct OffsetEvents {
    private var offsets: [EventID: [Symbol]] = [:]

    init(_ state: CaseState) {
        for offset in state.symbols(of: .offset) {
            for record in state.course(of: offset) { offsets[state.id(record), default: []].append(offset) }
        }
    }

    func named(_ id: EventID) -> [Symbol] { offsets[id] ?? [] }
}
