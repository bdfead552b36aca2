/// A participant's withdrawal of consent, as an event tells of it. It acts on every axis of time (DESIGN §4).
package struct Withdrawal: Sendable, Hashable {
    package let participant: String
    package let scope: WithdrawalScope
    /// Of a withdrawal for one session.
    package let session: String?
    /// As the event has it.
    package let occurred: String
    /// The event, and with it the feed whose device has done its part.
    package let event: EventID

    package init(participant: String, scope: WithdrawalScope, session: String?, occurred: String, event: EventID) {
        self.participant = participant
        self.scope = scope
        self.session = session
        self.occurred = occurred
        self.event = event
    }

    /// What stands in every line, in canonical form, that tells of one.
    package static let mark = Array("\"\(EventType.consentWithdrawn.rawValue)\"".utf8)

    /// Whose words are gone by it; nil where those that were recorded stay.
    package var subject: Subject? { Self.subject(participant, scope, session: session) }

    package static func subject(_ participant: String, _ scope: WithdrawalScope, session: String?) -> Subject? {
        switch scope {
        case .all: Subject(person: participant, session: nil)
        case .session: session.map { Subject(person: participant, session: $0) }
        default: nil
        }
    }
}

/// Whose words were withdrawn.
package struct WithdrawnSubjects: Sendable, Equatable {
    private var all: Set<Subject>

    package init(_ subjects: some Sequence<Subject> = []) { all = Set(subjects) }

    package var isEmpty: Bool { all.isEmpty }

    package mutating func add(_ subjects: some Sequence<Subject>) { all.formUnion(subjects) }

    package func contains(_ subject: Subject) -> Bool {
        all.contains { withdrawn in withdrawn.covers(subject) }
    }
}

extension CaseHistory {
    /// The withdrawals that stand, in case order. Only a history of everything, as recorded and known by now, has them
    /// all.
    package var withdrawals: [Withdrawal] {
        // Somebody whom nothing makes known may withdraw as well.
        (state.people + state.unknownThings).flatMap { person in
            state.course(of: person).compactMap { record -> Withdrawal? in
                guard state.type(record) == .consentWithdrawn,
                    case .consentWithdrawn(let fields) = state[record].payload
                else { return nil }
                return Withdrawal(
                    participant: tables.text(fields.participant), scope: fields.scope,
                    session: fields.session.map { tables.text($0) }, occurred: state[record].occurred.text,
                    event: state.id(record))
            }
        }
    }
}

/// How far a history, which only grows, was looked through for withdrawals.
package struct WithdrawalsSeen: Sendable {
    private var cursor: RecordIndex?

    package init() {}

    /// Looks through what is new.
    ///
    /// - Returns: whether it tells of a withdrawal.
    package mutating func seeNew(in history: CaseHistory) -> Bool {
        history.state.hasNew(.consentWithdrawn, after: &cursor)
    }
}
