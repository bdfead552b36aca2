import CaseModel

/// Writes histories as several devices might: every type, late and corrected and contradictory accounts, imprecise
/// dates, lines of later versions, lines that another program wrote in another form.
package struct HistoryMaker {
    private var maker: ValueMaker
    private var feeds: [TestFeed]
    private var recorded: [Instant]
    private var types: [String: EventType] = [:]
    private var amendments: [String] = []
    /// Whether no two events share an instant of effect or of recording, so that feeds never decide on the order.
    private let isUntied: Bool
    private var step: Int64 = 0

    /// A history of about `count` events in the given number of feeds.
    ///
    /// - Parameter isCoded: whether much of it is evidence, codes and strategies, with disputes that come and go.
    package static func feeds(
        seed: UInt64, count: Int = 160, feedCount: Int = 3, isUntied: Bool = false, isCoded: Bool = false
    ) -> [TestFeed] {
        var history = HistoryMaker(seed, feedCount, isUntied)
        history.maker.usesOwnCodes = isCoded
        history.introduceCast()
        for _ in 0..<count { history.addEvent() }
        return history.feeds
    }

    private init(_ seed: UInt64, _ feedCount: Int, _ isUntied: Bool) {
        maker = ValueMaker(SeededRandom(seed), events: ["aa-00000000/1"])
        feeds = (0..<feedCount).map { TestFeed("\(["aa", "bb", "cc", "dd"][$0])-0000000\($0)") }
        let start = QueryTime("2019-01-01T00:00:00.000Z")?.latest ?? 0
        recorded = (0..<feedCount).map { start + Int64($0) * 86_400_000 }
        self.isUntied = isUntied
    }

    private mutating func introduceCast() {
        add(.caseOpened, date: "2016")
        for code in 0..<2 { add(.codeDefined, date: "2016-0\(code + 1)") }
        for kind in EntityKind.allCases {
            for name in Cast.names(kind) where maker.random.happens(90) {
                let field = EventDescription.of(Cast.definingType(kind)).fields.first { $0.role == .defines(kind) }
                add(Cast.definingType(kind), date: maker.date(), naming: (field?.name ?? "", name))
            }
        }
    }

    /// Types that make things happen are tried more often than the many that only add to the record.
    private static let busy: [[EventType]] = [
        [.membershipBegan, .membershipEnded, .roleAssumed, .roleLeft, .authorityConferred, .authorityEnded],
        [.accountabilitySet, .accountabilityEnded, .influencePerceived, .organisationRenamed, .bodyRecoded],
        [
            .organisationMerged, .bodyMerged, .organisationSplit, .groupDissolved, .organisationDissolved,
            .bodyDissolved,
        ],
        [.disputeSettled, .disputeReignited, .disputeDeadlocked, .disputeResumed, .disputeSuspended],
        [.disputeSettled, .disputeReignited, .disputeHeld, .disputeLinked, .disputeJoined, .disputeLeft],
        [.disputeCoded, .disputeUncoded, .disputeSettled],
        [.positionTaken, .stakePerceived, .stakeRevised, .decisionMade, .disputeLinked],
        [.positionTaken, .positionTaken, .offsetOffered, .offsetAccepted, .offsetBroken],
        [.offsetOffered, .offsetAccepted, .offsetDeclined, .offsetKept, .offsetBroken],
        [.sessionStarted, .sessionPaused, .sessionResumed, .sessionEnded, .attendanceNoted, .attendanceNoted],
        [.observationNoted, .excerptRecorded, .decisionMade, .consentGiven, .consentWithdrawn, .participantRecruited],
    ]

    private static let coded: [EventType] = [
        .codeDefined, .codeRenamed, .codeMerged, .codingAdded, .codingAdded, .codingRemoved, .observationNoted,
        .excerptRecorded, .memoWritten, .strategyEmployed, .strategyEmployed, .disputeSettled, .disputeSettled,
        .disputeReignited, .disputeReignited, .disputeHeld, .disputeCoded, .proposalTabled, .decisionMade,
    ]

    private mutating func addEvent() {
        if maker.usesOwnCodes, maker.random.happens(60) {
            return add(maker.random.pick(Self.coded), date: maker.date())
        }
        switch maker.random.number(1...100) {
        case ...9: addCorrection()
        case ...16: addRetraction()
        case ...20: addLineOfLaterVersion()
        case ...65: add(maker.random.pick(maker.random.pick(Self.busy)), date: maker.date())
        default: add(maker.random.pick(EventType.allCases.filter { !Self.isAmendment($0) }), date: maker.date())
        }
    }

    private static func isAmendment(_ type: EventType) -> Bool { type == .eventCorrected || type == .eventRetracted }

    private mutating func add(_ type: EventType, date: String, naming: (field: String, name: String)? = nil) {
        var data = maker.data(type, optional: 35)
        if let naming, let index = data.firstIndex(where: { $0.key == naming.field }) {
            data[index].value = .string(naming.name)
        }
        focus(type, &data)
        append(type.rawValue, date, maker.context(type, optional: 12), data)
    }

    /// Perceptions and positions on few things, so that they oppose each other and stir.
    private mutating func focus(_ type: EventType, _ data: inout [JSONValue.Member]) {
        guard maker.random.happens(70) else { return }
        switch type {
        case .stakePerceived:
            data[1].value = .string("org-a")
            data[2].value = .string(maker.random.pick(["merger", "dispute-1", "dispute-2"]))
        case .positionTaken: data[1].value = .string(maker.random.pick(["dispute-1", "dispute-2", "vote-1"]))
        case .decisionMade: data[1].value = .string(maker.random.pick(["dispute-1", "merger"]))
        case .disputeRaised: data.removeAll { $0.key == "on" }
        default: break
        }
        if type == .disputeRaised { data.append(.init(key: "on", value: .string("merger"))) }
    }

    private mutating func addCorrection() {
        let target = maker.random.pick(maker.events)
        guard let type = types[target] else { return }
        var data: [JSONValue.Member] = [.init(key: "event", value: .string(target))]
        data.append(.init(key: "reason", value: .string("a slip")))
        if maker.random.happens(35) { data.append(.init(key: "occurred", value: .string(maker.date()))) }
        if maker.random.happens(20) { data.append(.init(key: "learnt", value: .string(maker.date()))) }
        if maker.random.happens(20) {
            data.append(.init(key: "because", value: .array([.string(maker.random.pick(maker.events))])))
        }
        let changes = EventDescription.of(type).fields.filter { _ in maker.random.happens(30) }.map { field in
            JSONValue.Member(key: field.name, value: maker.value(field.shape, field.role))
        }
        if !changes.isEmpty { data.append(.init(key: "data", value: .object(changes))) }
        if maker.random.happens(25) {
            let optional = EventDescription.of(type).fields.filter { !$0.isRequired || maker.random.happens(5) }
            let names = ["because", "learnt", "note"] + optional.map(\.name)
            let cleared = maker.random.some(of: names, upTo: 2)
            data.append(.init(key: "cleared", value: .array(cleared.map(JSONValue.string))))
        }
        let id = append(
            EventType.eventCorrected.rawValue, maker.date(), maker.context(type, optional: 20), data)
        amendments.append(id)
    }

    /// Half of what is retracted is itself a correction or a retraction.
    private mutating func addRetraction() {
        let ofAmendment = !amendments.isEmpty && maker.random.happens(50)
        let target = maker.random.pick(ofAmendment ? amendments : maker.events)
        let data: [JSONValue.Member] = [
            .init(key: "event", value: .string(target)), .init(key: "reason", value: .string("not so")),
        ]
        amendments.append(append(EventType.eventRetracted.rawValue, maker.date(), [], data))
    }

    private mutating func addLineOfLaterVersion() {
        let type = maker.random.pick([EventType.disputeSettled, .stakePerceived, .organisationRegistered])
        var data = maker.data(type, optional: 50)
        switch maker.random.number(1...3) {
        case 1: append("dispute.arbitrated", maker.date(), [], data)
        case 2:
            for index in data.indices where ["how", "direction", "sector"].contains(data[index].key) {
                data[index].value = .string("unheard-of")
            }
            append(type.rawValue, maker.date(), [], data)
        default:
            data.insert(.init(key: "mood", value: .array([.null, .number("1.5")])), at: 1)
            append(type.rawValue, maker.date(), [.init(key: "weather", value: .string("wet"))], data)
        }
    }

    @discardableResult
    private mutating func append(
        _ type: String, _ date: String, _ context: [JSONValue.Member], _ data: [JSONValue.Member]
    ) -> String {
        let feed = maker.random.number(0...feeds.count - 1)
        step += 1
        recorded[feed] += isUntied ? 0 : Int64(maker.random.pick([0, 0, 1, 60_000, 86_400_000]))
        if isUntied { recorded = recorded.map { _ in 1_550_000_000_000 + step * 7_200_000 } }
        let id = "\(feeds[feed].name)/\(feeds[feed].lines.count + 1)"
        var members: [JSONValue.Member] = [
            .init(key: "id", value: .string(id)), .init(key: "type", value: .string(type)),
            .init(key: "occurred", value: .string(date)),
        ]
        if maker.random.happens(20) { members.append(.init(key: "learnt", value: .string(maker.date()))) }
        members.append(.init(key: "recorded", value: .string(RecordedTime.text(recorded[feed]))))
        members += context
        members.append(.init(key: "data", value: .object(data)))
        let line = JSONValue.object(members)
        feeds[feed].lines.append(maker.random.happens(8) ? Disguise.line(line, &maker.random) : bytes(line))
        maker.events.append(id)
        types[id] = EventType(rawValue: type)
        return id
    }
}
