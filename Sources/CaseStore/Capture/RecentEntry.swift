package import CaseModel

/// One of the last entries of a session.
package struct RecentEntry: Sendable {
    /// A correction that the entry got.
    struct Fix: Sendable {
        /// The event of the correction.
        let id: String
        let words: String
        var isUndone = false
    }

    /// What never changes of it, in one place: before each entry is composed all of the last ones are kept as they are,
    /// so that copying one has to cost little.
    private final class Record: Sendable {
        let ids: [String]
        let main: Int
        let occurred: String
        let type: EventType
        let typed: String
        let minted: [Minted]
        let names: [String]
        let takenBack: [String: String]
        let corrected: String?

        init(
            ids: [String], main: Int, occurred: String, type: EventType, typed: String, minted: [Minted],
            names: [String], takenBack: [String: String], corrected: String?
        ) {
            self.ids = ids
            self.main = main
            self.occurred = occurred
            self.type = type
            self.typed = typed
            self.minted = minted
            self.names = names
            self.takenBack = takenBack
            self.corrected = corrected
        }
    }

    private let record: Record
    package private(set) var isRetracted = false
    var fixes: [Fix] = []

    /// - Parameters:
    ///   - lines: of its events, in order, as they are shown; at least one.
    ///   - main: which of them it is about.
    init(
        _ lines: [JSONValue], ids: [String], main: Int, occurred: String? = nil, typed: String, names: [String]
    ) {
        let main = min(main, lines.count - 1)
        let minted = lines[...main].enumerated().compactMap { number, line in Minted(line, number: number) }
        let type = lines[main].eventType ?? .observationNoted
        var takenBack: [String: String] = [:]
        for (id, line) in zip(ids, lines) where line.eventType == .eventRetracted {
            takenBack[id] = line["data"]?["event"]?.string
        }
        record = Record(
            ids: ids, main: main, occurred: occurred ?? lines[main]["occurred"]?.string ?? "", type: type, typed: typed,
            minted: minted, names: names, takenBack: takenBack,
            corrected: type == .eventCorrected ? lines[main]["data"]?["event"]?.string : nil)
    }

    /// The events that it became.
    package var ids: [String] { record.ids }
    /// Which of them it is about; those before it made known what it names.
    var main: Int { record.main }
    package var occurred: String { record.occurred }
    /// The type of that event.
    package var type: EventType { record.type }
    var typed: String { record.typed }
    /// What it made known; also what it is about, where that became known by it.
    var minted: [Minted] { record.minted }
    /// What it names: `@` and an identifier, or `#` and a code.
    package var names: [String] { record.names }
    /// What its retractions name: what an undo takes back, or what a fix takes the place of.
    var takenBack: [String: String] { record.takenBack }
    /// The event that it corrects.
    var corrected: String? { record.corrected }

    /// As typed, and put right since where it was.
    package var words: String { fixes.last { !$0.isUndone }?.words ?? typed }
    /// The event that the entry is about.
    package var id: String { ids[min(main, ids.count - 1)] }
    /// Whether it takes back or puts right another.
    package var isAmendment: Bool { type == .eventRetracted || type == .eventCorrected }
    /// Its events but the retractions.
    var facts: [String] { ids.filter { takenBack[$0] == nil } }
    /// Its retractions, in order.
    var retractions: [String] { ids.filter { takenBack[$0] != nil } }
    /// The events whose place it has taken.
    var replaced: [String] { type == .eventRetracted ? [] : Array(takenBack.values) }

    /// Notes whether it and its corrections stand.
    mutating func note(_ stands: (String) -> Bool?) {
        if let stands = stands(id) { isRetracted = !stands }
        for index in fixes.indices {
            if let stands = stands(fixes[index].id) { fixes[index].isUndone = !stands }
        }
    }
}

extension JSONValue {
    /// The type of a stored line.
    var eventType: EventType? { self["type"]?.string.flatMap(EventType.init(rawValue:)) }
}
