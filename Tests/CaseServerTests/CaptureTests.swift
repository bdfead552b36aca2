import CaseModel
import HTTPTypes
import Testing

@testable import CaseServer

/// What the capture page asks for.
struct CaptureTests {
    private let served: Served

    init() throws {
        served = try Served(lines: [
            Served.opened,
            #"{"type":"group.identified","occurred":"2018","data":{"group":"acute","name":"The acute"}}"#,
            #"{"type":"group.identified","occurred":"2018","data":{"group":"council","name":"The council"}}"#,
        ])
    }

    private func start(_ key: String = "s") async throws -> Served.Answer {
        try await served.ask(
            .post, "/api/cases/elm/sessions",
            body: #"{"kind":"meeting","title":"Board","occurred":"2019-06-03T14:00:00+01:00"}"#,
            [.idempotencyKey: key, .observer: "anna"])
    }

    private func enter(
        _ text: String, _ key: String, at time: String = "2019-06-03T14:05:10+01:00", _ more: String = ""
    ) async throws -> Served.Answer {
        try await served.ask(
            .post, "/api/cases/elm/entries", body: "{\"text\":\"\(text)\",\"occurred\":\"\(time)\"\(more)}",
            [.idempotencyKey: key, .observer: "anna"])
    }

    private func state() async throws -> JSONValue {
        try await served.ask(.get, "/api/cases/elm/capture", [.observer: "anna"]).json
    }

    @Test func `a session goes from its start to its end`() async throws {
        #expect(try await state()["session"] == .null)
        #expect(try await start().status == 201)
        var session = try await state()["session"]
        #expect(session?["title"] == .string("Board") && session?["paused"] == .bool(false))
        #expect(try await enter("They begin", "1").status == 201)
        #expect(try await enter("!pause", "2", at: "2019-06-03T14:10:00+01:00").status == 201)
        session = try await state()["session"]
        #expect(session?["paused"] == .bool(true) && session?["running"] == .integer(600))
        #expect(try await enter("!end", "3", at: "2019-06-03T14:20:00+01:00").status == 201)
        #expect(try await state()["session"] == .null)
        await served.server.finish()
    }

    @Test func `an entry is told again as it was typed, with its time, once`() async throws {
        _ = try await start()
        let first = try await enter("@acute asks who pays #resources", "1", at: "2019-06-03T14:05:10.250+01:00")
        let again = try await enter("@acute asks who pays #resources", "1", at: "2019-06-03T14:05:10.250+01:00")
        #expect(first.status == 201 && again.status == 200 && first.ids == again.ids)
        let state = try await state()
        let entries = (state["entries"]?.array ?? []).filter { $0["type"] == .string("observation.noted") }
        #expect(entries.count == 1)
        #expect(entries.first?["words"] == .string("@acute asks who pays #resources"))
        #expect(entries.first?["occurred"] == .string("2019-06-03T14:05:10+01:00"))
        #expect(state["actors"]?.array?.first?["id"] == .string("acute"))
        #expect(state["codes"]?.array?.first?["id"] == .string("resources"))
        await served.server.finish()
    }

    @Test func `what is unknown is made known, and told`() async throws {
        _ = try await start()
        let answer = try await enter("@newcomer speaks", "1")
        #expect(answer.status == 201 && answer.json["minted"]?.array?.count == 1)
        let other = try await enter(
            "@club speaks", "2", at: "2019-06-03T14:05:11+01:00",
            #","answers":[{"name":"club","as":"new","kind":"group","title":"The club"}]"#)
        #expect(other.json["minted"]?.array?.first?["kind"] == .string("group"))
        #expect(try await state()["actors"]?.array?.contains { $0["name"] == .string("The club") } == true)
        await served.server.finish()
    }

    @Test func `an undone entry is marked`() async throws {
        _ = try await start()
        let entry = try await enter("A slip", "1")
        #expect(try await enter("!undo", "2").status == 201)
        let entries = try await state()["entries"]?.array ?? []
        #expect(entries.first { $0["id"] == .string(entry.ids[0]) }?["retracted"] == .bool(true))
        await served.server.finish()
    }

    @Test func `what cannot be recorded says what could be`() async throws {
        _ = try await start()
        let answer = try await enter("!settle nothing-known", "1")
        #expect(answer.status == 422 && !(answer.json["detail"]?.string ?? "").isEmpty)
        #expect(try await enter("!help", "2").status == 200)
        await served.server.finish()
    }

    @Test(arguments: [
        #"{}"#, #"{"text":1,"occurred":"2019-06-03T14:05:10Z"}"#, #"{"text":"x","occurred":"2019"}"#,
        #"{"text":"x","occurred":"2019-06-03T14:05:10"}"#, #"{"text":"x","occurred":"2019-06-03T14:05:10Z","on":1}"#,
        #"{"text":"x","occurred":"2019-06-03T14:05:10Z","answers":[{"name":"x","as":"what"}]}"#,
    ])
    func `a malformed entry is refused`(body: String) async throws {
        #expect(try await served.ask(.post, "/api/cases/elm/entries", body: body).status == 400)
    }
}
