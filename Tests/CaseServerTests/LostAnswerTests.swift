import CaseModel
import HTTPTypes
import Testing

@testable import CaseServer

/// Answers get lost and servers are started again: what is sent again, and what speaks of what was sent, still means
/// the same.
struct LostAnswerTests {
    private func anna() throws -> Capturing { Capturing(try Served(lines: Capturing.lines)) }

    @Test(arguments: [
        ("@acute asks", ""), ("@newcomer speaks #new-code", ""), ("!new group club : The club", ""),
        ("!dispute @newcomer #money : Who pays?", ""), ("!propose @newcomer : One budget", ""),
        ("@club speaks", #","answers":[{"name":"club","as":"new","kind":"group","title":"The club"}]"#),
    ])
    func `what is sent again is answered as the first time`(text: String, more: String) async throws {
        var anna = try anna()
        _ = try await anna.start()
        let first = try await anna.enter(text, "1", more)
        #expect(first.status == 201 && first.ids.contains(first.main))
        for _ in 0..<2 {
            let again = try await anna.enter(text, "1", more)
            #expect(again.status == 200)
            for member in ["ids", "main", "minted", "begun"] { #expect(again.json[member] == first.json[member]) }
            anna = try await anna.restarted()
        }
        await anna.served.server.finish()
    }

    @Test func `an answer tells which event the entry is about`() async throws {
        let anna = try anna()
        let start = try await anna.start()
        #expect(try await anna.event(start.main)?["type"] == .string("session.started"))
        let entry = try await anna.enter("@newcomer speaks", "1")
        #expect(entry.ids.count == 2)
        #expect(try await anna.event(entry.main)?["type"] == .string("observation.noted"))
        await anna.served.server.finish()
    }

    @Test func `a session goes on after the server was started again, with its keys and its last entries`() async throws
    {
        var anna = try anna()
        _ = try await anna.start()
        _ = try await anna.enter("!key a #listening", "k")
        anna = try await anna.restarted()
        let pressed = try await anna.enter("a", "p", at: "14:06:00")
        let event = try await anna.event(pressed.main)
        #expect(event?["data"]?["codes"] == .array([.string("listening")]))
        #expect(event?["sources"] == .array([.string("meeting-2019-06-03")]))
        anna = try await anna.restarted()
        #expect(try await anna.enter("!undo", "u", at: "14:07:00").status == 201)
        let entries = try await anna.state()["entries"]?.array ?? []
        #expect(entries.first { $0["id"] == .string(pressed.main) }?["retracted"] == .bool(true))
        anna = try await anna.restarted()
        #expect(try await anna.enter("!end", "e", at: "14:08:00").status == 201)
        #expect(try await anna.state()["session"] == .null)
        await anna.served.server.finish()
    }

    @Test func `the keys of one's own session are told, and which states are on`() async throws {
        var anna = try anna()
        _ = try await anna.start()
        #expect(try await anna.state()["session"]?["keys"] == .array([]))
        _ = try await anna.enter("!key b #listening", "1")
        _ = try await anna.enter("!key a state #deadlocked", "2")
        func told(_ isOn: Bool) -> JSONValue {
            .array([
                .record([
                    ("key", .string("a")), ("code", .string("deadlocked")), ("state", .bool(true)), ("on", .bool(isOn)),
                ]),
                .record([
                    ("key", .string("b")), ("code", .string("listening")), ("state", .bool(false)),
                    ("on", .bool(false)),
                ]),
            ])
        }
        #expect(try await anna.state()["session"]?["keys"] == told(false))
        _ = try await anna.enter("a", "3", at: "14:06:00")
        #expect(try await anna.state()["session"]?["keys"] == told(true))
        anna = try await anna.restarted()
        _ = try await anna.enter("a", "4", at: "14:07:00")
        #expect(try await anna.state()["session"]?["keys"] == told(false))
        let bert = Capturing(anna.served, as: "bert")
        #expect(try await bert.state()["sessions"]?.array?.first?["keys"] == nil)
        await anna.served.server.finish()
    }

    /// By the key of its start, or because the start that was sent again is the session that goes on.
    @Test(arguments: [#","sessionKey":"first""#, ""])
    func `what was typed before the start was answered belongs to that session`(more: String) async throws {
        var anna = try anna()
        _ = try await anna.start("first")
        _ = try await anna.start("second", "Another", at: "15:00:00")
        // The answers were lost; all of it comes again to a server that was started since.
        anna = try await anna.restarted()
        #expect(try await anna.start("first").status == 200)
        let entry = try await anna.enter("They begin", "1", more)
        #expect(try await anna.event(entry.main)?["sources"] == .array([.string("meeting-2019-06-03")]))
        #expect(try await anna.enter("!pause", "2", more).status == 201)
        let paused = (try await anna.state()["sessions"]?.array ?? []).filter { $0["paused"] == .bool(true) }
        #expect(paused.map { $0["id"] } == [.string("meeting-2019-06-03")])
        await anna.served.server.finish()
    }

    @Test func `a session or an entry of a key that nothing came of is refused`() async throws {
        let anna = try anna()
        _ = try await anna.enter("Words", "1")
        for more in [#","sessionKey":"nothing""#, #","sessionKey":"1""#] {
            let answer = try await anna.enter("x", "2", more)
            #expect(answer.status == 422 && answer.problem == "refused")
        }
        for text in ["!undo", "!fix Other words"] {
            let answer = try await anna.enter(text, "3", #","of":"nothing""#)
            #expect(answer.status == 422 && answer.problem == "refused")
        }
        // Each observer has keys of their own.
        #expect(try await Capturing(anna.served, as: "bert").enter("!undo", "4", #","of":"1""#).status == 422)
        await anna.served.server.finish()
    }

    @Test(arguments: [false, true])
    func `an entry is taken back by its key, wholly, and no other is`(isRestarted: Bool) async throws {
        var anna = try anna()
        _ = try await anna.start()
        _ = try await anna.enter("!new proposal merger : Merge", "new")
        let meant = try await anna.enter("!oppose @acute @council @newcomer on merger : No", "meant")
        #expect(meant.status == 201, "\(meant.body)")
        let other = try await anna.enter("Another", "other", at: "14:06:00")
        if isRestarted { anna = try await anna.restarted() }
        #expect(try await anna.enter("!undo", "u", at: "14:07:00", #","of":"meant""#).status == 201)
        let entries = try await anna.state()["entries"]?.array ?? []
        let retracted = entries.filter { $0["retracted"] == .bool(true) }.compactMap { $0["id"]?.string }
        #expect(Set(meant.ids.drop { $0 != meant.main }).isSubset(of: retracted) && !retracted.contains(other.main))
        let again = try await anna.enter("!undo", "u2", at: "14:08:00", #","of":"meant""#)
        #expect(again.status == 422)
        await anna.served.server.finish()
    }

    @Test func `an entry is put right by its key`() async throws {
        let anna = try anna()
        _ = try await anna.start()
        let meant = try await anna.enter("A slip", "meant")
        _ = try await anna.enter("Another", "other", at: "14:06:00")
        #expect(try await anna.enter("!fix 12 came", "f", at: "14:07:00", #","of":"meant""#).status == 201)
        let entries = try await anna.state()["entries"]?.array ?? []
        #expect(entries.first { $0["id"] == .string(meant.main) }?["words"] == .string("12 came"))
        await anna.served.server.finish()
    }
}
