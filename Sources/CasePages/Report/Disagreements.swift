import CaseModel

/// The disagreements of a report: each with its parties, what it was about, its course, and what lay beneath.
struct Disagreements {
    private let accounts: [DisputeAccount]
    private let source: ReportSource

    /// Everything that is told as evidence.
    var evidence: Set<EventID> { Set(accounts.flatMap(\.evidence)) }

    init(_ source: ReportSource, _ disputes: [DisputesView.Dispute]) {
        self.source = source
        accounts = DisputeAccount.all(disputes, source)
    }

    func blocks(_ telling: inout Telling) -> [Report.Block] {
        guard !accounts.isEmpty else { return [.caption("No dispute had been raised.")] }
        defer { telling.subject = nil }
        return accounts.flatMap { account in
            telling.subject = account.id
            return blocks(account, &telling)
        }
    }

    private func blocks(_ account: DisputeAccount, _ telling: inout Telling) -> [Report.Block] {
        let title = source.view.tables.text(account.dispute.title)
        var blocks: [Report.Block] = [.heading("\(title) (\(account.id))", level: 1)]
        blocks.append(.paragraph(date: nil, matter(account, telling)))
        blocks.append(.heading("Its course", level: 2))
        blocks += course(account, &telling)
        let beneath = beneath(account)
        if !beneath.isEmpty || !account.evidence.isEmpty { blocks.append(.heading("What lay beneath", level: 2)) }
        if !beneath.isEmpty { blocks.append(.paragraph(date: nil, beneath)) }
        if !account.evidence.isEmpty { blocks.append(.list(evidence(account, &telling))) }
        return blocks
    }

    private func matter(_ account: DisputeAccount, _ telling: Telling) -> [Sentence] {
        let episodes = account.dispute.episodes
        let over = episodes.count == 1 ? "" : ", over \(episodes.count) episodes"
        var sentences = [
            sentence("Its parties\(over): ", telling.list(all(\.parties, of: episodes)), "party", account),
            sentence("Its issues\(over): ", Telling.codes(all(\.issues, of: episodes)), "issues", account),
        ].compactMap(\.self)
        sentences += account.accepted([.disputeLinked]).compactMap { event in
            telling.disputeWords(event).map { Sentence(Telling.capitalised($0), citing: event.id) }
        }
        return sentences + [standing(account.dispute)].compactMap(\.self)
    }

    /// What the episodes have, each once.
    private func all(_ ids: KeyPath<DisputesView.Episode, [Slug]>, of episodes: [DisputesView.Episode]) -> [String] {
        var seen: Set<Slug> = []
        return episodes.flatMap { $0[keyPath: ids] }.filter { seen.insert($0).inserted }.map {
            source.view.tables.text($0)
        }
    }

    /// What the openings of episodes say, and whatever changed it.
    private func sentence(
        _ lead: String, _ words: String, _ field: StaticString, _ account: DisputeAccount
    ) -> Sentence? {
        let changes = account.accepted([.disputeJoined, .disputeLeft, .disputeCoded, .disputeUncoded])
            .filter { $0.has(field) }
        return words.isEmpty
            ? nil : Sentence(lead + words, citing: account.dispute.episodes.map(\.openedBy) + changes.map(\.id))
    }

    /// How it stands at the date.
    private func standing(_ dispute: DisputesView.Dispute) -> Sentence? {
        guard let last = dispute.episodes.last else { return nil }
        guard let settlement = last.settlement else {
            return Sentence("It stands \(dispute.state)", citing: last.lastTurn)
        }
        let how = Telling.spaced(settlement.how.rawValue)
        return Sentence("It stands settled, by \(how), since \(settlement.date.text)", citing: last.lastTurn)
    }

    private static let told: Set<EventType> = [
        .disputeRaised, .disputeJoined, .disputeLeft, .disputeDeadlocked, .disputeSuspended, .disputeResumed,
        .disputeSettled, .disputeReignited, .disputeHeld, .positionTaken, .decisionMade, .strategyEmployed,
    ]

    private func course(_ account: DisputeAccount, _ telling: inout Telling) -> [Report.Block] {
        var blocks: [Report.Block] = []
        for event in account.events where event.contradicts || event.type.map(Self.told.contains) ?? false {
            var sentences = [telling.sentence(event)]
            sentences += causes(of: event, &telling)
            if case .paragraph(let date, let before)? = blocks.last, date == event.occurred.text {
                blocks[blocks.count - 1] = .paragraph(date: date, before + sentences)
            } else {
                blocks.append(.paragraph(date: event.occurred.text, sentences))
            }
        }
        return blocks
    }

    /// What the turn's own line gives as its causes, and what it held despite.
    private func causes(of event: ReportEvent, _ telling: inout Telling) -> [Sentence] {
        let causes = event.texts(of: "because") + (event.type == .disputeReignited ? event.fields("by") : [])
        let despite = event.type == .disputeHeld ? event.fields("despite") : []
        return [
            sentence("What led to it, as recorded: ", causes, event, &telling),
            sentence("What it held despite: ", despite, event, &telling),
        ].compactMap(\.self)
    }

    private func sentence(
        _ lead: String, _ names: [String], _ event: ReportEvent, _ telling: inout Telling
    ) -> Sentence? {
        let causes = source.events.inOrder(names.compactMap { telling.event($0, from: event.id) })
            .compactMap { source.events[$0] }
        var words: [String] = []
        for cause in causes { words.append("\(telling.words(cause)) (\(cause.occurred.text))") }
        // A dispute of which an event is told is told with it.
        let told = Set(causes.compactMap { $0.field("dispute") })
        for name in names where telling.event(name, from: event.id) == nil && !told.contains(name) {
            words.append(telling.name(name))
        }
        return words.isEmpty
            ? nil : Sentence(lead + words.joined(separator: "; "), citing: event.id, causes.map(\.id))
    }

    private func beneath(_ account: DisputeAccount) -> [Sentence] {
        let tables = source.view.tables
        func sentence(_ lead: String, _ codes: [Slug], _ field: StaticString) -> Sentence? {
            let citing = account.accepted([.disputeRaised, .disputeCoded, .disputeUncoded]).filter { $0.has(field) }
            return codes.isEmpty
                ? nil : Sentence(lead + Telling.codes(codes.map { tables.text($0) }), citing: citing.map(\.id))
        }
        return [
            sentence("Beneath it lay, by fault-line: ", account.dispute.faultlines, "faultlines"),
            sentence("What drove it: ", account.dispute.drivers, "drivers"),
        ].compactMap(\.self)
    }

    private func evidence(_ account: DisputeAccount, _ telling: inout Telling) -> [Sentence] {
        account.evidence.compactMap { source.events[$0] }.map { event in
            let words = telling.words(event)
            let kind =
                switch event.type {
                case .observationNoted: "Observed"
                case .excerptRecorded: "Said"
                default: "Memo"
                }
            return Sentence("\(kind), \(event.occurred.text): \(words)", citing: event.id)
        }
    }
}
