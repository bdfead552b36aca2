import CaseModel

/// Stored lines of one feed, put together into entries again.
///
/// Lines are of one entry where one needs the other: what makes something known and what names that, or an event and
/// the codes that were put on it, or what takes the place of an event and the retraction of that; and all retractions
/// of one undo. That two were recorded at one time says nothing: so are entries that come fast.
struct RestoredEntries {
    private var entries: [[JSONValue]] = []
    private var open: [JSONValue] = []
    /// What the open entry makes known and no line of it names yet.
    private var unnamed: Set<String> = []
    /// Whether the open entry only makes known, so far: what it is about comes last.
    private var onlyMakesKnown = true
    /// Which entry each event is of.
    private var numbers: [String: Int] = [:]

    private init() {}

    /// - Parameter lines: as they are shown, in order.
    static func made(of lines: [JSONValue]) -> [[JSONValue]] {
        var made = RestoredEntries()
        for line in lines { made.add(line) }
        made.close()
        return made.entries
    }

    private mutating func add(_ line: JSONValue) {
        let known = Minted(line, number: 0)?.id
        let named = Set(line["data"]?.texts ?? [])
        if !isOfOpen(line, makesKnown: known != nil, named) { close() }
        open.append(line)
        unnamed.subtract(named)
        if let known { unnamed.insert(known) } else { onlyMakesKnown = false }
    }

    private func isOfOpen(_ line: JSONValue, makesKnown: Bool, _ named: Set<String>) -> Bool {
        guard let last = open.last, last["recorded"] == line["recorded"] else { return false }
        if line.eventType == .eventRetracted { return isOfOpen(retraction: line, after: last) }
        // What a correction makes known has the time of what it puts right.
        guard last["occurred"] == line["occurred"] || line.eventType == .eventCorrected else { return false }
        if onlyMakesKnown, makesKnown { return true }
        if !unnamed.isDisjoint(with: named) { return true }
        guard line.eventType == .codingAdded, let on = line["data"]?["on"] else { return false }
        return open.contains { $0["id"] == on }
    }

    private func isOfOpen(retraction line: JSONValue, after last: JSONValue) -> Bool {
        if let because = line["because"]?.array, !because.isEmpty {
            return open.contains { because.contains($0["id"] ?? .null) }
        }
        guard last.eventType == .eventRetracted, last["because"] == nil, last["occurred"] == line["occurred"] else {
            return false
        }
        // An undo takes back events of one entry.
        let taken = [last, line].compactMap { $0["data"]?["event"]?.string }.map { numbers[$0] }
        return taken.first == taken.last
    }

    /// What nothing has named is an entry of its own: somebody has made it known.
    private mutating func close() {
        var rest: [JSONValue] = []
        for (index, line) in open.enumerated() {
            let isOwn = index + 1 < open.count && (Minted(line, number: 0).map { unnamed.contains($0.id) } ?? false)
            if isOwn { keep([line]) } else { rest.append(line) }
        }
        if !rest.isEmpty { keep(rest) }
        (open, unnamed, onlyMakesKnown) = ([], [], true)
    }

    private mutating func keep(_ entry: [JSONValue]) {
        for line in entry { if let id = line["id"]?.string { numbers[id] = entries.count } }
        entries.append(entry)
    }
}

extension JSONValue {
    /// All texts in a value.
    fileprivate var texts: [String] {
        [string].compactMap { $0 } + (array ?? []).flatMap(\.texts) + (members ?? []).flatMap(\.value.texts)
    }
}
