import CaseModel

/// The identifiers of generated histories: few, so that events meet.
package enum Cast {
    static func names(_ kind: EntityKind) -> [String] {
        switch kind {
        case .approval: ["ethics"]
        case .person: ["p01", "p02", "p03"]
        case .participant: ["p03", "p04", "p05"]
        case .session: ["session-1", "session-2"]
        case .document: ["report", "minutes"]
        case .organisation: ["org-a", "org-b", "org-c", "org-d", "org-e"]
        case .group: ["surgeons", "campaign"]
        case .body: ["board", "system", "panel"]
        case .proposal: ["merger", "budget"]
        case .decision: ["vote-1", "vote-2", "vote-3"]
        case .stake: ["stake-1", "stake-2", "stake-3", "stake-4", "stake-5", "stake-6"]
        case .offset: ["offset-1", "offset-2", "offset-3"]
        case .dispute: ["dispute-1", "dispute-2", "dispute-3", "dispute-4"]
        }
    }

    static func names(_ kinds: EntityKinds) -> [String] {
        EntityKind.allCases.filter { kinds.contains(EntityKinds($0)) }.flatMap(names)
    }

    /// The type whose events make a thing of a kind known.
    static func definingType(_ kind: EntityKind) -> EventType {
        EventDescription.all.first { $0.fields.contains { $0.role == .defines(kind) } }?.type ?? .caseOpened
    }

    static let ownCodes = ["trust", "fatigue"]

    static func codes(_ kind: CodeKind?) -> [String] {
        Codebook.entries.filter { kind == nil || $0.kind == kind }.map(\.code)
    }

    static let roles = ["chair", "lead"]

    /// Words that strain an encoder: quotes, escapes, control characters, other scripts, separators of lines.
    static let texts = [
        "Plain words.", "", "She said \"no\" \\ and left", "tab\tand\nline\r\u{8}\u{C}", "\u{0}\u{1F}\u{7F}",
        "Überleitung — naïve", "協議", "🏥 ward", "\u{2028}\u{2029}", "slash / slash",
        "a much longer text, "
            + "which does not fit into eight bytes at a time and ends in é",
    ]
}
