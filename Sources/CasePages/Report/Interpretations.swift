import CaseModel

/// What was made of the case: strategies and what came next, who was seen to win and lose, what was offered against it,
/// what came back, and memos. What came next is never said to have come of anything.
struct Interpretations {
    private let source: ReportSource
    private let disputes: [DisputesView.Dispute]
    private var tables: Tables { source.view.tables }

    init(_ source: ReportSource, _ disputes: [DisputesView.Dispute]) {
        self.source = source
        self.disputes = disputes
    }

    func blocks(_ telling: inout Telling) -> [Report.Block] {
        section(
            "Strategies, and what came next", "Dates alone say what came next; nobody says that it came of it.",
            "No strategy is on record.", strategies(telling))
            + section(
                "Winners and losers, as perceived", "Each sees for themselves: nothing is summed across perceivers.",
                "No stake is on record.", stakes(&telling))
            + section("What was offered against losses", nil, "No offer is on record.", offsets(&telling))
            + section(
                "What came back, and what is stirred", nil, "Nothing came back, and nothing is stirred.",
                returns(&telling))
            + section("Memos", nil, "No memo is on record.", memos(&telling))
    }

    private func section(
        _ title: String, _ caption: String?, _ empty: String, _ blocks: [Report.Block]
    ) -> [Report.Block] {
        let caption = blocks.isEmpty ? empty : caption
        return [.heading(title, level: 1)] + [caption.map { .caption($0) }].compactMap(\.self) + blocks
    }

    /// By fault-line, in the order of the codebook.
    private func strategies(_ telling: Telling) -> [Report.Block] {
        let faultlines = source.strategies.faultlines.map { Optional($0.faultline) } + [nil]
        return faultlines.flatMap { faultline -> [Report.Block] in
            let uses = source.strategies.uses.filter { $0.faultline == faultline }
            guard !uses.isEmpty else { return [] }
            let name = faultline.map { Telling.capitalised(Telling.spaced(tables.text($0))) } ?? "Of no fault-line"
            return [.heading(name, level: 2), .list(uses.map { sentence($0, telling) })]
        }
    }

    private func sentence(_ use: StrategiesView.Use, _ telling: Telling) -> Sentence {
        let used = telling.strategyWords(
            tables.text(use.strategy), by: tables.text(use.by), on: use.dispute.map { tables.text($0) },
            towards: use.towards.map { tables.text($0) }, skills: use.skills.map { tables.text($0) })
        let words = "\(use.occurred.text): \(used)"
        guard let next = use.next else {
            return Sentence(use.dispute == nil ? words : "\(words); no turn came after", citing: use.event)
        }
        let how = next.how.map { " by \(Telling.spaced($0.rawValue))" } ?? ""
        return Sentence(
            "\(words); next, it was \(Self.turn(next.turn))\(how) (\(next.date.text))", citing: use.event, [next.event])
    }

    private static func turn(_ turn: StrategiesView.Turn) -> String {
        switch turn {
        case .settled: "settled"
        case .deadlocked: "deadlocked"
        case .suspended: "put aside"
        case .resumed: "taken up again"
        case .reignited: "re-ignited"
        case .held: "judged to hold"
        }
    }

    /// By perceiver; then what is seen in opposite ways, and what is on record besides.
    private func stakes(_ telling: inout Telling) -> [Report.Block] {
        let ledger = LedgerView(source.view)
        let all = ledger.actors.flatMap(\.stakes).map { (stake: $0, place: source.events.index(of: $0.event) ?? 0) }
            .sorted { $0.place < $1.place }
        let recorded = source.events.all([.stakePerceived, .stakeRevised])
        let revisions = Dictionary(grouping: recorded.filter { $0.type == .stakeRevised && !$0.contradicts }) {
            $0.field("stake") ?? ""
        }
        var perceivers: [Slug] = []
        var sentences: [Slug: [Sentence]] = [:]
        for (stake, _) in all {
            let by = stake.fields.by
            if sentences[by] == nil { perceivers.append(by) }
            let changed = (revisions[tables.text(stake.fields.stake)] ?? []).map(\.id)
            sentences[by, default: []].append(sentence(stake, changed, telling))
        }
        var blocks: [Report.Block] = perceivers.flatMap { by -> [Report.Block] in
            [.heading("As seen by \(telling.name(by))", level: 2), .list(sentences[by] ?? [])]
        }
        let stakes = Dictionary(all.map { ($0.stake.fields.stake, $0.stake) }) { first, _ in first }
        let opposed = ledger.contested.compactMap { contested in
            sentence(contested, contested.stakes.compactMap { stakes[$0] }, telling)
        }
        if !opposed.isEmpty { blocks += [.heading("Seen in opposite ways", level: 2), .list(opposed)] }
        let others = recorded.filter(\.contradicts).map { telling.sentence($0, dated: true) }
        return others.isEmpty ? blocks : blocks + [.heading("Also recorded", level: 2), .list(others)]
    }

