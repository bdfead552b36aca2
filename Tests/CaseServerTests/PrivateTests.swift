import CaseModel
import CaseStore
import Foundation
import HTTPTypes
import Testing

@testable import CaseServer

/// Words of a private case stay in the case, as ciphertext, whatever way they came.
struct PrivateTests {
    private static let words = "Quagga"

    private func capture(_ text: String, _ key: String, in served: Served) async throws -> Served.Answer {
        try await served.ask(
            .post, "/api/cases/elm/entries",
            body: "{\"text\":\"\(text)\",\"occurred\":\"2019-06-03T14:05:10+01:00\"}",
            [.idempotencyKey: key, .observer: "anna"])
    }

    /// Captures, appends, is refused and asks, each with the words in it.
    private func use(_ served: Served) async throws {
        let start = try await served.ask(
            .post, "/api/cases/elm/sessions",
            body: #"{"kind":"meeting","title":"Quagga board","occurred":"2019-06-03T14:00:00+01:00"}"#,
            [.idempotencyKey: "session", .observer: "anna"])
        #expect(start.status == 201)
        #expect(try await capture("The quagga objects. Quagga!", "1", in: served).status == 201)
        #expect(try await capture("The quagga objects. Quagga!", "1", in: served).status == 200)
        #expect(try await capture("!settle Quagga", "2", in: served).status == 422)
        #expect(try await served.append(Served.note("Quaggas append"), [.idempotencyKey: "Quagga"]).status == 201)
        let wrong = #"{"type":"dispute.settled","occurred":"2019","data":{"dispute":"Quagga","how":"Quagga"}}"#
        #expect(try await served.append(wrong).status == 422)
        #expect(try await served.append("{\"Quagga\":").status == 400)
        #expect(try await served.ask(.get, "/api/cases/elm/views/timeline?at=Quagga").status == 400)
        #expect(try await served.ask(.get, "/Quagga").status == 404)
    }

    /// The files below a folder that hold the words.
    private func tellers(_ folder: URL) -> [String] {
        let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
        let urls = (files?.allObjects ?? []).compactMap { $0 as? URL }
        return urls.filter { url in
            guard let bytes = try? Data(contentsOf: url) else { return false }
            return String(decoding: bytes, as: UTF8.self).lowercased().contains(Self.words.lowercased())
        }.map(\.lastPathComponent)
    }

    @Test func `no words of a private case are in logs, figures, or files`() async throws {
        let served = try Served(lines: [Served.opened.replacing("\"open\"", with: "\"all\"")])
        try await use(served)
        let told = try await served.ask(.get, "/api/cases/elm/views/timeline")
        #expect(told.body.contains(Self.words), "Whoever may read them is shown them.")
        #expect(!(try await served.ask(.get, "/metrics").body.contains(Self.words)))
        await served.server.finish()
        #expect(!served.logged.text.contains(Self.words), "\(served.logged.text)")
        #expect(served.logged.text.contains("\"status\":422"))
        #expect(tellers(served.folder) == [])
    }

    @Test func `the words of an open case are not in logs, figures, or beside the case either`() async throws {
        let served = try Served()
        try await use(served)
        #expect(!(try await served.ask(.get, "/metrics").body.contains(Self.words)))
        await served.server.finish()
        #expect(!served.logged.text.contains(Self.words), "\(served.logged.text)")
        #expect(tellers(URL(filePath: served.device.home)) == [])
    }

    @Test(arguments: [
        "/", "/cases/elm", "/api/cases", "/api/cases/elm", "/api/cases/elm/events", "/api/cases/elm/capture",
        "/api/cases/elm/views/timeline", "/api/cases/elm/views/timeline?at=x", "/metrics",
    ])
    func `no browser keeps an answer in which words can be`(path: String) async throws {
        #expect(try await Served().ask(.get, path).headers[.cacheControl] == "no-store")
    }
}
