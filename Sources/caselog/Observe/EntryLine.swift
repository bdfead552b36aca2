import CaseModel
import CaseStore

/// What became of an entry, in words.
enum EntryLine {
    /// One short line, and one for each thing made known.
    static func lines(_ recorded: Recorded, _ entry: RecentEntry?, takenBack: [RecentEntry]) -> [String] {
        var lines: [String] = []
        let ids = recorded.ids
        if let entry, ids.contains(entry.id) {
            lines.append(number(entry.id) + " " + words(entry, recorded, takenBack: takenBack))
        } else if let last = ids.last {
            lines.append("\(number(last)) \(recorded.hasEnded ? "session ended" : "recorded")")
        }
        return lines + recorded.told.map { "   \($0)" }
    }

    private static func words(_ entry: RecentEntry, _ recorded: Recorded, takenBack: [RecentEntry]) -> String {
        switch entry.type {
        case .eventRetracted:
            guard let last = takenBack.last else { return "taken back" }
            return "took back \(number(last.id)): \(last.words)"
        case .eventCorrected: return "put right"
        default:
            let type = entry.type.rawValue.split(separator: ".").joined(separator: " ")
            return ([type] + recorded.begun + entry.names).joined(separator: " · ")
        }
    }

    /// `12`, of `jw-3f9c21ab/12`.
    static func number(_ id: String) -> String {
        guard let slash = id.utf8.lastIndex(of: UInt8(ascii: "/")) else { return id }
        return String(id[id.utf8.index(after: slash)...])
    }
}
