import CaseModel

/// The account in time: by year and quarter what changed in governance, what was proposed, decided and disputed, who
/// saw what at stake, and how much fieldwork there was.
struct Narrative {
    private let source: ReportSource
    /// Observations that are told as evidence of a disagreement.
    private let told: Set<EventID>
    /// What was recorded before: a session that two people recorded is one.
    private let repeated: Set<EventID>

    /// More events of a type than this in a quarter are told as a number.
    private static let toldMax = 30

    /// - Parameter evidence: is told elsewhere.
    init(_ source: ReportSource, besides evidence: Set<EventID>) {
        self.source = source
        told = evidence
        var seen: Set<[String]> = []
        repeated = Set(
            source.events.all(Set(Self.identities.keys)).filter { event in
                guard let type = event.type, let field = Self.identities[type], let id = event.field(field) else {
                    return false
                }
                return !seen.insert([type.rawValue, id]).inserted
            }.map(\.id))
    }

    /// By which field things of the routine are told apart.
    private static let identities: [EventType: StaticString] = [
        .approvalGranted: "approval", .participantRecruited: "participant", .sessionStarted: "session",
        .documentCollected: "document",
    ]

    func blocks(_ telling: inout Telling) -> [Report.Block] {
        guard source.events.count > 0 else { return [.caption("Nothing had happened.")] }
        var blocks: [Report.Block] = []
        var rest = source.events.entries[...]
        while let first = rest.first {
            let year = Quarter(first.occurred.effect).year
            let own = rest.prefix { Quarter($0.occurred.effect).year == year }
            rest = rest.dropFirst(own.count)
            let account = self.account(ofYear: own, &telling)
            if !account.isEmpty { blocks += [.heading(Self.year(year), level: 1)] + account }
        }
        return blocks
    }

    /// What is dated by the year alone, then quarter by quarter.
    private func account(ofYear entries: ArraySlice<ReportEvents.Entry>, _ telling: inout Telling) -> [Report.Block] {
        var blocks = account(of: entries.filter(\.occurred.isYear), "Fieldwork dated by the year alone", &telling)
        var rest = entries.filter { !$0.occurred.isYear }[...]
        while let first = rest.first {
            let quarter = Quarter(first.occurred.effect)
            let own = rest.prefix { Quarter($0.occurred.effect) == quarter }
            rest = rest.dropFirst(own.count)
            let account = self.account(of: Array(own), "Fieldwork of these months", &telling)
            if !account.isEmpty { blocks += [.heading(Self.months(quarter), level: 2)] + account }
        }
        return blocks
    }

    private static func year(_ year: Int) -> String { String(year) }

    private static func months(_ quarter: Quarter) -> String {
        let months = ["January to March", "April to June", "July to September", "October to December"]
        return "\(months[quarter.number - 1]) \(year(quarter.year))"
    }

    /// - Parameter lead: to what the fieldwork belongs that is counted.
    private func account(
        of entries: [ReportEvents.Entry], _ lead: String, _ telling: inout Telling
    ) -> [Report.Block] {
        let events = entries.filter { entry in
            guard let type = entry.type, let kind = Kind(type), kind != .fieldwork else { return false }
            return type != .observationNoted || !told.contains(entry.id)
        }.map { ReportEvent($0) }
        var blocks = dated(events, &telling)
        if let fieldwork = fieldwork(entries, lead) { blocks.append(.paragraph(date: nil, [fieldwork])) }
        return blocks
    }

    /// A paragraph for each date, governance in one of its own; of what happened too often only how often it did.
    private func dated(_ events: [ReportEvent], _ telling: inout Telling) -> [Report.Block] {
        let frequent = Dictionary(
            grouping: events.filter { Self.kind(of: $0) == .told && $0.type != .observationNoted }, by: \.typeName
        )
        .filter { $0.value.count > Self.toldMax }
        let counts = frequent.sorted { $0.key < $1.key }.compactMap { type, events in
            Sentence("\(events.count) times on record: \(Self.kind(type))", citing: events.map(\.id))
        }
        var blocks: [Report.Block] = counts.isEmpty ? [] : [.paragraph(date: nil, counts)]
        var rest = events.filter { frequent[$0.typeName] == nil }[...]
        while let first = rest.first {
            let own = rest.prefix { $0.occurred == first.occurred }
            rest = rest.dropFirst(own.count)
            for kind in [Kind.governance, .told] {
                let sentences = Gathering(own.filter { Self.kind(of: $0) == kind }).sentences(&telling)
                if !sentences.isEmpty { blocks.append(.paragraph(date: first.occurred.text, sentences)) }
            }
        }
        return blocks
    }

