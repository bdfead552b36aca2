import CaseModel
import CaseStore
import HTTPTypes
import Hummingbird

/// What the capture page asks for: entries as they are typed, whose meaning is worked out here.
enum CaptureRoutes {
    static var all: [Route] { [state, session, entry] }

    private static var state: Route {
        Route(
            .get, "/api/cases/{case}/capture",
            Operation(
                id: "getCaptureState", summary: "What entries can name, the sessions that go on, the last entries",
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
                id: "startSession", summary: "Begin a session, or observe one that somebody else has begun",
                parameters: [Recording.key, Recording.expected],
                body: Operation.Content(schema: .schema("NewSession"), example: Examples.newSession),
                successes: successes, problems: Recording.problems)
        ) { call in
            let body = try call.object()
            return try await record(try body["join"] == nil ? begun(body, call) : joined(body, call), call)
        }
    }

    private static func begun(_ body: JSONValue, _ call: Call) throws(Problem) -> ObserverFeed.Work {
        try body.check(takes: ["kind", "title", "body", "participants", "occurred"])
        let kinds = SessionKind.allCases.map(\.rawValue).joined(separator: ", ")
        guard let kind = SessionKind(rawValue: body["kind"]?.string ?? "") else {
            throw Problem(.malformed, "kind: This has to be one of: \(kinds).")
        }
        return .session(
            NewSession(
                kind: kind, title: try body.text("title"), body: try body.text("body"),
                participants: try body.texts("participants"), observers: [call.observer]), at: try body.moment())
    }

    private static func joined(_ body: JSONValue, _ call: Call) throws(Problem) -> ObserverFeed.Work {
        try body.check(takes: ["join", "occurred"])
        guard let id = try body.text("join") else {
            throw Problem(.malformed, "join: This has to be the id of a session that goes on.")
        }
        return .joining(id, observers: [call.observer], at: try body.moment())
    }

    private static var entry: Route {
        Route(
            .post, "/api/cases/{case}/entries",
            Operation(
                id: "enter", summary: "Record an entry as it was typed",
                parameters: [Recording.key, Recording.expected],
                body: Operation.Content(schema: .schema("NewEntry"), example: Examples.newEntry),
                successes: successes, problems: Recording.problems)
        ) { call in
            try await record(.entry(EntryBody.entry(call.object())), call)
        }
    }

    private static let successes = Recording.successes(
        "Entered", Examples.entered, created: "It is durable",
        repeated: "It was recorded when the same was sent before, or there was nothing to be recorded")

    private static func record(_ work: ObserverFeed.Work, _ call: Call) async throws -> Response {
        let outcome = try await Recording.record(work, call)
        let minted = outcome.minted.map { one in
            JSONValue.record([("name", .string(one.title)), ("id", .string(one.id)), ("kind", .string(one.kind))])
        }
        return Recording.answer(
            outcome,
            [
                ("main", outcome.mainID.map(JSONValue.string) ?? .null),
                ("words", .array(outcome.told.map(JSONValue.string))), ("minted", .array(minted)),
                ("begun", .array(outcome.begun.map(JSONValue.string))),
            ])
    }
}
