/// Which organisations, bodies and relations stood at a date, and who was seen as influential.
package struct GovernanceView: Sendable {
    /// How long a fact held: `until` may look past the date, to an end already known.
    package struct Span: Sendable {
        package let since: EDTF
        package let begin: EventID
        package let until: EDTF?
        /// The event that ends it, which may lie behind the date.
        package let end: EventID?
        package let marks: Marks
    }

    package struct Organisation: Sendable {
        package let fields: OrganisationRegistered
        package let name: Label
        package let identifiers: TextMap?
        package let span: Span
    }

    package struct Body: Sendable {
        package let fields: BodyEstablished
        package let name: Label
        package let identifiers: TextMap?
        package let span: Span
    }

    package struct Tie<Fields: Sendable>: Sendable {
        package let fields: Fields
        package let span: Span
    }

    package struct Influence: Sendable {
        package let fields: InfluencePerceived
        package let event: EventID
        package let marks: Marks
    }

    package private(set) var organisations: [Organisation] = []
    package private(set) var bodies: [Body] = []
    package private(set) var memberships: [Tie<MembershipBegan>] = []
    package private(set) var roles: [Tie<RoleAssumed>] = []
    package private(set) var accountability: [Tie<AccountabilitySet>] = []
    package private(set) var authority: [Tie<AuthorityConferred>] = []
    package private(set) var influence: [Influence] = []

    package init(_ view: Viewpoint) {
        var ends: [Symbol: TieCourse.Turn] = [:]
        let lives = view.sharing.map(view.symbols([.organisation, .body, .group])) { symbol in
            let life = view.state.life(of: symbol, upTo: view.place, view.tables, as: StandingCourse.self)
            return (symbol, life, end: view.state.end(of: symbol, view.tables))
        }
        for (symbol, life, end) in lives {
            ends[symbol] = end
            addStanding(life, end: end.map { view.state[$0.record] }, view)
        }
        let found = ends
        addTies(view.state.tieKeys, view) { found[$0] }
        addInfluence(view)
    }

    /// The lines of accountability alone.
    init(accountabilityAt view: Viewpoint) {
        addTies(view.state.tieKeys.filter { $0.kind == .accountability }, view) { view.state.end(of: $0, view.tables) }
    }

    private mutating func addStanding(_ life: StandingCourse, end: Event?, _ view: Viewpoint) {
        guard let begin = life.begin, life.end == nil else { return }
        let marks = Marks(life.basis + [end].compactMap { $0 }, view.tables)
        let span = Span(since: begin.occurred, begin: begin.id, until: end?.occurred, end: end?.id, marks: marks)
        switch begin.payload {
        case .organisationRegistered(let fields):
            organisations.append(
                Organisation(fields: fields, name: life.name, identifiers: life.identifiers, span: span))
        case .bodyEstablished(let fields):
            bodies.append(Body(fields: fields, name: life.name, identifiers: life.identifiers, span: span))
        default: break
        }
    }

    private mutating func addTies(
        _ keys: [TieKey], _ view: Viewpoint, ends: @escaping @Sendable (Symbol) -> TieCourse.Turn?
    ) {
        var standing = view.sharing.compactMap(keys) { key -> (key: TieKey, span: TieCourse.Span)? in
            guard view.state.mayStand(key, at: view.at) else { return nil }
            let tie = view.state.tie(key, upTo: .end, ends: ends)
            let found = tie.spans.first { span in
                span.begin.place.effect <= view.at && (span.end.map { $0.place.effect > view.at } ?? true)
            }
            return found.map { (key, $0) }
        }
        let order = view.order
        standing.sort { a, b in
            if a.key.actor != b.key.actor { return order.areInOrder(a.key.actor, b.key.actor) }
            if a.key.other != b.key.other { return order.areInOrder(a.key.other, b.key.other) }
            return a.span.begin.place < b.span.begin.place
        }
        for (_, tie) in standing {
            let begin = view.state[tie.begin.record]
            let end = tie.end.map { view.state[$0.record] }
            let marks = Marks([begin, end].compactMap { $0 }, view.tables)
            let span = Span(since: begin.occurred, begin: begin.id, until: end?.occurred, end: end?.id, marks: marks)
            switch begin.payload {
            case .membershipBegan(let fields): memberships.append(Tie(fields: fields, span: span))
            case .roleAssumed(let fields): roles.append(Tie(fields: fields, span: span))
            case .accountabilitySet(let fields): accountability.append(Tie(fields: fields, span: span))
            case .authorityConferred(let fields): authority.append(Tie(fields: fields, span: span))
            default: break
            }
        }
    }

    private struct Perception: Sendable {
        let fields: InfluencePerceived
        let record: RecordIndex
    }

    /// Actor by actor, for there are many perceptions, and those of an actor concern no other.
    private mutating func addInfluence(_ view: Viewpoint) {
        let records = Array(view.state.course(view.state.influences, upTo: view.place))
        let perceptions = view.sharing.compactMap(records) { record in
            view.state.fields(record, as: InfluencePerceived.self).map { Perception(fields: $0, record: record) }
        }
        var byActor: [Symbol: [Perception]] = [:]
        for perception in perceptions { byActor[perception.fields.actor.symbol, default: []].append(perception) }
        let order = view.order
        let actors = byActor.sorted { order.areInOrder($0.key, $1.key) }.map(\.value)
        influence = Array(view.sharing.map(actors) { Self.standing($0, view) }.joined())
    }

    /// The newest perception of an actor, by arena and perceiver, stands.
    ///
    /// - Parameter perceptions: of one actor, in case order.
    private static func standing(_ perceptions: [Perception], _ view: Viewpoint) -> [Influence] {
        struct Key: Hashable {
            let arena: Label?
            let by: Slug
        }
        var newest: [Key: Perception] = [:]
        for perception in perceptions {
            newest[Key(arena: perception.fields.arena, by: perception.fields.by)] = perception
        }
        let order = view.order
        let inOrder = newest.values.sorted { a, b in
            if a.fields.arena != b.fields.arena {
                guard let arena = a.fields.arena, let other = b.fields.arena else { return a.fields.arena == nil }
                return order.areInOrder(arena.symbol, other.symbol)
            }
            return order.areInOrder(a.fields.by.symbol, b.fields.by.symbol)
        }
        return inOrder.map { perception in
            var marks = Marks()
            marks.add(perception.record, view.state, view.tables)
            return Influence(fields: perception.fields, event: view.state.id(perception.record), marks: marks)
        }
    }
}
