import CaseModel
import CaseStore
import EventLog
import Testing

/// A session while it goes on.
struct LiveSessionTests {
    private let shop: Workshop
    private let folder: CaseFolder

    init() throws {
        shop = try Workshop()
        folder = try shop.make("elm", Input.small)
    }

    private func session(_ device: Device? = nil, _ folder: CaseFolder? = nil) throws -> LiveSession {
        try shop.session(folder ?? self.folder, device)
    }

    private func at(_ time: String) -> EDTF { EDTF("2022-03-05T\(time)+00:00") ?? EDTF(DatePoint()) }

    private func types(_ folder: CaseFolder? = nil) throws -> [String] {
        try shop.open(folder ?? self.folder).lines().compactMap { try JSONParser.parse(Array($0.utf8))["type"]?.string }
    }

    private func ids(_ outcome: EntryOutcome) -> [String] {
        if case .recorded(let recorded) = outcome { return recorded.ids }
        return []
    }

    @Test func `what an entry has made known can be completed at once`() throws {
        let live = try session()
        _ = try live.start(NewSession(), at: at("10:00:00"))
        #expect(live.completions(of: "@bob", upTo: 4).isEmpty)
        _ = try live.enter("!new organisation bobby", at: at("10:01:00"))
        #expect(live.completions(of: "@bob", upTo: 4).map(\.insert) == ["@bobby"])
        _ = try live.enter("!undo", at: at("10:02:00"))
        #expect(live.completions(of: "@bob", upTo: 4).isEmpty)
    }

    @Test func `entries are durable, and belong to the session`() throws {
        let live = try session()
        let started = try live.start(NewSession(title: "Joint board", participants: ["council"]), at: at("10:00:00"))
        #expect(live.run?.id == "meeting-2022-03-05")
        let outcome = try live.enter("@council waits", at: at("10:01:00"))
        #expect(ids(outcome).count == 1)
        #expect(live.run?.seconds(at: at("10:05:00").effect) == 300)
        #expect(live.recent.map(\.words) == ["@council waits"])
        #expect(live.recent.map(\.ids) == [ids(outcome)])
        let lines = try shop.open(folder).lines { $0.types = ["observation.noted"] }
        #expect(lines[0].contains(#""sources":["meeting-2022-03-05"]"#))
        guard case .recorded(let recorded) = outcome else { return }
        #expect(recorded.position != started.position)
        #expect(CasePosition(recorded.position.text) == recorded.position)
    }

    @Test func `the last entry is taken back with what it made known, once`() throws {
        let live = try session()
        _ = try live.start(NewSession(), at: at("10:00:00"))
        _ = try live.enter("@mary comes", at: at("10:01:00"))
        _ = try live.enter("@mary and @joe talk", at: at("10:02:00"))
        #expect(ids(try live.enter("!undo", at: at("10:03:00"))).count == 2)
        #expect(live.completions(of: "@", upTo: 1).map(\.insert).contains("@joe") == false)
        #expect(ids(try live.enter("!undo", at: at("10:03:10"))).count == 2)
        #expect(throws: EntryProblem.self) { try live.enter("!undo", at: at("10:03:20")) }
        #expect(live.recent.filter { !$0.isAmendment }.map(\.isRetracted) == [true, true])
    }

    @Test func `what a later entry names stays known when the one that made it known is taken back`() throws {
        let live = try session()
        _ = try live.start(NewSession(), at: at("10:00:00"))
        let first = ids(try live.enter("@mary comes", at: at("10:01:00")))
        _ = try live.enter("@mary talks", at: at("10:02:00"))
        let number = first[1].split(separator: "/")[1]
        #expect(ids(try live.enter("!undo \(number)", at: at("10:03:00"))).count == 1)
        #expect(try shop.open(folder).views().hasSuffix("{\"anomalies\":[]}"))
    }

    @Test func `pauses do not count, and a session that has ended takes no more`() throws {
        let live = try session()
        _ = try live.start(NewSession(), at: at("23:30:00"))
        _ = try live.enter("!pause", at: at("23:40:00"))
        #expect(live.run?.isPaused == true)
        _ = try live.enter("!resume", at: EDTF("2022-03-06T00:10:00+00:00") ?? at("00:10:00"))
        _ = try live.enter("one", at: EDTF("2022-03-06T00:11:00+00:00") ?? at("00:10:00"))
        #expect(live.run?.seconds(at: EDTF("2022-03-06T00:20:00+00:00")?.effect ?? 0) == 20 * 60)
        guard case .recorded(let end) = try live.enter("!end", at: EDTF("2022-03-06T00:30:00+00:00") ?? at("00:10:00"))
        else { return }
        #expect(end.hasEnded)
        #expect(live.run == nil)
        #expect(throws: EntryProblem.self) { try live.enter("!pause", at: at("23:50:00")) }
        #expect(try live.running().isEmpty)
    }

    @Test func `a program that is started again goes on with the session`() throws {
        _ = try session().start(NewSession(title: "Board"), at: at("10:00:00"))
        let again = try session()
        let found = try again.running()
        #expect(found.map(\.title) == ["Board"])
        #expect(try again.goOn(with: found[0].id, at: at("10:20:00")) == nil)
        _ = try again.enter("still here", at: at("10:20:30"))
        #expect(again.run?.seconds(at: at("10:30:00").effect) == 1800)
        #expect(throws: CaseError.self) { try again.goOn(with: "nothing", at: at("10:20:00")) }
    }

