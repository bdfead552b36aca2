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
        default: field == Self.note || Self.ofPeople[type]?.contains(field) == true
        }
    }

    static let note = "note"

    /// What people have said, who they are, and what researchers write for themselves.
    private static let ofPeople: [EventType: Set<String>] = [
        .excerptRecorded: ["text", "locator"], .observationNoted: ["text"], .memoWritten: ["text"],
        .personIdentified: ["title"], .participantRecruited: ["title"], .consentGiven: ["how", "form"],
    ]

    /// Whose words a field holds.
    ///
    /// - Parameters:
    ///   - data: the event's.
    ///   - sources: where it was learnt.
    func subject(of field: String, _ type: EventType, _ data: JSONValue?, sources: JSONValue?) -> PrivateSubject {
        switch type {
        case _ where field == Self.note || type == .memoWritten: return .caseItself
        case .personIdentified: return PrivateSubject(person: data?["person"]?.string, session: nil)
        case .participantRecruited, .consentGiven, .consentWithdrawn:
            return PrivateSubject(person: data?["participant"]?.string, session: nil)
        case .sessionStarted: return PrivateSubject(person: nil, session: data?["session"]?.string)
        default:
            let session = (sources?.array ?? []).compactMap(\.string).first { isSession($0) }
            return PrivateSubject(person: speaker(type, data), session: session)
        }
    }

    /// The one person whose words an event holds, if there is one.
    private func speaker(_ type: EventType, _ data: JSONValue?) -> String? {
        let named: String? =
            switch type {
            case .excerptRecorded: data?["speaker"]?.string
            case .positionTaken: data?["actor"]?.string
            case .observationNoted: data?["by"]?.array.flatMap { $0.count == 1 ? $0[0].string : nil }
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
