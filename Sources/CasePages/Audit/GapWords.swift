import CaseModel

extension AuditWords {
    /// What is missing, as a sentence.
    func sentence(_ gap: Gap) -> String {
        let named = gap.link.map { "\(Self.label($0)) \(target($0))" } ?? ""
        switch gap.kind {
        case .damage, .opening: return gap.message ?? ""
        case .cause: return "Nothing on record says what led to it."
        case .evidence: return "Neither evidence nor a source is given."
        case .retracted: return "“\(named)”: that was retracted."
        case .unreadable: return "“\(named)”: its line is damaged, so what it said cannot be told."
        case .notThere: return "“\(named)”: there was no such event in the log."
        case .unknown: return "“\(named)”: that could not be known by the date asked for."
        case .yetToCome: return "“\(named)”: that had not happened by the date asked for."
        case .unheardOf: return "“\(named)”: no event that counts makes that known."
        case .later: return "“\(named)”: that took effect only after what it is said to have led to."
        case .cycle: return "“\(named)”: by that it would rest on itself."
        }
    }

    /// What a link means, in words that stand before its target.
    static func label(_ link: AuditLink) -> String {
        switch link.field {
        case "because": "because of"
        case "by": "set off by"
        case "decision": "decided by"
        case "despite": "despite"
        case "evidence": "shown by"
        case "sources": "source"
        default: "about"
        }
    }

    /// What is missing from the case itself.
    var generalGaps: [String] { audit.gaps.filter { $0.turn == nil }.map { sentence($0) } }
}
