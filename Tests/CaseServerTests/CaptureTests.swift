import CaseModel
import HTTPTypes
import Testing

@testable import CaseServer

/// What the capture page asks for.
struct CaptureTests {
    private let served: Served
    private let anna: Capturing

    init() throws {
        served = try Served(lines: Capturing.lines)
        anna = Capturing(served)
    }

    @Test func `a session goes from its start to its end`() async throws {
        #expect(try await anna.state()["session"] == .null)
        #expect(try await anna.start().status == 201)
        var session = try await anna.state()["session"]
        #expect(session?["title"] == .string("Board") && session?["paused"] == .bool(false))
        #expect(try await anna.enter("They begin", "1").status == 201)
        #expect(try await anna.enter("!pause", "2", at: "14:10:00").status == 201)
        session = try await anna.state()["session"]
        #expect(session?["paused"] == .bool(true) && session?["running"] == .integer(600))
        #expect(try await anna.enter("!end", "3", at: "14:20:00").status == 201)
        #expect(try await anna.state()["session"] == .null)
        await served.server.finish()
    }

    @Test func `an entry is told again as it was typed, with its time, once`() async throws {
        _ = try await anna.start()
        let first = try await anna.enter("@acute asks who pays #resources", "1", at: "14:05:10.250")
        let again = try await anna.enter("@acute asks who pays #resources", "1", at: "14:05:10.250")
        #expect(first.status == 201 && again.status == 200 && first.ids == again.ids)
        let state = try await anna.state()
        let entries = (state["entries"]?.array ?? []).filter { $0["type"] == .string("observation.noted") }
        #expect(entries.count == 1)
        #expect(entries.first?["words"] == .string("@acute asks who pays #resources"))
        #expect(entries.first?["occurred"] == .string("2019-06-03T14:05:10+01:00"))
        #expect(state["actors"]?.array?.first?["id"] == .string("acute"))
        #expect(state["codes"]?.array?.first?["id"] == .string("resources"))
        await served.server.finish()
    }

    @Test func `what is unknown is made known, and told`() async throws {
        _ = try await anna.start()
        let answer = try await anna.enter("@newcomer speaks", "1")
        #expect(answer.status == 201 && answer.json["minted"]?.array?.count == 1)
        let other = try await anna.enter(
            "@club speaks", "2", at: "14:05:11",
            #","answers":[{"name":"club","as":"new","kind":"group","title":"The club"}]"#)
        #expect(other.json["minted"]?.array?.first?["kind"] == .string("group"))
        #expect(try await anna.state()["actors"]?.array?.contains { $0["name"] == .string("The club") } == true)
        await served.server.finish()
    }

    @Test func `what an entry began is told, also where it is sent again`() async throws {
        _ = try await anna.start()
        let loss = try await anna.enter("!loss @acute finance on money : Less", "1")
        #expect(loss.json["begun"] == .array([.string("stake acute-finance")]), "\(loss.body)")
        for _ in 0..<2 {
            let offer = try await anna.enter("!offer @acute funding for acute-finance by @newcomer", "2")
            #expect(offer.json["begun"] == .array([.string("offset acute-funding")]), "\(offer.body)")
        }
        // What an entry makes known on its way is no beginning of its own.
        #expect(try await anna.enter("!new proposal merger : Merge", "3").json["begun"] == .array([]))
        #expect(try await anna.enter("@other speaks of #more", "4").json["begun"] == .array([]))
        await served.server.finish()
    }

    @Test func `an undone entry is marked`() async throws {
        _ = try await anna.start()
        let entry = try await anna.enter("A slip", "1")
        #expect(try await anna.enter("!undo", "2").status == 201)
        let entries = try await anna.state()["entries"]?.array ?? []
        #expect(entries.first { $0["id"] == .string(entry.ids[0]) }?["retracted"] == .bool(true))
        await served.server.finish()
    }

    @Test func `an entry that was put right is told as it is now, until that is undone`() async throws {
        _ = try await anna.start()
        let entry = try await anna.enter("A slpi", "1")
        let fix = try await anna.enter("!fix A slip", "2")
        func told(_ id: String) async throws -> JSONValue? {
            try await anna.state()["entries"]?.array?.first { $0["id"] == .string(id) }
        }
        var shown = try await told(entry.main)
        #expect(shown?["words"] == .string("A slip") && shown?["corrected"] == .bool(true))
        #expect(try await told(fix.main)?["retracted"] == .bool(false))
        #expect(try await anna.enter("!undo", "3", at: "14:05:11", #","of":"2""#).status == 201)
        shown = try await told(entry.main)
        #expect(shown?["words"] == .string("A slpi") && shown?["corrected"] == .bool(false))
        #expect(try await told(fix.main)?["retracted"] == .bool(true))
        await served.server.finish()
    }

    @Test func `what cannot be recorded says what could be`() async throws {
        _ = try await anna.start()
        let answer = try await anna.enter("!settle nothing-known", "1")
        #expect(answer.status == 422 && !(answer.json["detail"]?.string ?? "").isEmpty)
        #expect(try await anna.enter("!help", "2").status == 200)
        await served.server.finish()
    }

    @Test(arguments: [
        #"{}"#, #"{"text":1,"occurred":"2019-06-03T14:05:10Z"}"#, #"{"text":"x","occurred":"2019"}"#,
        #"{"text":"x","occurred":"2019-06-03T14:05:10"}"#, #"{"text":"x","occurred":"2019-06-03T14:05:10Z","on":1}"#,
        #"{"text":"x","occurred":"2019-06-03T14:05:10Z","answers":[{"name":"x","as":"what"}]}"#,
        #"{"text":"x","occurred":"2019-06-03T14:05:10Z","of":"k"}"#,
        #"{"text":"!undo 4","occurred":"2019-06-03T14:05:10Z","of":"k"}"#,
        #"{"text":"!undo","occurred":"2019-06-03T14:05:10Z","of":"a b"}"#,
        #"{"text":"x","occurred":"2019-06-03T14:05:10Z","sessionKey":""}"#,
    ])
    func `a malformed entry is refused`(body: String) async throws {
        let answer = try await served.ask(.post, "/api/cases/elm/entries", body: body)
        #expect(answer.status == 400 && answer.problem == "malformed")
    }

    @Test(arguments: [
        #"{"join":1,"occurred":"2019-06-03T14:05:10Z"}"#, #"{"join":"x"}"#,
        #"{"join":"x","kind":"meeting","occurred":"2019-06-03T14:05:10Z"}"#, #"{"occurred":"2019-06-03T14:05:10Z"}"#,
    ])
    func `a session is begun or joined`(body: String) async throws {
        #expect(try await served.ask(.post, "/api/cases/elm/sessions", body: body).status == 400)
    }
}
