package import CaseModel

/// A dispute, folded from its events one by one.
struct PlainDispute {
    struct Episode {
        let opening: PlainEvent
        var cause: [String]
        var issues: [String]
        var parties: [String]
        var settlement: PlainEvent?
        var basis: [PlainEvent]
        var lastTurn: PlainEvent
    }

    var state = "none"
    var raised: PlainEvent?
    var drivers: [String] = []
    var faultlines: [String] = []
    var episodes: [Episode] = []
    var links: [PlainEvent] = []
    var held: [PlainEvent] = []

    mutating func apply(_ event: PlainEvent) {
        if event.type == "dispute.raised" { return raise(event) }
        guard state != "none" else { return }
        let last = episodes.count - 1
        let isSettled = state == "settled"
        switch event.type {
        case "dispute.joined":
            let party = event.text("party") ?? ""
            guard !isSettled, !episodes[last].parties.contains(party) else { return }
            episodes[last].parties.append(party)
            episodes[last].basis.append(event)
        case "dispute.left":
            guard !isSettled, episodes[last].parties.contains(event.text("party") ?? "") else { return }
            episodes[last].parties.removeAll { $0 == event.text("party") }
            episodes[last].basis.append(event)
        case "dispute.coded":
            episodes[last].issues += event.texts("issues").filter { !episodes[last].issues.contains($0) }
            drivers += event.texts("drivers").filter { !drivers.contains($0) }
            faultlines += event.texts("faultlines").filter { !faultlines.contains($0) }
            episodes[last].basis.append(event)
        case "dispute.uncoded": uncode(event, last)
        case "dispute.deadlocked": if !isSettled { turn(event, to: "deadlocked") }
        case "dispute.suspended": if !isSettled { turn(event, to: "suspended") }
        case "dispute.resumed": if !isSettled { turn(event, to: "open") }
        case "dispute.settled": if !isSettled { settle(event, last) }
        case "dispute.reignited": if isSettled { reignite(event, last) }
        case "dispute.held": if isSettled { held.append(event) }
        case "dispute.linked": link(event)
        default: break
        }
    }

    private mutating func turn(_ event: PlainEvent, to next: String) {
        if state != next { episodes[episodes.count - 1].lastTurn = event }
        state = next
    }

    private mutating func raise(_ event: PlainEvent) {
        guard state == "none" else { return }
        state = "open"
        raised = event
        drivers = event.texts("drivers")
        faultlines = event.texts("faultlines")
        episodes = [
            Episode(
                opening: event, cause: event.because, issues: event.texts("issues"), parties: event.texts("parties"),
                basis: [event], lastTurn: event)
        ]
    }

    private mutating func uncode(_ event: PlainEvent, _ last: Int) {
        let wanted = event.texts("issues") + event.texts("drivers") + event.texts("faultlines")
        let known = episodes[last].issues + drivers + faultlines
        guard wanted.allSatisfy({ known.contains($0) }) else { return }
        episodes[last].issues.removeAll { wanted.contains($0) }
        drivers.removeAll { wanted.contains($0) }
        faultlines.removeAll { wanted.contains($0) }
        episodes[last].basis.append(event)
    }

    private mutating func settle(_ event: PlainEvent, _ last: Int) {
        turn(event, to: "settled")
        episodes[last].settlement = event
        episodes[last].basis.append(event)
        held = []
    }

    private mutating func reignite(_ event: PlainEvent, _ last: Int) {
        let by = event.texts("by")
        state = "open"
        held = []
        episodes.append(
            Episode(
                opening: event, cause: by + event.because.filter { !by.contains($0) },
                issues: event.data["issues"] == nil ? episodes[last].issues : event.texts("issues"),
                parties: event.data["parties"] == nil ? episodes[last].parties : event.texts("parties"),
                basis: [event], lastTurn: event))
    }

    private mutating func link(_ event: PlainEvent) {
        let isKnown = links.contains { $0.text("to") == event.text("to") && $0.text("kind") == event.text("kind") }
        if event.text("to") != event.text("dispute"), !isKnown { links.append(event) }
    }
}

extension PlainCase {
    func dispute(_ id: String, _ events: [PlainEvent]) -> PlainDispute {
        var dispute = PlainDispute()
        for event in events where event.type.hasPrefix("dispute.") && event.text("dispute") == id {
            dispute.apply(event)
        }
        return dispute
    }

    /// For each dispute, by its identifier, the events that brought its episodes into the states they are in.
    package var lastTurns: [String: [String]] {
        let lives = known("dispute.raised", "dispute").map { ($0, dispute($0, happened)) }
        return Dictionary(
            uniqueKeysWithValues: lives.filter { $0.1.raised != nil }.map { id, life in
                (id, life.episodes.map(\.lastTurn.id))
            })
    }

    package var disputes: JSONValue {
        let lives = known("dispute.raised", "dispute").map { ($0, dispute($0, happened)) }
        let sorted = lives.compactMap { id, life in life.raised.map { (id, life, $0) } }
            .sorted { $0.2.isBefore($1.2) }
        return PlainRow.row([("disputes", .array(sorted.map { row($0.0, $0.1, $0.2) }))])
    }

    private func row(_ id: String, _ life: PlainDispute, _ raised: PlainEvent) -> JSONValue {
        let current = life.episodes[life.episodes.count - 1]
        let members: [(String, JSONValue?)] = [
            ("id", .string(id)), ("title", raised.data["title"]), ("state", .string(life.state)),
            ("issues", PlainRow.texts(current.issues)), ("faultlines", PlainRow.texts(life.faultlines)),
            ("drivers", PlainRow.texts(life.drivers)), ("parties", PlainRow.texts(current.parties)),
            ("links", .array(life.links.map { PlainRow.row([("to", $0.data["to"]), ("kind", $0.data["kind"])]) })),
            ("stirred_by", PlainRow.texts(stirring(id, life))),
            ("episodes", .array(life.episodes.enumerated().map { episode($0.offset + 1, $0.element) })),
        ]
        return PlainRow.row(members + PlainMarks(life.episodes.flatMap(\.basis)).members)
    }

    private func episode(_ number: Int, _ episode: PlainDispute.Episode) -> JSONValue {
        let members: [(String, JSONValue?)] = [
            ("number", .integer(number)), ("opened", .string(episode.opening.occurred)),
            ("opened_by", .string(episode.opening.id)), ("cause", PlainRow.texts(episode.cause)),
            ("issues", PlainRow.texts(episode.issues)), ("parties", PlainRow.texts(episode.parties)),
            ("settled", episode.settlement.map { .string($0.occurred) }),
            ("settled_by", episode.settlement.map { .string($0.id) }),
            ("how", episode.settlement?.data["how"]),
        ]
        return PlainRow.row(members + PlainMarks(episode.basis).members)
    }
}
