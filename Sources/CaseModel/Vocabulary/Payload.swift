/// What an event of one type says, in its own fields.
package enum Payload: Sendable, BitwiseCopyable {
    case caseOpened(CaseOpened)
    case approvalGranted(ApprovalGranted)
    case codeDefined(CodeDefined)
    case codeRenamed(CodeRenamed)
    case codeMerged(CodeMerged)
    case personIdentified(PersonIdentified)
    case participantRecruited(ParticipantRecruited)
    case consentGiven(ConsentGiven)
    case consentWithdrawn(ConsentWithdrawn)
    case sessionStarted(SessionStarted)
    case sessionPaused(SessionPaused)
    case sessionResumed(SessionResumed)
    case sessionEnded(SessionEnded)
    case attendanceNoted(AttendanceNoted)
    case documentCollected(DocumentCollected)
    case observationNoted(ObservationNoted)
    case excerptRecorded(ExcerptRecorded)
    case codingAdded(CodingAdded)
    case codingRemoved(CodingRemoved)
    case memoWritten(MemoWritten)
    case organisationRegistered(OrganisationRegistered)
    case organisationRenamed(OrganisationRenamed)
    case organisationRecoded(OrganisationRecoded)
    case organisationMerged(OrganisationMerged)
    case organisationSplit(OrganisationSplit)
    case organisationDissolved(OrganisationDissolved)
    case groupIdentified(GroupIdentified)
    case groupDissolved(GroupDissolved)
    case bodyEstablished(BodyEstablished)
    case bodyRenamed(BodyRenamed)
    case bodyRecoded(BodyRecoded)
    case bodyMerged(BodyMerged)
    case bodyDissolved(BodyDissolved)
    case membershipBegan(MembershipBegan)
    case membershipEnded(MembershipEnded)
    case roleAssumed(RoleAssumed)
    case roleLeft(RoleLeft)
    case authorityConferred(AuthorityConferred)
    case authorityEnded(AuthorityEnded)
    case accountabilitySet(AccountabilitySet)
    case accountabilityEnded(AccountabilityEnded)
    case influencePerceived(InfluencePerceived)
    case proposalTabled(ProposalTabled)
    case proposalRevised(ProposalRevised)
    case proposalEnacted(ProposalEnacted)
    case positionTaken(PositionTaken)
    case decisionMade(DecisionMade)
    case stakePerceived(StakePerceived)
    case stakeRevised(StakeRevised)
    case offsetOffered(OffsetOffered)
    case offsetAccepted(OffsetAccepted)
    case offsetDeclined(OffsetDeclined)
    case offsetKept(OffsetKept)
    case offsetBroken(OffsetBroken)
    case disputeRaised(DisputeRaised)
    case disputeJoined(DisputeJoined)
    case disputeLeft(DisputeLeft)
    case disputeCoded(DisputeCoded)
    case disputeUncoded(DisputeUncoded)
    case disputeDeadlocked(DisputeDeadlocked)
    case disputeSuspended(DisputeSuspended)
    case disputeResumed(DisputeResumed)
    case strategyEmployed(StrategyEmployed)
    case disputeSettled(DisputeSettled)
    case disputeReignited(DisputeReignited)
    case disputeHeld(DisputeHeld)
    case disputeLinked(DisputeLinked)
    case eventCorrected(EventCorrected)
    case eventRetracted(EventRetracted)
    /// A type, or an enumerated value, that this version does not know: counted and shown, never dropped.
    case opaque(type: Symbol)

    /// An empty payload of a type, to be read into.
    package init(_ type: EventType) {
        switch type {
        case .caseOpened: self = .caseOpened(.init())
        case .approvalGranted: self = .approvalGranted(.init())
        case .codeDefined: self = .codeDefined(.init())
        case .codeRenamed: self = .codeRenamed(.init())
        case .codeMerged: self = .codeMerged(.init())
        case .personIdentified: self = .personIdentified(.init())
        case .participantRecruited: self = .participantRecruited(.init())
        case .consentGiven: self = .consentGiven(.init())
        case .consentWithdrawn: self = .consentWithdrawn(.init())
        case .sessionStarted: self = .sessionStarted(.init())
        case .sessionPaused: self = .sessionPaused(.init())
        case .sessionResumed: self = .sessionResumed(.init())
        case .sessionEnded: self = .sessionEnded(.init())
        case .attendanceNoted: self = .attendanceNoted(.init())
        case .documentCollected: self = .documentCollected(.init())
        case .observationNoted: self = .observationNoted(.init())
        case .excerptRecorded: self = .excerptRecorded(.init())
        case .codingAdded: self = .codingAdded(.init())
        case .codingRemoved: self = .codingRemoved(.init())
        case .memoWritten: self = .memoWritten(.init())
        case .organisationRegistered: self = .organisationRegistered(.init())
        case .organisationRenamed: self = .organisationRenamed(.init())
        case .organisationRecoded: self = .organisationRecoded(.init())
        case .organisationMerged: self = .organisationMerged(.init())
        case .organisationSplit: self = .organisationSplit(.init())
        case .organisationDissolved: self = .organisationDissolved(.init())
        case .groupIdentified: self = .groupIdentified(.init())
        case .groupDissolved: self = .groupDissolved(.init())
        case .bodyEstablished: self = .bodyEstablished(.init())
        case .bodyRenamed: self = .bodyRenamed(.init())
        case .bodyRecoded: self = .bodyRecoded(.init())
        case .bodyMerged: self = .bodyMerged(.init())
        case .bodyDissolved: self = .bodyDissolved(.init())
        case .membershipBegan: self = .membershipBegan(.init())
        case .membershipEnded: self = .membershipEnded(.init())
        case .roleAssumed: self = .roleAssumed(.init())
        case .roleLeft: self = .roleLeft(.init())
        case .authorityConferred: self = .authorityConferred(.init())
        case .authorityEnded: self = .authorityEnded(.init())
        case .accountabilitySet: self = .accountabilitySet(.init())
        case .accountabilityEnded: self = .accountabilityEnded(.init())
        case .influencePerceived: self = .influencePerceived(.init())
        case .proposalTabled: self = .proposalTabled(.init())
        case .proposalRevised: self = .proposalRevised(.init())
        case .proposalEnacted: self = .proposalEnacted(.init())
        case .positionTaken: self = .positionTaken(.init())
        case .decisionMade: self = .decisionMade(.init())
        case .stakePerceived: self = .stakePerceived(.init())
        case .stakeRevised: self = .stakeRevised(.init())
        case .offsetOffered: self = .offsetOffered(.init())
        case .offsetAccepted: self = .offsetAccepted(.init())
        case .offsetDeclined: self = .offsetDeclined(.init())
        case .offsetKept: self = .offsetKept(.init())
        case .offsetBroken: self = .offsetBroken(.init())
        case .disputeRaised: self = .disputeRaised(.init())
        case .disputeJoined: self = .disputeJoined(.init())
        case .disputeLeft: self = .disputeLeft(.init())
        case .disputeCoded: self = .disputeCoded(.init())
        case .disputeUncoded: self = .disputeUncoded(.init())
        case .disputeDeadlocked: self = .disputeDeadlocked(.init())
        case .disputeSuspended: self = .disputeSuspended(.init())
        case .disputeResumed: self = .disputeResumed(.init())
        case .strategyEmployed: self = .strategyEmployed(.init())
        case .disputeSettled: self = .disputeSettled(.init())
        case .disputeReignited: self = .disputeReignited(.init())
        case .disputeHeld: self = .disputeHeld(.init())
        case .disputeLinked: self = .disputeLinked(.init())
        case .eventCorrected: self = .eventCorrected(.init())
        case .eventRetracted: self = .eventRetracted(.init())
        }
    }

    /// Shows each field to a visitor, in the vocabulary's order. No `default`: a new type must be thought about here.
    package mutating func visit<V: FieldVisitor & ~Copyable & ~Escapable>(_ visitor: inout V) {
        switch self {
        case .caseOpened(var fields):
            fields.visit(&visitor)
            self = .caseOpened(fields)
        case .approvalGranted(var fields):
            fields.visit(&visitor)
            self = .approvalGranted(fields)
        case .codeDefined(var fields):
            fields.visit(&visitor)
            self = .codeDefined(fields)
        case .codeRenamed(var fields):
            fields.visit(&visitor)
            self = .codeRenamed(fields)
        case .codeMerged(var fields):
            fields.visit(&visitor)
            self = .codeMerged(fields)
        case .personIdentified(var fields):
            fields.visit(&visitor)
            self = .personIdentified(fields)
        case .participantRecruited(var fields):
            fields.visit(&visitor)
            self = .participantRecruited(fields)
        case .consentGiven(var fields):
            fields.visit(&visitor)
            self = .consentGiven(fields)
        case .consentWithdrawn(var fields):
            fields.visit(&visitor)
            self = .consentWithdrawn(fields)
        case .sessionStarted(var fields):
            fields.visit(&visitor)
            self = .sessionStarted(fields)
        case .sessionPaused(var fields):
            fields.visit(&visitor)
            self = .sessionPaused(fields)
        case .sessionResumed(var fields):
            fields.visit(&visitor)
            self = .sessionResumed(fields)
        case .sessionEnded(var fields):
            fields.visit(&visitor)
            self = .sessionEnded(fields)
        case .attendanceNoted(var fields):
            fields.visit(&visitor)
            self = .attendanceNoted(fields)
        case .documentCollected(var fields):
            fields.visit(&visitor)
            self = .documentCollected(fields)
        case .observationNoted(var fields):
            fields.visit(&visitor)
            self = .observationNoted(fields)
        case .excerptRecorded(var fields):
            fields.visit(&visitor)
            self = .excerptRecorded(fields)
        case .codingAdded(var fields):
            fields.visit(&visitor)
            self = .codingAdded(fields)
        case .codingRemoved(var fields):
            fields.visit(&visitor)
            self = .codingRemoved(fields)
        case .memoWritten(var fields):
            fields.visit(&visitor)
            self = .memoWritten(fields)
        case .organisationRegistered(var fields):
            fields.visit(&visitor)
            self = .organisationRegistered(fields)
        case .organisationRenamed(var fields):
            fields.visit(&visitor)
            self = .organisationRenamed(fields)
        case .organisationRecoded(var fields):
            fields.visit(&visitor)
            self = .organisationRecoded(fields)
        case .organisationMerged(var fields):
            fields.visit(&visitor)
            self = .organisationMerged(fields)
        case .organisationSplit(var fields):
            fields.visit(&visitor)
            self = .organisationSplit(fields)
        case .organisationDissolved(var fields):
            fields.visit(&visitor)
            self = .organisationDissolved(fields)
        case .groupIdentified(var fields):
            fields.visit(&visitor)
            self = .groupIdentified(fields)
        case .groupDissolved(var fields):
            fields.visit(&visitor)
            self = .groupDissolved(fields)
        case .bodyEstablished(var fields):
            fields.visit(&visitor)
            self = .bodyEstablished(fields)
        case .bodyRenamed(var fields):
            fields.visit(&visitor)
            self = .bodyRenamed(fields)
        case .bodyRecoded(var fields):
            fields.visit(&visitor)
            self = .bodyRecoded(fields)
        case .bodyMerged(var fields):
            fields.visit(&visitor)
            self = .bodyMerged(fields)
        case .bodyDissolved(var fields):
            fields.visit(&visitor)
            self = .bodyDissolved(fields)
        case .membershipBegan(var fields):
            fields.visit(&visitor)
            self = .membershipBegan(fields)
        case .membershipEnded(var fields):
            fields.visit(&visitor)
            self = .membershipEnded(fields)
        case .roleAssumed(var fields):
            fields.visit(&visitor)
            self = .roleAssumed(fields)
        case .roleLeft(var fields):
            fields.visit(&visitor)
            self = .roleLeft(fields)
        case .authorityConferred(var fields):
            fields.visit(&visitor)
            self = .authorityConferred(fields)
        case .authorityEnded(var fields):
            fields.visit(&visitor)
            self = .authorityEnded(fields)
        case .accountabilitySet(var fields):
            fields.visit(&visitor)
            self = .accountabilitySet(fields)
        case .accountabilityEnded(var fields):
            fields.visit(&visitor)
            self = .accountabilityEnded(fields)
        case .influencePerceived(var fields):
            fields.visit(&visitor)
            self = .influencePerceived(fields)
        case .proposalTabled(var fields):
            fields.visit(&visitor)
            self = .proposalTabled(fields)
        case .proposalRevised(var fields):
            fields.visit(&visitor)
            self = .proposalRevised(fields)
        case .proposalEnacted(var fields):
            fields.visit(&visitor)
            self = .proposalEnacted(fields)
        case .positionTaken(var fields):
            fields.visit(&visitor)
            self = .positionTaken(fields)
        case .decisionMade(var fields):
            fields.visit(&visitor)
            self = .decisionMade(fields)
        case .stakePerceived(var fields):
            fields.visit(&visitor)
            self = .stakePerceived(fields)
        case .stakeRevised(var fields):
            fields.visit(&visitor)
            self = .stakeRevised(fields)
        case .offsetOffered(var fields):
            fields.visit(&visitor)
            self = .offsetOffered(fields)
        case .offsetAccepted(var fields):
            fields.visit(&visitor)
            self = .offsetAccepted(fields)
        case .offsetDeclined(var fields):
            fields.visit(&visitor)
            self = .offsetDeclined(fields)
        case .offsetKept(var fields):
            fields.visit(&visitor)
            self = .offsetKept(fields)
        case .offsetBroken(var fields):
            fields.visit(&visitor)
            self = .offsetBroken(fields)
        case .disputeRaised(var fields):
            fields.visit(&visitor)
            self = .disputeRaised(fields)
        case .disputeJoined(var fields):
            fields.visit(&visitor)
            self = .disputeJoined(fields)
        case .disputeLeft(var fields):
            fields.visit(&visitor)
            self = .disputeLeft(fields)
        case .disputeCoded(var fields):
            fields.visit(&visitor)
            self = .disputeCoded(fields)
        case .disputeUncoded(var fields):
            fields.visit(&visitor)
            self = .disputeUncoded(fields)
        case .disputeDeadlocked(var fields):
            fields.visit(&visitor)
            self = .disputeDeadlocked(fields)
        case .disputeSuspended(var fields):
            fields.visit(&visitor)
            self = .disputeSuspended(fields)
        case .disputeResumed(var fields):
            fields.visit(&visitor)
            self = .disputeResumed(fields)
        case .strategyEmployed(var fields):
            fields.visit(&visitor)
            self = .strategyEmployed(fields)
        case .disputeSettled(var fields):
            fields.visit(&visitor)
            self = .disputeSettled(fields)
        case .disputeReignited(var fields):
            fields.visit(&visitor)
            self = .disputeReignited(fields)
        case .disputeHeld(var fields):
            fields.visit(&visitor)
            self = .disputeHeld(fields)
        case .disputeLinked(var fields):
            fields.visit(&visitor)
            self = .disputeLinked(fields)
        case .eventCorrected(var fields):
            fields.visit(&visitor)
            self = .eventCorrected(fields)
        case .eventRetracted(var fields):
            fields.visit(&visitor)
            self = .eventRetracted(fields)
        case .opaque: break
        }
    }

    /// The description of the type's fields; nil for an opaque event.
    package var fieldsType: (any PayloadFields.Type)? {
        switch self {
        case .caseOpened: CaseOpened.self
        case .approvalGranted: ApprovalGranted.self
        case .codeDefined: CodeDefined.self
        case .codeRenamed: CodeRenamed.self
        case .codeMerged: CodeMerged.self
        case .personIdentified: PersonIdentified.self
        case .participantRecruited: ParticipantRecruited.self
        case .consentGiven: ConsentGiven.self
        case .consentWithdrawn: ConsentWithdrawn.self
        case .sessionStarted: SessionStarted.self
        case .sessionPaused: SessionPaused.self
        case .sessionResumed: SessionResumed.self
        case .sessionEnded: SessionEnded.self
        case .attendanceNoted: AttendanceNoted.self
        case .documentCollected: DocumentCollected.self
        case .observationNoted: ObservationNoted.self
        case .excerptRecorded: ExcerptRecorded.self
        case .codingAdded: CodingAdded.self
        case .codingRemoved: CodingRemoved.self
        case .memoWritten: MemoWritten.self
        case .organisationRegistered: OrganisationRegistered.self
        case .organisationRenamed: OrganisationRenamed.self
        case .organisationRecoded: OrganisationRecoded.self
        case .organisationMerged: OrganisationMerged.self
        case .organisationSplit: OrganisationSplit.self
        case .organisationDissolved: OrganisationDissolved.self
        case .groupIdentified: GroupIdentified.self
        case .groupDissolved: GroupDissolved.self
        case .bodyEstablished: BodyEstablished.self
        case .bodyRenamed: BodyRenamed.self
        case .bodyRecoded: BodyRecoded.self
        case .bodyMerged: BodyMerged.self
        case .bodyDissolved: BodyDissolved.self
        case .membershipBegan: MembershipBegan.self
        case .membershipEnded: MembershipEnded.self
        case .roleAssumed: RoleAssumed.self
        case .roleLeft: RoleLeft.self
        case .authorityConferred: AuthorityConferred.self
        case .authorityEnded: AuthorityEnded.self
        case .accountabilitySet: AccountabilitySet.self
        case .accountabilityEnded: AccountabilityEnded.self
        case .influencePerceived: InfluencePerceived.self
        case .proposalTabled: ProposalTabled.self
        case .proposalRevised: ProposalRevised.self
        case .proposalEnacted: ProposalEnacted.self
        case .positionTaken: PositionTaken.self
        case .decisionMade: DecisionMade.self
        case .stakePerceived: StakePerceived.self
        case .stakeRevised: StakeRevised.self
        case .offsetOffered: OffsetOffered.self
        case .offsetAccepted: OffsetAccepted.self
        case .offsetDeclined: OffsetDeclined.self
        case .offsetKept: OffsetKept.self
        case .offsetBroken: OffsetBroken.self
        case .disputeRaised: DisputeRaised.self
        case .disputeJoined: DisputeJoined.self
        case .disputeLeft: DisputeLeft.self
        case .disputeCoded: DisputeCoded.self
        case .disputeUncoded: DisputeUncoded.self
        case .disputeDeadlocked: DisputeDeadlocked.self
        case .disputeSuspended: DisputeSuspended.self
        case .disputeResumed: DisputeResumed.self
        case .strategyEmployed: StrategyEmployed.self
        case .disputeSettled: DisputeSettled.self
        case .disputeReignited: DisputeReignited.self
        case .disputeHeld: DisputeHeld.self
        case .disputeLinked: DisputeLinked.self
        case .eventCorrected: EventCorrected.self
        case .eventRetracted: EventRetracted.self
        case .opaque: nil
        }
    }

    /// The type; nil for an opaque event.
    package var type: EventType? { fieldsType?.type }
}
