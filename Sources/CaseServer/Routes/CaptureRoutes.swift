import CaseModel
import CaseStore
import HTTPTypes
import Hummingbird

/// What the capture page asks for: entries as they are typed, whose meaning is worked out here.
enum CaptureRoutes {
    private static let textSizeMax = 60_000

    static var all: [Route] { [state, session, entry] }

    private static var state: Route {
        Route(
            .get, "/api/cases/{case}/capture",
            Operation(
                id: "getCaptureState", summary: "What entries can name, the session that goes on, the last entries",
                successes: [
                    Operation.Success(
                        about: "All of it",
                        content: Operation.Content(schema: .schema("CaptureState"), example: Examples.captureState))
                ])
        ) { call in
            let served = try await call.servedCase()
            let observer = call.observer
            return .json(try await call.server.work { try served.captureState(for: observer) })
        }
    }

    private static var session: Route {
        Route(
            .post, "/api/cases/{case}/sessions",
            Operation(
                id: "startSession", summary: "Begin a session",
                parameters: [AppendRoutes.key],
                body: Operation.Content(schema: .schema("NewSession"), example: Examples.newSession),
                successes: recorded, problems: [.refused, .contradiction, .keyTaken])
        ) { call in
            let body = try call.object()
            try check(body, takes: ["kind", "title", "body", "participants", "occurred"])
            let kinds = SessionKind.allCases.map(\.rawValue).joined(separator: ", ")
            guard let kind = SessionKind(rawValue: body["kind"]?.string ?? "") else {
                throw Problem(.malformed, "kind: This has to be one of: \(kinds).")
            }
            var new = NewSession(kind: kind, title: try text("title", of: body), body: try text("body", of: body))
            new.participants = try texts("participants", of: body)
            return try await record(.session(new, at: try moment(body)), call)
        }
    }

    private static var entry: Route {
        Route(
            .post, "/api/cases/{case}/entries",
            Operation(
                id: "enter", summary: "Record an entry as it was typed",
                parameters: [AppendRoutes.key],
                body: Operation.Content(schema: .schema("NewEntry"), example: Examples.newEntry),
                successes: recorded, problems: [.refused, .contradiction, .keyTaken])
        ) { call in
            let body = try call.object()
            try check(body, takes: ["text", "occurred", "session", "answers"])
            guard let typed = try text("text", of: body), typed.utf8.count <= textSizeMax else {
                throw Problem(.malformed, "text: This has to be a text of at most \(textSizeMax) bytes.")
            }
            let work = ObserverFeed.Work.entry(
                typed, at: try moment(body), try answers(body), session: try text("session", of: body))
            return try await record(work, call)
        }
    }

    private static let recorded = [
        Operation.Success(
            status: .created, about: "It is durable",
            content: Operation.Content(schema: .schema("Entered"), example: Examples.entered),
            headers: [CaseRoutes.positionTag]),
        Operation.Success(
            about: "It was recorded when the same was sent before, or there was nothing to be recorded",
            content: Operation.Content(schema: .schema("Entered"), example: Examples.entered),
            headers: [CaseRoutes.positionTag]),
    ]

    private static func record(_ work: ObserverFeed.Work, _ call: Call) async throws -> Response {
        let key = try AppendRoutes.requestKey(call)
        let served = try await call.servedCase()
        let outcome = try await call.server.observers.feed(of: call.observer, in: served).record(work, key)
        served.subscribers.wake()
        let minted = outcome.minted.map { one in
            JSONValue.record([("name", .string(one.name)), ("id", .string(one.id)), ("kind", .string(one.kind))])
        }
        let isNew = !outcome.isRepeated && !outcome.ids.isEmpty
        return Response.json(
            .record([
                ("ids", .array(outcome.ids.map(JSONValue.string))), ("position", .string(outcome.position.text)),
                ("words", .array(outcome.told.map(JSONValue.string))), ("minted", .array(minted)),
            ]), isNew ? .created : .ok
        ).with(.eTag, "\"\(outcome.position.text)\"")
    }

    // MARK: Reading what was sent

    private static func check(_ body: JSONValue, takes names: [String]) throws(Problem) {
        for member in body.members ?? [] where !names.contains(member.key) {
            throw Problem(.malformed, "This takes no '\(member.key)'. It takes: \(names.joined(separator: ", ")).")
        }
    }

    private static func text(_ name: String, of body: JSONValue) throws(Problem) -> String? {
        switch body[name] {
        case nil, .null?: return nil
        case .string(let text)?: return text
        default: throw Problem(.malformed, "\(name): This has to be a text.")
        }
    }

    private static func texts(_ name: String, of body: JSONValue) throws(Problem) -> [String] {
        guard let list = body[name], list != .null else { return [] }
        guard let texts = list.array?.map(\.string), !texts.contains(nil) else {
            throw Problem(.malformed, "\(name): This has to be a list of texts.")
        }
        return texts.compactMap(\.self)
    }

    /// When it was made: to the second, which is as exact as events are.
    private static func moment(_ body: JSONValue) throws(Problem) -> EDTF {
        let given = body["occurred"]?.string ?? ""
        let text = given.replacing(#/(T\d\d:\d\d:\d\d)\.\d+/#) { String($0.output.1) }
        guard text.wholeMatch(of: #/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)/#) != nil, let date = EDTF(text)
        else {
            throw Problem(
                .malformed,
                "occurred: This has to be a date with time and offset, such as 2019-06-03T14:05:10+01:00.")
        }
        return date
    }

    private static func answers(_ body: JSONValue) throws(Problem) -> Answers {
        guard let list = body["answers"], list != .null else { return [:] }
        var answers: Answers = [:]
        for given in list.array ?? [.null] {
            guard let name = given["name"]?.string, let answer = try answer(given) else {
                throw Problem(
                    .malformed,
                    "answers: Each has to be {\"name\":…,\"as\":\"known\",\"id\":…}, {\"name\":…,\"as\":\"plain\"} or "
                        + "{\"name\":…,\"as\":\"new\",\"kind\":…}.")
            }
            answers[name] = answer
        }
        return answers
    }

    private static func answer(_ given: JSONValue) throws(Problem) -> Answer? {
        switch given["as"]?.string {
        case "plain":
            try check(given, takes: ["name", "as"])
            return .plain
        case "known":
            try check(given, takes: ["name", "as", "id"])
            return given["id"]?.string.map(Answer.known)
        case "new":
            try check(given, takes: ["name", "as", "kind", "title", "sector"])
            let kind = given["kind"]?.string ?? ""
            let named = try text("sector", of: given)
            let sector = named.flatMap { Sector(rawValue: $0) }
            if let named, sector == nil {
                let sectors = Sector.allCases.map(\.rawValue).joined(separator: ", ")
                throw Problem(.malformed, "sector: \"\(named)\" is none. There are: \(sectors).")
            }
            let codeKind = CodeKind(rawValue: kind)
            guard let new = codeKind == nil ? NewKind(rawValue: kind) : .code else { return nil }
            return .new(new, title: try text("title", of: given), sector: sector, codeKind: codeKind)
        default: return nil
        }
    }
}
