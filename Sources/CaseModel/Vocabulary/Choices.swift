// The enumerated values of the vocabulary (DESIGN §5). A new word here makes lines that older versions show as opaque.

/// Which words of a case are private by default.
package enum Privacy: String, Choice {
    case all
    case people
    case open
    package static let table = ChoiceTable<Privacy>()
}

/// What a code of the codebook describes.
package enum CodeKind: String, Choice {
    case issue
    case driver
    case faultline
    case strategy
    case skill
    case theme
    package static let table = ChoiceTable<CodeKind>()
}

/// Where in the health and care system an actor belongs.
package enum Sector: String, Choice {
    case acuteProvider = "acute-provider"
    case mentalHealthProvider = "mental-health-provider"
    case communityProvider = "community-provider"
    case ambulance
    case commissioner
    case primaryCare = "primary-care"
    case publicHealth = "public-health"
    case localAuthority = "local-authority"
    case socialCare = "social-care"
    case voluntarySector = "voluntary-sector"
    case socialEnterprise = "social-enterprise"
    case privateProvider = "private-provider"
    case patientsAndPublic = "patients-and-public"
    case communityGroup = "community-group"
    case police
    case regulator
    case systemTeam = "system-team"
    case nationalBody = "national-body"
    case other
    package static let table = ChoiceTable<Sector>()
}

/// What a participant agrees to.
package enum ConsentScope: String, Choice {
    case observe
    case record
    case quote
    case archive
    package static let table = ChoiceTable<ConsentScope>()
}

/// How far a withdrawal of consent reaches.
package enum WithdrawalScope: String, Choice {
    case future
    case session
    case all
    package static let table = ChoiceTable<WithdrawalScope>()
}

/// The form of a piece of fieldwork.
package enum SessionKind: String, Choice {
    case interview
    case focusGroup = "focus-group"
    case meeting
    case conversation
    case publicEvent = "public-event"
    package static let table = ChoiceTable<SessionKind>()
}

/// How those present met.
package enum SessionMode: String, Choice {
    case inPerson = "in-person"
    case online
    case hybrid
    case phone
    package static let table = ChoiceTable<SessionMode>()
}

/// How somebody attended a session, or did not.
package enum AttendanceKind: String, Choice {
    case present
    case absent
    case apologies
    case deputised
    case left
    package static let table = ChoiceTable<AttendanceKind>()
}

/// What a memo is for.
package enum MemoKind: String, Choice {
    case process
    case synthesis
    case intention
    case instrument
    case theory
    package static let table = ChoiceTable<MemoKind>()
}

/// What holds a group together.
package enum GroupKind: String, Choice {
    case profession
    case team
    case clique
    case alliance
    case users
    case electorate
    package static let table = ChoiceTable<GroupKind>()
}

/// The form of a body in the governance of a case.
package enum BodyKind: String, Choice {
    case system
    case board
    case council
    case managementGroup = "management-group"
    case committee
    case panel
    case projectTeam = "project-team"
    package static let table = ChoiceTable<BodyKind>()
}

/// How a role is carried out.
package enum RoleStyle: String, Choice {
    case facilitative
    case directive
    case convening
    package static let table = ChoiceTable<RoleStyle>()
}

/// On what terms a role is held.
package enum RoleTenure: String, Choice {
    case sole
    case shared
    case besideOwnPost = "beside-own-post"
    case interim
    package static let table = ChoiceTable<RoleTenure>()
}

/// What an authority rests on.
package enum AuthorityBasis: String, Choice {
    case statutory
    case delegated
    case voluntary
    package static let table = ChoiceTable<AuthorityBasis>()
}

/// The kind of a line of accountability.
package enum AccountabilityKind: String, Choice {
    case individual
    case collective
    case regulatory
    package static let table = ChoiceTable<AccountabilityKind>()
}

/// Whether those concerned agree on an accountability.
package enum Clarity: String, Choice {
    case clear
    case unclear
    case disputed
    package static let table = ChoiceTable<Clarity>()
}

/// How influential an actor is seen to be.
package enum Standing: String, Choice {
    case dominant
    case central
    case peripheral
    case marginal
    package static let table = ChoiceTable<Standing>()
}

/// What influence is seen to rest on.
package enum InfluenceBasis: String, Choice {
    case resources
    case status
    case expertise
    case size
    case statute
    package static let table = ChoiceTable<InfluenceBasis>()
}

/// What a revision changed in a proposal.
package enum RevisionKind: String, Choice {
    case content
    case timetable
    case clarification
    case resubmission
    package static let table = ChoiceTable<RevisionKind>()
}

/// Where an actor stands on something.
package enum Stance: String, Choice {
    case support
    case oppose
    case ambivalent
    case withhold
    case conditional
    package static let table = ChoiceTable<Stance>()
}

/// What was decided.
package enum DecisionOutcome: String, Choice {
    case adopted
    case conditional
    case recommended
    case rejected
    case deferred
    case amended
    case withdrawn
    package static let table = ChoiceTable<DecisionOutcome>()
}

/// How something was decided.
package enum DecisionMethod: String, Choice {
    case consensus
    case vote
    case directive
    case executive
    package static let table = ChoiceTable<DecisionMethod>()
}

/// What a tally counts.
package enum TallyUnit: String, Choice {
    case votes
    case permille
    package static let table = ChoiceTable<TallyUnit>()
}

/// Whether an actor is seen to gain or to lose.
package enum StakeDirection: String, Choice {
    case gain
    case loss
    case neither
    package static let table = ChoiceTable<StakeDirection>()
}

/// What an actor is seen to gain or lose.
package enum StakeDimension: String, Choice {
    case resources
    case finance
    case role
    case status
    case workload
    case autonomy
    case influence
    case service
    case choice
    case quality
    case voice
    package static let table = ChoiceTable<StakeDimension>()
}

/// When a stake is felt.
package enum Horizon: String, Choice {
    case short
    case long
    package static let table = ChoiceTable<Horizon>()
}

/// Whether a stake is foreseen or felt already.
package enum StakePhase: String, Choice {
    case expected
    case experienced
    package static let table = ChoiceTable<StakePhase>()
}

/// What is offered against a loss.
package enum OffsetForm: String, Choice {
    case leadershipRole = "leadership-role"
    case funding
    case serviceRole = "service-role"
    case assurance
    case other
    package static let table = ChoiceTable<OffsetForm>()
}

/// How a dispute was settled.
package enum SettlementMeans: String, Choice {
    case consensus
    case compromise
    case accommodation
    case compensation
    case decision
    case authority
    case attrition
    package static let table = ChoiceTable<SettlementMeans>()
}

/// How one dispute relates to another.
package enum LinkKind: String, Choice {
    case intersects
    case downstreamOf = "downstream-of"
    case partOf = "part-of"
    package static let table = ChoiceTable<LinkKind>()
}

/// How the author of an event knows it.
package enum Warrant: String, Choice {
    case observed
    case told
    case documented
    case interpreted
    package static let table = ChoiceTable<Warrant>()
}
