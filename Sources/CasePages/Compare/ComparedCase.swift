package import CaseModel

/// A case as it stands beside others: its views, all at the same dates.
package struct ComparedCase: Sendable {
    package let name: String
    let tables: Tables
    let names: NameBook
    let disputes: DisputesView
    let ledger: LedgerView
    let governance: GovernanceView
    let engagement: EngagementView
    let fieldwork: FieldworkView
    let issues: IssuesView
    let strategies: StrategiesView
    let reignition: ReignitionView
    /// Whether something of it could not be read.
    package let isIncomplete: Bool
    private let codes: CaseCodes
    private let sectors: [Slug: Sector]
    private let openings: [Slug: EventID]

    /// - Precondition: everything was looked up at the date of the view.
    package init(_ name: String, _ view: Viewpoint, _ found: LookedUp, isIncomplete: Bool) {
        self.name = name
        tables = view.tables
        names = NameBook(view)
        disputes = DisputesView(view)
        ledger = LedgerView(view)
        governance = GovernanceView(view)
        engagement = EngagementView(view, found)
        fieldwork = FieldworkView(view, found)
        issues = IssuesView(view, found)
        strategies = StrategiesView(view, found)
        reignition = ReignitionView(view, found)
        self.isIncomplete = isIncomplete
        codes = found.codes
        sectors = Dictionary(engagement.actors.compactMap { row in row.sector.map { (row.id, $0) } }) { first, _ in
            first
        }
        openings = Dictionary(
            disputes.disputes.compactMap { dispute in
                dispute.episodes.first.map { (dispute.id, $0.openedBy) }
            }
        ) { first, _ in first }
    }

    /// The codes of a kind that the case itself defines.
    func ownCodes(_ kind: CodeKind) -> [String] {
        codes.all(kind).map { tables.names.text($0) }.filter { !Codebook.codes(of: kind).contains($0) }
    }

    func text(_ id: Slug) -> String { tables.text(id) }

    /// The sector that an actor belongs to, in words.
    func sector(of actor: Slug) -> String { sectors[actor]?.rawValue ?? "no sector" }

    func example(_ id: Slug, _ event: EventID) -> Comparison.Example {
        Comparison.Example(id: text(id), event: tables.text(event))
    }

    /// A dispute, by what first raised it.
    func example(_ dispute: Slug) -> Comparison.Example? { openings[dispute].map { example(dispute, $0) } }
}
