import CaseStore
import EventLog
import ServiceLifecycle
import Testing

@testable import CaseServer

/// A server that is told to end.
struct EndingTests {
    /// Something that is under way until it is broken off.
    private struct Endless: Service {
        func run() async { try? await Task.sleep(for: .seconds(86_400)) }
    }

    @Test(arguments: [false, true])
    func `what was taken is signed, also where what is under way has to be broken off`(isLong: Bool) async throws {
        let served = try Served { settings in
            settings.port = 0
            if isLong { settings.endingMax = .milliseconds(1) }
        }
        let id = try #require(try await served.append(Served.note("one")).ids.first)
        #expect(throws: EventLogError.self) { try Self.prove(id, served) }
        let (listening, listens) = AsyncStream.makeStream(of: Int.self)
        let group = try served.server.group(of: isLong ? [Endless()] : []) { listens.yield($0) }
        let running = Task {
            defer { listens.finish() }
            try await served.server.run(group)
        }
        for await _ in listening { break }
        await group.triggerGracefulShutdown()
        _ = await running.result
        #expect(served.logged.text.contains("\"ended\""))
        try Self.prove(id, served)
    }

    /// Succeeds where a signature covers the event.
    private static func prove(_ id: String, _ served: Served) throws {
        _ = try Case(served.caseFolder(), device: served.device).proof(of: id) { _ in }
    }
}
