import CaseModel
import EventLog
import Sampling
import Simulation
import Testing

@testable import CaseStore

/// A withdrawal of consent: done whole, whatever happens in between, on each device that sees it.
struct WithdrawingTests {
    private static let lines = [
        Input.openedForPeople,
        #"{"type":"participant.recruited","occurred":"2018","data":{"participant":"p07","title":"Piper","sector":"other"}}"#,
        #"{"type":"participant.recruited","occurred":"2018","data":{"participant":"p08","title":"Drummer","sector":"other"}}"#,
        #"{"type":"consent.given","occurred":"2018","data":{"participant":"p07","scope":["quote"]}}"#,
        #"{"type":"session.started","occurred":"2018-03","data":{"session":"talk","kind":"interview"}}"#,
        #"{"type":"session.started","occurred":"2018-04","data":{"session":"again","kind":"interview"}}"#,
        #"{"type":"excerpt.recorded","occurred":"2018-03","sources":["talk"],"data":{"text":"We lose.","speaker":"p07"}}"#,
        #"{"type":"excerpt.recorded","occurred":"2018-04","sources":["again"],"data":{"text":"We won.","speaker":"p07"}}"#,
        #"{"type":"excerpt.recorded","occurred":"2018-04","sources":["again"],"data":{"text":"I drum.","speaker":"p08"}}"#,
        #"{"type":"observation.noted","occurred":"2018-04","sources":["again"],"data":{"text":"The Piper sighs.","actors":["p07"]}}"#,
    ]

    private static func intent(session: String? = nil) -> WithdrawalIntent {
        WithdrawalIntent(
            participant: "p07", scope: session == nil ? .all : .session, session: session, occurred: "2021-06-30",
            removesFiles: false)
    }

    private func withdrawing(_ opened: Case) throws -> Withdrawing {
        try Withdrawing(opened, initials: "jw") { _ in }
    }

    /// All that is shown of a case, at all dates asked for.
    private func shown(
        _ folder: CaseFolder, _ device: Device, known: Instant = .max, recorded: Instant = .max
    ) throws -> String {
        let opened = try Case(folder, device: device)
        let (history, _) = try opened.history(known: known, recorded: recorded)
        var query = EventQuery()
        (query.known, query.recorded) = (known, recorded)
        var search = try EventSearch(opened, query, in: history)
        var text = ""
        try search.forEach(isShown: true) { line, _ in
            text += String(decoding: Lines.copy(line, 0..<line.byteCount), as: UTF8.self) + "\n"
        }
        let names = NameBook(Viewpoint(history))
        return text + names.name(of: "p07") + names.name(of: "p08")
    }

