import CaseModel
import EventLog
import Simulation
import Testing

@testable import CaseStore

/// What may stand in a withdrawal's way, and must not keep words readable.
struct WithdrawalTroubleTests {
    private static let lines = [
        Input.openedForPeople,
        #"{"type":"participant.recruited","occurred":"2018","data":{"participant":"p07","title":"Piper","sector":"other"}}"#,
        #"{"type":"excerpt.recorded","occurred":"2018-03","data":{"text":"We lose.","speaker":"p07"}}"#,
    ]
    private static let intent = WithdrawalIntent(
        participant: "p07", scope: .all, session: nil, occurred: "2021-06-30", removesFiles: true)

    private func withdrawing(_ shop: Workshop, _ folder: CaseFolder, _ device: Device? = nil) throws -> Withdrawing {
        try Withdrawing(try shop.open(folder, device), initials: "jw") { _ in }
    }

    private func shown(_ shop: Workshop, _ folder: CaseFolder) throws -> String {
        let opened = try shop.open(folder)
        var search = try EventSearch(opened, EventQuery(), in: try opened.history().0)
        var text = ""
        try search.forEach(isShown: true) { line, _ in
            text += String(decoding: Lines.copy(line, 0..<line.byteCount), as: UTF8.self)
        }
        return text
    }

    @Test func `what was begun is completed also where nothing is private, so that there are no keys`() throws {
        let shop = try Workshop()
        let folder = try shop.make(
            "elm", [Input.opened, Self.lines[1]])
        #expect(!Withdrawing.mayConcern(folder, on: shop.device()))
        try withdrawing(shop, folder).begin(Self.intent)
        #expect(Withdrawing.mayConcern(folder, on: shop.device()))
        #expect(try withdrawing(shop, folder).settle().count == 1)
        #expect(try shop.open(folder).history().0.withdrawals.count == 1)
        #expect(try withdrawing(shop, folder).settle().isEmpty)
    }

    @Test func `words are not shown from the moment that their withdrawal is begun`() throws {
        let shop = try Workshop()
        let folder = try shop.make("elm", Self.lines)
        #expect(try shown(shop, folder).contains("We lose."))
        try withdrawing(shop, folder).begin(Self.intent)
        #expect(try !shown(shop, folder).contains("We lose."))
    }

    @Test func `what the case tells of is withheld also where what this device keeps cannot be read`() throws {
        let shop = try Workshop()
        let consent = [
            #"{"type":"consent.given","occurred":"2018","data":{"participant":"p07","scope":["quote"]}}"#,
            #"{"type":"consent.withdrawn","occurred":"2019","data":{"participant":"p07","scope":"all"}}"#,
        ]
        let folder = try shop.make("elm", [Input.opened] + Self.lines.dropFirst() + consent)
        let record = try withdrawing(shop, folder).keyring.withdrawals
        try record.write([["something else"]])
        #expect(try !shown(shop, folder).contains("We lose."))
        let opened = try shop.open(folder)
        #expect(try opened.history().0.tables.names.privateTexts?.withheld != nil && opened.texts.failure != nil)
    }

    @Test func `a file that cannot be removed is told and tried again, and does not keep words readable`() throws {
        let shop = try Workshop()
        let folder = try shop.make("elm", Self.lines)
        for name in ["dossier", "later"] { try shop.write([], to: name) }
        let files = FailingFileSystem()
        let device = shop.device(fileSystem: files)
        let work = try withdrawing(shop, folder, device)
        for name in ["dossier", "later"] { try MadeFiles(work.keyring).note(name, "\(shop.path)/\(name)", at: 1) }
        files.keep("\(shop.path)/dossier")
        try work.begin(Self.intent)
        let error = #expect(throws: EventLogError.self) { try work.complete(Self.intent) }
        #expect(error?.message.contains("'\(shop.path)/dossier' could not be removed") == true)
        #expect(try !shown(shop, folder).contains("We lose.") && !shop.paths().contains("later"))
        #expect(throws: EventLogError.self) { try withdrawing(shop, folder, device).settle() }
        #expect(try shop.open(folder).history().0.withdrawals.count == 1)
        files.keep(nil)
        #expect(try withdrawing(shop, folder, device).settle().count == 1)
        #expect(try !shop.paths().contains("dossier") && withdrawing(shop, folder).keyring.begunWithdrawals().isEmpty)
    }

