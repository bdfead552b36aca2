/// Counts what actors did: for each, and for its sector and circles, where an event of several of them counts once.
struct EngagementCount: Sendable {
    let actors: EngagedActors
    private var byActor: [EngagementView.Part]
    /// Sectors, then circles.
    private var byMembership = [EngagementView.Part](repeating: EngagementView.Part(), count: EngagedActors.count)
    /// What was counted last for each actor, so that one who is named twice counts once.
    private var last: [Int]
    private var number = 0

    init(_ actors: EngagedActors) {
        self.actors = actors
        byActor = [EngagementView.Part](repeating: EngagementView.Part(), count: actors.all.count)
        last = [Int](repeating: 0, count: actors.all.count)
    }

    /// Counts one thing that some actors did together.
    private mutating func count(_ symbols: some Sequence<Symbol>, _ change: (inout EngagementView.Part) -> Void) {
        number += 1
        var memberships: EngagedActors.Memberships = 0
        for symbol in symbols {
            guard let actor = actors[symbol], last[actor] != number else { continue }
            last[actor] = number
            memberships |= actors.all[actor].memberships
            change(&byActor[actor])
        }
        while memberships != 0 {
            change(&byMembership[memberships.trailingZeroBitCount])
            memberships &= memberships - 1
        }
    }

    mutating func addSessions(_ presence: Presence) {
        for session in presence.sessions {
            let absent = presence.attendance(of: session).compactMap {
                $0.fields.how == .deputised ? $0.fields.for : nil
            }
            count(presence.those(at: session).union(absent.map(\.symbol))) { $0.tookPart += 1 }
        }
        for row in presence.attendance where !row.fields.how.isThere {
            count(CollectionOfOne(row.fields.actor.symbol)) { $0.absent += 1 }
        }
    }

    mutating func addPositions(_ view: Viewpoint) {
        for thing in view.state.touchedThings {
            for record in view.state.course(view.state.touching(thing), upTo: view.place) {
                guard let position = view.state.fields(record, as: PositionTaken.self) else { continue }
                hear(at: view.state.place(record), CollectionOfOne(position.actor.symbol)) {
                    EngagementView.Hearing(view.state[record], view.tables)
                }
            }
        }
    }

    /// An event in which some actors say, do or want something.
    ///
    /// - Parameter make: is asked for the event where it is the newest of somebody.
    mutating func hear(at place: Place, _ symbols: some Sequence<Symbol>, _ make: () -> EngagementView.Hearing) {
        count(symbols) { part in
            part.spoke += 1
            if part.isSilent(since: place) { part.heard = make() }
        }
    }

    /// Decisions, each once, though several devices may have recorded it.
    mutating func addDecisions(_ view: Viewpoint) {
        for decision in view.state.symbols(of: EntityKinds(.decision)) {
            var makers: Set<Symbol> = []
            for record in view.state.course(view.state.course(of: decision), upTo: view.place) {
                guard let fields = view.state.fields(record, as: DecisionMade.self) else { continue }
                for maker in fields.by.elements(in: view.tables) { makers.insert(maker.symbol) }
            }
            count(makers) { $0.decided += 1 }
        }
    }

    /// Everybody who was on the scene by the date, or did something by then all the same.
    func parts() -> (
        actors: [EngagementView.Actor], sectors: ArraySlice<EngagementView.Part>,
        circles: ArraySlice<EngagementView.Part>
    ) {
        var parts = byMembership
        var rows: [EngagementView.Actor] = []
        for (actor, part) in zip(actors.all, byActor) where actor.hasBegun || !part.isEmpty {
            rows.append(EngagementView.Actor(id: Slug(actor.symbol), sector: actor.sector, part: part))
            for number in parts.indices where actor.memberships & EngagedActors.bit(number) != 0 {
                parts[number].actors += 1
            }
        }
        return (rows, parts[..<EngagedActors.sectorCount], parts[EngagedActors.sectorCount...])
    }

    /// Adds what others heard.
    ///
    /// - Precondition: the other counts for the same actors.
    mutating func merge(_ other: EngagementCount) {
        for index in byActor.indices { byActor[index].merge(other.byActor[index]) }
        for index in byMembership.indices { byMembership[index].merge(other.byMembership[index]) }
    }
}

extension EngagementView.Part {
    /// Whether nobody was heard at a place in case order or behind it.
    fileprivate func isSilent(since place: Place) -> Bool { heard.map { $0.place < place } ?? true }

    fileprivate mutating func merge(_ other: EngagementView.Part) {
        tookPart += other.tookPart
        spoke += other.spoke
        decided += other.decided
        absent += other.absent
        if let hearing = other.heard, isSilent(since: hearing.place) { heard = hearing }
    }
}
