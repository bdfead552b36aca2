import CaseModel
import CasePages
import CaseStore
import EventLog

/// The cases of a study at the dates asked for, side by side.
struct CompareAnswer {
    let comparison: Comparison
    /// Those that could be.
    let opened: [Case]
    let isIncomplete: Bool
    private let study: String
    private let time: TimeOptions

    /// - Throws: `CaseError` where the folder holds no case; what a case cannot be opened for is told, and kept.
    init(_ study: String, _ time: TimeOptions) throws {
        let device = Device.here
        let places = try StudyFolder.casesOfStudy(study, in: device.fileSystem)
        let found = try OpenedCases(places, on: device) { try Self.compared($0, time) }
        self.study = StudyFolder.name(of: study)
        self.time = time
        opened = found.cases.map(\.opened)
        comparison = Comparison(found.cases.map(\.read), unread: found.unread.map { ($0.name, $0.message) })
        isIncomplete = !found.unread.isEmpty || comparison.isIncomplete
    }

    private static func compared(_ opened: Case, _ time: TimeOptions) throws -> ComparedCase {
        var (history, damage) = try opened.replay(known: time.known, recorded: time.recorded)
        let at = time.at?.latest ?? .max
        let (found, unread) = try opened.lookUp([.codes, .strategies, .causes, .evidence], in: &history, at: at)
        damage += unread.filter { !damage.contains($0) }
        let all = opened.damage + damage.filter { !opened.damage.contains($0) }
        Incompleteness.tell(all)
        let view = Viewpoint(history, at: at, sharing: .onAllProcessors)
        return ComparedCase(opened.folder.name, view, found, isIncomplete: !all.isEmpty)
    }

    func title(_ time: TimeOptions) -> String { "\(study): cases side by side, \(time.words)" }

    /// What a reader must know of what is not there.
    var remarks: [String] {
        comparison.unread.map { "INCOMPLETE. \($0.name) is left out: \($0.message)" }
            + comparison.cases.filter(\.isIncomplete).map {
                "INCOMPLETE. Part of \($0.name) could not be read; what it has is what could be."
            }
    }

    var json: String {
        var json = JSONBuilder(Tables(feeds: []), sharing: .onAllProcessors)
        json.object { json in
            json.text("study", study)
            json.text("view", "compare")
            json.text("at", time.at?.text)
            json.text("known", time.known?.text)
            json.text("recorded", time.recorded?.text)
            if isIncomplete { json.flag("incomplete", true) }
            comparison.write(to: &json)
        }
        json.endLine()
        return String(decoding: json.bytes, as: UTF8.self)
    }
}
