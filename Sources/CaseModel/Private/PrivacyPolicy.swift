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
        case .personIdentified: return Subject(person: datum("person")?.string, session: nil)
        case .participantRecruited, .consentGiven, .consentWithdrawn:
            return Subject(person: datum("participant")?.string, session: nil)
        case .sessionStarted: return Subject(person: nil, session: datum("session")?.string)
        default:
            let session = (sources()?.array ?? []).compactMap(\.string).first { isSession($0) }
            return Subject(person: speaker(type, datum), session: session)
        }
    }

    /// The one person whose words an event holds, if there is one.
    private func speaker(_ type: EventType, _ datum: (StaticString) -> JSONValue?) -> String? {
        let named: String? =
            switch type {
            case .excerptRecorded: datum("speaker")?.string
            case .positionTaken: datum("actor")?.string
            case .observationNoted: datum("by")?.array.flatMap { $0.count == 1 ? $0[0].string : nil }
            default: nil
            }
        return named.flatMap { isPerson($0) ? $0 : nil }
    }

    private func isPerson(_ name: String) -> Bool { isAny(of: [EntityKinds(.person), .participant], name) }
    private func isSession(_ name: String) -> Bool { isAny(of: .session, name) }

    private func isAny(of kinds: EntityKinds, _ name: String) -> Bool {
        tables.names.find(name).map { !state.kinds($0).isDisjoint(with: kinds) } ?? false
    }
}
