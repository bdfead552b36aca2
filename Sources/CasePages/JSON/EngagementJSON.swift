package import CaseModel

extension EngagementView {
    package func write(to json: inout JSONBuilder, _ tables: Tables) {
        json.list("sectors", sectors) { json, row in
            json.word("sector", row.sector)
            json.number("actors", row.part.actors)
            row.part.write(to: &json)
        }
        json.list("actors", actors) { json, row in
            json.slug("id", row.id)
            json.word("sector", row.sector)
            row.part.write(to: &json)
        }
        json.words("silent", silent)
        json.list("questions", circles) { json, row in
            json.text("question", row.circle.rawValue)
            json.number("actors", row.part.actors)
            row.part.write(to: &json)
        }
        json.key("accountability")
        json.object { json in
            json.list("individual", accountability(.individual)) { json, line in line.write(to: &json) }
            json.list("collective", accountability(.collective)) { json, line in line.write(to: &json) }
            json.list("regulatory", accountability(.regulatory)) { json, line in line.write(to: &json) }
            json.list("unclear", unclear) { json, line in line.write(to: &json) }
        }
    }
}

extension EngagementView.Part {
    fileprivate func write(to json: inout JSONBuilder) {
        json.number("took_part", tookPart)
        json.number("spoke", spoke)
        json.number("decided", decided)
        json.number("absent", absent)
        json.date("last_heard", heard?.date)
        json.event("last_event", heard?.event)
        if let heard { json.marks(heard.marks) }
    }
}

extension EngagementView.Line {
    fileprivate func write(to json: inout JSONBuilder) {
        json.slug("from", fields.from)
        json.slug("to", fields.to)
        json.word("kind", fields.kind)
        json.label("for", fields.for)
        json.word("clarity", fields.clarity)
        json.slug("by", fields.by)
        json.date("since", span.since)
        json.event("event", span.begin)
        json.marks(span.marks)
    }
}
