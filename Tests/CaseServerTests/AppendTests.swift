import CaseModel
import CaseStore
import EventLog
import Foundation
import HTTPTypes
import Synchronization
import Testing

@testable import CaseServer

struct AppendTests {
    @Test func `events are recorded in the observer's feed, all of them or none`() async throws {
        let served = try Served()
        let anna = try await served.append(Served.note("one"), [.observer: "anna"])
        #expect(anna.status == 201 && anna.ids.count == 1 && anna.ids[0].hasPrefix("anna-"))
        #expect(anna.headers[.eTag] == "\"\(anna.position)\"")
        let two = "{\"events\":[\(Served.note("two")),\(Served.note("three"))]}"
        let bert = try await served.append(two, [.observer: "bert"])
        #expect(bert.ids.count == 2 && bert.ids.allSatisfy { $0.hasPrefix("bert-") })
        let bad =
            "{\"events\":[\(Served.note("four")),{\"type\":\"observation.noted\",\"occurred\":\"x\",\"data\":{}}]}"
        let refused = try await served.append(bad, [.observer: "bert"])
        #expect(refused.status == 422 && refused.json["lines"]?.array?.first?["number"] == .integer(2))
        #expect(try await served.ask(.get, "/api/cases/elm").json["events"] == .integer(4))
        await served.server.finish()
    }

    @Test func `labels lead from one event of a request to another`() async throws {
        let served = try Served()
        let body = """
            {"events":[{"id":"first","type":"observation.noted","occurred":"2019","data":{"text":"a"}},
            {"type":"observation.noted","occurred":"2019","because":["first"],"data":{"text":"b"}}]}
            """
        let answer = try await served.append(body)
        #expect(answer.status == 201)
        let events = try await served.ask(.get, "/api/cases/elm/events").json["events"]?.array ?? []
        #expect(events.last?["because"] == .array([.string(answer.ids[0])]))
        await served.server.finish()
    }

    @Test func `an expected position has to hold`() async throws {
        let served = try Served()
        let tag = try await served.ask(.get, "/api/cases/elm").headers[.eTag] ?? ""
        #expect(try await served.append(Served.note("one"), [.ifMatch: tag]).status == 201)
        let moved = try await served.append(Served.note("two"), [.ifMatch: tag])
        #expect(moved.status == 412 && moved.problem == "moved")
        #expect(try await served.append(Served.note("two"), [.ifMatch: "x"]).status == 400)
        #expect(try await served.ask(.get, "/api/cases/elm").json["events"] == .integer(2))
        await served.server.finish()
    }

