import CaseModel

extension AuditWords {
    /// Writes the keys of an audit, as `Audit.md` describes them.
    package mutating func write(to json: inout JSONBuilder, dispute: String) {
        json.text("dispute", dispute)
        json.text("state", audit.state)
        let words = self
        json.list("episodes", audit.episodes) { json, episode in
            json.number("number", episode.number)
            json.event("opened_by", episode.opening)
            json.event("settled_by", episode.settlement)
            json.list("turns", episode.turns) { json, turn in Self.write(turn, to: &json) }
        }
        // Put into words by one, who looks each name up once.
        let events = audit.events.values.sorted { $0.id < $1.id }.map { (event: $0, sentence: sentence($0)) }
        json.list("events", events) { json, told in words.write(told.event, told.sentence, to: &json) }
        json.list("missing", audit.gaps) { json, gap in
            json.text("kind", gap.kind.rawValue)
            json.event("turn", gap.turn)
            if let link = gap.link { Self.write(link, to: &json) }
            json.text("message", words.sentence(gap))
        }
    }

    private static func write(_ turn: Audit.Turn, to json: inout JSONBuilder) {
        json.number("number", turn.number)
        json.event("event", turn.event)
        json.text("state", turn.state)
        if turn.isStirring { json.flag("stirs", true) }
        if turn.isElsewhere { json.flag("moved", true) }
        json.text("contradiction", turn.contradiction)
        json.event("entered_behind", turn.enteredBehind)
        json.events("known_later", turn.knownLater)
        json.list("rests_on", turn.nodes) { json, node in
            json.event("of", node.of)
            write(node.link, to: &json)
            json.number("depth", node.depth)
            json.text("told", node.told)
        }
    }

    private static func write(_ link: AuditLink, to json: inout JSONBuilder) {
        json.text("as", link.field)
        switch link.target {
        case .event(let id): json.event("event", id)
        case .name(let name): json.text("identifier", name)
        }
        json.text("identifier", link.identifier)
        if link.isInferred { json.flag("inferred", true) }
    }

    /// The event's own keys as corrected, and what the audit adds.
    private func write(_ event: AuditedEvent, _ sentence: String, to json: inout JSONBuilder) {
        var members = LineMembers()
        if let line = members.canonical(event.line) { json.members(of: line) }
        json.text("words", sentence)
        if event.occurred.isImprecise { json.flag("imprecise", true) }
        json.number("days_until_recorded", event.daysUntilRecorded)
        if event.standing == .retracted { json.flag("retracted", true) }
        guard !event.amendments.isEmpty else { return }
        let words = self
        json.list("amendments", event.amendments) { json, amendment in
            json.event("event", amendment.id)
            json.text("type", amendment.isRetraction ? "event.retracted" : "event.corrected")
            json.text("recorded", RecordedTime.text(amendment.recorded))
            json.text("feed", words.feed(of: amendment.id))
            json.text("reason", amendment.reason)
            json.event("undone_by", amendment.undoneBy)
            json.list("changes", amendment.changes) { json, change in
                json.text("key", change.key)
                json.value("from", change.from)
                json.value("to", change.to)
            }
        }
    }
}

extension Audit.Node {
    /// Where what it names is told.
    fileprivate var told: String {
        switch telling {
        case .here: "here"
        case .turn: "turn"
        case .before: "before"
        case .cycle: "cycle"
        case .name: "name"
        case .missing(let kind): kind.rawValue
        }
    }
}