    private static func kind(of event: ReportEvent) -> Kind? { event.type.flatMap { Kind($0) } }

    private static func kind(_ type: String) -> String { type.replacing(".", with: " ") }

    /// What of the routine there was, in numbers.
    private func fieldwork(_ entries: [ReportEvents.Entry], _ lead: String) -> Sentence? {
        let counted = entries.filter { entry in
            entry.type.map { Self.routine.keys.contains($0) } ?? false
                && (entry.type != .observationNoted || told.contains(entry.id))
        }
        let counts = Dictionary(grouping: counted.filter { !repeated.contains($0.id) }) { $0.type }.mapValues(\.count)
        let parts = Self.routineOrder.compactMap { type -> String? in
            guard let count = counts[type], let (one, many) = Self.routine[type] else { return nil }
            return "\(count) \(count == 1 ? one : many)"
        }
        return parts.isEmpty ? nil : Sentence("\(lead): \(Telling.list(parts))", citing: counted.map(\.id))
    }

    private static let routineOrder: [EventType] = [
        .approvalGranted, .participantRecruited, .sessionStarted, .documentCollected, .observationNoted,
        .excerptRecorded, .memoWritten,
    ]
    private static let routine: [EventType: (String, String)] = [
        .approvalGranted: ("approval", "approvals"),
        .participantRecruited: ("participant recruited", "participants recruited"),
        .sessionStarted: ("session", "sessions"), .documentCollected: ("document collected", "documents collected"),
        .observationNoted: ("observation told with the disagreements", "observations told with the disagreements"),
        .excerptRecorded: ("excerpt", "excerpts"), .memoWritten: ("memo", "memos"),
    ]
}

extension Narrative {
    /// In which paragraph events of a type are told.
    enum Kind {
        case governance, told, fieldwork

        /// nil for types that are told in other parts of the report.
        init?(_ type: EventType) {
            switch type {
            case .caseOpened, .organisationRegistered, .organisationRenamed, .organisationRecoded, .organisationMerged,
                .organisationSplit, .organisationDissolved, .groupIdentified, .groupDissolved, .bodyEstablished,
                .bodyRenamed, .bodyRecoded, .bodyMerged, .bodyDissolved, .membershipBegan, .membershipEnded,
                .roleAssumed, .roleLeft, .authorityConferred, .authorityEnded, .accountabilitySet, .accountabilityEnded,
                .influencePerceived, .personIdentified:
                self = .governance
            case .proposalTabled, .proposalRevised, .proposalEnacted, .positionTaken, .decisionMade,
                .stakePerceived, .stakeRevised, .offsetOffered, .offsetAccepted, .offsetDeclined, .offsetKept,
                .offsetBroken, .disputeRaised, .disputeJoined, .disputeLeft, .disputeDeadlocked, .disputeSuspended,
                .disputeResumed, .disputeSettled, .disputeReignited, .disputeHeld, .observationNoted:
                self = .told
            case .approvalGranted, .participantRecruited, .consentGiven, .consentWithdrawn, .sessionStarted,
                .sessionPaused, .sessionResumed, .sessionEnded, .attendanceNoted, .documentCollected, .excerptRecorded,
                .codingAdded, .codingRemoved, .memoWritten, .codeDefined, .codeRenamed, .codeMerged:
                self = .fieldwork
            case .disputeCoded, .disputeUncoded, .disputeLinked, .strategyEmployed, .eventCorrected, .eventRetracted:
                return nil
            }
        }
    }
}