    @Test func `help is told and nothing recorded`() throws {
        let live = try session()
        guard case .told(let lines) = try live.enter("!help oppose", at: at("10:00:00")) else {
            Issue.record("Help was recorded.")
            return
        }
        #expect(lines.count == 3)
        #expect(try types().count == 4)
    }

    @Test func `a refused entry changes nothing, and the next one is taken`() throws {
        let live = try session()
        _ = try live.start(NewSession(), at: at("10:00:00"))
        #expect(throws: CaseWriter.Refused.self) { try live.enter("!resume-dispute d", at: at("10:01:00")) }
        #expect(throws: CaseWriter.Refused.self) { try live.enter("!resume", at: at("10:01:00")) }
        #expect(live.recent.isEmpty)
        #expect(ids(try live.enter("fine", at: at("10:02:00"))).count == 1)
    }

    @Test func `names of people are private where the case says so, and found again all the same`() throws {
        let folder = try shop.make("oak", [Input.openedForPeople.replacing("\"elm\"", with: "\"oak\"")])
        let live = try session(nil, folder)
        _ = try live.start(NewSession(), at: at("10:00:00"))
        _ = try live.enter("@mary whispers", at: at("10:01:00"))
        #expect(ids(try live.enter("@Mary leaves", at: at("10:02:00"))).count == 1)
        for line in try shop.open(folder).lines() { #expect(!line.lowercased().contains("mary")) }
        let again = try session(nil, folder)
        try again.goOn(with: "meeting-2022-03-05", at: at("10:03:00"))
        #expect(ids(try again.enter("@mary is back", at: at("10:04:00"))).count == 1)
        #expect(again.completions(of: "@ma", upTo: 3).map(\.insert) == ["@p01"])
    }

    @Test func `the last entry is put right: its event is corrected, or taken back for another`() throws {
        let live = try session()
        _ = try live.start(NewSession(), at: at("10:00:00"))
        let first = ids(try live.enter("@council wiats #listening", at: at("10:01:00")))[0]
        _ = try live.enter("!fix @council waits", at: at("10:02:00"))
        let corrected = try shop.open(folder).lines { $0.types = ["event.corrected"] }[0]
        #expect(corrected.contains(#""data":{"text":"@council waits"},"cleared":["codes"]"#))
        #expect(live.recent[0].words == "@council waits")
        #expect(throws: EntryProblem.self) { try live.enter("!fix @council waits", at: at("10:02:10")) }
        _ = try live.enter("!undo", at: at("10:02:20"))
        #expect(live.recent[0].words == "@council wiats #listening")
        let number = first.split(separator: "/")[1]
        #expect(ids(try live.enter("!fix \(number) !oppose @council on d", at: at("10:03:00"))).count == 2)
        #expect(live.recent[0].isRetracted)
        let position = try shop.open(folder).lines { $0.types = ["position.taken"] }[0]
        #expect(position.contains("10:01:00"))
        #expect(throws: EntryProblem.self) { try live.enter("!fix \(number) !pause", at: at("10:04:00")) }
        #expect(try shop.open(folder).views().hasSuffix("{\"anomalies\":[]}"))
    }

    @Test(arguments: [Input.opened, Input.openedForPeople])
    func `keys, states and the last entries are there again after a restart`(opening: String) throws {
        let folder = try shop.make("oak", [opening.replacing("\"elm\"", with: "\"oak\"")])
        let live = try session(nil, folder)
        _ = try live.start(NewSession(), at: at("10:00:00"))
        for (number, text) in ["!key a #listening", "!key s state #stalling", "as", "@mary speaks", "oops", "!undo"]
            .enumerated()
        {
            _ = try live.enter(Entry(text), at: at("10:0\(number):00"))
        }
        let again = try session(nil, folder)
        try again.goOn(with: "meeting-2022-03-05", at: at("10:10:00"))
        #expect(again.recent.map(\.words).suffix(3).first == "@mary speaks")
        #expect(again.recent.map(\.isRetracted).suffix(2) == [true, false])
        #expect(ids(try again.enter("a", at: at("10:11:00"))).count == 1)
        #expect(ids(try again.enter("!undo", at: at("10:11:10"))).count == 1)
        #expect(ids(try again.enter("!undo", at: at("10:11:20"))).count == 2)
        guard case .recorded(let end) = try again.enter("!end", at: at("10:12:00")) else { return }
        #expect(end.ids.count == 2)
        let lines = try shop.open(folder).lines { $0.types = ["observation.noted"] }
        #expect(try CodeSpan.find(in: lines.map { try JSONParser.parse(Array($0.utf8)) }).map(\.code) == ["stalling"])
        #expect(try shop.open(folder).views().hasSuffix("{\"anomalies\":[]}"))
    }

    @Test func `a meeting that another device has begun is joined, and is one session`() throws {
        let other = shop.device("other")
        _ = try session(other).start(NewSession(title: "Board"), at: at("10:00:00"))
        let live = try session()
        let found = try live.running()
        let joined = try live.goOn(with: found[0].id, observers: ["jw"], at: at("10:05:00"))
        #expect(joined?.ids.count == 1)
        _ = try live.enter("seen", at: at("10:06:00"))
        #expect(live.run?.seconds(at: at("10:10:00").effect) == 600)
        #expect(try live.goOn(with: found[0].id, at: at("10:07:00")) == nil)
        _ = try live.enter("!end", at: at("11:00:00"))
        #expect(throws: CaseError.self) { try session(other).goOn(with: found[0].id, at: at("11:01:00")) }
    }
}
