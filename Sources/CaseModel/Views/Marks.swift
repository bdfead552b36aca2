/// What a reader must be told about a fact: that its date is imprecise, or that no source gives part of it.
package struct Marks: Sendable, Equatable {
    package var isImprecise = false
    /// The keys and fields that were reconstructed.
    package var reconstructed: [String] = []

    package init() {}

    package init(_ event: Event, _ tables: Tables) { add(event, tables) }

    /// What all the events bring with them that a fact rests on.
    package init(_ events: [Event], _ tables: Tables) {
        for event in events { add(event, tables) }
    }

    /// Adds what an event, on which the fact rests too, brings with it.
    package mutating func add(_ event: Event, _ tables: Tables) {
        if event.occurred.isImprecise { isImprecise = true }
        for name in event.context.reconstructed.elements(in: tables) {
            let text = tables.text(name)
            if !reconstructed.contains(text) { reconstructed.append(text) }
        }
    }
}

/// What a view is asked: what had happened by an instant, of what the state holds.
package struct Viewpoint: Sendable {
    package let state: CaseState
    package let tables: Tables
    /// The last instant that counts.
    package let at: Instant

    package init(_ history: CaseHistory, at: Instant = .max) {
        state = history.state
        tables = history.tables
        self.at = at
    }

    var place: Place { .end(of: at) }

    func text(_ slug: Slug) -> String { tables.text(slug) }

    /// The identifiers of the things of one kind.
    package func names(of kind: EntityKind) -> [String] {
        entities(EntityKinds(kind)).map { tables.names.text($0.symbol) }
    }

    /// The things of some kinds, by identifier.
    func entities(_ kinds: EntityKinds) -> [CaseState.Entity] {
        state.entities.filter { !$0.kinds.isDisjoint(with: kinds) }
            .sorted { tables.names.areInOrder($0.symbol, $1.symbol) }
    }
}