    private func sentence(_ stake: LedgerView.Stake, _ changed: [EventID], _ telling: Telling) -> Sentence {
        let words = Telling.capitalised(telling.stakeWords(SeenStake(stake.fields, tables)))
        return Sentence(
            words + (changed.isEmpty ? "" : ", as seen after a change of mind"), citing: stake.event, changed)
    }

    /// - Parameter own: the stakes that are contested.
    private func sentence(
        _ contested: LedgerView.Contested, _ own: [LedgerView.Stake], _ telling: Telling
    ) -> Sentence? {
        func by(_ direction: StakeDirection) -> String {
            var seen: Set<Slug> = []
            let perceivers = own.filter { $0.fields.direction == direction }.map(\.fields.by).filter {
                seen.insert($0).inserted
            }
            return telling.list(perceivers.map { tables.text($0) })
        }
        let matter = "Through \(telling.name(contested.on)), for \(telling.name(contested.actor))"
        return Sentence(
            "\(matter): a gain as seen by \(by(.gain)), a loss as seen by \(by(.loss))", citing: own.map(\.event))
    }

    private func offsets(_ telling: inout Telling) -> [Report.Block] {
        let events = source.events.all([.offsetOffered, .offsetAccepted, .offsetDeclined, .offsetKept, .offsetBroken])
        return events.isEmpty ? [] : [.list(events.map { telling.sentence($0, dated: true) })]
    }

    /// How long settlements held that did not hold, what was judged to hold, and what has touched settled disputes
    /// since.
    private func returns(_ telling: inout Telling) -> [Report.Block] {
        var sentences = source.reignition.settlements.compactMap { settlement -> Sentence? in
            guard let until = settlement.until, let end = settlement.endedBy else { return nil }
            let days = settlement.days.map { ", \($0) day\($0 == 1 ? "" : "s") later" } ?? ""
            let dispute = telling.name(settlement.dispute)
            let settled = "settled by \(Telling.spaced(settlement.how.rawValue)) (\(settlement.settled.text))"
            return Sentence(
                "\(dispute), \(settled), came back (\(until.text))\(days)", citing: settlement.settledBy, [end])
        }
        sentences += source.events.all([.disputeHeld]).map { telling.sentence($0, dated: true) }
        for dispute in disputes {
            guard let settled = dispute.episodes.last?.settlement else { continue }
            for event in dispute.stirredBy.compactMap({ source.events[$0] }) {
                let words = "\(telling.name(dispute.id)), settled (\(settled.date.text)), is stirred"
                let cause = "\(telling.words(event)) (\(event.occurred.text))"
                sentences.append(Sentence("\(words): \(cause)", citing: settled.by, [event.id]))
            }
        }
        return sentences.isEmpty ? [] : [.list(sentences)]
    }

    /// By kind, in the order of the vocabulary.
    private func memos(_ telling: inout Telling) -> [Report.Block] {
        let memos = source.events.all([.memoWritten])
        var blocks: [Report.Block] = []
        for kind in MemoKind.allCases.map({ Optional($0.rawValue) }) + [nil] {
            let own = memos.filter { $0.field("kind") == kind }
            if own.isEmpty { continue }
            blocks.append(.heading(kind.map { "On \($0)" } ?? "Of no kind", level: 2))
            blocks.append(.list(own.map { Sentence("\($0.occurred.text): \(telling.words($0))", citing: $0.id) }))
        }
        return blocks
    }
}
