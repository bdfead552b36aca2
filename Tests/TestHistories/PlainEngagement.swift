package import CaseModel

extension PlainCase {
    package var engagement: JSONValue {
        let actors = engaged
        let parts = actors.map { ($0, part([$0.id])) }.filter { $0.0.hasBegun || !$0.1.isEmpty }
        let listed = parts.map(\.0)
        let sectors = Sector.allCases.compactMap { sector in
            let own = listed.filter { $0.sector == sector.rawValue }
            return own.isEmpty ? nil : (sector.rawValue, own.count, part(Set(own.map(\.id))))
        }
        let questions = ["clinicians", "patients-and-public", "local-authorities"].map { question in
            let own = listed.filter { $0.circles.contains(question) }
            return PlainRow.row(
                [("question", .string(question)), ("actors", .integer(own.count))]
                    + part(Set(own.map(\.id))).members)
        }
        return PlainRow.row([
            (
                "sectors",
                .array(
                    sectors.map { sector, count, part in
                        PlainRow.row([("sector", .string(sector)), ("actors", .integer(count))] + part.members)
                    })
            ),
            (
                "actors",
                .array(
                    parts.map { actor, part in
                        PlainRow.row(
                            [("id", .string(actor.id)), ("sector", actor.sector.map(JSONValue.string))] + part.members)
                    })
            ),
            ("silent", PlainRow.texts(sectors.filter { $0.2.spoke.isEmpty }.map { $0.0 })),
            ("questions", .array(questions)), ("accountability", accountabilityByKind),
        ])
    }

    private struct Actor {
        let id: String
        let sector: String?
        let hasBegun: Bool
        var circles: Set<String> = []
    }

    private static let describing = [
        "participant.recruited": "participant", "person.identified": "person",
        "organisation.registered": "organisation", "group.identified": "group", "body.established": "body",
    ]

    /// All actors that can be known of, by their identifiers.
    private var engaged: [Actor] {
        let ids = Set(Self.describing.flatMap { type, field in known(type, field) }).sorted(by: Self.bytewise)
        var descriptions: [String: PlainEvent] = [:]
        for id in ids { descriptions[id] = description(of: id) }
        func sector(_ id: String?) -> String? { id.flatMap { descriptions[$0]?.text("sector") } }
        var groups: [String: Set<String>] = [:]
        var actors = ids.compactMap { id -> Actor? in
            guard let event = descriptions[id] else { return nil }
            var actor = Actor(id: id, sector: event.text("sector"), hasBegun: event.effect <= at)
            actor.circles = circles(event, sector(event.text("organisation") ?? event.text("within")))
            if event.type == "group.identified", event.text("kind") != nil { groups[id] = actor.circles }
            return actor
        }
        for event in happened where event.type == "membership.began" {
            guard let circles = groups[event.text("of") ?? ""],
                let index = actors.firstIndex(where: { $0.id == event.text("member") })
            else { continue }
            actors[index].circles.formUnion(circles)
        }
        return actors
    }

    private func description(of id: String) -> PlainEvent? {
        func isAbout(_ event: PlainEvent) -> Bool {
            Self.describing[event.type].map { event.text($0) == id } ?? false
        }
        return happened.first { $0.type == "participant.recruited" && isAbout($0) } ?? happened.first(where: isAbout)
            ?? counted.first(where: isAbout)
    }

    private func circles(_ event: PlainEvent, _ parent: String?) -> Set<String> {
        let clinical = ["acute-provider", "mental-health-provider", "community-provider", "ambulance", "primary-care"]
        let sector = event.text("sector") ?? ""
        let kind = event.type == "group.identified" ? event.text("kind") : nil
        var circles: Set<String> = []
        if sector == "primary-care" { circles.insert("clinicians") }
        if kind == "profession", clinical.contains(sector) { circles.insert("clinicians") }
        if sector == "patients-and-public" || sector == "community-group" { circles.insert("patients-and-public") }
        if kind == "users" || kind == "electorate" { circles.insert("patients-and-public") }
        if sector == "local-authority" || parent == "local-authority" { circles.insert("local-authorities") }
        return circles
    }

    private struct Part {
        let tookPart: Int
        let spoke: [PlainEvent]
        let decided: Int
        let absent: Int

        var isEmpty: Bool { tookPart == 0 && spoke.isEmpty && decided == 0 && absent == 0 }

        var members: [(String, JSONValue?)] {
            [
                ("took_part", .integer(tookPart)), ("spoke", .integer(spoke.count)), ("decided", .integer(decided)),
                ("absent", .integer(absent)), ("last_heard", spoke.last.map { .string($0.occurred) }),
                ("last_event", spoke.last.map { .string($0.id) }),
            ] + PlainMarks(spoke.suffix(1)).members
        }
    }

    private func part(_ ids: Set<String>) -> Part {
        let noted = attendance
        let took = sessions.filter { session in
            noted.contains { event in
                event.text("session") == session.id && event.text("how") == "deputised"
                    && ids.contains(event.text("for") ?? "")
            } || ids.contains { tookPart($0, in: session) }
        }
        let decisions = Set(
            happened.filter { event in
                event.type == "decision.made" && !ids.isDisjoint(with: event.texts("by"))
            }.compactMap { $0.text("decision") })
        return Part(
            tookPart: took.count, spoke: happened.filter { !ids.isDisjoint(with: Self.speakers($0)) },
            decided: decisions.count,
            absent: noted.filter { !attends($0) && ids.contains($0.text("actor") ?? "") }.count)
    }

    private static func speakers(_ event: PlainEvent) -> [String] {
        switch event.type {
        case "observation.noted": event.texts("by")
        case "excerpt.recorded": [event.text("speaker")].compactMap { $0 }
        case "position.taken": [event.text("actor")].compactMap { $0 }
        default: []
        }
    }

    private var accountabilityByKind: JSONValue {
        let lines = accountability
        func rows(_ isWanted: (PlainEvent) -> Bool) -> JSONValue {
            .array(
                lines.filter { isWanted($0.begin) }.map { begin, marks in
                    let own = ["from", "to", "kind", "for", "clarity", "by"].map { ($0, begin.data[$0]) }
                    let since: [(String, JSONValue?)] = [
                        ("since", .string(begin.occurred)), ("event", .string(begin.id)),
                    ]
                    return PlainRow.row(own + since + marks.members)
                })
        }
        return PlainRow.row([
            ("individual", rows { $0.text("kind") == "individual" }),
            ("collective", rows { $0.text("kind") == "collective" }),
            ("regulatory", rows { $0.text("kind") == "regulatory" }),
            ("unclear", rows { ["unclear", "disputed"].contains($0.text("clarity") ?? "") }),
        ])
    }
}
