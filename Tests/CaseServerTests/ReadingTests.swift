import CaseAnswers
import CaseModel
import CaseStore
import Foundation
import HTTPTypes
import Testing

@testable import CaseServer

struct ReadingTests {
    private static let lines = [
        Served.opened,
        #"{"type":"group.identified","occurred":"2018","data":{"group":"acute","name":"The acute"}}"#,
        #"{"type":"dispute.raised","occurred":"2019-01-01","data":{"dispute":"d","title":"Who <b>pays</b>","issues":["resources"],"parties":["acute"]}}"#,
    ]

    @Test func `cases are listed, with where they are`() async throws {
        let served = try Served(lines: Self.lines)
        let listed = try await served.ask(.get, "/api/cases")
        #expect(listed.status == 200)
        let one = try await served.ask(.get, "/api/cases/elm")
        #expect(listed.json["cases"]?.array == [one.json])
        #expect(one.json["title"] == .string("Elm") && one.json["events"] == .integer(3))
        #expect(one.headers[.eTag] == "\"\(one.position)\"")
        let again = try await served.ask(.get, "/api/cases/elm", [.ifNoneMatch: "\"\(one.position)\""])
        #expect(again.status == 304 && again.bytes.isEmpty)
    }

    @Test func `events are read on from any position`() async throws {
        let served = try Served(lines: Self.lines)
        var (after, ids, isMore) = ("", [String](), true)
        while isMore {
            let next = try await served.ask(.get, "/api/cases/elm/events?limit=2&after=\(after)")
            ids += (next.json["events"]?.array ?? []).compactMap { $0["id"]?.string }
            after = next.position
            isMore = next.json["more"] == .bool(true)
        }
        #expect(ids.count == 3 && Set(ids).count == 3)
        let nothing = try await served.ask(.get, "/api/cases/elm/events?after=\(after)")
        #expect(nothing.json["events"] == .array([]) && nothing.position == after)
    }

    @Test(arguments: ["events", "stream"])
    func `a position that the case has not been at is refused`(what: String) async throws {
        let served = try Served(lines: Self.lines)
        let position = try await served.ask(.get, "/api/cases/elm").position
        let feed = position.split(separator: ".")[0]
        for after in ["\(feed).9999", "\(position),jan-0011aabb.1"] {
            let answer = try await served.ask(.get, "/api/cases/elm/\(what)?after=\(after)")
            #expect(answer.status == 400 && answer.problem == "unknown-position", "\(answer.body)")
        }
    }

    @Test func `whoever follows a case that was put back from an older copy has to ask anew`() async throws {
        let served = try Served(lines: Self.lines)
        let path = try served.caseFolder().path
        let copy = served.folder.appending(path: "copy").path
        try FileManager.default.copyItem(atPath: path, toPath: copy)
        let position = try await served.append(Served.note("one"), [.observer: "anna"]).position
        await served.server.finish()
        try FileManager.default.removeItem(atPath: path)
        try FileManager.default.moveItem(atPath: copy, toPath: path)
        let other = try Served(in: served.folder)
        #expect(try await other.ask(.get, "/api/cases/elm/events?after=\(position)").problem == "unknown-position")
        #expect(try await other.ask(.get, "/api/cases/elm/events").json["events"]?.array?.count == 3)
        await other.server.finish()
    }

    @Test(arguments: ViewName.allCases, ["", "?at=2019", "?known=2019-06&recorded=2100"])
    func `a view is what show prints`(view: ViewName, dates: String) async throws {
        let served = try Served(lines: Self.lines)
        let answer = try await served.ask(.get, "/api/cases/elm/views/\(view.rawValue)\(dates)")
        #expect(answer.status == 200)
        var time = AskedTime()
        if dates == "?at=2019" { time.at = QueryTime("2019") }
        if dates.hasPrefix("?known") { (time.known, time.recorded) = (QueryTime("2019-06"), QueryTime("2100")) }
        let opened = try Case(served.caseFolder(), device: served.device)
        let replayed = try opened.history(
            known: time.known?.latest ?? .max, recorded: time.recorded?.latest ?? .max, isFresh: true)
        var expected: [UInt8] = []
        var shown = try ViewAnswer(opened, view, time, in: replayed)
        try shown.write(as: .json) { expected += $0 }
        #expect(answer.bytes == expected)
    }

