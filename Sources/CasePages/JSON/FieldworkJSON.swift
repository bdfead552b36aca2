package import CaseModel

extension FieldworkView {
    package func write(to json: inout JSONBuilder, _ tables: Tables) {
        writeTotals(to: &json)
        json.list("participants", participants) { json, row in row.write(to: &json) }
        json.list("sectors", sectors) { json, row in
            json.word("sector", row.common)
            json.number("participants", row.participants)
            json.number("interviewed", row.interviewed)
        }
        json.list("titles", titles) { json, row in
            json.label("title", row.common)
            json.number("participants", row.participants)
            json.number("interviewed", row.interviewed)
        }
        json.list("kinds", kinds) { json, row in
            json.word("kind", row.kind)
            row.length.write(to: &json)
            json.number("participants", row.participants)
        }
        json.list("sessions", sessions) { json, row in row.write(to: &json, tables) }
        json.list("attendance", attendance) { json, row in
            json.slug("session", row.fields.session)
            json.slug("actor", row.fields.actor)
            json.word("how", row.fields.how)
            json.slug("for", row.fields.for)
            json.event("event", row.event)
            json.marks(row.marks)
        }
        json.list("documents", documents) { json, row in
            json.slug("id", row.fields.document)
            json.label("title", row.fields.title)
            json.label("kind", row.fields.kind)
            json.label("url", row.fields.url)
            json.date("published", row.fields.published)
            json.date("collected", row.collected)
            json.slug("session", row.fields.session)
            json.marks(row.marks)
        }
        json.list("approvals", approvals) { json, row in
            json.slug("id", row.fields.approval)
            json.label("by", row.fields.by)
            json.label("scope", row.fields.scope)
            json.label("reference", row.fields.reference)
            json.date("granted", row.granted)
            json.marks(row.marks)
        }
    }

    private func writeTotals(to json: inout JSONBuilder) {
        json.key("totals")
        json.object { json in
            json.number("participants", participants.count)
            json.number("interviewed", interviewed)
            length.write(to: &json)
            json.number("documents", documents.count)
            json.number("observations", evidence.observations)
            json.number("excerpts", evidence.excerpts)
            json.number("memos", evidence.memos)
            json.number("codings", evidence.codings)
        }
    }
}

extension FieldworkView.Length {
    fileprivate func write(to json: inout JSONBuilder) {
        json.number("sessions", sessions)
        json.number("minutes", minutes)
        json.number("untimed", untimed)
    }
}

extension FieldworkView.Participant {
    fileprivate func write(to json: inout JSONBuilder) {
        json.slug("id", fields.participant)
        json.label("title", fields.title)
        json.word("sector", fields.sector)
        json.slug("organisation", fields.organisation)
        json.date("recruited", recruited)
        json.number("sessions", sessions)
        json.number("interviews", interviews)
        json.number("excerpts", excerpts)
        json.words("consent", consent)
        json.word("withdrawn", withdrawn)
        if !withdrawnSessions.isEmpty { json.texts("withdrawn_sessions", withdrawnSessions) }
        json.marks(marks)
    }
}

extension FieldworkView.Session {
    fileprivate func write(to json: inout JSONBuilder, _ tables: Tables) {
        json.slug("id", fields.session)
        json.word("kind", fields.kind)
        json.label("title", fields.title)
        json.slug("body", fields.body)
        json.word("mode", fields.mode)
        json.date("started", started)
        json.date("ended", ended)
        json.number("minutes", minutes)
        json.slugs("participants", participants)
        json.texts("observers", observers.map { tables.text($0) })
        json.marks(marks)
    }
}
