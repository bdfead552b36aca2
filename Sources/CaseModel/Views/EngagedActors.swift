/// The actors of a case with the sector and the circles that each belongs to.
struct EngagedActors: Sendable {
    /// A sector, or a circle behind the last one, by its number; of several, a bit each.
    typealias Memberships = UInt32

    struct Actor: Sendable {
        let symbol: Symbol
        let sector: Sector?
        /// Whether it was on the scene by the date.
        let hasBegun: Bool
        var memberships: Memberships
    }

    private(set) var all: [Actor] = []
    private var indices: [Symbol: Int] = [:]

    static let sectorCount = Sector.allCases.count
    static let count = sectorCount + EngagementView.Circle.allCases.count

    /// What an event says of an actor that it makes known.
    private struct Description {
        var sector: Sector?
        var kind: GroupKind?
        /// The organisation of a person, or what a group is within.
        var parent: Slug?
    }

    /// No actors, for views that ask for none.
    init() {}

    init(_ view: Viewpoint) {
        var descriptions: [Description] = []
        for symbol in view.symbols(.actor) {
            guard let (record, description) = Self.description(of: symbol, view) else { continue }
            indices[symbol] = all.count
            descriptions.append(description)
            let sector = description.sector.map { Self.bit(Sector.table.ordinal(of: $0)) } ?? 0
            let hasBegun = view.state.place(record) <= view.place
            all.append(
                Actor(symbol: symbol, sector: description.sector, hasBegun: hasBegun, memberships: sector))
        }
        var groups: [Symbol: Memberships] = [:]
        for (index, description) in descriptions.enumerated() {
            let parent = description.parent.flatMap { indices[$0.symbol] }.flatMap { all[$0].sector }
            let circles = Self.circles(description, parent)
            all[index].memberships |= circles
            if description.kind != nil, circles != 0 { groups[all[index].symbol] = circles }
        }
        addMembers(of: groups, view)
    }

    subscript(actor: Symbol) -> Int? { indices[actor] }

    static func bit(_ number: Int) -> Memberships { 1 << Memberships(number) }

    private static func bit(_ circle: EngagementView.Circle) -> Memberships {
        bit(sectorCount + (EngagementView.Circle.allCases.firstIndex(of: circle) ?? 0))
    }

    /// Recruitment tells, where there was one; else what made the actor known first, if need be behind the date.
    private static func description(of symbol: Symbol, _ view: Viewpoint) -> (RecordIndex, Description)? {
        let course = view.state.course(of: symbol)
        let past = view.state.course(course, upTo: view.place)
        func first(_ run: RecordRun, _ types: Set<EventType>) -> RecordIndex? {
            run.first { types.contains(view.state.type($0)) }
        }
        let record =
            first(past, [.participantRecruited]) ?? first(past, describing) ?? first(course, describing)
        guard let record else { return nil }
        var description = Description()
        switch view.state[record].payload {
        case .participantRecruited(let p): (description.sector, description.parent) = (p.sector, p.organisation)
        case .personIdentified(let p): (description.sector, description.parent) = (p.sector, p.organisation)
        case .organisationRegistered(let p): description.sector = p.sector
        case .groupIdentified(let p): description = Description(sector: p.sector, kind: p.kind, parent: p.within)
        default: break
        }
        return (record, description)
    }

    private static let describing: Set<EventType> = [
        .participantRecruited, .personIdentified, .organisationRegistered, .groupIdentified, .bodyEstablished,
    ]

    /// Whose professions are clinicians.
    private static let clinical: Set<Sector> = [
        .acuteProvider, .mentalHealthProvider, .communityProvider, .ambulance, .primaryCare,
    ]

    /// - Parameter parent: the sector of the organisation of a person, or of what a group is within.
    private static func circles(_ description: Description, _ parent: Sector?) -> Memberships {
        var circles: Memberships = 0
        let isClinical = description.sector.map(clinical.contains) ?? false
        if description.sector == .primaryCare || (description.kind == .profession && isClinical) {
            circles |= bit(.clinicians)
        }
        if description.sector == .patientsAndPublic || description.sector == .communityGroup
            || description.kind == .users || description.kind == .electorate
        {
            circles |= bit(.patientsAndPublic)
        }
        if description.sector == .localAuthority || parent == .localAuthority { circles |= bit(.localAuthorities) }
        return circles
    }

    /// Whoever became a member of a group by the date belongs to the group's circles.
    private mutating func addMembers(of groups: [Symbol: Memberships], _ view: Viewpoint) {
        for key in view.state.tieKeys where key.kind == .membership {
            guard let circles = groups[key.other], let index = indices[key.actor] else { continue }
            let course = view.state.course(view.state.ties(key), upTo: view.place)
            if course.contains(where: { view.state.type($0) == .membershipBegan }) {
                all[index].memberships |= circles
            }
        }
    }
}
