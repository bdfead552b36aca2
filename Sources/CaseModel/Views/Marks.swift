/// What a reader must be told about a fact: that its date is imprecise, or that no source gives part of it.
package struct Marks: Sendable, Equatable {
    package var isImprecise = false
    /// The keys and fields that were reconstructed.
    package var reconstructed: [String] = []

    /// Whether a source gives nothing of an event, not even that it happened.
    package var isWhollyReconstructed: Bool { reconstructed.contains(Self.event) }

    /// What stands for the event as such among the keys.
    package static let event = "type"

    package init() {}

    package init(_ event: Event, _ tables: Tables) { add(event, tables) }

    /// What all the events bring with them that a fact rests on.
    package init(_ events: [Event], _ tables: Tables) {
        for event in events { add(event, tables) }
    }

    /// What facts bring with them that are told as one.
    package init(of facts: some Sequence<Marks>) {
        for marks in facts { merge(marks) }
    }

    /// Adds what an event, on which the fact rests too, brings with it.
    package mutating func add(_ event: Event, _ tables: Tables) {
        add(event.occurred, event.context, tables)
    }

    /// Adds what an event in the state brings with it.
    mutating func add(_ record: RecordIndex, _ state: CaseState, _ tables: Tables) {
        let (occurred, context) = state.dateAndContext(record)
        add(occurred, context, tables)
    }

    /// - Parameter occurred: nil for a plain day.
    private mutating func add(_ occurred: EDTF?, _ context: EventContext, _ tables: Tables) {
        if let occurred, occurred.isImprecise { isImprecise = true }
        for name in context.reconstructed.elements(in: tables) {
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
    /// Who works out a view.
    let sharing: Sharing
    let order: NameOrder

    package init(_ history: CaseHistory, at: Instant = .max, sharing: Sharing = .none) {
        state = history.state
        tables = history.tables
        self.at = at
        self.sharing = sharing
        order = NameOrder(history.tables.names)
    }

    var place: Place { .end(of: at) }

    func text(_ slug: Slug) -> String { tables.text(slug) }

    /// A sentence for a name in a question that nothing in the case has; nil when something has it.
    ///
    /// - Parameters:
    ///   - what: what the name should stand for, in words.
    ///   - known: the names that would do.
    private func stranger(_ name: String, _ what: String, among known: [String]) -> String? {
        guard !known.contains(name) else { return nil }
        return "The case knows no \(what) \"\(name)\".\(Nearest.sentence(Nearest.names(to: name, among: known)))"
    }

    /// What a question names that the case does not know, each with the nearest known names.
    package func strangers(
        types: [String], about: [String], codes: [String], session: String?
    ) -> [String] {
        let things = state.symbols(of: .anything).map { tables.names.text($0) }
        let knownCodes = state.codes.map { tables.names.text($0.symbol) }
        var found = types.compactMap { stranger($0, "type of event", among: EventType.allCases.map(\.rawValue)) }
        found += about.filter { !$0.contains("/") && !isConcerned($0) }.compactMap {
            stranger($0, "thing", among: things)
        }
        found += codes.compactMap { stranger($0, "code", among: knownCodes) }
        if let session { found += [stranger(session, "session", among: names(of: .session))].compactMap { $0 } }
        return found
    }

    /// Whether anything happened to what a name stands for, though nothing makes it known.
    private func isConcerned(_ name: String) -> Bool { tables.names.find(name).map(state.concerns) ?? false }

    /// The identifiers of the things of one kind.
    package func names(of kind: EntityKind) -> [String] {
        symbols(EntityKinds(kind)).map { tables.names.text($0) }
    }

    /// The things of some kinds, by identifier.
    func symbols(_ kinds: EntityKinds) -> [Symbol] {
        state.symbols(of: kinds).sorted(by: order.areInOrder)
    }
}
