package import CaseModel

/// What a view was asked, as its JSON repeats it: dates as they were given.
package struct Question: Sendable {
    package var caseName: String
    package var view: String
    package var at: String?
    package var known: String?
    package var recorded: String?
    /// What is thought away; nil where the case is shown as it is.
    package var hypothesis: Hypothesis?
    /// Something of the case could not be read.
    package var isIncomplete: Bool

    package init(
        caseName: String, view: String, at: String? = nil, known: String? = nil, recorded: String? = nil,
        hypothesis: Hypothesis? = nil, isIncomplete: Bool = false
    ) {
        self.caseName = caseName
        self.view = view
        self.at = at
        self.known = known
        self.recorded = recorded
        self.hypothesis = hypothesis
        self.isIncomplete = isIncomplete
    }

    /// Writes the keys that every answer begins with.
    package func write(to json: inout JSONBuilder) {
        json.text("case", caseName)
        json.text("view", view)
        json.text("at", at)
        json.text("known", known)
        json.text("recorded", recorded)
        json.write(hypothesis)
        if isIncomplete { json.flag("incomplete", true) }
    }
}

extension JSONBuilder {
    /// Writes what is thought away, where something is.
    package mutating func write(_ hypothesis: Hypothesis?) {
        guard let hypothesis else { return }
        events("without", hypothesis.without)
        events("left_out", hypothesis.leftOut)
    }
}

extension GovernanceView {
    package func write(to json: inout JSONBuilder, _ tables: Tables) {
        json.list("organisations", organisations) { json, row in
            json.slug("id", row.fields.organisation)
            json.label("name", row.name)
            json.word("sector", row.fields.sector)
            json.label("kind", row.fields.kind)
            json.map("identifiers", row.identifiers)
            row.span.write(to: &json)
        }
        json.list("bodies", bodies) { json, row in
            json.slug("id", row.fields.body)
            json.label("name", row.name)
            json.word("kind", row.fields.kind)
            json.slug("parent", row.fields.parent)
            json.flag("statutory", row.fields.statutory)
            json.map("identifiers", row.identifiers)
            row.span.write(to: &json)
        }
        json.list("memberships", memberships) { json, row in
            json.slug("member", row.fields.member)
            json.slug("of", row.fields.of)
            json.label("capacity", row.fields.capacity)
            row.span.write(to: &json)
        }
        json.list("roles", roles) { json, row in
            json.slug("role", row.fields.role)
            json.label("title", row.fields.title)
            json.slug("holder", row.fields.holder)
            json.slug("at", row.fields.at)
            json.word("style", row.fields.style)
            json.word("tenure", row.fields.tenure)
            row.span.write(to: &json)
        }
        writeLines(to: &json)
        json.list("influence", influence) { json, row in
            json.slug("actor", row.fields.actor)
            json.word("standing", row.fields.standing)
            if let basis = row.fields.basis { json.words("basis", basis.elements(in: tables)) }
            json.label("arena", row.fields.arena)
            json.slug("by", row.fields.by)
            json.event("event", row.event)
            json.marks(row.marks)
        }
    }

    private func writeLines(to json: inout JSONBuilder) {
        json.list("accountability", accountability) { json, row in
            json.slug("from", row.fields.from)
            json.slug("to", row.fields.to)
            json.word("kind", row.fields.kind)
            json.label("for", row.fields.for)
            json.word("clarity", row.fields.clarity)
            json.slug("by", row.fields.by)
            row.span.write(to: &json)
        }
        json.list("authority", authority) { json, row in
            json.slug("on", row.fields.on)
            json.word("basis", row.fields.basis)
            json.label("over", row.fields.over)
            json.slug("by", row.fields.by)
            row.span.write(to: &json)
        }
    }
}

extension GovernanceView.Span {
    fileprivate func write(to json: inout JSONBuilder) {
        json.date("since", since)
        json.date("until", until)
        json.marks(marks)
    }
}

extension DisputesView {
    package func write(to json: inout JSONBuilder, _ tables: Tables) {
        json.list("disputes", disputes) { json, row in
            json.slug("id", row.id)
            json.label("title", row.title)
            json.text("state", row.state)
            json.slugs("issues", row.issues)
            json.slugs("faultlines", row.faultlines)
            json.slugs("drivers", row.drivers)
            json.slugs("parties", row.parties)
            json.list("links", row.links) { json, link in
                json.slug("to", link.to)
                json.word("kind", link.kind)
            }
            json.events("stirred_by", row.stirredBy)
            json.list("episodes", row.episodes) { json, episode in episode.write(to: &json) }
            json.marks(row.marks)
        }
    }
}

extension DisputesView.Episode {
    fileprivate func write(to json: inout JSONBuilder) {
        json.number("number", number)
        json.date("opened", opened)
        json.event("opened_by", openedBy)
        json.references("cause", cause)
        json.slugs("issues", issues)
        json.slugs("parties", parties)
        json.date("settled", settlement?.date)
        json.event("settled_by", settlement?.by)
        json.word("how", settlement?.how)
        json.marks(marks)
    }
}

extension LedgerView {
    package func write(to json: inout JSONBuilder, _ tables: Tables) {
        json.list("actors", actors) { json, actor in
            json.slug("id", actor.id)
            json.list("seen", actor.seen) { json, seen in
                json.slug("by", seen.by)
                json.number("gains", seen.gains)
                json.number("losses", seen.losses)
                json.number("offset_accepted", seen.offsetAccepted)
                json.number("offset_kept", seen.offsetKept)
            }
            json.list("stakes", actor.stakes) { json, stake in stake.write(to: &json) }
        }
        json.list("contested", contested) { json, row in
            json.slug("on", row.on)
            json.slug("actor", row.actor)
            json.slugs("stakes", row.stakes)
        }
        json.list("offsets", offsets) { json, row in
            json.slug("id", row.fields.offset)
            json.slug("to", row.fields.to)
            json.references("for", row.fields.for.elements(in: tables))
            json.word("form", row.fields.form)
            json.slug("by", row.fields.by)
            json.text("state", row.state)
            json.marks(row.marks)
        }
    }
}

extension LedgerView.Stake {
    fileprivate func write(to json: inout JSONBuilder) {
        json.slug("id", fields.stake)
        json.slug("on", fields.on)
        json.word("direction", fields.direction)
        json.word("dimension", fields.dimension)
        json.word("horizon", fields.horizon)
        json.word("phase", fields.phase)
        json.number("weight", fields.weight.map { Int($0.value) })
        json.slug("by", fields.by)
        json.slugs("offsets", offsets)
        json.marks(marks)
    }
}

extension AnomaliesView {
    package func write(to json: inout JSONBuilder, _ tables: Tables) {
        json.list("anomalies", anomalies) { json, row in
            json.event("event", row.event)
            json.text("type", row.type)
            json.date("occurred", row.occurred)
            json.text("kind", row.kind.rawValue)
            json.text("message", row.message)
        }
    }
}
