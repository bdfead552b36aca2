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
        #expect(try await served.append(Served.note("x"), bearer(token)).ids.first?.hasPrefix("anna-") == true)
        await served.server.finish()
    }

    @Test func `what was made in another's name is not recorded, and it is said whose it is`() async throws {
        let served = try open()
        let token = try await pair(served).json["token"]?.string ?? ""
        var fields = bearer(token)
        fields[.observer] = "anna"
        #expect(try await served.append(Served.note("x"), fields).status == 201)
        fields[.observer] = "bert"
        let other = try await served.append(Served.note("x"), fields)
        #expect(other.status == 403 && other.problem == "other-observer")
        let detail = other.json["detail"]?.string ?? ""
        #expect(detail.contains("'bert'") && detail.contains("'anna'"))
        #expect(try await served.ask(.get, "/api/cases/elm", bearer(token)).json["events"] == .integer(2))
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

    @Test func `whoever guesses codes has to wait, and others have not`() async throws {
        let served = try open()
        let token = try await pair(served).json["token"]?.string ?? ""
        for _ in 0..<WrongTries.triesMax { #expect(try await pair(served, "AAAA-AAAA").status == 401) }
        let waits = try await pair(served)
        #expect(waits.status == 429 && waits.headers[.retryAfter] != nil)
        // Neither does whoever is paired, behind the same address, nor another address.
        #expect(try await served.ask(.get, "/api/cases", bearer(token)).status == 200)
        let body = "{\"code\":\"\(served.codes.last)\",\"name\":\"bert\"}"
        #expect(try await served.ask(.post, "/api/pair", body: body, from: "192.0.2.9").status == 201)
        served.clock.advance(WrongTries.window)
        #expect(try await pair(served).status == 201)
    }

    @Test func `a device that asks on after it was revoked keeps nobody from anything, itself included`() async throws {
        let served = try open()
        let token = try await pair(served).json["token"]?.string ?? ""
        // 256 bits need no limit on guesses, and a limit would take in everybody behind the same address.
        for _ in 0..<WrongTries.triesMax + 5 {
            #expect(try await served.ask(.get, "/api/cases", bearer("0123")).status == 401)
        }
        #expect(try await served.ask(.get, "/api/cases", bearer(token)).status == 200)
        #expect(try await pair(served).status == 201)
    }

    @Test func `devices that are paired and revoked at once all come to that`() async throws {
        let served = try open()
        let (study, device) = (served.server.settings.study, served.device)
        // Each as a program of its own would.
        let others = try (0..<4).map { _ in try PairedDevices(study: study, on: device) }
        let ids = try await withThrowingTaskGroup(of: String.self) { group in
            for number in 0..<8 {
                group.addTask { try await served.server.work { try others[number % 4].add("anna").device.id } }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        try served.server.admission.devices.read()
        #expect(Set(served.server.admission.devices.all.map(\.id)) == Set(ids) && ids.count == 8)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (number, id) in ids.enumerated() {
                group.addTask { try await served.server.work { _ = try others[number % 4].revoke(id) } }
            }
            try await group.waitForAll()
        }
        try served.server.admission.devices.read()
        #expect(served.server.admission.devices.all == [])
    }

    @Test func `a device can end its own pairing, and its cookie expires`() async throws {
        let served = try open()
        let token = try await pair(served).json["token"]?.string ?? ""
        let other = try await pair(served, as: "bert").json["token"]?.string ?? ""
        for _ in 0..<2 {
            // Also one that is paired no more: whoever forgets everything always can.
            let left = try await served.ask(.delete, "/api/pairing", [.cookie: "caselog-token=\(token)"])
            #expect(left.status == 204)
            let cookie = left.headers[.setCookie] ?? ""
            #expect(cookie.hasPrefix("caselog-token=; Path=/; Max-Age=0;"))
        }
        #expect(try await served.ask(.get, "/api/cases", bearer(token)).status == 401)
        #expect(try await served.ask(.get, "/api/cases", bearer(other)).status == 200)
        let elsewhere = try await served.ask(
            .delete, "/api/pairing", [.authorization: "Bearer \(other)", .origin: "https://evil.example"])
        #expect(elsewhere.status == 403)
        #expect(try await served.ask(.get, "/api/cases", bearer(other)).status == 200)
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
