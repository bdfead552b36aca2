import CaseModel
import CaseStore
import HTTPTypes
import Hummingbird
import Testing

@testable import CaseServer

/// Somebody withdraws, with another program on the same device, while the server has the case open.
struct WithdrawnNamesTests {
    private static let intent = WithdrawalIntent(
        participant: "p07", scope: .all, session: nil, occurred: "2021-06-30", removesFiles: false)

    private let served: Served
    private let disk = TroubledFileSystem()

    init() throws {
        served = try Served(
            lines: [
                Served.opened.replacing("\"open\"", with: "\"people\""),
                #"{"type":"participant.recruited","occurred":"2018","data":{"participant":"p07","title":"Piper","sector":"other"}}"#,
            ], fileSystem: disk)
    }

    private func withdraw(completely: Bool) throws {
        let work = try Withdrawing(Case(served.caseFolder(), device: served.device), initials: "jw") { _ in }
        try work.begin(Self.intent)
        if completely { _ = try work.complete(Self.intent) }
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
        try withdraw(completely: isComplete)
        for body in try await shown() { #expect(!body.contains("Piper")) }
        // Whoever keeps something of the case is told to drop it, once the case tells of the withdrawal.
        if isComplete { #expect(try await withdrawals() == .integer(1)) }
        await served.server.finish()
    }

    @Test func `who has withdrawn is offered to nobody any more, and is known by the identifier`() async throws {
        func offered() async throws -> [JSONValue] {
            try await served.ask(.get, "/api/cases/elm/capture", [.observer: "anna"]).json["actors"]?.array ?? []
        }
        #expect(try await offered().contains { $0["id"] == .string("p07") })
        try withdraw(completely: true)
        #expect(try await !offered().contains { $0["id"] == .string("p07") })
        let named = try await Capturing(served).enter("@P07: nobody asked me", "k", at: "15:00:00")
        #expect(named.status == 422 && !named.body.contains("may be who it was"), "\(named.body)")
        await served.server.finish()
    }

    @Test(arguments: [nil, false, true] as [Bool?])
    func `an open stream does not tell any more what was withdrawn before it went out`(isComplete: Bool?) async throws {
        let known = try served.server.study.find("elm")
        var stream = CaseStream(known, served.server, at: try known.now().opened.position, withdrawals: 0)
        let gathered = Gathered()
        var writer: any ResponseBodyWriter = gathered
        try await stream.send(to: &writer)
        #expect(gathered.text.isEmpty)
        let words = #"{"text":"Nobody asked me","by":["p07"]}"#
        let answer = try await served.append(
            #"{"type":"observation.noted","occurred":"2019-06-03T14:05:10+01:00","data":\#(words)}"#)
        #expect(answer.status == 201, "\(answer.body)")
        if let isComplete { try withdraw(completely: isComplete) }
        try await stream.send(to: &writer)
        #expect(gathered.text.contains("\"id\":\"\(answer.ids[0])\""))
        #expect(gathered.text.contains("Nobody asked me") == (isComplete == nil))
        #expect(gathered.text.contains(#"{"kind":"withdrawn"}"#) == (isComplete == true))
        await served.server.finish()
    }

    @Test func `names that come after a withdrawal are told, also where the case could not be read meanwhile`()
        async throws
    {
        _ = try await shown()
        try withdraw(completely: true)
        _ = try await shown()
        disk.obscure("/feeds")
        #expect(try await served.ask(.get, "/api/cases/elm/capture").status >= 500)
        disk.obscure(nil)
        let group = #"{"type":"group.identified","occurred":"2018","data":{"group":"acute","name":"The acute"}}"#
        #expect(try await served.append(group).status == 201)
        #expect(try await shown()[0].contains("The acute"))
        await served.server.finish()
    }
}
