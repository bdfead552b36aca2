/// Finds what contradicts the course of what it is about. Whether an event does depends on nothing that comes after it
/// in case order, so it is found once for all dates.
struct ContradictionSearch {
    /// So many things are looked at in one go.
    private static let pieceSize = 512

    private let view: Viewpoint
    private var found: [Anomaly] = []

    private init(_ view: Viewpoint) { self.view = view }

    /// Everything in a state that contradicts, in no order.
    static func all(_ view: Viewpoint) -> [Anomaly] {
        var search = ContradictionSearch(view)
        for code in view.state.codes {
            search.follow(code.course, as: CodeCourse.self)
            if code.builtIn != nil { search.addRedefinitions(of: code) }
        }
        for record in view.state.openings.dropFirst() { search.add(view.state[record], "The case was opened already.") }
        return search.found
            + pieces(view.state.symbols(of: .anything), view) { $0.addContradictions(of: $1) }
            + pieces(view.state.tieKeys, view) { $0.addOddities(of: $1) }
    }

    private static func pieces<Item: Sendable>(
        _ items: [Item], _ view: Viewpoint, _ look: @escaping @Sendable (inout ContradictionSearch, Item) -> Void
    ) -> [Anomaly] {
        let pieces = stride(from: 0, to: items.count, by: pieceSize).map { $0..<min($0 + pieceSize, items.count) }
        return view.sharing.map(pieces, fewest: 2) { piece in
            var search = ContradictionSearch(view)
            for item in items[piece] { look(&search, item) }
            return search.found
        }.flatMap { $0 }
    }

    private mutating func add(_ event: Event, _ message: String) {
        found.append(Anomaly(event, type: event.type?.rawValue ?? "", .contradiction, message))
    }

    private mutating func follow<C: Course>(_ course: RecordRun, as _: C.Type) {
        var found: [(Event, String)] = []
        let _: C = view.state.follow(course, upTo: .end, view.tables) { found.append(($0, $1)) }
        for (event, message) in found { add(event, message) }
    }

    private mutating func addContradictions(of symbol: Symbol) {
        let kinds = view.state.kinds(symbol)
        let course = view.state.course(of: symbol)
        if kinds.contains(.dispute) { follow(course, as: DisputeCourse.self) }
        if kinds.contains(.offset) { follow(course, as: OffsetCourse.self) }
        if kinds.contains(.stake) { follow(course, as: StakeCourse.self) }
        if kinds.contains(.proposal) { follow(course, as: ProposalCourse.self) }
        if kinds.contains(.session) { follow(course, as: SessionCourse.self) }
        if !kinds.isDisjoint(with: .people) { follow(course, as: ConsentCourse.self) }
        if !kinds.isDisjoint(with: [.organisation, .body, .group]) {
            follow(course, as: StandingCourse.self)
            addMergers(into: symbol)
        }
        addSecondMeanings(of: symbol)
    }

    private mutating func addMergers(into symbol: Symbol) {
        for record in view.state.course(view.state.touching(symbol), upTo: .end) {
            let event = view.state[record]
            let problem = view.state.contradiction(of: event, into: symbol, at: event.place, view.tables)
            if let problem { add(event, problem) }
        }
    }

    /// An identifier that several events gave a meaning, where the course of the first does not tell.
    private mutating func addSecondMeanings(of symbol: Symbol) {
        let definitions = view.state.definitions(symbol)
        guard definitions.count > 1 else { return }
        var first: Event?
        for record in view.state.course(view.state.course(of: symbol), upTo: .end) {
            let event = view.state[record]
            guard let definition = definitions.first(where: { $0.id == event.id }) else { continue }
            guard let earlier = first, let before = definitions.first(where: { $0.id == earlier.id }) else {
                first = event
                continue
            }
            let isTold = before.kind == definition.kind && Self.tellsItself.contains(definition.kind)
            if isTold || (definition.kind == .participant && before.kind == .person) { continue }
            let name = view.tables.names.text(symbol)
            add(event, "\"\(name)\" is \(before.kind.inWords) already (\(view.tables.text(earlier.id))).")
        }
    }

    /// Kinds whose courses object to a second beginning themselves.
    private static let tellsItself: Set<EntityKind> = [
        .dispute, .offset, .stake, .proposal, .session, .organisation, .body, .group,
    ]

    /// A built-in code is defined already.
    private mutating func addRedefinitions(of code: CaseState.Code) {
        for record in view.state.course(code.course, upTo: .end) {
            guard case .codeDefined = view.state[record].payload else { continue }
            add(view.state[record], "The code \"\(view.tables.names.text(code.symbol))\" is built in.")
        }
    }

    private mutating func addOddities(of key: TieKey) {
        var found: [(RecordIndex, TieCourse.Contradiction)] = []
        _ = view.state.tie(
            key, upTo: .end, ends: { view.state.end(of: $0, view.tables) }, oddity: { found.append(($0, $1)) })
        for (record, contradiction) in found { add(view.state[record], view.state.sentence(contradiction)) }
    }
}
