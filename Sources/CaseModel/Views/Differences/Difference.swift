/// One side of a difference: a case at a date, with what is compared of it.
package struct DifferenceSide: Sendable {
    package let view: Viewpoint
    let names: NameBook
    let governance: GovernanceView
    let disputes: DisputesView
    let ledger: LedgerView
    let debate: Debate

    package init(_ view: Viewpoint) {
        self.view = view
        names = NameBook(view)
        governance = GovernanceView(view)
        disputes = DisputesView(view)
        ledger = LedgerView(view)
        debate = Debate(view)
    }

    func text(_ slug: Slug) -> String { view.tables.text(slug) }

    func name(_ slug: Slug) -> String { names.name(of: text(slug)) }
}

/// What changed between two states of a case: between two dates, or two states of knowledge.
///
/// It is a difference of sets of facts. What a merger, a split or a dissolution takes with it is told by that alone. Of
/// a fact that is on both sides each field is compared but for prose, of which a replay keeps nothing.
package struct Difference: Sendable {
    package internal(set) var changes: [Change] = []
    let before: DifferenceSide
    let after: DifferenceSide
    /// Whether the same dates are compared, so that what changed is the record and not the world.
    let isOfKnowledge: Bool
    /// Whether some events are thought away in what came after.
    let isHypothetical: Bool
    /// Actors that stood before and stand no more.
    var ended: Set<Symbol> = []

    package init(from before: Viewpoint, to after: Viewpoint, isHypothetical: Bool = false) {
        self.init(from: DifferenceSide(before), to: DifferenceSide(after), isHypothetical: isHypothetical)
    }

    package init(from before: DifferenceSide, to after: DifferenceSide, isHypothetical: Bool = false) {
        self.before = before
        self.after = after
        self.isHypothetical = isHypothetical
        isOfKnowledge = before.view.at == after.view.at
        addStandings()
        addTies()
        addInfluence()
        addDebate()
        addDisputes()
        addLedger()
    }

    /// What is said of things that did not end, and are not there.
    var isGone: String { isHypothetical ? "would not be there" : "is off the record" }

    mutating func add(
        _ kind: Change.Kind, _ what: String, _ subject: KeyValuePairs<String, Change.Value>, event: String? = nil,
        _ words: String
    ) {
        changes.append(Change(kind, what, subject, event: event, words))
    }

    /// Tells the fields in which a fact on both sides differs.
    ///
    /// - Parameter thing: what the fact is about, in words.
    mutating func addFields(
        _ what: String, _ subject: KeyValuePairs<String, Change.Value>, event: EventID?, _ thing: String,
        from old: [FactField], to new: [FactField]
    ) {
        let values = Dictionary(old.map { ($0.name, $0.text) }) { $1 }
        let left = Set(new.map(\.name))
        let gone = old.filter { !left.contains($0.name) }.map { FactField(name: $0.name, text: "nothing") }
        for field in new + gone where values[field.name] != field.text {
            let words = "\(thing): \(field.name) is \(field.text) (before: \(values[field.name] ?? "nothing"))"
            add(.changed, what, subject, event: event.map { after.view.tables.text($0) }, words)
        }
    }
}
