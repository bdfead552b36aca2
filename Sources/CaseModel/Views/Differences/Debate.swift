/// What was proposed, what stands were taken on it, and what was decided: as a difference compares it.
struct Debate: Sendable {
    struct Proposal: Sendable {
        let fields: ProposalTabled
        let event: EventID
        let tabled: EDTF
        let enacted: (event: EventID, date: EDTF)?
    }

    /// The newest of an actor on a thing.
    struct Position: Sendable {
        let fields: PositionTaken
        let event: EventID
        let taken: EDTF
    }

    struct Decision: Sendable {
        let fields: DecisionMade
        let event: EventID
        let made: EDTF
    }

    private(set) var proposals: [Proposal] = []
    private(set) var positions: [Position] = []
    private(set) var decisions: [Decision] = []

    init(_ view: Viewpoint) {
        let (state, tables) = (view.state, view.tables)
        proposals = view.symbols(.proposal).compactMap { symbol in
            let life = state.life(of: symbol, upTo: view.place, tables, as: ProposalCourse.self)
            guard let tabled = life.tabled, case .proposalTabled(let fields) = tabled.payload else { return nil }
            return Proposal(
                fields: fields, event: tabled.id, tabled: tabled.occurred,
                enacted: life.enacted.map { ($0.id, $0.occurred) })
        }
        decisions = view.beginnings(of: .decision, by: .decisionMade).compactMap { event in
            guard case .decisionMade(let fields) = event.payload else { return nil }
            return Decision(fields: fields, event: event.id, made: event.occurred)
        }
        for thing in state.touchedThings.sorted(by: view.order.areInOrder) {
            var newest: [Symbol: RecordIndex] = [:]
            for record in state.course(state.touching(thing), upTo: view.place) {
                guard let fields = state.fields(record, as: PositionTaken.self) else { continue }
                newest[fields.actor.symbol] = record
            }
            for (_, record) in newest.sorted(by: { view.order.areInOrder($0.key, $1.key) }) {
                let event = state[record]
                guard case .positionTaken(let fields) = event.payload else { continue }
                positions.append(Position(fields: fields, event: event.id, taken: event.occurred))
            }
        }
    }
}

extension Difference {
    mutating func addDebate() {
        addProposals()
        addPositions()
        addDecisions()
    }

    private mutating func addProposals() {
        let earlier = Dictionary(before.debate.proposals.map { (before.text($0.fields.proposal), $0) }) { first, _ in
            first
        }
        for row in after.debate.proposals {
            let id = after.text(row.fields.proposal)
            let name = after.name(row.fields.proposal)
            if let was = earlier[id] {
                addFields(
                    "proposal", ["id": .one(id)], event: row.event, name,
                    from: before.fields(was.fields) + [FactField(name: "tabled", text: was.tabled.text)],
                    to: after.fields(row.fields) + [FactField(name: "tabled", text: row.tabled.text)])
            } else {
                add(
                    .began, "proposal", ["id": .one(id)], event: after.view.tables.text(row.event),
                    "\(name) was proposed")
            }
            if let enacted = row.enacted, earlier[id]?.enacted == nil {
                let event = after.view.tables.text(enacted.event)
                add(.changed, "proposal", ["id": .one(id)], event: event, "\(name) was enacted")
            }
        }
        let left = Set(after.debate.proposals.map { after.text($0.fields.proposal) })
        for row in before.debate.proposals where !left.contains(before.text(row.fields.proposal)) {
            add(
                .ended, "proposal", ["id": .one(before.text(row.fields.proposal))],
                event: before.view.tables.text(row.event), "\(before.name(row.fields.proposal)) \(isGone)")
        }
    }

    private mutating func addPositions() {
        func key(_ row: Debate.Position, _ side: DifferenceSide) -> [String] {
            [side.text(row.fields.actor), side.text(row.fields.on)]
        }
        func subject(_ row: Debate.Position, _ side: DifferenceSide) -> KeyValuePairs<String, Change.Value> {
            ["actor": .one(side.text(row.fields.actor)), "on": .one(side.text(row.fields.on))]
        }
        func thing(_ row: Debate.Position, _ side: DifferenceSide) -> String {
            "\(side.name(row.fields.actor)) on \(side.name(row.fields.on))"
        }
        let earlier = Dictionary(before.debate.positions.map { (key($0, before), $0) }) { first, _ in first }
        for row in after.debate.positions {
            let was = earlier[key(row, after)]
            let event = after.view.tables.text(row.event)
            let stance = row.fields.stance
            if was?.fields.stance != stance {
                let then = was.map { " (before: \($0.fields.stance.rawValue))" } ?? ""
                let words = "\(thing(row, after)): \(stance.rawValue)\(then)"
                add(was == nil ? .began : .changed, "position", subject(row, after), event: event, words)
            } else if let was, was.event == row.event {
                addFields(
                    "position", subject(row, after), event: row.event, thing(row, after),
                    from: [FactField(name: "date", text: was.taken.text)],
                    to: [FactField(name: "date", text: row.taken.text)])
            }
        }
        let left = Set(after.debate.positions.map { key($0, after) })
        for row in before.debate.positions where !left.contains(key(row, before)) {
            let words = "the position of \(thing(row, before)) \(isGone)"
            add(.ended, "position", subject(row, before), event: before.view.tables.text(row.event), words)
        }
    }

    private mutating func addDecisions() {
        let earlier = Dictionary(before.debate.decisions.map { (before.text($0.fields.decision), $0) }) { first, _ in
            first
        }
        for row in after.debate.decisions {
            let id = after.text(row.fields.decision)
            let thing = "the decision \(id) on \(after.name(row.fields.on))"
            if let was = earlier[id] {
                addFields(
                    "decision", ["id": .one(id)], event: row.event, thing,
                    from: before.fields(was.fields) + [FactField(name: "date", text: was.made.text)],
                    to: after.fields(row.fields) + [FactField(name: "date", text: row.made.text)])
            } else {
                add(
                    .began, "decision", ["id": .one(id)], event: after.view.tables.text(row.event),
                    "\(after.name(row.fields.on)) was decided: \(row.fields.outcome.rawValue) (\(id))")
            }
        }
        let left = Set(after.debate.decisions.map { after.text($0.fields.decision) })
        for row in before.debate.decisions where !left.contains(before.text(row.fields.decision)) {
            let id = before.text(row.fields.decision)
            let words = "the decision \(id) on \(before.name(row.fields.on)) \(isGone)"
            add(.ended, "decision", ["id": .one(id)], event: before.view.tables.text(row.event), words)
        }
    }
}
