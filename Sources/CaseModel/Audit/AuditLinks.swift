/// What an event rests on by its own line: a cause, what shows it, where it was learnt, what it is about.
package struct AuditLink: Sendable, Equatable {
    package enum Target: Sendable, Hashable {
        case event(EventID)
        /// An identifier of which no event tells, or an actor, who needs none.
        case name(String)
    }

    /// The key or field that names it.
    package let field: String
    package let target: Target
    /// The identifier that the event was found by, where the line names a thing and not an event.
    package let identifier: String?
    /// Whether the line does not say so itself: see `AuditLinks.decision`.
    package let isInferred: Bool

    package init(_ field: String, _ target: Target, identifier: String? = nil, isInferred: Bool = false) {
        self.field = field
        self.target = target
        self.identifier = identifier
        self.isInferred = isInferred
    }

    /// Whether it names a cause, rather than what shows the event or what it is about.
    package var isCause: Bool { Self.causes.contains(field) }
    private static let causes: Set = ["because", "by", "decision"]

    /// Whether it leads to what shows the event.
    package var isEvidence: Bool { field == "evidence" || field == "sources" }
}

/// Follows the references of events to other events.
struct AuditLinks {
    /// Things that have a life of their own to be told; actors are told by name.
    private static let followed: EntityKinds = [
        .proposal, EntityKinds(.decision), .stake, .offset, .dispute, .source,
    ]

    let view: Viewpoint
    private let dispute: Symbol
    /// Decisions on the dispute, or on what it is about, in case order.
    private let decisions: [Place]

    init(_ dispute: Symbol, _ view: Viewpoint) {
        self.dispute = dispute
        self.view = view
        let life = view.state.life(of: dispute, upTo: view.place, view.tables, as: DisputeCourse.self)
        let subjects = Set([dispute] + [life.raised?.on?.symbol].compactMap { $0 })
        decisions = subjects.flatMap { subject in
            view.state.touching(subject).filter { view.state.type($0) == .decisionMade }.map(view.state.place)
        }.sorted()
    }

    /// The links of an event, causes first, then what it is about, then what shows it. What was retracted rested on
    /// something too.
    ///
    /// - Parameter history: the one of `view`, or a copy.
    func links(of event: AuditedEvent, _ history: CaseHistory) -> [AuditLink] {
        guard event.counts, let line = try? JSONParser.parse(event.line)
        else { return [] }
        var links: [AuditLink] = []
        for text in texts(line["because"]) { links.append(link("because", text, of: event, history)) }
        if let type = EventType(rawValue: event.type), event.isTyped {
            for field in EventDescription.of(type).fields {
                guard leads(field, of: type) else { continue }
                for text in texts(line["data"]?[field.name]) {
                    let link = link(field.name, text, of: event, history)
                    if isTold(link, of: event, among: links) { continue }
                    links.append(link)
                }
            }
            if type == .disputeSettled, let decision = decision(event, line, links) { links.append(decision) }
        }
        for key in ["evidence", "sources"] {
            for text in texts(line[key]) { links.append(link(key, text, of: event, history)) }
        }
        return links.filter(\.isCause) + links.filter { !$0.isCause && !$0.isEvidence } + links.filter(\.isEvidence)
    }

    private func texts(_ value: JSONValue?) -> [String] {
        value?.string.map { [$0] } ?? (value?.array ?? []).compactMap(\.string)
    }

    /// Whether a field names events, or things whose life is told by events.
    private func leads(_ field: FieldDescription, of type: EventType) -> Bool {
        switch field.role {
        case .events, .coded: true
        case .course(let kinds), .touches(let kinds), .existing(let kinds): !kinds.isDisjoint(with: Self.followed)
        case .plain, .defines, .perceiver, .definesCode, .courseOfCode, .code: false
        }
    }

    /// Whether a link leads back to the dispute that is audited, to the event itself, or where another leads already.
    private func isTold(_ link: AuditLink, of event: AuditedEvent, among others: [AuditLink]) -> Bool {
        if link.target == .event(event.id) || others.contains(where: { $0.target == link.target }) { return true }
        let name = link.identifier ?? { if case .name(let name) = link.target { name } else { nil } }()
        return name.map { view.tables.names.find($0) == dispute } ?? false
    }

    private func link(_ field: String, _ text: String, of event: AuditedEvent, _ history: CaseHistory) -> AuditLink {
        if text.contains("/"), let id = history.tables.event(named: text, from: event.id) {
            return AuditLink(field, .event(id))
        }
        guard let symbol = view.tables.names.find(text), let id = newest(of: symbol, before: event.place) else {
            return AuditLink(field, .name(text))
        }
        return AuditLink(field, .event(id), identifier: text)
    }

    /// What had last happened to a thing: of a dispute what last opened it, of a session or document where it comes
    /// from. Where nothing had happened to it by then, what happened first.
    private func newest(of thing: Symbol, before place: Place) -> EventID? {
        let kinds = view.state.kinds(thing)
        guard !kinds.isDisjoint(with: Self.followed) else { return nil }
        let course = view.state.course(of: thing)
        let isSource = !kinds.isDisjoint(with: .source)
        var first: EventID?
        for record in view.state.course(course, upTo: place).reversed() {
            let id = view.state.id(record)
            guard id != place.id, isTold(view.state.type(record), kinds) else { continue }
            if !isSource { return id }
            first = id
        }
        return first
            ?? course.first { isTold(view.state.type($0), kinds) && view.state.id($0) != place.id }
            .map(view.state.id)
    }

    private func isTold(_ type: EventType, _ kinds: EntityKinds) -> Bool {
        if kinds.contains(.dispute) { return type == .disputeRaised || type == .disputeReignited }
        if kinds.contains(.session) { return type == .sessionStarted }
        return true
    }

    /// The decision that a settlement by decision seems to rest on, where its line names none: the newest on the
    /// dispute, or on what the dispute is about.
    private func decision(_ settlement: AuditedEvent, _ line: JSONValue, _ links: [AuditLink]) -> AuditLink? {
        guard line["data"]?["how"]?.string == "decision",
            line["data"]?["dispute"]?.string == view.tables.names.text(dispute)
        else { return nil }
        let isNamed = links.contains { link in decisions.contains { link.target == .event($0.id) } }
        let count = decisions.halved { $0 > settlement.place }
        return isNamed || count == 0
            ? nil : AuditLink("decision", .event(decisions[count - 1].id), isInferred: true)
    }
}