    @Test func `what a crash left of a deposit goes with the words in it, unless somebody is at one`() throws {
        let shop = try Workshop()
        let folder = try shop.make("elm", Self.lines)
        let files = SystemFileSystem()
        for name in [".tmp-deposit-1", ".tmp-deposit-2", ".tmp-dossier-1"] {
            try files.makeFolders("\(shop.path)/\(name)", mode: 0o755)
            try shop.write([1], to: "\(name)/events.csv")
        }
        let busy = try File("\(shop.path)/.tmp-deposit-2", .folder, in: files)
        #expect(try busy.tryLock())
        let work = try withdrawing(shop, folder)
        try MadeFiles(work.keyring).note("deposit", "\(shop.path)/elm.deposit", at: 1)
        #expect(try MadeFiles(work.keyring).entries().isEmpty)
        try work.begin(Self.intent)
        _ = try work.complete(Self.intent)
        #expect(
            shop.paths().filter { $0.hasSuffix("events.csv") } == [
                ".tmp-deposit-2/events.csv", ".tmp-dossier-1/events.csv",
            ])
        try busy.close()
    }

    @Test(arguments: [true, false])
    func `where nobody can tell what a crash left of a deposit, the withdrawal is not completed`(
        isListed: Bool
    ) throws {
        let shop = try Workshop()
        let folder = try shop.make("elm", Self.lines)
        for name in [".tmp-deposit-1", ".tmp-deposit-2"] {
            try SystemFileSystem().makeFolders("\(shop.path)/\(name)", mode: 0o755)
            try shop.write([1], to: "\(name)/events.csv")
        }
        let files = FailingFileSystem()
        let device = shop.device(fileSystem: files)
        let work = try withdrawing(shop, folder, device)
        try MadeFiles(work.keyring).note("deposit", "\(shop.path)/elm.deposit", at: 1)
        let unseen = shop.path + (isListed ? "/.tmp-deposit-1" : "")
        if isListed { files.shut(unseen) } else { files.obscure(unseen) }
        try work.begin(Self.intent)
        let error = #expect(throws: EventLogError.self) { try work.complete(Self.intent) }
        #expect(error?.message.contains("'\(unseen)' could not be removed or looked through") == true)
        #expect(try !shown(shop, folder).contains("We lose."))
        #expect(try shop.open(folder).history().0.withdrawals.count == 1)
        files.shut(unseen, count: 0)
        files.obscure(nil)
        #expect(try withdrawing(shop, folder, device).settle().count == 1)
        #expect(!shop.paths().contains { $0.hasSuffix("events.csv") })
    }

    @Test func `a file of which nobody can tell whether it is there counts as there`() throws {
        let shop = try Workshop()
        let folder = try shop.make("elm", Self.lines)
        let files = FailingFileSystem()
        let made = MadeFiles(try withdrawing(shop, folder, shop.device(fileSystem: files)).keyring)
        for name in ["dossier", "gone"] { try made.note("dossier", "\(shop.path)/\(name)", at: 1) }
        files.obscure("\(shop.path)/dossier")
        #expect(try made.entries().map(\.path) == ["\(shop.path)/dossier"])
    }

    @Test func `what was noted of files is kept while they may be in the making`() throws {
        let shop = try Workshop()
        let made = MadeFiles(try withdrawing(shop, try shop.make("elm", Self.lines)).keyring)
        let day: Int64 = 24 * 3_600_000
        try made.note("deposit", "\(shop.path)/a", at: day)
        try made.note("deposit", "\(shop.path)/b", at: day + 1)
        for name in ["a", "b"] { try shop.write([], to: name) }
        #expect(try made.entries().map(\.path) == ["a", "b"].map { "\(shop.path)/\($0)" })
        for name in ["a", "b"] { try SystemFileSystem().remove("\(shop.path)/\(name)") }
        try made.note("deposit", "\(shop.path)/c", at: 3 * day)
        for name in ["a", "b", "c"] { try shop.write([], to: name) }
        #expect(try made.entries().map(\.path) == ["\(shop.path)/c"])
    }

    @Test(arguments: ["elm.caselog/feeds/FEED/key", "elm.caselog/feeds/FEED", "home/keys/FEED"])
    func `what is recorded already is not recorded again because of a moment's trouble`(path: String) throws {
        let shop = try Workshop()
        let folder = try shop.make("elm", Self.lines)
        let files = FailingFileSystem()
        let work = try withdrawing(shop, folder, shop.device(fileSystem: files))
        try work.begin(Self.intent)
        _ = try work.complete(Self.intent)
        // As if it had been killed when all was done but to say so.
        try work.begin(Self.intent)
        let feed = try work.opened.openingFeed()
        files.shut("\(shop.path)/\(path.replacing("FEED", with: feed))", count: 1)
        #expect(try work.settle().count == 1)
        #expect(try shop.open(folder).history().0.withdrawals.count == 1)
    }

    private static let places = [
        "elm.caselog/feeds/FEED/key", "elm.caselog/feeds/FEED/00000000000000000001.open.jsonl.lz4", "other/keys/FEED",
    ]

    @Test(arguments: places, 0..<10)
    func `a withdrawal that cannot be read for a moment is seen later`(place: String, before: Int) throws {
        let shop = try Workshop()
        let folder = try shop.make("elm", Self.lines)
        let said = #"{"type":"excerpt.recorded","occurred":"2019","data":{"text":"We win.","speaker":"p07"}}"#
        _ = try shop.writer(folder, shop.device("other")).append(Workshop.input([said]))
        let work = try withdrawing(shop, folder)
        let feed = try work.opened.openingFeed()
        try work.begin(Self.intent)
        _ = try work.complete(Self.intent)
        let files = FailingFileSystem()
        let seeing = try withdrawing(shop, folder, shop.device("other", fileSystem: files))
        files.shut("\(shop.path)/\(place.replacing("FEED", with: feed))", after: before, count: 1)
        _ = try? seeing.settle()
        _ = try withdrawing(shop, folder, shop.device("other")).settle()
        #expect(try seeing.keyring.subjects.isEmpty)
        #expect(try shop.open(folder).history().0.withdrawals.count == 2)
    }

    @Test func `a device confirms for all of its feeds`() throws {
        let shop = try Workshop()
        let folder = try shop.make("elm", Self.lines)
        let files = FailingFileSystem()
        let work = try withdrawing(shop, folder, shop.device(fileSystem: files))
        let feed = try work.opened.openingFeed()
        let first = "\(shop.path)/elm.caselog/feeds/\(feed)"
        files.obscure(first)
        try work.begin(Self.intent)
        _ = try work.complete(Self.intent)
        files.obscure(nil)
        #expect(try shop.open(folder).feedNames.count == 2)
        let receipt = try work.receipt(of: Self.intent).text
        #expect(receipt.split(separator: "\n").count { $0.contains("  confirmed by ") } == 2, "\(receipt)")
        let other = try withdrawing(shop, folder, shop.device("auditor")).receipt(of: Self.intent).text
        #expect(other.contains("HAS YET TO CONFIRM"))
    }

    @Test func `a receipt says so where not all of the case could be read`() throws {
        let shop = try Workshop()
        let folder = try shop.make("elm", Self.lines)
        let work = try withdrawing(shop, folder)
        try work.begin(Self.intent)
        #expect(try !work.complete(Self.intent).text.contains("COULD BE READ"))
        let segment = try #require(shop.paths("elm.caselog").first { $0.hasSuffix(".open.jsonl.lz4") })
        var bytes = try #require(try SystemFileSystem().contents("\(shop.path)/\(segment)", sizeMax: 1 << 20))
        bytes[60] ^= 1
        try SystemFileSystem().remove("\(shop.path)/\(segment)")
        try shop.write(bytes, to: segment)
        let receipt = try work.receipt(of: Self.intent).text
        #expect(receipt.contains("NOT ALL OF THE CASE COULD BE READ") && receipt.contains("\nperson       p07\n"))
    }

    @Test func `an intent that says something else than this version knows is none`() {
        #expect(WithdrawalIntent(Self.intent.words) == Self.intent)
        #expect(WithdrawalIntent(Self.intent.words.dropLast() + ["later"]) == nil)
    }

    @Test(arguments: [KeyCrashTests.Trouble.kill, .refuse])
    func `a case that did not come to be leaves no key behind once it is made again`(
        trouble: KeyCrashTests.Trouble
    ) throws {
        var call = 0
        while true {
            call += 1
            let bench = KeyBench(SimulatedMachine(seed: 7))
            bench.machine.disturb(call, with: trouble.disturbance)
            func make(_ device: Device) throws {
                _ = try CaseMaker.make(
                    "/elm.caselog", name: "elm", from: Workshop.input(Self.lines), CaseWriter.Manner(), device: device,
                    initials: "jw", onNote: { _ in })
            }
            do { try make(bench.device(isDisturbed: true)) } catch is EventLogError {} catch is CaseError {}
            let isReached = bench.machine.calm() == 0
            let after = bench.ended(seed: 7, cutsPower: false)
            if try !after.files().keys.contains(where: { $0.hasPrefix("/elm.caselog/feeds/") }) {
                try make(after.device())
            }
            let files = try after.files().keys
            #expect(files.filter { $0.hasSuffix(".keys") }.count == 1, "call \(call): \(files)")
            #expect(!files.contains { $0.hasPrefix("/.tmp-") }, "call \(call): \(files)")
            if !isReached { break }
        }
        #expect(call > 30)
    }
}
