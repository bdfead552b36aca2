import CaseModel
import Testing

@testable import CaseServer

/// Sessions that several observe through one server.
struct SharedSessionTests {
    @Test func `who ended a session, and when, is told to whoever took part in it`() async throws {
        let anna = Capturing(try Served())
        let bert = Capturing(anna.served, as: "bert")
        let carl = Capturing(anna.served, as: "carl")
        #expect(try await anna.start().status == 201)
        #expect(try await bert.join("meeting-2019-06-03").status == 201)
        #expect(try await anna.state()["ended"] == .array([]))
        let end = try await bert.enter("!end", "e", at: "15:00:00")
        let told = JSONValue.record([
            ("id", .string("meeting-2019-06-03")), ("title", .string("Board")),
            ("ended", .string("2019-06-03T15:00:00+01:00")), ("event", .string(end.main)), ("by", .string("bert")),
        ])
        #expect(try await anna.state()["ended"] == .array([told]))
        #expect(try await bert.state()["ended"] == .array([told]))
        #expect(try await carl.state()["ended"] == .array([]))
        await anna.served.server.finish()
    }

    private let anna: Capturing
    private let bert: Capturing

    init() throws {
        anna = Capturing(try Served(lines: Capturing.lines))
        bert = Capturing(anna.served, as: "bert")
    }

    private func ids(_ sessions: JSONValue?) -> [String] { (sessions?.array ?? []).compactMap { $0["id"]?.string } }

    @Test func `all that go on are told, and one's own apart from others'`() async throws {
        _ = try await anna.start("s1", "First")
        _ = try await bert.start("s2", "Second", at: "14:30:00")
        let state = try await anna.state()
        #expect(ids(state["sessions"]) == ["meeting-2019-06-03-2", "meeting-2019-06-03"])
        #expect(state["sessions"]?.array?.map { $0["own"] } == [.bool(false), .bool(true)])
        #expect(
            state["sessions"]?.array?.map { $0["observers"] }
                == [["bert"], ["anna"]].map { names in
                    .array(names.map(JSONValue.string))
                })
        #expect(state["session"]?["id"] == .string("meeting-2019-06-03"))
        // Once one's own has ended, nobody goes on in another's by itself.
        #expect(try await anna.enter("!end", "e").status == 201)
        #expect(try await anna.state()["session"] == .null)
        #expect(ids(try await anna.state()["sessions"]) == ["meeting-2019-06-03-2"])
        await anna.served.server.finish()
    }

    @Test func `a session that another has begun is joined, once`() async throws {
        _ = try await anna.start()
        let joined = try await bert.join("meeting-2019-06-03")
        #expect(joined.status == 201 && joined.main.hasPrefix("bert-"))
        #expect(try await bert.join("meeting-2019-06-03").status == 200)
        let again = try await bert.join("meeting-2019-06-03", "other-key")
        #expect(again.status == 200 && again.ids == [] && again.json["main"] == .null, "\(again.body)")
        let session = try await bert.state()["session"]
        #expect(session?["own"] == .bool(true))
        #expect(session?["observers"] == .array([.string("anna"), .string("bert")]))
        let entry = try await bert.enter("They agree", "1")
        #expect(try await bert.event(entry.main)?["sources"] == .array([.string("meeting-2019-06-03")]))
        await anna.served.server.finish()
    }

    @Test func `one that does not go on cannot be joined`() async throws {
        _ = try await anna.start()
        _ = try await anna.enter("!end", "e")
        for id in ["meeting-2019-06-03", "nothing"] {
            let answer = try await bert.join(id, id)
            #expect(answer.status == 422 && answer.problem == "refused")
        }
        await anna.served.server.finish()
    }

    /// What is answered to those who do something at the same moment.
    private func atOnce(
        _ count: Int = 6, of observers: Int = 8, in served: Served,
        _ act: @escaping @Sendable (Capturing, Int) async throws -> Served.Answer
    ) async throws -> [Served.Answer] {
        try await withThrowingTaskGroup(of: Served.Answer.self) { group in
            for number in 0..<count {
                let observer = Capturing(served, as: "o\(number % observers)")
                group.addTask { try await act(observer, number) }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
    }

    private static func minted(_ answers: [Served.Answer]) -> [String] {
        answers.flatMap { $0.json["minted"]?.array ?? [] }.compactMap { $0["id"]?.string }
    }

    @Test func `those who name somebody new at the same moment give different numbers`() async throws {
        let served = try Served(lines: [Served.opened.replacing("\"open\"", with: "\"people\"")])
        let answers = try await atOnce(12, of: 4, in: served) { observer, number in
            try await observer.enter("@name\(number) comes", "k\(number)")
        }
        let ids = Self.minted(answers)
        #expect(ids.count == 12 && Set(ids).count == 12, "\(ids)")
        await served.server.finish()
    }

    @Test func `what several begin at the same moment has a name for each`() async throws {
        let served = try Served(lines: Capturing.lines)
        _ = try await Capturing(served).enter("!propose plan", "p")
        for round in 0..<3 {
            let sessions = try await atOnce(in: served) { observer, number in
                try await observer.start("s\(round)-\(number)", "Meeting \(number)")
            }
            #expect(sessions.allSatisfy { $0.status == 201 })
            let offers = try await atOnce(in: served) { observer, number in
                try await observer.enter("!decide plan deferred : for \(number)", "d\(round)-\(number)")
            }
            let begun = offers.flatMap { $0.json["begun"]?.array ?? [] }.compactMap(\.string)
            #expect(begun.count == 6 && Set(begun).count == 6, "\(begun)")
        }
        let started = try await Capturing(served).events().filter { $0["type"] == .string("session.started") }
        #expect(Set(started.compactMap { $0["data"]?["session"]?.string }).count == 18)
        await served.server.finish()
    }

    @Test func `those who name the same newcomer at the same moment name one person`() async throws {
        let served = try Served(lines: [Served.opened.replacing("\"open\"", with: "\"people\"")])
        for round in 0..<5 {
            let answers = try await atOnce(8, in: served) { observer, number in
                try await observer.enter("@mary\(round): here I am", "r\(round)-\(number)")
            }
            #expect(Self.minted(answers).count == 1, "\(Self.minted(answers))")
        }
        await served.server.finish()
    }
}
