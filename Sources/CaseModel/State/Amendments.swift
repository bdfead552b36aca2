/// The corrections and retractions that count, and what they make of the events they name.
///
/// They have no place on the `at` axis: once one counts by `known` and `recorded`, it acts on the whole past. A
/// retraction of a correction or of a retraction undoes it; each names one event, so those that bear on an event form a
/// tree below it, and a chain that bites its own tail touches no event.
struct Amendments: Sendable {
    struct Amendment: Sendable {
        let id: EventID
        let recorded: Instant
        let target: EventID
        let isRetraction: Bool
        /// The canonical line, without LF.
        let line: [UInt8]
    }

    private var byTarget: [EventID: [Amendment]] = [:]
    private var targets: [EventID: EventID] = [:]

    /// Whether an event is named by an amendment, so far as they were read.
    func concern(_ id: EventID) -> Bool { byTarget[id] != nil }

    /// The amendments that name an event, whether in force or not.
    func naming(_ event: EventID) -> [Amendment] { byTarget[event] ?? [] }

    mutating func add(_ amendment: Amendment) {
        byTarget[amendment.target, default: []].append(amendment)
        targets[amendment.id] = amendment.target
    }

    /// Takes in the amendments of another part of the case.
    mutating func merge(_ other: Amendments, _ renumbering: Renumbering) {
        for amendment in other.byTarget.values.joined() {
            add(
                Amendment(
                    id: renumbering[amendment.id], recorded: amendment.recorded, target: renumbering[amendment.target],
                    isRetraction: amendment.isRetraction, line: amendment.line))
        }
    }

    func write(to facts: inout FactsWriter) throws {
        let all = byTarget.values.joined()
        try facts.add(all.flatMap { [$0.id.packed, UInt64(bitPattern: $0.recorded), $0.target.packed] })
        try facts.add(all.map { UInt8($0.isRetraction ? 1 : 0) })
        var lines = FactsText()
        for amendment in all { lines.add(amendment.line) }
        try lines.write(to: &facts)
    }

    init() {}

    init?(_ facts: inout FactsReader) {
        guard let words: Flat<UInt64> = facts.take(), let kinds: Flat<UInt8> = facts.take(),
            let lines = FactsText.read(&facts), words.count == lines.count * 3, kinds.count == lines.count
        else { return nil }
        for (index, line) in lines.enumerated() {
            add(
                Amendment(
                    id: EventID(packed: words[index * 3]), recorded: Int64(bitPattern: words[index * 3 + 1]),
                    target: EventID(packed: words[index * 3 + 2]), isRetraction: kinds[index] == 1, line: line))
        }
    }

    func isAmendment(_ id: EventID) -> Bool { targets[id] != nil }

    /// The event that an amendment bears on in the end; nil for a chain that bites its own tail.
    func base(of amendment: EventID) -> EventID? {
        var id = amendment
        for _ in 0...targets.count {
            guard let target = targets[id] else { return id }
            id = target
        }
        return nil
    }

    /// What stands about an event: whether it is retracted, and the corrections in force, the one that wins last.
    func effect(on event: EventID) -> (isRetracted: Bool, corrections: [Amendment]) {
        let direct = byTarget[event] ?? []
        guard !direct.isEmpty else { return (false, []) }
        let active = activeAmendments(below: event)
        let inForce = direct.filter { active.contains($0.id) }
        let corrections = inForce.filter { !$0.isRetraction }.sorted {
            ($0.recorded, $0.id) < ($1.recorded, $1.id)
        }
        return (inForce.contains { $0.isRetraction }, corrections)
    }

    /// Whether a retraction of an event is in force that the author of a correction knew, or that another feed made: an
    /// author who corrects first and retracts later contradicts nobody.
    func isRetracted(_ event: EventID, apartFrom correction: Event) -> Bool {
        let active = activeAmendments(below: event)
        return naming(event).contains { amendment in
            amendment.isRetraction && active.contains(amendment.id)
                && (amendment.id.feed != correction.id.feed || amendment.id < correction.id)
        }
    }

    /// Whether an amendment has been retracted, by a retraction that is itself in force.
    func isUndone(_ amendment: EventID) -> Bool {
        guard isAmendment(amendment), let base = base(of: amendment) else { return false }
        return !activeAmendments(below: base).contains(amendment)
    }

    /// The amendments below an event that no other one in force has undone, found from the leaves up.
    private func activeAmendments(below event: EventID) -> Set<EventID> {
        var all: [Amendment] = byTarget[event] ?? []
        var next = 0
        while next < all.count {
            all += byTarget[all[next].id] ?? []
            next += 1
        }
        var active: Set<EventID> = []
        for amendment in all.reversed() {
            let undone = (byTarget[amendment.id] ?? []).contains { $0.isRetraction && active.contains($0.id) }
            if !undone { active.insert(amendment.id) }
        }
        return active
    }
}

/// What an event's line becomes by the corrections in force.
enum AmendedLine {
    /// The keys that a correction replaces as a whole.
    private static let keys = ["occurred", "learnt", "because", "evidence", "sources", "note"]

    /// The corrected line in canonical form; nil where the correction leaves no event of its type.
    ///
    /// - Parameters:
    ///   - line: as stored, or as earlier corrections have made it.
    ///   - correction: the canonical line of a correction.
    static func make(_ line: [UInt8], correction: [UInt8]) -> [UInt8]? {
        guard let value = try? JSONParser.parse(line), let change = try? JSONParser.parse(correction),
            let fields = change["data"]
        else { return nil }
        var form = LineForm(.history)
        return form.canonical(apply(fields, reconstructed: names(change["reconstructed"]), to: value))
    }

    private static func apply(_ fields: JSONValue, reconstructed: [String], to line: JSONValue) -> JSONValue {
        guard case .object(var members) = line else { return line }
        var changed: [String] = []
        var data = line["data"]?.members ?? []
        for name in names(fields["cleared"]) {
            members.removeAll { $0.key == name && $0.key != "data" }
            data.removeAll { $0.key == name }
            changed.append(name)
        }
        for key in keys {
            guard let value = fields[key] else { continue }
            set(key, value, in: &members)
            changed.append(key)
        }
        for member in fields["data"]?.members ?? [] {
            set(member.key, member.value, in: &data)
            changed.append(member.key)
        }
        set("data", .object(data), in: &members)
        if !changed.contains("reconstructed") {
            let kept = names(line["reconstructed"]).filter { !changed.contains($0) }
            let still = changed.filter { reconstructed.contains($0) }
            set("reconstructed", .array((kept + still).map(JSONValue.string)), in: &members)
        }
        return .object(members)
    }

    private static func names(_ value: JSONValue?) -> [String] { (value?.array ?? []).compactMap(\.string) }

    private static func set(_ key: String, _ value: JSONValue, in members: inout [JSONValue.Member]) {
        if let index = members.firstIndex(where: { $0.key == key }) {
            members[index].value = value
        } else {
            members.append(JSONValue.Member(key: key, value: value))
        }
    }
}
