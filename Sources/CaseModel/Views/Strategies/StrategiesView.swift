/// Who did what about which dispute, and what came next: not what came of it, which no log can tell.
package struct StrategiesView: Sendable {
    /// What a dispute may do next.
    package enum Turn: String, Sendable, CaseIterable {
        case settled, deadlocked, suspended, resumed
        case reignited = "re-ignited"
        case held
    }

    package struct Next: Sendable {
        package let turn: Turn
        package let event: EventID
        package let date: EDTF
        /// Of a settlement.
        package let how: SettlementMeans?
        package let marks: Marks
    }

    package struct Use: Sendable {
        package let event: EventID
        package let occurred: EDTF
        package let strategy: Slug
        package let label: Label?
        package let faultline: Slug?
        package let by: Slug
        package let dispute: Slug?
        package let towards: [Slug]
        package let skills: [Slug]
        /// The dispute's when the strategy was employed; nil where it had not been raised.
        package let state: String?
        package let next: Next?
        package let marks: Marks
    }

    /// How often a strategy was used, on what, by whom, and which turns came next.
    package struct Strategy: Sendable {
        package let strategy: Slug
        package let label: Label?
        package let faultline: Slug?
        package let uses: Int
        package let disputes: [Slug]
        package let by: [Slug]
        /// By turn, in the order of `Turn`.
        package let followed: [Int]
    }

    package struct Faultline: Sendable {
        package let faultline: Slug
        package let label: Label?
        package let uses: Int
        package let disputes: [Slug]
        package let strategies: [Slug]
    }

    package struct Skill: Sendable {
        package let skill: Slug
        package let label: Label?
        package let uses: Int
        package let strategies: [Slug]
    }

    /// In case order.
    package private(set) var uses: [Use] = []
    /// Those that were used, in the codebook's order; so are the fault-lines and the skills.
    package private(set) var strategies: [Strategy] = []
    package private(set) var faultlines: [Faultline] = []
    package private(set) var skills: [Skill] = []

    /// - Precondition: strategies were looked up at the date of the view.
    package init(_ view: Viewpoint, _ found: LookedUp) {
        found.requires(.strategies, for: view)
        let codes = found.codes
        let fields = found.strategies.compactMap { event -> (Event, StrategyEmployed)? in
            if case .strategyEmployed(let fields) = event.payload { (event, fields) } else { nil }
        }
        let disputes = CaseCodes.once(fields.compactMap { $0.1.dispute?.symbol })
        let turns = Dictionary(
            uniqueKeysWithValues: zip(disputes, view.sharing.map(disputes) { DisputeTurns(of: $0, view) }))
        uses = fields.map { event, fields in
            Self.use(event, fields, fields.dispute.flatMap { turns[$0.symbol] }, view, codes)
        }
        addStrategies(codes, view.order)
        addFaultlines(codes, view.order)
        addSkills(codes, view.order)
    }

    private static func use(
        _ event: Event, _ fields: StrategyEmployed, _ turns: DisputeTurns?, _ view: Viewpoint, _ codes: CaseCodes
    ) -> Use {
        let strategy = codes.standing(for: fields.strategy.symbol)
        let next = turns?.next(after: event.place).map {
            Next(turn: $0.kind, event: $0.place.id, date: $0.date, how: $0.how, marks: $0.marks)
        }
        return Use(
            event: event.id, occurred: event.occurred, strategy: Slug(strategy), label: codes.label(of: strategy),
            faultline: codes.parents(of: strategy, .faultline).first.map { Slug($0) }, by: fields.by,
            dispute: fields.dispute, towards: fields.towards.elements(in: view.tables),
            skills: codes.standing(for: fields.skills.elements(in: view.tables)).map { Slug($0) },
            state: turns?.state(at: event.place)?.rawValue, next: next, marks: Marks(event, view.tables))
    }

    private mutating func addStrategies(_ codes: CaseCodes, _ order: NameOrder) {
        let groups = Dictionary(grouping: uses, by: \.strategy.symbol)
        strategies = codes.inOrder(groups.keys, .strategy, order).map { code in
            let own = groups[code] ?? []
            return Strategy(
                strategy: Slug(code), label: codes.label(of: code), faultline: own.first?.faultline, uses: own.count,
                disputes: Self.once(own.compactMap(\.dispute)), by: Self.once(own.map(\.by)),
                followed: Turn.allCases.map { turn in own.count { $0.next?.turn == turn } })
        }
    }

    private mutating func addFaultlines(_ codes: CaseCodes, _ order: NameOrder) {
        let groups = Dictionary(grouping: uses.filter { $0.faultline != nil }) { $0.faultline?.symbol ?? .empty }
        faultlines = codes.inOrder(groups.keys, .faultline, order).map { code in
            let own = groups[code] ?? []
            return Faultline(
                faultline: Slug(code), label: codes.label(of: code), uses: own.count,
                disputes: Self.once(own.compactMap(\.dispute)), strategies: Self.once(own.map(\.strategy)))
        }
    }

    private mutating func addSkills(_ codes: CaseCodes, _ order: NameOrder) {
        let all = CaseCodes.once(uses.flatMap(\.skills).map(\.symbol))
        skills = codes.inOrder(all, .skill, order).map { code in
            let own = uses.filter { $0.skills.contains(Slug(code)) }
            return Skill(
                skill: Slug(code), label: codes.label(of: code), uses: own.count,
                strategies: Self.once(own.map(\.strategy)))
        }
    }

    /// Each once, in the order in which they come.
    private static func once(_ ids: [Slug]) -> [Slug] {
        CaseCodes.once(ids.map(\.symbol)).map { Slug($0) }
    }
}
