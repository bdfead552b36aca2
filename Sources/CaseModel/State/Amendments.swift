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

    private let kept: KeptAmendments?
    /// Those that were read since.
    private var byTarget: [EventID: [Amendment]] = [:]
    private var targets: [EventID: EventID] = [:]

    init(_ kept: KeptAmendments? = nil) { self.kept = kept }

    /// How many were read, whether in force or not.
    var count: Int { targets.count + (kept?.count ?? 0) }

    /// Whether an event is named by an amendment, so far as they were read.
    func concern(_ id: EventID) -> Bool { byTarget[id] != nil || kept.map { !$0.naming(id).isEmpty } ?? false }

    /// The amendments that name an event, whether in force or not.
    func naming(_ event: EventID) -> [Amendment] {
        let read = byTarget[event] ?? []
        guard let kept else { return read }
        return kept.naming(event).map { kept[$0] } + read
    }

    /// The event that an amendment names; nil for another event.
    func target(of amendment: EventID) -> EventID? { targets[amendment] ?? kept?.target(of: amendment) }

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
        let before = kept.map { kept in (0..<kept.count).map { kept[$0] } } ?? []
        try KeptAmendments.write(before + byTarget.values.joined(), to: &facts)
    }

    init?(_ facts: inout FactsReader) {
        guard let kept = KeptAmendments(&facts) else { return nil }
        self.init(kept)
    }

    func isAmendment(_ id: EventID) -> Bool { target(of: id) != nil }

    /// The event that an amendment bears on in the end; nil for a chain that bites its own tail.
    func base(of amendment: EventID) -> EventID? {
        var id = amendment
        for _ in 0...count {
            guard let target = target(of: id) else { return id }
            id = target
        }
        return nil
    }

    /// The corrections that no retraction has undone, in the order in which they were recorded.
    var corrections: [Amendment] {
        let all = (kept.map { kept in (0..<kept.count).map { kept[$0] } } ?? []) + byTarget.values.joined()
        return all.filter { !$0.isRetraction && !isUndone($0.id) }.sorted {
            ($0.recorded, $0.id) < ($1.recorded, $1.id)
        }
    }

    /// What stands about an event: whether it is retracted, and the corrections in force, the one that wins last.
    func effect(on event: EventID) -> (isRetracted: Bool, corrections: [Amendment]) {
        let direct = naming(event)
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
        var all = naming(event)
        var next = 0
        while next < all.count {
            all += naming(all[next].id)
            next += 1
        }
        var active: Set<EventID> = []
        for amendment in all.reversed() {
            let undone = naming(amendment.id).contains { $0.isRetraction && active.contains($0.id) }
            if !undone { active.insert(amendment.id) }
        }
        return active
    }
}
