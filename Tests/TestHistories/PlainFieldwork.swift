package import CaseModel

extension PlainCase {
    package var fieldwork: JSONValue {
        let people = participants
        return PlainRow.row([
            ("totals", totals(people)), ("participants", .array(people.map(\.row))),
            ("sectors", .array(shares(people, "sector", in: Sector.allCases.map(\.rawValue)))),
            ("titles", .array(shares(people, "title", in: firsts(people.map(\.title))))),
            ("kinds", .array(SessionKind.allCases.compactMap { kind($0.rawValue, people.map(\.id)) })),
            ("sessions", .array(sessions.map(\.row))), ("attendance", .array(attendance.map(attendanceRow))),
            (
                "documents",
                .array(
                    things(
                        "document.collected", "document", "collected", ["title", "kind", "url", "published", "session"])
                )
            ),
            ("approvals", .array(things("approval.granted", "approval", "granted", ["by", "scope", "reference"]))),
        ])
    }

    struct Session {
        let id: String
        let kind: String
        let participants: [String]
        let minutes: Int?
        let row: JSONValue
    }

    private static let sessionTypes: Set = ["session.started", "session.paused", "session.resumed", "session.ended"]

    /// The sessions that had begun, in case order.
    var sessions: [Session] {
        firsts(happened.filter { $0.type == "session.started" }.compactMap { $0.text("session") }).compactMap(session)
    }

    private func session(_ id: String) -> Session? {
        let all = events(happened, Self.sessionTypes, "session", id)
        let starts = all.filter { $0.type == "session.started" }
        guard let start = starts.first else { return nil }
        let end = all.first { $0.type == "session.ended" && start.isBefore($0) }
        let minutes = minutes(all)
        let participants = firsts(starts.flatMap { $0.texts("participants") })
        let own = ["kind", "title", "body", "mode"].map { ($0, start.data[$0]) }
        let row = PlainRow.row(
            own + [
                ("id", .string(id)), ("started", .string(start.occurred)), ("ended", end.map { .string($0.occurred) }),
                ("minutes", minutes.map(JSONValue.integer)), ("participants", PlainRow.texts(participants)),
                ("observers", PlainRow.texts(firsts(starts.flatMap { $0.texts("observers") }))),
            ] + PlainMarks(all).members)
        return Session(
            id: id, kind: start.text("kind") ?? "", participants: participants, minutes: minutes, row: row)
    }

    /// As noted last; else how long it ran, whoever recorded its turns.
    private func minutes(_ events: [PlainEvent]) -> Int? {
        for event in events.reversed() where event.type == "session.ended" {
            if case .integer(let noted)? = event.data["minutes"] { return noted }
        }
        let turns: [String: (from: Set<String>, to: String)] = [
            "session.started": (["none"], "running"), "session.paused": (["running"], "paused"),
            "session.resumed": (["paused"], "running"), "session.ended": (["running", "paused"], "ended"),
        ]
        var state = "none"
        var accepted: [PlainEvent] = []
        for event in events {
            guard let turn = turns[event.type], turn.from.contains(state) else { continue }
            state = turn.to
            accepted.append(event)
        }
        let spans = zip(accepted, accepted.dropFirst()).filter { before, after in
            [before, after].allSatisfy { $0.occurred.contains("T") && !$0.occurred.hasPrefix("..") }
                && ["session.started", "session.resumed"].contains(before.type)
        }
        if spans.isEmpty { return nil }
        return Int(spans.reduce(0) { $0 + $1.1.effect - $1.0.effect } / 60_000)
    }

    /// What was noted last of each actor at each session, by their names.
    var attendance: [PlainEvent] {
        var newest: [[String]: PlainEvent] = [:]
        for event in happened where event.type == "attendance.noted" {
            newest[[event.text("session") ?? "", event.text("actor") ?? ""]] = event
        }
        return newest.sorted { a, b in
            a.key[0] == b.key[0] ? Self.bytewise(a.key[1], b.key[1]) : Self.bytewise(a.key[0], b.key[0])
        }.map(\.value)
    }

    func attends(_ event: PlainEvent) -> Bool { !["absent", "apologies"].contains(event.text("how")) }

    private func attendanceRow(_ event: PlainEvent) -> JSONValue {
        let own = ["session", "actor", "how", "for"].map { ($0, event.data[$0]) }
        return PlainRow.row(own + [("event", .string(event.id))] + PlainMarks([event]).members)
    }

    /// Whether somebody took part in a session themselves.
    func tookPart(_ actor: String, in session: Session) -> Bool {
        let noted = attendance.first { $0.text("session") == session.id && $0.text("actor") == actor }
        if let noted { return attends(noted) }
        let isReplaced = attendance.contains {
            $0.text("session") == session.id && $0.text("how") == "deputised" && $0.text("for") == actor
        }
        return session.participants.contains(actor) && !isReplaced
    }