    @Test func `a view follows what is recorded, by this server and by other programs`() async throws {
        let served = try Served(lines: Self.lines)
        func count() async throws -> Int? {
            try await served.ask(.get, "/api/cases/elm/views/timeline").json["events"]?.array?.count
        }
        #expect(try await count() == 3)
        #expect(try await served.append(Served.note("one")).status == 201)
        #expect(try await count() == 4)
        let writer = try CaseWriter(served.caseFolder(), device: served.device, initials: "jw", onNote: { _ in })
        _ = try writer.append(InputLines(Array(Served.note("two").utf8)))
        #expect(try await count() == 5)
        await served.server.finish()
    }

    @Test func `words of a case are text on the study's page`() async throws {
        let served = try Served(lines: [Served.opened.replacing("\"Elm\"", with: "\"<script>alert(1)</script>\"")])
        let page = try await served.ask(.get, "/")
        #expect(page.headers[.contentType] == "text/html; charset=utf-8")
        #expect(page.body.contains("&lt;script&gt;") && !page.body.contains("<script>"))
    }

    @Test func `a study without a case says so, and serves one that comes later`() async throws {
        let served = try Served()
        let path = try served.caseFolder().path
        let away = served.folder.appending(path: "away").path
        try FileManager.default.moveItem(atPath: path, toPath: away)
        #expect(try await served.ask(.get, "/").body.contains("There is no case here so far."))
        #expect(try await served.ask(.get, "/api/cases").json["cases"] == .array([]))
        #expect(try await served.ask(.get, "/api/cases/elm").status == 404)
        #expect(try await served.ask(.get, "/health").status == 200)
        try FileManager.default.moveItem(atPath: away, toPath: path)
        #expect(try await served.ask(.get, "/api/cases/elm").json["events"] == .integer(1))
    }

    @Test func `a case that is damaged meanwhile is told as far as it can be read, and others go on`() async throws {
        let served = try Served(lines: Self.lines)
        _ = try CaseMaker.make(
            served.folder.appending(path: "study/oak.caselog").path, name: "oak",
            from: InputLines(Array(Served.opened.replacing("elm", with: "oak").utf8)), CaseWriter.Manner(),
            device: served.device, initials: "jw", onNote: { _ in })
        #expect(try await served.ask(.get, "/api/cases").json["cases"]?.array?.count == 2)
        let feeds = try served.caseFolder().feedsPath
        try FileManager.default.removeItem(atPath: feeds)
        try FileManager.default.createDirectory(atPath: feeds, withIntermediateDirectories: false)
        for path in ["/", "/cases/elm", "/api/cases", "/api/cases/elm", "/api/cases/elm/capture", "/metrics"] {
            #expect(try await served.ask(.get, path).status == 200, "\(path)")
        }
        // Its beginning is gone: that is no fault of what is sent.
        let append = try await served.append(Served.note("x"))
        #expect(append.status == 503 && append.problem == "unavailable")
        #expect(try await served.ask(.get, "/api/cases/oak").json["events"] == .integer(1))
    }

    @Test func `the live page runs its own script alone, and begins where it was made`() async throws {
        let served = try Served(lines: Self.lines)
        let page = try await served.ask(.get, "/cases/elm")
        let position = try await served.ask(.get, "/api/cases/elm").position
        #expect(page.body.contains("content=\"\(position)\""))
        let policy = page.headers[.contentSecurityPolicy] ?? ""
        #expect(policy.contains("script-src 'sha256-") && policy.contains("style-src 'sha256-"))
        #expect(!policy.contains("unsafe") && policy.contains("connect-src 'self'"))
    }

    @Test func `HEAD is answered as GET, without the body`() async throws {
        let served = try Served()
        let answer = try await served.ask(.head, "/api/cases")
        #expect(answer.status == 200 && answer.bytes.isEmpty)
        #expect(answer.headers[.contentLength].flatMap { Int($0) } ?? 0 > 20)
    }
}
