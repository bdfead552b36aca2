// One line a type, and no `default`: a new type does not compile until it has been thought about here. That is why this
// function is longer than the house allows.

extension Payload {
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
}
