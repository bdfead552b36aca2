/// Every type of the vocabulary, and how many of a thousand events are of it.
enum EventKind: String, CaseIterable {
    case caseOpened = "case.opened"
    case approvalGranted = "approval.granted"
    case codeDefined = "code.defined"
    case codeRenamed = "code.renamed"
    case codeMerged = "code.merged"
    case personIdentified = "person.identified"
    case participantRecruited = "participant.recruited"
    case consentGiven = "consent.given"
    case consentWithdrawn = "consent.withdrawn"
    case sessionStarted = "session.started"
    case sessionPaused = "session.paused"
    case sessionResumed = "session.resumed"
    case sessionEnded = "session.ended"
    case attendanceNoted = "attendance.noted"
    case documentCollected = "document.collected"
    case observationNoted = "observation.noted"
    case excerptRecorded = "excerpt.recorded"
    case codingAdded = "coding.added"
    case codingRemoved = "coding.removed"
    case memoWritten = "memo.written"
    case organisationRegistered = "organisation.registered"
    case organisationRenamed = "organisation.renamed"
    case organisationRecoded = "organisation.recoded"
    case organisationMerged = "organisation.merged"
    case organisationSplit = "organisation.split"
    case organisationDissolved = "organisation.dissolved"
    case groupIdentified = "group.identified"
    case groupDissolved = "group.dissolved"
    case bodyEstablished = "body.established"
    case bodyRenamed = "body.renamed"
    case bodyRecoded = "body.recoded"
    case bodyMerged = "body.merged"
    case bodyDissolved = "body.dissolved"
    case membershipBegan = "membership.began"
    case membershipEnded = "membership.ended"
    case roleAssumed = "role.assumed"
    case roleLeft = "role.left"
    case authorityConferred = "authority.conferred"
    case authorityEnded = "authority.ended"
    case accountabilitySet = "accountability.set"
    case accountabilityEnded = "accountability.ended"
    case influencePerceived = "influence.perceived"
    case proposalTabled = "proposal.tabled"
    case proposalRevised = "proposal.revised"
    case proposalEnacted = "proposal.enacted"
    case positionTaken = "position.taken"
    case decisionMade = "decision.made"
    case stakePerceived = "stake.perceived"
    case stakeRevised = "stake.revised"
    case offsetOffered = "offset.offered"
    case offsetAccepted = "offset.accepted"
    case offsetDeclined = "offset.declined"
    case offsetKept = "offset.kept"
    case offsetBroken = "offset.broken"
    case disputeRaised = "dispute.raised"
    case disputeJoined = "dispute.joined"
    case disputeLeft = "dispute.left"
    case disputeCoded = "dispute.coded"
    case disputeUncoded = "dispute.uncoded"
    case disputeDeadlocked = "dispute.deadlocked"
    case disputeSuspended = "dispute.suspended"
    case disputeResumed = "dispute.resumed"
    case strategyEmployed = "strategy.employed"
    case disputeSettled = "dispute.settled"
    case disputeReignited = "dispute.reignited"
    case disputeHeld = "dispute.held"
    case disputeLinked = "dispute.linked"
    case eventCorrected = "event.corrected"
    case eventRetracted = "event.retracted"

    private static let indices = Dictionary(uniqueKeysWithValues: zip(allCases, allCases.indices))
    static let all = Array(allCases)
    static let names = allCases.map { Array($0.rawValue.utf8) }

    var index: Int { Self.indices[self] ?? 0 }

    /// The things that grow with the root of the case's size, for they are found out once: their share is given by the
    /// number of events.
    private static func rootShare(_ perRoot: Double, _ events: Int) -> Double {
        perRoot * 1000 / Double(events).squareRoot()
    }

    /// Events of a kind among a thousand, in a case of so many events; what cannot be told becomes an observation.
    func perMille(of events: Int) -> Double {
        switch self {
        case .caseOpened, .sessionEnded: 0
        case .approvalGranted: 0.2
        case .codeDefined: 1.2
        case .codeRenamed, .codeMerged: 0.4
        case .personIdentified, .participantRecruited: Self.rootShare(0.5, events) + 0.1
        case .consentGiven: 4
        case .consentWithdrawn: 0.5
        // Most sessions that would be started cannot be: another is still going on.
        case .sessionStarted: 14
        case .sessionPaused, .sessionResumed: 4
        case .attendanceNoted: 70
        case .documentCollected: 15
        case .observationNoted: 265
        case .excerptRecorded: 150
        case .codingAdded: 100
        case .codingRemoved: 5
        case .memoWritten: 40
        case .organisationRegistered, .bodyEstablished, .groupIdentified: Self.rootShare(0.12, events) + 0.05
        case .organisationRenamed, .organisationRecoded, .bodyRenamed, .bodyRecoded: 0.3
        case .organisationMerged, .organisationDissolved, .bodyMerged, .bodyDissolved, .groupDissolved,
            .organisationSplit:
            Self.rootShare(0.02, events) + 0.01
        case .membershipBegan: 11
        case .membershipEnded: 9
        case .roleAssumed: 8.5
        case .roleLeft: 6.5
        case .authorityConferred: 1.2
        case .authorityEnded: 0.8
        case .accountabilitySet: 5
        case .accountabilityEnded: 3
        case .influencePerceived: 30
        default: perMilleOfChange
        }
    }

    /// The same for proposals, stakes, disputes and the record itself.
    private var perMilleOfChange: Double {
        switch self {
        case .proposalTabled: 5
        case .proposalRevised: 7
        case .proposalEnacted: 3
        case .positionTaken: 50
        case .decisionMade: 10
        case .stakePerceived: 40
        case .stakeRevised: 10
        case .offsetOffered: 4.5
        case .offsetAccepted: 3
        case .offsetDeclined: 1
        case .offsetKept: 2
        case .offsetBroken: 1.5
        case .disputeRaised: 2.5
        case .disputeJoined: 7
        case .disputeLeft: 1.5
        case .disputeCoded: 7.5
        case .disputeUncoded: 1
        case .disputeDeadlocked: 2.5
        case .disputeSuspended: 2
        case .disputeResumed: 4
        case .strategyEmployed: 30
        case .disputeSettled: 4
        case .disputeReignited: 1.7
        case .disputeHeld: 2
        case .disputeLinked: 4
        case .eventCorrected: 8
        case .eventRetracted: 2
        default: 0
        }
    }
}

/// Draws kinds of events in their shares.
struct Mix {
    private let bounds: [Double]

    init(events: Int) {
        var sum = 0.0
        bounds = EventKind.allCases.map { kind in
            sum += kind.perMille(of: events)
            return sum
        }
    }

    func draw(_ random: inout Random) -> EventKind {
        let point = random.unit() * bounds[bounds.count - 1]
        var (low, high) = (0, bounds.count - 1)
        while low < high {
            let middle = (low + high) / 2
            if bounds[middle] <= point { low = middle + 1 } else { high = middle }
        }
        return EventKind.all[low]
    }
}
