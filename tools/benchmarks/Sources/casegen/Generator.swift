/// Tells of a made-up case, line by line, as three fieldworkers might who write into it in turn.
///
/// It remembers just enough of what it told to tell nothing that `caselog import` would refuse; what lies further back
/// is forgotten, so that ten million events need little memory.
struct Generator {
    var random: Random
    let prose = Prose()
    let days = Days()
    let mix: Mix
    let eventCount: Int
    var sheet = Sheet()
    var feeds: [Feed]
    /// The feed that is telling now.
    var current = 0
    var today = 0
    var actors: [Actor] = []
    var (organisations, groups, bodies, people): ([Int], [Int], [Int], [Int]) = ([], [], [], [])
    /// Relations that were ever begun; none is begun twice.
    var tied: Set<UInt64> = []
    /// How many events of each kind were told.
    var told = [Int](repeating: 0, count: EventKind.allCases.count)
    /// Set while lines are told that do not fit the case: they have no labels and change nothing.
    var isOdd = false

    init(seed: UInt64, events: Int, feeds count: Int) {
        random = Random(seed: seed)
        mix = Mix(events: events)
        eventCount = events
        feeds = (0..<count).map { Feed(letter: UInt8(ascii: "a") + UInt8($0)) }
    }

    /// Tells one event, of a kind that is drawn; an observation where the case allows none of that kind.
    mutating func tellNext() {
        if let session = feeds[current].session {
            let isOver = session.day < today || session.minute > session.start + 150
            let turn = session.isPaused ? EventKind.sessionResumed : .sessionPaused
            let chance = session.isPaused ? 0.4 : isOver ? 0.05 : 0
            if random.chance(told[turn.index] == 0 ? 0.5 : chance), tell(turn) { return }
            if isOver { return endSession() }
        }
        let sequence = feeds[current].sequence
        if sequence % 11 == 0, tellMissing(sequence / 11) { return }
        if !tell(mix.draw(&random)) { observe() }
    }

    /// Tells of a kind that has not occurred yet, so that even a small case has every kind.
    private mutating func tellMissing(_ turn: Int) -> Bool {
        let missing = EventKind.allCases.filter { told[$0.index] == 0 }
        guard !missing.isEmpty else { return false }
        let kind = missing[turn % missing.count]
        if tell(kind) { return true }
        // Nothing of this feed is there that could end.
        switch kind {
        case .organisationMerged, .organisationSplit, .organisationDissolved: return tell(.organisationRegistered)
        case .bodyMerged, .bodyDissolved: return tell(.bodyEstablished)
        case .groupDissolved: return tell(.groupIdentified)
        default: return false
        }
    }

    /// Tells an event of a kind, if the case allows one now.
    mutating func tell(_ kind: EventKind) -> Bool {
        switch kind {
        case .caseOpened, .sessionEnded: return false
        case .approvalGranted, .codeDefined, .codeRenamed, .codeMerged: return tellOfStudy(kind)
        case .personIdentified, .participantRecruited, .consentGiven, .consentWithdrawn: return tellOfPeople(kind)
        case .sessionStarted, .sessionPaused, .sessionResumed, .attendanceNoted, .documentCollected:
            return tellOfFieldwork(kind)
        case .observationNoted, .excerptRecorded, .codingAdded, .codingRemoved, .memoWritten:
            return tellOfEvidence(kind)
        case .organisationRegistered, .organisationRenamed, .organisationRecoded, .organisationMerged,
            .organisationSplit, .organisationDissolved, .groupIdentified, .groupDissolved, .bodyEstablished,
            .bodyRenamed, .bodyRecoded, .bodyMerged, .bodyDissolved:
            return tellOfStanding(kind)
        case .membershipBegan, .membershipEnded, .roleAssumed, .roleLeft, .authorityConferred, .authorityEnded,
            .accountabilitySet, .accountabilityEnded, .influencePerceived:
            return tellOfTies(kind)
        case .proposalTabled, .proposalRevised, .proposalEnacted, .positionTaken, .decisionMade:
            return tellOfProposals(kind)
        case .stakePerceived, .stakeRevised, .offsetOffered, .offsetAccepted, .offsetDeclined, .offsetKept,
            .offsetBroken:
            return tellOfStakes(kind)
        case .disputeRaised, .disputeJoined, .disputeLeft, .disputeCoded, .disputeUncoded, .disputeDeadlocked,
            .disputeSuspended, .disputeResumed, .disputeSettled, .disputeReignited, .disputeHeld, .disputeLinked,
            .strategyEmployed:
            return tellOfDisputes(kind)
        case .eventCorrected, .eventRetracted: return amend(kind)
        }
    }

    /// Begins a line; the fields of its type are put next, then `end` ends it.
    mutating func begin(_ kind: EventKind, _ when: When, because: EventName? = nil, evidenced: Double = 0.12) {
        told[kind.index] += 1
        sheet.put("{")
        if !isOdd, random.chance(0.01) { label() }
        sheet.open("type")
        sheet.put(EventKind.names[kind.index])
        sheet.close()
        sheet.open("occurred")
        when.put(to: &sheet, days)
        sheet.close()
        if let learnt = when.learnt { sheet.field("learnt", Array(days.bytes(learnt))) }
        putContext(because, evidenced)
        sheet.key("data")
        sheet.put("{")
    }

    /// Ends a line.
    ///
    /// - Returns: the number of the event in its feed.
    @discardableResult
    mutating func end() -> Int {
        sheet.put("}}\n")
        feeds[current].sequence += 1
        if let label = feeds[current].fresh { feeds[current].labels.add(label) }
        feeds[current].fresh = nil
        return feeds[current].sequence - 1
    }

    private mutating func label() {
        feeds[current].counts.labels += 1
        let label = feeds[current].counts.labels
        sheet.open("id")
        sheet.put("l")
        sheet.put(label)
        sheet.close()
        feeds[current].fresh = label
    }
}