    /// Each once, in the order of the first.
    func firsts(_ values: [String]) -> [String] {
        values.reduce(into: []) { all, value in if !all.contains(value) { all.append(value) } }
    }

    private func things(_ type: String, _ field: String, _ date: String, _ own: [String]) -> [JSONValue] {
        var seen: Set<String> = []
        return happened.filter { $0.type == type && seen.insert($0.text(field) ?? "").inserted }.map { event in
            let members = own.map { ($0, event.data[$0]) } + [("id", event.data[field])]
            return PlainRow.row(members + [(date, .string(event.occurred))] + PlainMarks([event]).members)
        }
    }
}

extension PlainCase {
    private struct Participant {
        let id: String
        let sector: String
        let title: String
        let isInterviewed: Bool
        let row: JSONValue
    }

    private var participants: [Participant] {
        let sessions = sessions
        return known("participant.recruited", "participant").compactMap { participant($0, sessions) }
    }

    private func participant(_ id: String, _ sessions: [Session]) -> Participant? {
        let types: Set = ["consent.given", "consent.withdrawn"]
        guard let recruited = events(happened, ["participant.recruited"], "participant", id).first else { return nil }
        let own = sessions.filter { tookPart(id, in: $0) }
        let interviews = own.filter { $0.kind == "interview" || $0.kind == "focus-group" }
        let consent = events(happened, types, "participant", id)
        let ever = events(counted, types, "participant", id)
        let withdrawn = ever.filter { $0.type == "consent.withdrawn" }
        let lastWord = ever.last { $0.type == "consent.given" || $0.text("scope") != "session" }
        var scope: [String] = []
        for event in consent {
            if event.type == "consent.given" { scope = event.texts("scope") }
            if event.type == "consent.withdrawn", event.text("scope") == "all" { scope = [] }
        }
        let isAll = withdrawn.contains { $0.text("scope") == "all" }
        let isFuture = lastWord.map { $0.type == "consent.withdrawn" } ?? false
        let leaving = withdrawn.filter { $0.text("scope") == "session" }.compactMap { $0.text("session") }
        let members: [(String, JSONValue?)] = [
            ("id", .string(id)), ("title", recruited.data["title"]), ("sector", recruited.data["sector"]),
            ("organisation", recruited.data["organisation"]), ("recruited", .string(recruited.occurred)),
            ("sessions", .integer(own.count)), ("interviews", .integer(interviews.count)),
            (
                "excerpts",
                .integer(happened.filter { $0.type == "excerpt.recorded" && $0.text("speaker") == id }.count)
            ),
            ("consent", PlainRow.texts(scope)),
            ("withdrawn", isAll ? .string("all") : isFuture ? .string("future") : nil),
            ("withdrawn_sessions", leaving.isEmpty ? nil : PlainRow.texts(leaving)),
        ]
        let basis = [recruited] + consent.filter { $0.type == "consent.given" } + withdrawn
        return Participant(
            id: id, sector: recruited.text("sector") ?? "", title: recruited.text("title") ?? "",
            isInterviewed: !interviews.isEmpty, row: PlainRow.row(members + PlainMarks(basis).members))
    }

    private func shares(_ people: [Participant], _ key: String, in values: [String]) -> [JSONValue] {
        values.compactMap { value in
            let own = people.filter { (key == "sector" ? $0.sector : $0.title) == value }
            if own.isEmpty { return nil }
            return PlainRow.row([
                (key, .string(value)), ("participants", .integer(own.count)),
                ("interviewed", .integer(own.count(where: \.isInterviewed))),
            ])
        }
    }

    private func length(_ sessions: [Session]) -> [(String, JSONValue?)] {
        let minutes = sessions.compactMap(\.minutes)
        return [
            ("sessions", .integer(sessions.count)),
            ("minutes", minutes.isEmpty ? nil : .integer(min(minutes.reduce(0, +), JSONParser.integerMax))),
            ("untimed", .integer(sessions.count - minutes.count)),
        ]
    }

    private func kind(_ kind: String, _ people: [String]) -> JSONValue? {
        let own = sessions.filter { $0.kind == kind }
        if own.isEmpty { return nil }
        let there = people.filter { person in own.contains { tookPart(person, in: $0) } }
        return PlainRow.row([("kind", .string(kind)), ("participants", .integer(there.count))] + length(own))
    }

    private func totals(_ people: [Participant]) -> JSONValue {
        func count(_ type: String) -> JSONValue { .integer(happened.filter { $0.type == type }.count) }
        let documents = firsts(
            happened.filter { $0.type == "document.collected" }.compactMap { $0.text("document") })
        return PlainRow.row(
            [
                ("participants", .integer(people.count)),
                ("interviewed", .integer(people.count(where: \.isInterviewed))),
                ("documents", .integer(documents.count)), ("observations", count("observation.noted")),
                ("excerpts", count("excerpt.recorded")), ("memos", count("memo.written")),
                ("codings", count("coding.added")),
            ] + length(sessions))
    }
}
