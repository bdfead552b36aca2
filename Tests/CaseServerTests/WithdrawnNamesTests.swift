import CaseModel
import CaseStore
import HTTPTypes
import Testing

@testable import CaseServer

/// Somebody withdraws, with another program on the same device, while the server has the case open.
struct WithdrawnNamesTests {
    private static let intent = WithdrawalIntent(
        participant: "p07", scope: .all, session: nil, occurred: "2021-06-30", removesFiles: false)

    private let served: Served

    init() throws {
        served = try Served(lines: [
            Served.opened.replacing("\"open\"", with: "\"people\""),
            #"{"type":"participant.recruited","occurred":"2018","data":{"participant":"p07","title":"Piper","sector":"other"}}"#,
        ])
    }

    /// What the capture page, the page of the case and a view say.
    private func shown() async throws -> [String] {
        var bodies: [String] = []
        for path in ["/api/cases/elm/capture", "/cases/elm", "/api/cases/elm/views/fieldwork"] {
            bodies.append(try await served.ask(.get, path, [.observer: "anna"]).body)
        }
        return bodies
    }

    private func withdrawals() async throws -> JSONValue? {
        try await served.ask(.get, "/api/cases/elm/capture", [.observer: "anna"]).json["withdrawals"]
    }

    @Test(arguments: [true, false])
    func `nothing that is served tells the name any more, whether the case tells of it yet or not`(
        isComplete: Bool
    ) async throws {
        #expect(try await shown().map { $0.contains("Piper") }.first == true)
        #expect(try await withdrawals() == .integer(0))
        let work = try Withdrawing(Case(served.caseFolder(), device: served.device), initials: "jw") { _ in }
        try work.begin(Self.intent)
        if isComplete { _ = try work.complete(Self.intent) }
        for body in try await shown() { #expect(!body.contains("Piper")) }
        // Whoever keeps something of the case is told to drop it, once the case tells of the withdrawal.
        if isComplete { #expect(try await withdrawals() == .integer(1)) }
        await served.server.finish()
    }
}
