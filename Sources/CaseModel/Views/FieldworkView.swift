/// Who took part in the study, what fieldwork was done and what came of it, and who allowed it.
package struct FieldworkView: Sendable {
    package struct Session: Sendable {
        /// Of the start that was recorded first.
        package let fields: SessionStarted
        package let participants: [Slug]
        package let observers: [Label]
        package let started: EDTF
        package let ended: EDTF?
        package let minutes: Int?
        package let marks: Marks
        let place: Place
    }

    package struct Attendance: Sendable {
        package let fields: AttendanceNoted
        package let event: EventID
        package let marks: Marks
    }

    package struct Participant: Sendable {
        package let fields: ParticipantRecruited
        package let recruited: EDTF
        package let sessions: Int
        /// Sessions that were interviews or focus groups.
        package let interviews: Int
        package let excerpts: Int
        /// What was consented to by the date.
        package let consent: [ConsentScope]
        /// Future or all, if so much was ever withdrawn: a withdrawal acts at every date.
        package let withdrawn: WithdrawalScope?
        /// The sessions for which consent was ever withdrawn.
        package let withdrawnSessions: [String]
        package let marks: Marks
    }

    /// Participants who have something in common.
    package struct Share<Common: Sendable>: Sendable {
        package let common: Common
        package internal(set) var participants = 0
        package internal(set) var interviewed = 0

        init(_ common: Common) { self.common = common }

        mutating func count(_ participant: Participant) {
            participants += 1
            if participant.interviews > 0 { interviewed += 1 }
        }
    }

    package struct Kind: Sendable {
        package let kind: SessionKind
        package let length: Length
        /// Participants of the study who took part.
        package let participants: Int
    }

    /// How many sessions there were, and how long they were together.
    package struct Length: Sendable {
        package let sessions: Int
        /// Nil where nobody knows of any.
        package let minutes: Int?
        /// Sessions of which nobody knows how long they were.
        package let untimed: Int

        init(_ sessions: [Session]) {
            let known = sessions.compactMap(\.minutes)
            self.sessions = sessions.count
            // Whatever was noted, no number in JSON is larger.
            minutes = known.isEmpty ? nil : known.reduce(0) { min($0 + $1, JSONParser.integerMax) }
            untimed = sessions.count - known.count
        }
    }

    package struct Document: Sendable {
        package let fields: DocumentCollected
        package let collected: EDTF
        package let marks: Marks
    }

    package struct Approval: Sendable {
        package let fields: ApprovalGranted
        package let granted: EDTF
        package let marks: Marks
    }

    /// Events by type.
    package struct Evidence: Sendable {
        package let observations: Int
        package let excerpts: Int
        package let memos: Int
        package let codings: Int

        init(_ tally: EvidenceTally, _ view: Viewpoint) {
            observations = tally.observations
            excerpts = tally.excerpts
            memos = tally.memos
            codings = view.state.codedEvents.reduce(0) { count, event in
                let course = view.state.course(view.state.codings(event), upTo: view.place)
                return count + course.count { view.state.type($0) == .codingAdded }
            }
        }
    }

    /// By their identifiers.
    package let participants: [Participant]
    /// In the order of the vocabulary, those with any.
    package let sectors: [Share<Sector>]
    /// In the order of the first participant of each.
    package let titles: [Share<Words>]
    /// In the order of the vocabulary, those with any.
    package let kinds: [Kind]
    /// In case order.
    package let sessions: [Session]
    /// By session and actor.
    package let attendance: [Attendance]
    /// In case order.
    package let documents: [Document]
    /// In case order.
    package let approvals: [Approval]
    package let evidence: Evidence
    package let length: Length

    package var interviewed: Int { participants.count { $0.interviews > 0 } }

    /// - Precondition: the evidence was looked up at the date of the view.
    package init(_ view: Viewpoint, _ found: LookedUp) {
        found.requires(.evidence, for: view)
        let presence = Presence(view, found.attendance)
        sessions = presence.sessions
        attendance = presence.attendance
        length = Length(sessions)
        let there = sessions.map { presence.those(at: $0) }
        evidence = Evidence(found.evidence, view)
        participants = Self.participants(view, sessions, there, found.evidence)
        let ids = Set(participants.map(\.fields.participant.symbol))
        kinds = SessionKind.allCases.compactMap { kind in
            let indices = there.indices.filter { presence.sessions[$0].fields.kind == kind }
            if indices.isEmpty { return nil }
            let people = indices.reduce(into: Set<Symbol>()) { $0.formUnion(there[$1]) }
            return Kind(
                kind: kind, length: Length(indices.map { presence.sessions[$0] }),
                participants: people.intersection(ids).count)
        }
        sectors = Self.sectors(participants)
        titles = Self.titles(participants, view.tables)
        documents = view.beginnings(of: .document, by: .documentCollected).compactMap { event in
            guard case .documentCollected(let fields) = event.payload else { return nil }
            return Document(fields: fields, collected: event.occurred, marks: Marks(event, view.tables))
        }
        approvals = view.beginnings(of: .approval, by: .approvalGranted).compactMap { event in
            guard case .approvalGranted(let fields) = event.payload else { return nil }
            return Approval(fields: fields, granted: event.occurred, marks: Marks(event, view.tables))
        }
    }
}
