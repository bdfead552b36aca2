import CaseModel
import CaseStore
import EventLog
import Foundation
import HTTPTypes
import Synchronization
import Testing

@testable import CaseServer

/// Who may ask where other machines reach the server.
struct PairingTests {
    private func open(in folder: URL? = nil) throws -> Served {
        let served = try Served(in: folder) { $0.address = "192.0.2.7" }
        served.server.admission.pairing.renew()
        return served
    }

    private func pair(_ served: Served, _ code: String? = nil, as name: String = "anna") async throws -> Served.Answer {
        let body = "{\"code\":\"\(code ?? served.codes.last)\",\"name\":\"\(name)\"}"
        return try await served.ask(.post, "/api/pair", body: body)
    }

    private func bearer(_ token: String) -> HTTPFields { [.authorization: "Bearer \(token)"] }

    @Test func `without a token nothing of the study is told`() async throws {
        let served = try open()
        for path in ["/api/cases", "/api/cases/elm/events", "/metrics", "/api/devices", "/api/cases/elm/stream"] {
            let answer = try await served.ask(.get, path)
            #expect(answer.status == 401 && answer.headers[.wwwAuthenticate] != nil)
            #expect(!answer.body.contains("Elm"))
        }
        for path in ["/", "/cases/elm"] {
            let answer = try await served.ask(.get, path)
            #expect(answer.status == 303 && answer.headers[.location] == "/capture")
        }
        #expect(try await served.append(Served.note("x"), [.observer: "anna"]).status == 401)
        for path in ["/health", "/openapi.json"] { #expect(try await served.ask(.get, path).status == 200) }
    }

    @Test func `a code pairs one device, whose token then counts`() async throws {
        let served = try open()
        let code = served.codes.last
        let paired = try await pair(served, code)
        let token = paired.json["token"]?.string ?? ""
        #expect(paired.status == 201 && token.count == 64)
        let cookie = paired.headers[.setCookie] ?? ""
        #expect(
            cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict")
                && cookie.hasPrefix("caselog-token=\(token);"))
        #expect(try await pair(served, code).status == 401)
        for fields in [bearer(token), [.cookie: "a=b; caselog-token=\(token)"]] {
            #expect(try await served.ask(.get, "/api/cases", fields).status == 200)
        }
        // The device's name says who observes, whatever a header says.
        var fields = bearer(token)
        fields[.observer] = "bert"
        #expect(try await served.append(Served.note("x"), fields).ids.first?.hasPrefix("anna-") == true)
        await served.server.finish()
    }

    @Test func `a code may be typed in small letters, with spaces`() async throws {
        let served = try open()
        let code = served.codes.last.lowercased().replacing("-", with: " ")
        #expect(try await pair(served, code).status == 201)
    }

    @Test func `five wrong tries end a code`() async throws {
        let served = try open()
        let code = served.codes.last
        for _ in 0..<5 { #expect(try await pair(served, "AAAA-AAAA").status == 401) }
        #expect(served.codes.count == 2)
        #expect(try await pair(served, code).status == 401)
        #expect(try await pair(served).status == 201)
    }

    @Test func `a code ends after ten minutes`() async throws {
        let served = try open()
        let code = served.codes.last
        served.clock.advance(Pairing.validity)
        #expect(try await pair(served, code).status == 401)
        #expect(served.codes.count == 2)
        #expect(try await pair(served).status == 201)
    }

    @Test func `codes are long, and of letters that are not taken for one another`() throws {
        let served = try open()
        for _ in 0..<50 { served.server.admission.pairing.renew() }
        let codes = served.codes.shown.withLock { $0 }
        #expect(Set(codes).count == codes.count)
        #expect(codes.allSatisfy { $0.count == 9 && !$0.contains { "01OILU".contains($0) } })
    }

    @Test func `whoever guesses has to wait, and others have not`() async throws {
        let served = try open()
        let token = try await pair(served).json["token"]?.string ?? ""
        for _ in 0..<WrongTries.triesMax {
            #expect(try await served.ask(.get, "/api/cases", bearer("0123")).status == 401)
        }
        let waits = try await served.ask(.get, "/api/cases", bearer(token))
        #expect(waits.status == 429 && waits.headers[.retryAfter] != nil)
        #expect(try await served.ask(.get, "/api/cases", from: "192.0.2.9", bearer(token)).status == 200)
        served.clock.advance(WrongTries.window)
        #expect(try await served.ask(.get, "/api/cases", bearer(token)).status == 200)
    }

    @Test func `devices are listed and revoked`() async throws {
        let served = try open()
        let first = try await pair(served)
        let other = try await pair(served, as: "bert")
        let (token, id) = (other.json["token"]?.string ?? "", first.json["id"]?.string ?? "")
        let listed = try await served.ask(.get, "/api/devices", bearer(token))
        #expect(listed.json["devices"]?.array?.count == 2)
        #expect(!listed.body.contains(token) && !listed.body.contains("digest"))
        #expect(try await served.ask(.delete, "/api/devices/\(id)", bearer(token)).status == 204)
        #expect(try await served.ask(.delete, "/api/devices/\(id)", bearer(token)).status == 404)
        #expect(try await served.ask(.get, "/api/cases", bearer(first.json["token"]?.string ?? "")).status == 401)
        #expect(try await served.ask(.get, "/api/cases", bearer(token)).status == 200)
    }

    @Test func `what is kept of a token does not let anybody in, and nobody else reads it`() async throws {
        let served = try open()
        let token = try await pair(served).json["token"]?.string ?? ""
        let folder = served.device.home + "/server"
        let name = try #require(try SystemFileSystem().list(folder).first { $0.hasSuffix(".json") })
        let kept = String(decoding: try SystemFileSystem().contents("\(folder)/\(name)") ?? [], as: UTF8.self)
        #expect(!kept.contains(token))
        let mode = try FileManager.default.attributesOfItem(atPath: "\(folder)/\(name)")[.posixPermissions] as? Int
        #expect(mode == 0o600)
        // Another program revokes it; this one looks again.
        let id = try #require(served.server.admission.devices.all.first?.id)
        try PairedDevices(study: served.server.settings.study, on: served.device).revoke(id)
        try served.server.admission.devices.read()
        #expect(try await served.ask(.get, "/api/cases", bearer(token)).status == 401)
    }

    @Test func `on the loopback address nobody is paired`() async throws {
        let served = try Served()
        #expect(try await pair(served, "AAAA-AAAA").status == 409)
    }

    @Test(arguments: ["{}", "{\"code\":\"x\"}", "{\"code\":\"x\",\"name\":\"A B\"}", "{\"code\":1,\"name\":\"anna\"}"])
    func `anything but a code and a name is refused`(body: String) async throws {
        #expect(try await open().ask(.post, "/api/pair", body: body).status == 400)
    }
}
