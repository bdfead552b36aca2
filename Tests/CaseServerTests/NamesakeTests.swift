import CaseModel
import CaseStore
import HTTPTypes
import Testing

@testable import CaseServer

/// What waited on a device while somebody withdrew is not recorded under a new person of the same name.
struct NamesakeTests {
    private static let person =
        #"{"type":"person.identified","occurred":"2018","data":{"person":"p04","title":"olga","sector":"other"}}"#
    private static let known = #","answers":[{"name":"olga","as":"known","id":"p04"}]"#

    private let served: Served
    private let anna: Capturing

    init() throws {
        served = try Served(lines: [Served.opened.replacing("\"open\"", with: "\"people\""), Self.person])
        anna = Capturing(served)
    }

    private func withdraw(on date: String = "2019-06-03") throws {
        let intent = WithdrawalIntent(
            participant: "p04", scope: .all, session: nil, occurred: date, removesFiles: false)
        let work = try Withdrawing(Case(served.caseFolder(), device: served.device), initials: "jw") { _ in }
        try work.begin(intent)
        _ = try work.complete(intent)
    }

    private func people() async throws -> [String] {
        try await anna.events().compactMap { $0["data"]?["person"]?.string }.sorted()
    }

    @Test(arguments: ["2019-06-03", "2021-06-30"])
    func `an entry that says whom the name meant is refused, whenever it was made`(date: String) async throws {
        try withdraw(on: date)
        let answer = try await anna.enter("@olga: never", "k", Self.known)
        #expect(answer.status == 422, "\(answer.body)")
        #expect(try await people() == ["p04"])
        await served.server.finish()
    }

    @Test func `also where somebody else has the name by then`() async throws {
        try withdraw()
        let time = "2100-01-01T10:00:00Z"
        let other = try await served.ask(
            .post, "/api/cases/elm/entries", body: "{\"text\":\"@olga: hello\",\"occurred\":\"\(time)\"}",
            [.observer: "anna"])
        #expect(other.status == 201, "\(other.body)")
        #expect(try await people() == ["p04", "p05"])
        #expect(try await anna.enter("@olga: never", "k", Self.known).status == 422)
        await served.server.finish()
    }

    @Test func `an entry of before that does not say whom it meant asks for a human`() async throws {
        try withdraw()
        let memo = try await anna.enter("!memo @olga is quiet", "m")
        #expect(memo.status == 422 && memo.problem == "refused", "\(memo.body)")
        let answer = try await anna.enter("@olga: never", "k")
        #expect(answer.status == 422 && answer.problem == "refused", "\(answer.body)")
        #expect(answer.json["detail"]?.string?.contains("Somebody has withdrawn since this was made") == true)
        #expect(try await people() == ["p04"])
        let new = try await anna.enter(
            "@olga: never", "k2", #","answers":[{"name":"olga","as":"new","kind":"person"}]"#)
        #expect(new.status == 201, "\(new.body)")
        await served.server.finish()
    }

    @Test func `nobody is in the way of entries while nobody has withdrawn`() async throws {
        #expect(try await anna.enter("@olga: yes", "k", Self.known).status == 201)
        #expect(try await anna.enter("@rosa: yes", "k2").status == 201)
        #expect(try await people() == ["p04", "p05"])
        await served.server.finish()
    }

    @Test func `a name that is said to be what the case has never had is refused`() async throws {
        let answer = try await anna.enter("@olga: yes", "k", Self.known.replacing("p04", with: "p99"))
        #expect(answer.status == 422 && answer.problem == "refused" && answer.body.contains("p99"))
        await served.server.finish()
    }

    @Test func `a name that is said to be somebody who was taken back since means somebody new`() async throws {
        let made = try await anna.enter("@rosa: hello", "k")
        #expect(try await anna.enter("!undo", "k2").status == 201)
        let minted = try #require(made.json["minted"]?.array?.first?["id"]?.string)
        let said = #","answers":[{"name":"rosa","as":"known","id":"\#(minted)"}]"#
        let answer = try await anna.enter("@rosa: again", "k3", said)
        #expect(answer.status == 201 && answer.json["minted"]?.array?.count == 1, "\(answer.body)")
        await served.server.finish()
    }
}
