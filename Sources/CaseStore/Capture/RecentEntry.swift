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

    /// The events that it became.
    package let ids: [String]
    /// Which of them it is about; those before it made known what it names.
    let main: Int
    package let occurred: String
    /// The type of that event.
    package let type: EventType
    let typed: String
    /// What it made known.
    let minted: [Minted]
    /// What it names: `@` and an identifier, or `#` and a code.
    package let names: [String]
    /// What its retractions name: what an undo takes back, or what a fix takes the place of.
    let takenBack: [String: String]
    /// The event that it corrects.
    let corrected: String?
    package private(set) var isRetracted = false
    var fixes: [Fix] = []

    /// - Parameters:
    ///   - lines: of its events, in order, as they are shown; at least one.
    ///   - main: which of them it is about; by itself what follows what was made known.
    init(
        _ lines: [JSONValue], ids: [String], main: Int? = nil, occurred: String? = nil, typed: String,
        minted: [Minted]? = nil, names: [String]
    ) {
        let about = lines.prefix { line in line.eventType != .eventRetracted && line.eventType != .codingAdded }
        let known = (about.isEmpty ? lines[...] : about).dropLast().enumerated()
        let minted = minted ?? known.compactMap { number, line in Minted(line, number: number) }
        self.ids = ids
        self.main = min(main ?? minted.map { $0.line + 1 }.max() ?? 0, lines.count - 1)
        self.occurred = occurred ?? lines[self.main]["occurred"]?.string ?? ""
        type = lines[self.main].eventType ?? .observationNoted
        self.typed = typed
        self.minted = minted
        self.names = names
        var takenBack: [String: String] = [:]
        for (id, line) in zip(ids, lines) where line.eventType == .eventRetracted {
            takenBack[id] = line["data"]?["event"]?.string
        }
        self.takenBack = takenBack
        corrected = type == .eventCorrected ? lines[self.main]["data"]?["event"]?.string : nil
    }

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