    @Test func `an expected position has to hold for entries and sessions, too`() async throws {
        let served = try Served()
        let tag = try await served.ask(.get, "/api/cases/elm").headers[.eTag] ?? ""
        let time = "\"occurred\":\"2019-06-03T14:05:10+01:00\""
        func post(_ what: String, _ body: String, _ tag: String) async throws -> Served.Answer {
            try await served.ask(
                .post, "/api/cases/elm/\(what)", body: "{\(body),\(time)}", [.ifMatch: tag, .observer: "anna"])
        }
        let (entry, session) = (#""text":"one""#, #""kind":"meeting""#)
        let first = try await post("entries", entry, tag)
        #expect(first.status == 201)
        for (what, body) in [("entries", entry), ("sessions", session)] {
            let moved = try await post(what, body, tag)
            #expect(moved.status == 412 && moved.problem == "moved", "\(moved.body)")
            #expect(try await post(what, body, "x").status == 400)
        }
        let second = try await post("sessions", session, first.headers[.eTag] ?? "")
        #expect(second.status == 201)
        #expect(try await post("entries", #""text":"!help""#, tag).status == 412)
        #expect(try await post("entries", entry, second.headers[.eTag] ?? "").status == 201)
        #expect(try await post("entries", entry, "*").status == 201)
        #expect(try await served.ask(.get, "/api/cases/elm").json["events"] == .integer(5))
        await served.server.finish()
    }

    @Test func `the same key is recorded once, and tells the same events`() async throws {
        let served = try Served()
        let first = try await served.append(Served.note("one"), [.idempotencyKey: "k1"])
        let again = try await served.append(Served.note("one"), [.idempotencyKey: "k1"])
        #expect(first.status == 201 && again.status == 200 && first.ids == again.ids)
        let other = try await served.append(Served.note("other"), [.idempotencyKey: "k1"])
        #expect(other.status == 422 && other.problem == "key-taken")
        // Each observer has keys of their own.
        #expect(try await served.append(Served.note("one"), [.idempotencyKey: "k1", .observer: "bert"]).status == 201)
        #expect(try await served.append(Served.note("one"), [.idempotencyKey: "a b"]).status == 400)
        await served.server.finish()
    }

    @Test func `a key holds after the server was started again`() async throws {
        let served = try Served()
        let first = try await served.append(Served.note("one"), [.idempotencyKey: "k1"])
        await served.server.finish()
        let other = try Served(in: served.folder)
        let again = try await other.append(Served.note("one"), [.idempotencyKey: "k1"])
        #expect(again.status == 200 && again.ids == first.ids)
        await other.server.finish()
    }

    @Test func `many at once are each recorded once, in few groups`() async throws {
        let served = try Served()
        let answers = try await withThrowingTaskGroup(of: Served.Answer.self) { group in
            for number in 0..<200 {
                group.addTask {
                    try await served.append(Served.note("n\(number / 2)"), [.idempotencyKey: "k\(number / 2)"])
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(answers.filter { $0.status == 201 }.count == 100)
        #expect(answers.filter { $0.status == 200 }.count == 100)
        #expect(Set(answers.flatMap(\.ids)).count == 100)
        #expect(try await served.ask(.get, "/api/cases/elm").json["events"] == .integer(101))
        await served.server.finish()
    }

    @Test func `where too much waits to be stored, others are told to try again`() async throws {
        // The disk does not answer while the test holds this.
        let disk = Mutex(())
        let slow = MeasuredFileSystem(SystemFileSystem()) { _ in disk.withLock { _ in } }
        let served = try Served(fileSystem: slow) { $0.waitingSizeMax = 1_000 }
        #expect(try await served.append(Served.note("first")).status == 201)
        let answers = try await withThrowingTaskGroup(of: Served.Answer.self) { group in
            let held = DispatchSemaphore(value: 0)
            let (isHeld, hold) = AsyncStream.makeStream(of: Void.self)
            Thread.detachNewThread {
                disk.withLock { _ in
                    hold.finish()
                    held.wait()
                }
            }
            for await _ in isHeld {}
            for number in 0..<40 { group.addTask { try await served.append(Served.note("many \(number)")) } }
            var answers: [Served.Answer] = []
            // Those that do not fit are answered at once; then the disk goes on.
            while answers.count < 20, let answer = try await group.next() { answers.append(answer) }
            #expect(answers.allSatisfy { $0.status == 503 && $0.headers[.retryAfter] != nil })
            held.signal()
            for try await answer in group { answers.append(answer) }
            return answers
        }
        let stored = answers.filter { $0.status == 201 }.count
        #expect(stored > 0 && answers.filter { $0.status == 503 }.count == 40 - stored)
        #expect(try await served.ask(.get, "/api/cases/elm").json["events"] == .integer(2 + stored))
        await served.server.finish()
    }

    @Test func `what was recorded is signed when the server ends`() async throws {
        let served = try Served()
        let answer = try await served.append(Served.note("one"), [.observer: "anna"])
        await served.server.finish()
        let feed = answer.ids[0].split(separator: "/")[0]
        let files = try SystemFileSystem().list(served.caseFolder().feedsPath + "/\(feed)")
        #expect(files.contains { $0.contains("checkpoint") }, "\(files)")
    }
}
