import CaseModel
import HTTPTypes
import Testing

@testable import CaseServer

/// What is not answered, each with a problem that says why; and nothing is stored.
struct RefusalTests {
    @Test(arguments: [
        "evil.example", "evil.example:8717", "localhost.evil.example", "127.0.0.1.evil.example", "", "[::1",
    ])
    func `another host is not this one`(host: String) async throws {
        let served = try Served()
        let answer = try await served.ask(.get, "/api/cases", host: host)
        #expect(answer.status == 421 && answer.problem == "misdirected")
    }

    @Test(arguments: ["localhost", "LOCALHOST:8717", "127.0.0.1:1", "[::1]:8717"])
    func `names of this machine are this one`(host: String) async throws {
        #expect(try await Served().ask(.get, "/health", host: host).status == 200)
    }

    @Test(arguments: [
        "/api/cases/../../etc", "/api/cases/%2e%2e/x", "/api//cases", "/api/cases/elm%2fevents", "/api/cases/e\\lm",
        "//evil.example/", "http://evil.example/", "*", "/api/cases/./elm", "/capture/../x", "/api/cases/elm%00",
    ])
    func `a path that could mean another is refused`(path: String) async throws {
        let answer = try await Served().ask(.get, path)
        #expect(answer.status == 400 && answer.problem == "malformed")
    }

    @Test(arguments: [
        "/nothing", "/api/cases/oak", "/capture/passwd", "/api/cases/elm/views/nothing", "/api/devices/x/y",
    ])
    func `what is not there is not found`(path: String) async throws {
        #expect(try await Served().ask(.get, path).status == 404)
    }

    @Test func `other methods are told what the address takes`() async throws {
        let served = try Served()
        for method in [HTTPRequest.Method.put, .patch, .options, .trace, .post] {
            let answer = try await served.ask(method, "/api/cases")
            #expect(answer.status == 405 && answer.headers[.allow] == "GET, HEAD")
        }
    }

    @Test(arguments: [
        [HTTPField(name: .origin, value: "https://evil.example")], [HTTPField(name: .origin, value: "null")],
        [HTTPField(name: .origin, value: "http://localhost:9")], [HTTPField(name: .secFetchSite, value: "cross-site")],
        [HTTPField(name: .secFetchSite, value: "same-site")],
    ])
    func `a page from elsewhere changes nothing`(fields: [HTTPField]) async throws {
        let served = try Served()
        let answer = try await served.append(Served.note("x"), HTTPFields(fields))
        #expect(answer.status == 403 && answer.problem == "cross-site")
        #expect(try await served.ask(.get, "/api/cases/elm").json["events"] == .integer(1))
    }

    @Test func `a page from elsewhere reads nothing of the interface, and may link to pages`() async throws {
        let served = try Served()
        #expect(try await served.ask(.get, "/api/cases", [.secFetchSite: "cross-site"]).status == 403)
        #expect(try await served.ask(.get, "/", [.secFetchSite: "cross-site"]).status == 200)
    }

    @Test func `its own page may change`() async throws {
        let served = try Served()
        let fields: HTTPFields = [.origin: "http://localhost", .secFetchSite: "same-origin"]
        #expect(try await served.append(Served.note("x"), fields).status == 201)
        await served.server.finish()
    }

    @Test(arguments: [
        "text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "application/json;charset=latin-1",
    ])
    func `a body that is not JSON is not read`(type: String) async throws {
        let answer = try await Served().append(Served.note("x"), [.contentType: type])
        #expect(answer.status == 415)
    }

    @Test func `a body that is too large is not read`() async throws {
        let served = try Served()
        let large = Served.note(String(repeating: "x", count: CaseResponder.bodySizeMax))
        #expect(try await served.append(large).status == 413)
        #expect(try await served.append("{}", [.contentLength: "99999999"]).status == 413)
    }

    @Test func `an address that is too long is not read`() async throws {
        #expect(try await Served().ask(.get, "/api/cases?x=" + String(repeating: "a", count: 9_000)).status == 414)
    }

    @Test(arguments: [
        "", "{", "[]", "1", "\"x\"", "{\"events\":[]}", "{\"events\":{}}", "{\"events\":[{}],\"x\":1}",
        "{\"a\":1,\"a\":2}",
        "\u{0}", String(repeating: "[", count: 1_000),
    ])
    func `a body that is no events is refused`(body: String) async throws {
        let answer = try await Served().append(body)
        #expect([400, 422].contains(answer.status))
    }

    @Test(arguments: [
        "?at=yesterday", "?at=2019&at=2020", "?known=%zz", "?on=2019", "?recorded=2019-13", "?at=%ff",
    ])
    func `a date that is none, and a name that is not taken, are refused`(query: String) async throws {
        #expect(try await Served().ask(.get, "/api/cases/elm/views/disputes\(query)").status == 400)
    }

    @Test(arguments: ["?limit=0", "?limit=5001", "?limit=x", "?after=x", "?after=jw-00000000.0"])
    func `a limit or a position that is none is refused`(query: String) async throws {
        #expect(try await Served().ask(.get, "/api/cases/elm/events\(query)").status == 400)
    }

    @Test(arguments: ["Anna", "anna b", "a/b", "..", "abcdefghijklmnopq", ""])
    func `an observer's name that is none is refused`(name: String) async throws {
        #expect(try await Served().append(Served.note("x"), [.observer: name]).status == 400)
    }
}
