import CaseModel

/// A dispute and the events that are on record about it.
struct DisputeAccount {
    let dispute: DisputesView.Dispute
    let id: String
    /// In case order; among them those that contradict what stood by then.
    private(set) var events: [ReportEvent] = []
    /// In case order.
    private(set) var evidence: [EventID] = []

    private static let types: Set<EventType> = [
        .disputeRaised, .disputeJoined, .disputeLeft, .disputeCoded, .disputeUncoded, .disputeDeadlocked,
        .disputeSuspended, .disputeResumed, .disputeSettled, .disputeReignited, .disputeHeld, .disputeLinked,
        .positionTaken, .decisionMade, .strategyEmployed,
    ]
    private static let evidential: Set<EventType> = [.observationNoted, .excerptRecorded, .memoWritten]

    /// Those of some disputes, in their order.
    static func all(_ disputes: [DisputesView.Dispute], _ source: ReportSource) -> [DisputeAccount] {
        var accounts = disputes.map { DisputeAccount(dispute: $0, id: source.view.tables.text($0.id)) }
        let indices = Dictionary(accounts.enumerated().map { ($1.id, $0) }) { first, _ in first }
        for event in source.events.all(types) {
            guard let index = (event.field("dispute") ?? event.field("on")).flatMap({ indices[$0] }) else { continue }
            accounts[index].events.append(event)
        }
        let memos = memosByMatter(source)
        for index in accounts.indices { accounts[index].addEvidence(source, memos) }
        return accounts
    }

    /// For each thing and event that memos are about, those memos.
    private static func memosByMatter(_ source: ReportSource) -> [String: [EventID]] {
        var memos: [String: [EventID]] = [:]
        for memo in source.events.all([.memoWritten]) {
            for matter in memo.fields("about") { memos[matter, default: []].append(memo.id) }
        }
        return memos
    }

    /// What turns name as evidence or cause, and the memos about the dispute or one of its turns.
    private mutating func addEvidence(_ source: ReportSource, _ memos: [String: [EventID]]) {
        let tables = source.view.tables
        var found = memos[id] ?? []
        for event in events {
            let named = event.texts(of: "evidence") + event.texts(of: "because")
            found += named.compactMap { tables.event(named: $0, from: event.id) }
            found += memos[tables.text(event.id)] ?? []
        }
        evidence = source.events.inOrder(
            found.filter { source.events.type(of: $0).map(Self.evidential.contains) ?? false })
    }

    /// The events of some types that made the dispute what it is.
    func accepted(_ types: Set<EventType>) -> [ReportEvent] {
        events.filter { event in !event.contradicts && event.type.map(types.contains) ?? false }
    }
}
