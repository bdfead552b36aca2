// An entry that should have been another one.
extension Composer {
    /// Puts an event right: it becomes what the entry says. An entry of the same form corrects what differs; of
    /// another, it takes the event's place, time and session, and the event is taken back.
    ///
    /// - Parameters:
    ///   - stored: the event as it is shown.
    ///   - rest: further events of the same entry, which are taken back with it. What takes the place of an event is
    ///     named in `because` by the retraction of that.
    /// - Throws: `EntryProblem`.
    package mutating func fix(_ stored: JSONValue, alongWith rest: [String], by entry: Entry) throws -> Composition {
        guard let id = stored["id"]?.string, let type = stored["type"]?.string.flatMap(EventType.init(rawValue:)),
            type != .eventCorrected, type != .eventRetracted
        else {
            throw EntryProblem("A correction cannot be corrected: take it back with !undo N, and fix the event again.")
        }
        if case .nothing = entry.body { throw EntryProblem("Type what it should have been: !fix @gp-lead left early") }
        guard entry.control == nil else { throw EntryProblem("\(entry.text) cannot take the place of an event.") }
        let now = moment
        moment = now.at(stored["occurred"]?.string.flatMap { EDTF($0) } ?? now.occurred, in: session(of: stored))
        _ = try compose(entry)
        moment = now
        let isSame = made.lines.count == made.main + 1 && made.lines[made.main]["type"] == stored["type"]
        if isSame, rest.isEmpty {
            try correct(id, type, stored, by: made.lines.remove(at: made.main))
        } else {
            _ = retract([id] + rest, because: ["\(moment.feed)/\(moment.nextSequence + UInt64(made.main))"])
        }
        return made
    }

    /// The session that an event belongs to; that of the moment for one of a type that names none.
    private func session(of stored: JSONValue) -> String? {
        switch stored["type"]?.string.flatMap(EventType.init(rawValue:)) {
        case .codeDefined, .codingAdded, .sessionStarted, .sessionPaused, .sessionResumed, .sessionEnded:
            return moment.session
        default: break
        }
        return (stored["sources"]?.array ?? []).compactMap(\.string).first { source in
            history.tables.names.find(source).map { history.state.kinds($0).contains(.session) } ?? false
        }
    }

    private mutating func correct(
        _ id: String, _ type: EventType, _ stored: JSONValue, by line: JSONValue
    ) throws {
        var changes: [(String, JSONValue?)] = []
        var cleared: [String] = []
        for field in EventDescription.of(type).fields {
            // What the event made known keeps its identifier: others may have named it.
            if case .defines = field.role { continue }
            let (old, new) = (stored["data"]?[field.name], line["data"]?[field.name])
            if old == new { continue }
            if new == nil, !field.isRequired { cleared.append(field.name) }
            changes.append((field.name, new))
        }
        if stored["note"] != nil, line["note"] == nil { cleared.append("note") }
        let note = line["note"] == stored["note"] ? nil : line["note"]
        let because = line["because"] == stored["because"] ? nil : line["because"]
        let isChanged = changes.contains { $0.1 != nil }
        guard isChanged || !cleared.isEmpty || note != nil || because != nil else {
            throw EntryProblem("\(id) says so already.")
        }
        add(
            .eventCorrected,
            [
                ("event", .string(id)), ("reason", .string("Put right during capture.")), ("because", because),
                ("note", note), ("data", isChanged ? Self.object(changes) : nil), ("cleared", list(cleared)),
            ], warrant: nil, isFromSession: false)
    }
}

extension Composition {
    /// What a fix names, or has what it corrects name: see `JSONValue.namedInLine`.
    ///
    /// - Parameter stored: the event that it puts right, as it is shown.
    package func named(fixing stored: JSONValue) -> Set<String> {
        guard type == .eventCorrected, let change = lines[main]["data"] else {
            return lines.reduce(into: []) { $0.formUnion($1.namedInLine) }
        }
        let replaced = Set((change["data"]?.members ?? []).map(\.key))
        let cleared = change["cleared"]?.array?.compactMap(\.string) ?? []
        let kept = (stored["data"]?.members ?? []).filter { !replaced.contains($0.key) && !cleared.contains($0.key) }
        let because = change["because"].map { [JSONValue.Member(key: "because", value: $0)] } ?? []
        let corrected = JSONValue.object(
            (stored.members ?? []).filter { $0.key != "data" && (because.isEmpty || $0.key != "because") } + because
                + [JSONValue.Member(key: "data", value: .object(kept + (change["data"]?.members ?? [])))])
        return corrected.namedInLine
    }
}

extension EntryMoment {
    func at(_ occurred: EDTF, in session: String?) -> EntryMoment {
        EntryMoment(session: session, feed: feed, nextSequence: nextSequence, occurred: occurred)
    }
}

extension CaseHistory {
    /// How many corrections and retractions there are, whether in force or not.
    package var amendmentCount: Int { amendments.count }

    /// Whether no retraction in force takes back an event, which may be a correction or a retraction itself.
    package func stands(_ id: EventID) -> Bool {
        amendments.isAmendment(id) ? !amendments.isUndone(id) : !amendments.effect(on: id).isRetracted
    }

    /// The corrections and retractions in force that name an event.
    package func amendmentsInForce(of id: EventID) -> [EventID] {
        amendments.naming(id).map(\.id).filter { !amendments.isUndone($0) }
    }

    /// The event that a correction or a retraction names; nil for another event.
    package func target(ofAmendment id: EventID) -> EventID? { amendments.target(of: id) }

    /// Whether an event is a retraction.
    package func isRetraction(_ id: EventID) -> Bool {
        guard let target = amendments.target(of: id) else { return false }
        return amendments.naming(target).contains { $0.id == id && $0.isRetraction }
    }

    /// The event that a correction or a retraction bears on in the end; nil where there is none.
    package func base(ofAmendment id: EventID) -> EventID? { amendments.base(of: id) }

    /// A stored line as corrections have made it, but for some of them, whether or not it is retracted.
    package func corrected(_ line: [UInt8], of id: EventID, without others: Set<EventID>) -> [UInt8] {
        amendments.effect(on: id).corrections.filter { !others.contains($0.id) }
            .reduce(line) { AmendedLine.make($0, correction: $1.line) ?? $0 }
    }

    /// A stored line as corrections have made it; nil where it is retracted.
    package func current(_ line: [UInt8], of id: EventID) -> [UInt8]? {
        let effect = amendments.effect(on: id)
        if effect.isRetracted { return nil }
        return effect.corrections.reduce(line) { AmendedLine.make($0, correction: $1.line) ?? $0 }
    }
}
