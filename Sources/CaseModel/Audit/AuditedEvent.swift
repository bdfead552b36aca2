/// An event as an audit finds it in the log: its line, what corrections made of it, and who made them when.
package struct AuditedEvent: Sendable {
    package enum Standing: Sendable, Equatable {
        case stands
        case retracted
        /// It could not be known by the date asked for.
        case unknown
        /// It had not happened by the date asked for.
        case yetToCome
    }

    package let id: EventID
    /// As corrected, in canonical form; of a retracted event and of one of a later version as it stands in the log.
    package let line: [UInt8]
    package let type: String
    package let occurred: EDTF
    package let recorded: Instant
    /// Since when it could be known.
    package let known: Instant
    package let standing: Standing
    /// Whether this version knows what its type means.
    package let isTyped: Bool
    /// Corrections and retractions of it, in the order in which they were recorded, undone ones too.
    package let amendments: [AuditedAmendment]

    /// Whether it had happened and could be known by the dates asked for, retracted or not.
    var counts: Bool { standing == .stands || standing == .retracted }

    package var place: Place { Place(effect: occurred.effect, recorded: recorded, id: id) }

    /// Whole days between the last instant at which it can have happened and its recording.
    package var daysUntilRecorded: Int { Int(max(0, recorded - occurred.latest) / 86_400_000) }

    /// - Returns: nil for a line that is no event, or was not in the log by the date asked for.
    init?(_ id: EventID, stored: [UInt8], at: Instant, _ history: inout CaseHistory, quoting whole: CaseHistory) {
        let mark = history.tables.lists.count
        defer { history.forgetLists(from: mark) }
        guard let (original, canonical) = Self.read(stored, id, &history), original.recorded <= history.recorded else {
            return nil
        }
        self.id = id
        var current = (event: original, line: canonical)
        var isRetracted = history.isRetracted(id)
        switch history.version(of: id, stored: { canonical }) {
        case .stored: break
        case .corrected(let line): current = Self.read(line, id, &history) ?? current
        case .retracted: isRetracted = true
        }
        line = whole.quoted(current.line)
        isTyped = current.event.type != nil
        type = current.event.type?.rawValue ?? Self.typeName(canonical)
        occurred = current.event.occurred
        recorded = original.recorded
        known = current.event.known
        amendments = AuditedAmendment.all(of: id, canonical, history)
        standing =
            if current.event.known > history.known {
                .unknown
            } else if current.event.place.effect > at, !current.event.isAmendment {
                .yetToCome
            } else {
                isRetracted ? .retracted : .stands
            }
    }

    private static func read(
        _ line: [UInt8], _ id: EventID, _ history: inout CaseHistory
    ) -> (event: Event, line: [UInt8])? {
        switch history.read(line, id: id) {
        case .event(let event, let canonical): (event, canonical)
        case .opaque(let event): (event, line)
        case .unreadable: nil
        }
    }

    private static func typeName(_ line: [UInt8]) -> String {
        (try? JSONParser.parse(line))?["type"]?.string ?? ""
    }
}

/// A correction or a retraction of an event, with what it changed.
package struct AuditedAmendment: Sendable {
    /// A key or field with its value before and after, as JSON; nil where it had none.
    package struct Change: Sendable, Equatable {
        package let key: String
        package let from: JSONValue?
        package let to: JSONValue?
    }

    package let id: EventID
    package let recorded: Instant
    package let isRetraction: Bool
    package let reason: String
    /// The retraction in force that undid it, if one did.
    package let undoneBy: EventID?
    /// Of a correction in force; empty where it leaves no event of its type, so that it does nothing.
    package let changes: [Change]

    /// - Parameter line: the event's stored line, in canonical form.
    static func all(of event: EventID, _ line: [UInt8], _ history: CaseHistory) -> [AuditedAmendment] {
        guard history.amendments.concern(event) else { return [] }
        var current = line
        let inOrder = history.amendments.naming(event).sorted { ($0.recorded, $0.id) < ($1.recorded, $1.id) }
        return inOrder.map { amendment in
            let undoneBy = history.isRetracted(amendment.id) ? history.undoing(amendment.id) : nil
            var changes: [Change] = []
            if !amendment.isRetraction, undoneBy == nil,
                let corrected = AmendedLine.make(current, correction: amendment.line)
            {
                changes = self.changes(from: current, to: corrected, history)
                current = corrected
            }
            return AuditedAmendment(
                id: amendment.id, recorded: amendment.recorded, isRetraction: amendment.isRetraction,
                reason: (try? JSONParser.parse(history.shown(amendment.line)))?["data"]?["reason"]?.string ?? "",
                undoneBy: undoneBy, changes: changes)
        }
    }

    /// The keys, and the fields of `data`, in which two lines differ: in the order of the first, then of the second.
    /// They are compared as they are stored, for of words that were withdrawn the same is shown before and after.
    private static func changes(from before: [UInt8], to after: [UInt8], _ history: CaseHistory) -> [Change] {
        let (old, new) = (fields(before), fields(after))
        let (oldShown, newShown) = (fields(history.shown(before)), fields(history.shown(after)))
        func value(_ key: String, in fields: [JSONValue.Member]) -> JSONValue? { fields.first { $0.key == key }?.value }
        let changed = old.filter { field in value(field.key, in: new) != field.value }
        let added = new.filter { field in !old.contains { $0.key == field.key } }
        return (changed + added).map { field in
            Change(key: field.key, from: value(field.key, in: oldShown), to: value(field.key, in: newShown))
        }
    }

    private static func fields(_ line: [UInt8]) -> [JSONValue.Member] {
        let members = (try? JSONParser.parse(line))?.members ?? []
        return members.flatMap { $0.key == "data" ? $0.value.members ?? [] : [$0] }
    }
}

extension CaseHistory {
    /// The retraction that is in force against an amendment.
    fileprivate func undoing(_ amendment: EventID) -> EventID? {
        amendments.naming(amendment).first { $0.isRetraction && !isRetracted($0.id) }?.id
    }
}
