/// The issues and their drivers against disputes, evidence and time.
package struct IssuesView: Sendable {
    /// How many disputes are in each state.
    package struct States: Sendable {
        package private(set) var open = 0
        package private(set) var deadlocked = 0
        package private(set) var suspended = 0
        package private(set) var settled = 0

        mutating func add(_ status: DisputeCourse.Status) {
            switch status {
            case .open: open += 1
            case .deadlocked: deadlocked += 1
            case .suspended: suspended += 1
            case .settled: settled += 1
            case .none: break
            }
        }
    }

    /// What there is of an issue, or of a driver.
    package struct Standing: Sendable {
        package let code: Slug
        package let label: Label?
        /// In the order in which they were raised.
        package internal(set) var disputes: [Slug] = []
        package internal(set) var evidence = EvidenceCount()
        /// When it was first and last met: by evidence, a proposal, or a dispute that came or was settled.
        package internal(set) var span = DateSpan()
        package internal(set) var marks = Marks()

        init(_ code: Symbol, _ codes: CaseCodes) {
            self.code = Slug(code)
            label = codes.label(of: code)
        }
    }

    package struct Issue: Sendable {
        package internal(set) var standing: Standing
        package internal(set) var states = States()
        /// Of its disputes those that are about it.
        package internal(set) var episodes = 0
        package internal(set) var reignited = 0
        package internal(set) var stirred = 0
        package internal(set) var proposals = 0
        package internal(set) var drivers: [Standing] = []
    }

    package struct Period: Sendable {
        package let quarter: Quarter
        package let issue: Slug
        package internal(set) var raised = 0
        package internal(set) var reignited = 0
        package internal(set) var settled = 0
        package internal(set) var evidence = 0
        package internal(set) var marks = Marks()
    }

    /// In the codebook's order, those of `code.defined` after the built-in ones and by name.
    package private(set) var issues: [Issue] = []
    /// The drivers that belong to no issue.
    package private(set) var drivers: [Standing] = []
    /// Those in which anything came, was settled or was noted.
    package private(set) var quarters: [Period] = []
    /// Disputes that are about none of the issues.
    package private(set) var uncoded: [Slug] = []

    /// - Precondition: the evidence for codes was looked up at the date of the view.
    package init(_ view: Viewpoint, _ found: LookedUp) {
        found.requires(.codes, for: view)
        let codes = found.codes
        var sheet = Sheet(codes)
        sheet.add(found.tally)
        let lives = view.sharing.map(view.state.symbols(of: .dispute)) { symbol in
            (symbol, view.state.life(of: symbol, upTo: view.place, view.tables, as: DisputeCourse.self))
        }
        let search = StirringSearch(view, lives, upTo: view.place)
        let raised = lives.filter { !$0.1.episodes.isEmpty }
            .sorted { $0.1.episodes[0].opening.place < $1.1.episodes[0].opening.place }
        let disputes = view.sharing.map(raised) { symbol, life in
            Dispute(Slug(symbol), life, isStirred: !search.stirring(symbol, life).isEmpty, codes)
        }
        for dispute in disputes {
            let isCoded = sheet.add(dispute, view.tables)
            if !isCoded { uncoded.append(dispute.id) }
        }
        for symbol in view.state.symbols(of: .proposal) {
            let life = view.state.life(of: symbol, upTo: view.place, view.tables, as: ProposalCourse.self)
            if let tabled = life.tabled { sheet.add(proposal: tabled, view.tables) }
        }
        let ranks = codes.ranks(.issue)
        issues = codes.all(.issue).map { sheet.issue($0) }
        drivers = codes.all(.driver).filter { codes.parents(of: $0, .issue).isEmpty }.map { sheet.standing($0) }
        quarters = sheet.periods.sorted { a, b in
            let (first, second) = (ranks[a.issue.symbol] ?? 0, ranks[b.issue.symbol] ?? 0)
            return a.quarter == b.quarter ? first < second : a.quarter < b.quarter
        }
    }
}
