/// Who was seen, by whom, to gain or lose what. Perceptions are never summed across perceivers.
package struct LedgerView: Sendable {
    package struct Stake: Sendable {
        package let fields: StakePerceived
        package let event: EventID
        /// The offsets offered for it, in case order.
        package let offsets: [Slug]
        package let marks: Marks
    }

    /// How one perceiver sees an actor, in numbers of stakes.
    package struct Seen: Sendable {
        package let by: Slug
        package var gains = 0
        package var losses = 0
        /// Stakes with an offset that was accepted and not broken since.
        package var offsetAccepted = 0
        package var offsetKept = 0
    }

    package struct Actor: Sendable {
        package let id: Slug
        package let seen: [Seen]
        package let stakes: [Stake]
    }

    /// One thing and one actor, seen in opposite ways by different perceivers.
    package struct Contested: Sendable {
        package let on: Slug
        package let actor: Slug
        package let stakes: [Slug]
    }

    package struct Offset: Sendable {
        package let fields: OffsetOffered
        package let state: String
        package let marks: Marks
    }

    package private(set) var actors: [Actor] = []
    package private(set) var contested: [Contested] = []
    package private(set) var offsets: [Offset] = []
    private var states: [Symbol: OffsetCourse.Status] = [:]

    package init(_ view: Viewpoint) {
        addOffsets(view)
        var byActor: [Symbol: [Stake]] = [:]
        for stake in view.sharing.compactMap(view.state.symbols(of: .stake), { Self.stake($0, view) }) {
            byActor[stake.fields.actor.symbol, default: []].append(stake)
        }
        let order = view.order
        let states = states
        let inOrder = byActor.sorted { order.areInOrder($0.key, $1.key) }
        let ledgers = view.sharing.map(inOrder) { actor, stakes in
            let sorted = stakes.sorted { order.areInOrder($0.fields.stake.symbol, $1.fields.stake.symbol) }
            return (
                Actor(id: Slug(actor), seen: Self.seen(sorted, states, order), stakes: sorted),
                Self.contested(sorted, order)
            )
        }
        actors = ledgers.map(\.0)
        contested = ledgers.flatMap(\.1)
    }

    private mutating func addOffsets(_ view: Viewpoint) {
        let lives = view.sharing.map(view.symbols(.offset)) { symbol in
            var marks = Marks()
            for record in view.state.course(view.state.course(of: symbol), upTo: view.place) {
                marks.add(record, view.state, view.tables)
            }
            let life = view.state.life(of: symbol, upTo: view.place, view.tables, as: OffsetCourse.self)
            return (symbol, life, marks)
        }
        for (symbol, life, marks) in lives {
            guard let offer = life.offer else { continue }
            states[symbol] = life.status
            offsets.append(Offset(fields: offer, state: life.status.rawValue, marks: marks))
        }
    }

    private static func stake(_ symbol: Symbol, _ view: Viewpoint) -> Stake? {
        let course = view.state.course(view.state.course(of: symbol), upTo: view.place)
        var marks = Marks()
        // Most stakes are never revised: then one event's fields are all, and the event need not be unpacked.
        if course.count == 1, let record = course.first {
            guard let fields = view.state.fields(record, as: StakePerceived.self) else { return nil }
            marks.add(record, view.state, view.tables)
            return stake(fields, view.state.id(record), marks, view)
        }
        let life = view.state.follow(course, upTo: view.place, view.tables, as: StakeCourse.self)
        guard let (event, fields) = life.perceived else { return nil }
        marks.add(event, view.tables)
        if let revision = life.revision { marks.add(revision, view.tables) }
        return stake(fields, event.id, marks, view)
    }

    private static func stake(
        _ fields: StakePerceived, _ event: EventID, _ marks: Marks, _ view: Viewpoint
    ) -> Stake {
        let offers = view.state.offers(against: fields.stake.symbol, perceivedBy: event, upTo: view.place)
            .compactMap { view.state.fields($0, as: OffsetOffered.self)?.offset }
        return Stake(fields: fields, event: event, offsets: offers, marks: marks)
    }

    private static func seen(
        _ stakes: [Stake], _ states: [Symbol: OffsetCourse.Status], _ order: NameOrder
    ) -> [Seen] {
        var byPerceiver: [Symbol: Seen] = [:]
        for stake in stakes {
            let by = stake.fields.by
            var seen = byPerceiver[by.symbol] ?? Seen(by: by)
            if stake.fields.direction == .gain { seen.gains += 1 }
            if stake.fields.direction == .loss { seen.losses += 1 }
            let states = stake.offsets.compactMap { states[$0.symbol] }
            if states.contains(where: { $0 == .accepted || $0 == .kept }) { seen.offsetAccepted += 1 }
            if states.contains(.kept) { seen.offsetKept += 1 }
            byPerceiver[by.symbol] = seen
        }
        return byPerceiver.values.sorted { order.areInOrder($0.by.symbol, $1.by.symbol) }
    }

    private static func contested(_ stakes: [Stake], _ order: NameOrder) -> [Contested] {
        var found: [Contested] = []
        for (on, group) in Dictionary(grouping: stakes, by: \.fields.on.symbol) {
            let gainers = Set(group.filter { $0.fields.direction == .gain }.map(\.fields.by))
            let losers = Set(group.filter { $0.fields.direction == .loss }.map(\.fields.by))
            guard !gainers.isEmpty, !losers.isEmpty, gainers.union(losers).count > 1 else { continue }
            let opposed = group.filter { $0.fields.direction != .neither }
            found.append(Contested(on: Slug(on), actor: group[0].fields.actor, stakes: opposed.map(\.fields.stake)))
        }
        return found.sorted { order.areInOrder($0.on.symbol, $1.on.symbol) }
    }
}
