/// Which words of a case are private by default, as its `case.opened` says (DESIGN §5), and whose they are.
struct PrivacyPolicy {
    let privacy: Privacy
    let state: CaseState
    let tables: Tables

    /// Whether a field is made private without being asked for.
    ///
    /// - Parameter field: `note`, or the name of a field of the type.
    func covers(_ field: String, of type: EventType) -> Bool {
        switch privacy {
        case .open: false
        case .all: type != .caseOpened
        default: field == Self.note || Self.ofPeople[EventType.table.ordinal(of: type)].contains(field)
        }
    }

    static let note = "note"

    /// What people have said, who they are, and what researchers write for themselves.
    private static let ofPeople = EventType.allCases.map { type -> [String] in
        switch type {
        case .excerptRecorded: ["text", "locator"]
        case .observationNoted, .memoWritten: ["text"]
        case .personIdentified, .participantRecruited: ["title"]
        case .consentGiven: ["how", "form"]
        default: []
        }
    }

    /// Whose words a field holds.
    ///
    /// - Parameters:
    ///   - datum: what the event says under a key of its `data`.
    ///   - sources: where it was learnt.
    func subject(
        of field: String, _ type: EventType, _ datum: (StaticString) -> JSONValue?, sources: () -> JSONValue?
    ) -> Subject {
        switch type {
        case _ where field == Self.note || type == .memoWritten: return .wholeCase
        case .sessionStarted: return Subject(person: nil, session: datum("session")?.string)
        case _ where Self.isSpoken(type) || Self.personField(of: type) == nil:
            let session = (sources()?.array ?? []).compactMap(\.string).first { isSession($0) }
            let speaker = Self.person(of: type, datum).flatMap { isPerson($0) ? $0 : nil }
            return Subject(person: speaker, session: session)
        default: return Subject(person: Self.person(of: type, datum), session: nil)
        }
    }

    /// The field of a type that names whose words an event holds, or whom they describe.
    static func personField(of type: EventType) -> StaticString? {
        switch type {
        case .excerptRecorded: "speaker"
        case .positionTaken: "actor"
        case .observationNoted: "by"
        case .personIdentified: "person"
        case .participantRecruited, .consentGiven, .consentWithdrawn: "participant"
        default: nil
        }
    }

    /// Whether words of a type were said, or seen done, somewhere.
    static func isSpoken(_ type: EventType) -> Bool {
        type == .excerptRecorded || type == .positionTaken || type == .observationNoted
    }

    /// The one whom that field names; nil where it names nobody, or several.
    static func person(of type: EventType, _ datum: (StaticString) -> JSONValue?) -> String? {
        guard let value = personField(of: type).flatMap(datum) else { return nil }
        guard let several = value.array else { return value.string }
        return several.count == 1 ? several[0].string : nil
    }

    private func isPerson(_ name: String) -> Bool { isAny(of: [EntityKinds(.person), .participant], name) }
    private func isSession(_ name: String) -> Bool { isAny(of: .session, name) }

    private func isAny(of kinds: EntityKinds, _ name: String) -> Bool {
        tables.names.find(name).map { !state.kinds($0).isDisjoint(with: kinds) } ?? false
    }
}
