package import CaseModel

extension PlainCase {
    package var governance: JSONValue {
        PlainRow.row([
            ("organisations", .array(organisations)), ("bodies", .array(bodies)),
            ("memberships", .array(ties("membership.began", "membership.ended", ["member", "of"], ["capacity"]))),
            (
                "roles",
                .array(ties("role.assumed", "role.left", ["holder", "at", "role"], ["title", "style", "tenure"]))
            ),
            (
                "accountability",
                .array(
                    ties(
                        "accountability.set", "accountability.ended", ["from", "to", "kind"],
                        ["for", "clarity", "by"]))
            ),
            ("authority", .array(ties("authority.conferred", "authority.ended", ["on", "basis"], ["over", "by"]))),
            ("influence", .array(influence)),
        ])
    }

    /// How an organisation, a body or a group stood after some events.
    struct Standing {
        var begin: PlainEvent?
        var end: PlainEvent?
        var name: JSONValue?
        var identifiers: JSONValue?
        /// What its row rests on.
        var basis: [PlainEvent] = []
    }

    private static let beginnings = [
        "organisation.registered": "organisation", "body.established": "body", "group.identified": "group",
    ]

    func standing(_ id: String, _ events: [PlainEvent]) -> Standing {
        var standing = Standing()
        for event in events {
            if let field = Self.beginnings[event.type], event.text(field) == id, standing.begin == nil {
                standing = Standing(
                    begin: event, name: event.data["name"], identifiers: event.data["identifiers"], basis: [event])
            }
            guard standing.begin != nil, standing.end == nil else { continue }
            change(&standing, event, id)
        }
        return standing
    }

    private func change(_ standing: inout Standing, _ event: PlainEvent, _ id: String) {
        let isAbout = event.text("organisation") == id || event.text("body") == id || event.text("group") == id
        switch event.type {
        case "organisation.renamed" where isAbout, "body.renamed" where isAbout:
            standing.name = event.data["name"]
            standing.basis.append(event)
        case "organisation.recoded" where isAbout, "body.recoded" where isAbout:
            standing.identifiers = event.data["identifiers"]
            standing.basis.append(event)
        case "organisation.merged", "body.merged": if event.texts("from").contains(id) { standing.end = event }
        case "organisation.split", "organisation.dissolved", "body.dissolved", "group.dissolved":
            if isAbout { standing.end = event }
        default: break
        }
    }

    private var organisations: [JSONValue] {
        standingRows("organisation.registered", "organisation") { [("sector", $0["sector"]), ("kind", $0["kind"])] }
    }

    private var bodies: [JSONValue] {
        standingRows("body.established", "body") {
            [("kind", $0["kind"]), ("parent", $0["parent"]), ("statutory", $0["statutory"])]
        }
    }

    private func standingRows(
        _ type: String, _ field: String, _ own: ([String: JSONValue]) -> [(String, JSONValue?)]
    ) -> [JSONValue] {
        known(type, field).compactMap { id in
            let now = standing(id, happened)
            guard let begin = now.begin, begin.type == type, now.end == nil else { return nil }
            let end = standing(id, counted).end
            let marks = PlainMarks(now.basis + [end].compactMap { $0 })
            let members: [(String, JSONValue?)] = [
                ("id", .string(id)), ("name", now.name), ("identifiers", now.identifiers),
                ("since", .string(begin.occurred)), ("until", end.map { .string($0.occurred) }),
            ]
            return PlainRow.row(members + own(begin.data) + marks.members)
        }
    }

    /// The lines of accountability that stood: what began each, and what its row rests on.
    var accountability: [(begin: PlainEvent, marks: PlainMarks)] {
        standing("accountability.set", "accountability.ended", ["from", "to", "kind"]).map { begin, end in
            (begin, PlainMarks([begin] + [end].compactMap { $0 }))
        }
    }

    /// The relations of one kind that stood; the first two key fields name actors (an authority has but one).
    private func ties(_ began: String, _ ended: String, _ keys: [String], _ others: [String]) -> [JSONValue] {
        standing(began, ended, keys).map { begin, end in
            let members = (keys + others).map { ($0, begin.data[$0]) }
            let span: [(String, JSONValue?)] = [
                ("since", .string(begin.occurred)), ("until", end.map { .string($0.occurred) }),
            ]
            return PlainRow.row(members + span + PlainMarks([begin] + [end].compactMap { $0 }).members)
        }
    }

    private func standing(
        _ began: String, _ ended: String, _ keys: [String]
    ) -> [(begin: PlainEvent, end: PlainEvent?)] {
        let all = counted.filter { $0.type == began || $0.type == ended }
        let distinct = Set(all.map { event in keys.map { event.text($0) ?? "" } })
        let found = distinct.compactMap { key -> (key: [String], begin: PlainEvent, end: PlainEvent?)? in
            let own = all.filter { event in keys.map { event.text($0) ?? "" } == key }
            let actors = keys[1] == "basis" ? [key[0]] : [key[0], key[1]]
            let span = spans(own, began, actors: actors)
                .first { $0.begin.effect <= at && ($0.end.map { $0.effect > at } ?? true) }
            return span.map { (key, $0.begin, $0.end) }
        }
        return found.sorted { a, b in
            if a.key[0] != b.key[0] { return Self.bytewise(a.key[0], b.key[0]) }
            if keys[1] != "basis", a.key[1] != b.key[1] { return Self.bytewise(a.key[1], b.key[1]) }
            return a.begin.isBefore(b.begin)
        }.map { ($0.begin, $0.end) }
    }

    /// From each beginning to the end that is told, or to that of an actor concerned.
    private func spans(
        _ events: [PlainEvent], _ began: String, actors: [String]
    ) -> [(begin: PlainEvent, end: PlainEvent?)] {
        let ends = actors.compactMap { standing($0, counted).end }.sorted { $0.isBefore($1) }
        var spans: [(begin: PlainEvent, end: PlainEvent?)] = []
        var open: PlainEvent?
        for event in (events + ends).sorted(by: { $0.isBefore($1) }) {
            let isEndOfActor = ends.contains { $0.id == event.id }
            if isEndOfActor || event.type != began {
                if let begin = open { spans.append((begin, event)) }
                open = nil
            } else if open == nil, !ends.contains(where: { $0.isBefore(event) }) {
                open = event
            }
        }
        return spans + [open].compactMap { $0 }.map { ($0, nil) }
    }

    /// The newest perception for each actor, arena and perceiver.
    private var influence: [JSONValue] {
        var newest: [[String?]: PlainEvent] = [:]
        for event in happened where event.type == "influence.perceived" {
            newest[[event.text("actor"), event.text("arena"), event.text("by")]] = event
        }
        let sorted = newest.sorted { a, b in
            for (x, y) in zip(a.key, b.key) where x != y {
                guard let x else { return true }
                guard let y else { return false }
                return Self.bytewise(x, y)
            }
            return false
        }
        return sorted.map { _, event in
            let members = ["actor", "standing", "basis", "arena", "by"].map { ($0, event.data[$0]) }
            return PlainRow.row(members + [("event", .string(event.id))] + PlainMarks([event]).members)
        }
    }
}
