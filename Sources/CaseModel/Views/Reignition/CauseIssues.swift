/// Which issues the causes of re-ignitions are about.
struct CauseIssues: Sendable {
    private let view: Viewpoint
    private let codes: CaseCodes
    private let events: [EventID: Event]

    /// - Parameter events: those that are causes, read into the tables of the view.
    init(_ view: Viewpoint, _ codes: CaseCodes, _ events: [Event]) {
        self.view = view
        self.codes = codes
        self.events = Dictionary(events.map { ($0.id, $0) }) { first, _ in first }
    }

    /// The issues of what opened an episode of a dispute again; nil among them where a cause is about none.
    ///
    /// - Parameter number: of the episode, from 1 for the one after the first.
    func issues(ofCausesOf number: Int, in life: DisputeCourse, of dispute: Symbol) -> [Symbol?] {
        let (episode, before) = (life.episodes[number], life.episodes[number - 1])
        func issues(of subject: Symbol) -> [Symbol] {
            if subject == dispute { return codes.standing(for: before.issues) }
            return issuesThen(of: subject, episode.opening.place)
        }
        var found: [Symbol?] = []
        for cause in episode.cause {
            let own: [Symbol] =
                switch cause {
                case .identifier(let symbol): subject(of: symbol).map(issues) ?? []
                case .event(let id): events[id].map { event in subject(of: event).map(issues) ?? coded(event) } ?? []
                }
            let named = own.isEmpty ? [nil] : own.map(Optional.some)
            for issue in named where !found.contains(issue) { found.append(issue) }
        }
        return found.isEmpty ? [nil] : found
    }

    /// A dispute or a proposal that an identifier stands for, or that the decision which it stands for was made on.
    private func subject(of symbol: Symbol) -> Symbol? {
        let kinds = view.state.kinds(symbol)
        if !kinds.isDisjoint(with: [.dispute, .proposal]) { return symbol }
        guard kinds.contains(EntityKinds(.decision)) else { return nil }
        let decisions = view.state.course(of: symbol).lazy.compactMap { record in
            view.state.fields(record, as: DecisionMade.self)?.on.symbol
        }
        return decisions.first { !view.state.kinds($0).isDisjoint(with: [.dispute, .proposal]) }
    }

    /// The dispute that an event is about, or else the proposal.
    private func subject(of event: Event) -> Symbol? {
        var visitor = SubjectVisitor(lists: view.tables.lists)
        var payload = event.payload
        payload.visit(&visitor)
        return visitor.subjects.first { view.state.kinds($0).contains(.dispute) }
            ?? visitor.subjects.first { view.state.kinds($0).contains(.proposal) }
    }

    /// The issues of a dispute as they were when another was re-ignited, or the issue of a proposal.
    private func issuesThen(of subject: Symbol, _ place: Place) -> [Symbol] {
        if view.state.kinds(subject).contains(.dispute) {
            let life = view.state.life(of: subject, upTo: place, view.tables, as: DisputeCourse.self)
            return codes.standing(for: life.episodes.last?.issues ?? [])
        }
        let life = view.state.life(of: subject, upTo: view.place, view.tables, as: ProposalCourse.self)
        guard case .proposalTabled(let fields)? = life.tabled?.payload, let issue = fields.issue else { return [] }
        return [codes.standing(for: issue.symbol)]
    }

    /// The issues that an event carries as codes, or whose drivers it does.
    private func coded(_ event: Event) -> [Symbol] {
        var found: [Symbol] = []
        let own = event.evidenceCodes ?? List()
        view.state.forEachCode(on: event.id, own: own, upTo: view.place, view.tables) { code in
            found += codes.counted(code).filter { codes.kind(of: $0) == .issue }
        }
        return CaseCodes.once(found)
    }
}

/// Finds in the roles of an event's fields what the event is about.
private struct SubjectVisitor: FieldVisitor {
    let lists: Grown<UInt64>
    private(set) var subjects: [Symbol] = []

    init(lists: Grown<UInt64>) { self.lists = lists }

    mutating func field<Value: FieldValue>(_ name: StaticString, _ value: inout Value, _ role: FieldRole) {
        switch role {
        case .defines, .course, .touches: break
        case .existing(let kinds) where kinds == .dispute: break
        default: return
        }
        value.forEachReference(in: lists) { if case .identifier(let symbol) = $0 { subjects.append(symbol) } }
    }
}
