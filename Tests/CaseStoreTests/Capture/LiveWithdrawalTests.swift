import CaseModel
import EventLog
import Testing

@testable import CaseStore

/// Somebody withdraws while a session goes on, or while a case is held open: from then on nothing offers the name.
struct LiveWithdrawalTests {
    private let shop: Workshop
    private let occurred = EDTF("2022-03-05T10:00:00+00:00") ?? EDTF(DatePoint())

    init() throws { shop = try Workshop() }

    private func folder(_ privacy: String) throws -> CaseFolder {
        try shop.make(
            "elm",
            [
                #"{"type":"case.opened","occurred":"2017","data":{"case":"elm","title":"Elm","privacy":"\#(privacy)"}}"#,
                #"{"type":"participant.recruited","occurred":"2018","data":{"participant":"p07","title":"Piper","sector":"other"}}"#,
                #"{"type":"participant.recruited","occurred":"2018","data":{"participant":"p08","title":"Drummer","sector":"other"}}"#,
            ])
    }

    private static let intent = WithdrawalIntent(
        participant: "p07", scope: .all, session: nil, occurred: "2021-06-30", removesFiles: false)

    private func withdraw(_ folder: CaseFolder, on device: Device, completely: Bool = true) throws {
        let work = try Withdrawing(Case(folder, device: device), initials: "jw") { _ in }
        try work.begin(Self.intent)
        if completely { _ = try work.complete(Self.intent) } else { try work.keyring.destroy([Subject("p07")!]) }
    }

    private func session(_ folder: CaseFolder) throws -> LiveSession {
        let device = shop.device()
        let live = LiveSession(try shop.writer(folder, device), folder, device: device)
        _ = try live.start(NewSession(), at: occurred)
        _ = try live.enter("@piper and @drummer play", at: occurred)
        return live
    }

    private func offered(_ live: LiveSession) throws -> [String] {
        live.completions(of: "@", upTo: 1).map(\.name)
            + (try live.questions("@pipper and @drumer")).flatMap { $0.nearest.map(\.name) }
    }

    @Test(arguments: ["open", "people"], [true, false])
    func `a session offers the name no longer, whether the case tells of it yet or not`(
        privacy: String, isComplete: Bool
    ) throws {
        let folder = try folder(privacy)
        let live = try session(folder)
        #expect(Set(try offered(live)) == ["Piper", "Drummer"])
        try withdraw(folder, on: shop.device(), completely: isComplete)
        #expect(live.completions(of: "@", upTo: 1).map(\.name).sorted() == ["Drummer"])
        #expect(!(try offered(live)).contains("Piper"))
    }

    @Test func `one that another device tells of counts with the next entry`() throws {
        let folder = try folder("people")
        let live = try session(folder)
        try withdraw(folder, on: shop.device("other"))
        _ = try live.enter("They go on", at: occurred)
        #expect(!(try offered(live)).contains("Piper"))
    }

    @Test func `the last entries are told without what was withdrawn`() throws {
        let folder = try folder("people")
        let live = try session(folder)
        _ = try live.enter("@piper: Nobody asked me", at: occurred)
        #expect(live.recent.last?.words == "@piper: Nobody asked me")
        try withdraw(folder, on: shop.device())
        try live.refresh()
        #expect(!live.recent.map(\.words).joined().contains("Nobody asked me"))
        #expect(live.recent.count == 2)
    }

    @Test(arguments: ["open", "people"], [true, false])
    func `a case that is held open shows the name no longer`(privacy: String, isComplete: Bool) throws {
        let folder = try folder(privacy)
        var followed = try FollowedCase(folder, device: shop.device())
        func name() -> String { NameBook(Viewpoint(followed.history)).name(of: "p07") }
        #expect(name().contains("Piper"))
        try withdraw(folder, on: shop.device(), completely: isComplete)
        #expect(try followed.refresh())
        #expect(!name().contains("Piper") && followed.withdrawalsFound > 0)
        #expect(try !followed.refresh())
    }
}
