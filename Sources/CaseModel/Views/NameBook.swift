/// The names that people know things by, as at a date.
package struct NameBook: Sendable {
    private let view: Viewpoint

    package init(_ view: Viewpoint) { self.view = view }

    /// A name for an identifier: an organisation's or body's name, the title of what has one, else the identifier.
    package func name(of identifier: String) -> String {
        guard let symbol = view.tables.names.find(identifier) else { return identifier }
        return name(of: symbol)
    }

    package func name(of slug: Slug) -> String { name(of: slug.symbol) }

    package func name(of symbol: Symbol) -> String {
        let id = view.tables.names.text(symbol)
        guard let entity = view.state.entity(symbol) else { return id }
        if !entity.kinds.isDisjoint(with: [.organisation, .body, .group]) {
            let upTo = view.state.follow(entity.course, upTo: view.place, view.tables, as: StandingCourse.self)
            let life =
                upTo.begin == nil
                ? view.state.follow(entity.course, upTo: .end, view.tables, as: StandingCourse.self) : upTo
            return life.begin == nil ? id : view.tables.text(life.name)
        }
        guard let title = title(of: entity) else { return id }
        return "\(view.tables.text(title)) (\(id))"
    }

    private static let titled: [EventType] = [
        .personIdentified, .participantRecruited, .disputeRaised, .proposalTabled,
    ]

    private func title(of entity: CaseState.Entity) -> Label? {
        for record in entity.course where Self.titled.contains(view.state.type(record)) {
            switch view.state[record].payload {
            case .personIdentified(let p): return p.title
            case .participantRecruited(let p): return p.title
            case .disputeRaised(let p): return p.title
            case .proposalTabled(let p): return p.title
            default: continue
            }
        }
        return nil
    }
}
