/// The names that people know things by, as at a date.
package struct NameBook: Sendable {
    private let view: Viewpoint

    package init(_ view: Viewpoint) { self.view = view }

    /// Who puts a view into words that has many.
    package var sharing: Sharing { view.sharing }

    /// A name for an identifier: an organisation's or body's name, the title of what has one, else the identifier.
    package func name(of identifier: String) -> String {
        guard let symbol = view.tables.names.find(identifier) else { return identifier }
        return name(of: symbol)
    }

    package func name(of slug: Slug) -> String { name(of: slug.symbol) }

    package func name(of symbol: Symbol) -> String {
        let (label, isTitle) = label(of: symbol)
        return isTitle ? "\(names.text(label)) (\(names.text(symbol)))" : names.text(label)
    }

    var names: Names { view.tables.names }

    /// What a thing is called: by its name, or by its title, behind which its identifier belongs, or by its identifier.
    func label(of symbol: Symbol) -> (label: Symbol, isTitle: Bool) {
        if !view.state.kinds(symbol).isDisjoint(with: [.organisation, .body, .group]) {
            let course = view.state.course(of: symbol)
            let upTo = view.state.follow(course, upTo: view.place, view.tables, as: StandingCourse.self)
            let life =
                upTo.begin == nil
                ? view.state.follow(course, upTo: .end, view.tables, as: StandingCourse.self) : upTo
            return (life.begin == nil ? symbol : life.name.symbol, false)
        }
        return title(of: symbol).map { ($0.symbol, true) } ?? (symbol, false)
    }

    private static let titled: [EventType] = [
        .personIdentified, .participantRecruited, .disputeRaised, .proposalTabled,
    ]

    private func title(of symbol: Symbol) -> Words? {
        for record in view.state.course(of: symbol) where Self.titled.contains(view.state.type(record)) {
            switch view.state[record].payload {
            case .personIdentified(let p): return names.title(p.title, of: symbol)
            case .participantRecruited(let p): return names.title(p.title, of: symbol)
            case .disputeRaised(let p): return p.title
            case .proposalTabled(let p): return p.title
            default: continue
            }
        }
        return nil
    }
}

extension Names {
    /// A title that tells who somebody is, unless they have withdrawn.
    func title(_ title: Words, of person: Symbol) -> Words {
        guard let withheld = privateTexts?.withheld, withheld.hold(allOf: text(person)) else { return title }
        return Words(withdrawn)
    }
}

extension Viewpoint {
    /// The title that the case was opened with.
    package var caseTitle: String? {
        for record in state.openings {
            if case .caseOpened(let fields) = state[record].payload { return tables.text(fields.title) }
        }
        return nil
    }
}