    @Test func `the words are gone at every date, and nothing else is`() throws {
        let shop = try Workshop()
        let folder = try shop.make("elm", Self.lines)
        let recorded = shop.device().now()
        let checkpoints = try shop.open(folder).sign { _ in }.checkpoints
        let work = try withdrawing(try shop.open(folder))
        try work.begin(Self.intent())
        let receipt = try work.complete(Self.intent())
        #expect(receipt.text.contains("words of   3 events") && receipt.text.contains("confirmed by"))
        let device = shop.device()
        for (known, past) in [(Instant.max, Instant.max), (recorded, .max), (.max, recorded)] {
            let text = try shown(folder, device, known: known, recorded: past)
            #expect(!text.contains("We lose.") && !text.contains("We won.") && text.contains("[withdrawn]"))
            #expect(text.contains("I drum.") && text.contains("Drummer"))
        }
        #expect(try shop.open(folder).verify(against: checkpoints).damage.isEmpty)
        #expect(try shop.open(folder).history().0.withdrawals.map(\.scope) == [.all])
        // Nothing is sealed for them any more.
        #expect(throws: CaseWriter.Refused.self) {
            try shop.writer(folder).append(Workshop.input([Self.lines[6]]), CaseWriter.Manner(isForced: true))
        }
    }

    @Test func `a withdrawal for a session reaches the words of that person there alone`() throws {
        let shop = try Workshop()
        let folder = try shop.make("elm", Self.lines)
        let work = try withdrawing(try shop.open(folder))
        try work.begin(Self.intent(session: "talk"))
        _ = try work.complete(Self.intent(session: "talk"))
        let text = try shown(folder, shop.device())
        #expect(!text.contains("We lose.") && text.contains("We won.") && text.contains("Piper (p07)"))
    }

    @Test func `what it reaches is told beforehand, and what others say of the person`() throws {
        let shop = try Workshop()
        let folder = try shop.make("elm", Self.lines)
        let opened = try shop.open(folder)
        let reach = try opened.reach(of: Self.intent(), names: ["Piper"], try opened.history().0)
        #expect(reach.eventCount == 3 && reach.events["excerpt.recorded"]?.count == 2)
        #expect(reach.mentions.map(\.words) == ["The Piper sighs."])
        #expect(try shown(folder, shop.device()).contains("We lose."))
    }

    @Test func `another device does its part when it sees the event, and says so`() throws {
        let shop = try Workshop()
        let folder = try shop.make("elm", Self.lines)
        let other = shop.device("other")
        let copied = "copy.caselog"
        try shop.copy("elm.caselog", to: copied)
        let copy = try CaseFolder(finding: "\(shop.path)/\(copied)")
        _ = try shop.writer(copy, other).append(Workshop.input([Self.lines[6].replacing("lose", with: "lost")]))
        #expect(try shown(copy, other).contains("We lost."))
        let work = try withdrawing(try shop.open(folder))
        try work.begin(Self.intent())
        _ = try work.complete(Self.intent())
        try shop.copy("elm.caselog/feeds", to: "\(copied)/feeds")
        // Before it has done anything, it shows nothing of it.
        #expect(try !shown(copy, other).contains("We lost."))
        let receipts = try withdrawing(try shop.open(copy, other)).settle()
        #expect(receipts.count == 1)
        #expect(try withdrawing(try shop.open(copy, other)).settle().isEmpty)
        #expect(try shop.open(copy, other).history().0.withdrawals.count == 2)
        let keyring = try withdrawing(try shop.open(copy, other)).keyring
        #expect(try keyring.isErased(try #require(Subject("p07/talk"))))
        try shop.copy("\(copied)/feeds", to: "elm.caselog/feeds")
        #expect(try !withdrawing(try shop.open(folder)).receipt(of: Self.intent()).text.contains("HAS YET TO"))
        #expect(try withdrawing(try shop.open(folder)).settle().isEmpty)
    }

    @Test func `an older copy of the case and of the keys brings nothing back, and the event is told again`() throws {
        let shop = try Workshop()
        let folder = try shop.make("elm", Self.lines)
        _ = try withdrawing(try shop.open(folder)).settle()
        try shop.copy("elm.caselog", to: "older.caselog")
        try shop.copy("home", to: "older")
        let work = try withdrawing(try shop.open(folder))
        try work.begin(Self.intent())
        _ = try work.complete(Self.intent())
        let files = SystemFileSystem()
        files.removeAll("\(shop.path)/home")
        files.removeAll(folder.path)
        try files.move("\(shop.path)/older", to: "\(shop.path)/home")
        try files.move("\(shop.path)/older.caselog", to: folder.path)
        #expect(try !shown(folder, shop.device()).contains("We lose."))
        #expect(try withdrawing(try shop.open(folder)).settle().count == 1)
        #expect(try shop.open(folder).history().0.withdrawals.count == 1)
        #expect(try !shown(folder, shop.device("auditor")).contains("[private] (p07)"))
    }

    /// In a sample each trouble meets each fourth call, and every call one of them.
    @Test(arguments: KeyCrashTests.Trouble.allCases)
    func `interrupted anywhere, it is completed by what comes next, or was not begun`(
        trouble: KeyCrashTests.Trouble
    ) throws {
        let prepared = KeyBench(SimulatedMachine(seed: 7))
        let folder = try CaseMaker.make(
            "/elm.caselog", name: "elm", from: Workshop.input(Self.lines), CaseWriter.Manner(),
            device: prepared.device(),
            initials: "jw", onNote: { _ in }
        ).folder
        let stride = sampled(4, whole: 1)
        var call = try #require(KeyCrashTests.Trouble.allCases.firstIndex(of: trouble)) % stride + 1 - stride
        while true {
            call += stride
            let bench = prepared.ended(seed: 7, cutsPower: false)
            bench.machine.disturb(bench.machine.callCount + call, with: trouble.disturbance)
            var isBegun = false
            do {
                let work = try withdrawing(try Case(folder, device: bench.device(isDisturbed: true)))
                try work.begin(Self.intent())
                isBegun = true
                _ = try work.complete(Self.intent())
            } catch is EventLogError {} catch is CaseError {}
            let isReached = bench.machine.calm() == 0
            let after = bench.ended(seed: 7, cutsPower: false)
            let device = after.device()
            _ = try withdrawing(try Case(folder, device: device)).settle()
            let history = try Case(folder, device: device).history().0
            let text = try shown(folder, device)
            if history.withdrawals.isEmpty {
                #expect(!isBegun && text.contains("We lose.") && text.contains("Piper"), "call \(call)")
            } else {
                #expect(history.withdrawals.count == 1, "call \(call)")
                #expect(
                    !text.contains("We lose.") && !text.contains("Piper (p07)") && text.contains("I drum."),
                    "call \(call)")
                let keys = try after.files().filter { path, _ in path.contains("/private/") }.values
                #expect(!keys.contains { String(decoding: $0, as: UTF8.self).contains("key p07") }, "call \(call)")
                #expect(try withdrawing(try Case(folder, device: device)).keyring.begunWithdrawals().isEmpty)
                #expect(try Case(folder, device: device).verify().damage.isEmpty)
            }
            if !isReached { break }
        }
        #expect(call > 30)
    }
}
