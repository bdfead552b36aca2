// One line a type, and no `default`: a new type does not compile until it has been thought about here. That is why this
// function is longer than the house allows.

extension Payload {
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
