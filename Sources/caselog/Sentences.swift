import CaseModel
import CasePages
import CaseStore

/// Events of a case in words, fetched when a page cites them.
struct Sentences {
    private let lines: StoredLines
    private let history: CaseHistory
    private let wording: Wording

    init(_ opened: Case, _ history: CaseHistory, _ view: Viewpoint) {
        lines = opened.storedLines()
        self.history = history
        wording = Wording(NameBook(view))
    }

    /// The event as corrected.
    func cite(_ id: EventID) throws -> Citation {
        let name = history.tables.text(id)
        guard let line = try line(id), let value = try? JSONParser.parse(line) else {
            return Citation(id: name, words: "an event that cannot be read", reason: nil)
        }
        let data = value["data"]
        return Citation(
            id: name, words: wording.sentence(value), reason: data?["reason"]?.string ?? data?["terms"]?.string)
    }

    private func line(_ id: EventID) throws -> [UInt8]? {
        guard let stored = try lines.line(id) else { return nil }
        var history = history
        if case .corrected(let line) = history.version(of: id, stored: { stored }) { return line }
        return stored
    }
}
