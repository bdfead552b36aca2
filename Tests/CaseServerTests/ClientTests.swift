import HTTPTypes
import Testing

@testable import CaseServer

/// The files of the capture page, as they are served.
struct ClientTests {
    private func worker() async throws -> String {
        let served = try Served()
        let body = try await served.ask(.get, "/capture/sw.js").body
        await served.server.finish()
        return body
    }

    @Test func `the service worker holds every file of the page but itself, and no other`() async throws {
        let list = try await worker().split(separator: "];").first ?? ""
        let held = list.matches(of: #/"(/capture[^"]*)"/#).map { String($0.output.1) }
        let others = ClientSource.files.map(\.name).filter { $0 != "sw.js" }
        #expect(Set(held) == Set(others.map { $0 == "capture.html" ? "/capture" : "/capture/\($0)" }))
        #expect(held.count == others.count)
    }

    @Test func `the service worker names the version of the files`() async throws {
        let worker = try await worker()
        #expect(worker.contains(#/const VERSION = "[0-9a-f]{32}";/#))
    }
}
