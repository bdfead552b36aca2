/// A dispute: raised, then open, deadlocked or suspended until it is settled; a settled one may be re-ignited, which
/// opens its next episode.
struct DisputeCourse: Course {
    enum Status: String { case none, open, deadlocked, suspended, settled }

    /// From the raising, or a re-ignition, to the settlement.
    struct Episode {
        var opening: Event
        var cause: [Reference]
        var issues: [Slug]
        var parties: [Slug]
        var settlement: (event: Event, fields: DisputeSettled)?
        /// The events that its issues and parties rest on, its opening first.
        var basis: [Event]
        /// What brought the dispute into the state in which it stands, or in which the episode left it.
        var lastTurn: EventID
    }

    struct Link: Equatable {
        let to: Slug
        let kind: LinkKind
        let event: Event

        static func == (a: Link, b: Link) -> Bool { a.to == b.to && a.kind == b.kind }
    }

    var status = Status.none
    var raised: DisputeRaised?
    var drivers: [Slug] = []
    var faultlines: [Slug] = []
    var episodes: [Episode] = []
    var links: [Link] = []
    /// What was looked at since the last settlement and judged not to re-ignite the dispute.
    var despite: [(judged: Place, things: [Reference])] = []

    mutating func apply(_ event: Event, _ tables: Tables) -> String? {
        if case .disputeRaised(let p) = event.payload {
            if let first = episodes.first {
                return "The dispute was raised already (\(tables.text(first.opening.id)))."
            }
            raise(event, p, tables)
            return nil
        }
        guard status != .none else { return "The dispute has not been raised by then." }
        switch event.payload {
        case .disputeJoined(let p): return join(event, p.party, tables)
        case .disputeLeft(let p): return leave(event, p.party, tables)
        case .disputeCoded(let p): code(event, p, tables)
        case .disputeUncoded(let p): return uncode(event, p, tables)
        case .disputeDeadlocked: return turn(event, to: .deadlocked, tables)
        case .disputeSuspended: return turn(event, to: .suspended, tables)
        case .disputeResumed: return turn(event, to: .open, tables)
        case .disputeSettled(let p): return settle(event, p, tables)
        case .disputeReignited(let p): return reignite(event, p, tables)
        case .disputeHeld(let p):
            guard status == .settled else {
                return "The dispute is \(status.rawValue) by then; only a settled one is held."
            }
            despite.append((event.place, p.despite.elements(in: tables)))
        case .disputeLinked(let p):
            let link = Link(to: p.to, kind: p.kind, event: event)
            if p.to == p.dispute { return "A dispute cannot be linked to itself." }
            if links.contains(link) { return "The disputes are linked in this way already." }
            links.append(link)
        default: break
        }
        return nil
    }

    private var current: Int { episodes.count - 1 }

    private mutating func raise(_ event: Event, _ fields: DisputeRaised, _ tables: Tables) {
        raised = fields
        drivers = fields.drivers.elements(in: tables)
        faultlines = fields.faultlines.elements(in: tables)
        episodes = [
            Episode(
                opening: event, cause: event.context.because.elements(in: tables).map(Reference.event),
                issues: fields.issues.elements(in: tables), parties: fields.parties.elements(in: tables),
                basis: [event], lastTurn: event.id)
        ]
        status = .open
    }

    private mutating func join(_ event: Event, _ party: Slug, _ tables: Tables) -> String? {
        guard status != .settled else { return settledSentence(tables) }
        guard !episodes[current].parties.contains(party) else {
            return "\"\(tables.text(party))\" is a party to the dispute already."
        }
        episodes[current].parties.append(party)
        episodes[current].basis.append(event)
        return nil
    }

    private mutating func leave(_ event: Event, _ party: Slug, _ tables: Tables) -> String? {
        guard status != .settled else { return settledSentence(tables) }
        guard let index = episodes[current].parties.firstIndex(of: party) else {
            let parties = episodes[current].parties.map { tables.text($0) }.joined(separator: ", ")
            return "\"\(tables.text(party))\" is no party to the dispute by then. Its parties are \(parties)."
        }
        episodes[current].parties.remove(at: index)
        episodes[current].basis.append(event)
        return nil
    }

    private mutating func code(_ event: Event, _ fields: DisputeCoded, _ tables: Tables) {
        Self.add(fields.issues.elements(in: tables), to: &episodes[current].issues)
        Self.add(fields.drivers.elements(in: tables), to: &drivers)
        Self.add(fields.faultlines.elements(in: tables), to: &faultlines)
        episodes[current].basis.append(event)
    }

    private mutating func uncode(_ event: Event, _ fields: DisputeUncoded, _ tables: Tables) -> String? {
        let wanted =
            fields.issues.elements(in: tables) + fields.drivers.elements(in: tables)
            + fields.faultlines.elements(in: tables)
        let known = episodes[current].issues + drivers + faultlines
        if let missing = wanted.first(where: { !known.contains($0) }) {
            return "The dispute is not coded \"\(tables.text(missing))\" by then."
        }
        episodes[current].issues.removeAll { wanted.contains($0) }
        drivers.removeAll { wanted.contains($0) }
        faultlines.removeAll { wanted.contains($0) }
        episodes[current].basis.append(event)
        return nil
    }

    private mutating func turn(_ event: Event, to next: Status, _ tables: Tables) -> String? {
        if status == .settled { return settledSentence(tables) }
        if status == next { return "The dispute is \(status.rawValue) by then already." }
        status = next
        episodes[current].lastTurn = event.id
        return nil
    }

    private mutating func settle(_ event: Event, _ fields: DisputeSettled, _ tables: Tables) -> String? {
        if status == .settled { return settledSentence(tables) }
        episodes[current].settlement = (event, fields)
        episodes[current].lastTurn = event.id
        despite = []
        status = .settled
        return nil
    }

    private mutating func reignite(_ event: Event, _ fields: DisputeReignited, _ tables: Tables) -> String? {
        guard status == .settled else {
            return "The dispute is \(status.rawValue) by then; only a settled one can be re-ignited."
        }
        var cause = fields.by.elements(in: tables)
        for id in event.context.because.elements(in: tables) where !cause.contains(.event(id)) {
            cause.append(.event(id))
        }
        episodes.append(
            Episode(
                opening: event, cause: cause,
                issues: fields.issues?.elements(in: tables) ?? episodes[current].issues,
                parties: fields.parties?.elements(in: tables) ?? episodes[current].parties,
                basis: [event], lastTurn: event.id))
        despite = []
        status = .open
        return nil
    }

    private func settledSentence(_ tables: Tables) -> String {
        guard let settlement = episodes[current].settlement else { return "The dispute is settled by then." }
        return """
            The dispute is settled since \(settlement.event.occurred) (\(tables.text(settlement.event.id))); it can be \
            re-ignited or held.
            """
    }

    private static func add(_ codes: [Slug], to list: inout [Slug]) {
        for code in codes where !list.contains(code) { list.append(code) }
    }
}
