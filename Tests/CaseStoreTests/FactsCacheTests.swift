import CaseModel
import EventLog
import TestHistories
import Testing

@testable import CaseStore

/// What a case came to is kept in `cache/`: it is never believed where there is doubt, and nobody can tell.
struct FactsCacheTests {
    private let shop: Workshop

    init() throws { shop = try Workshop() }

    /// A device to which no case is too small.
    private func keeper(_ home: String = "home") -> Device {
        var device = shop.device(home)
        device.keptLinesMin = 1
        return device
    }

    @Test func `a key that tells of more lines than a feed can have is none`() {
        func key(_ size: UInt64) -> FactsKey {
            FactsKey([FactsKey.Feed(name: "jw-3f9c21ab", size: size, lastLine: "")])
        }
        #expect(FactsKey(key(LogSettings.sequenceMax).text) == key(LogSettings.sequenceMax))
        #expect(FactsKey(key(LogSettings.sequenceMax + 1).text) == nil)
        #expect(FactsKey(key(.max).text) == nil)
    }

    /// Opens a case, asks for everything and keeps what it came to.
    private func keep(_ folder: CaseFolder) throws {
        let opened = try shop.open(folder, keeper())
        let (history, damage) = try opened.history()
        opened.keep(history, damage)
    }

    private func isKept(_ folder: CaseFolder) throws -> Bool {
        let opened = try shop.open(folder, keeper())
        return FactsCache(folder, on: keeper()).load(for: opened.snapshots) != nil
    }

    /// Every view at some dates, worked out with the cache and without it.
    private func views(_ folder: CaseFolder, isFresh: Bool = false) throws -> String {
        let opened = try shop.open(folder)
        var (history, damage) = try opened.history(isFresh: isFresh)
        #expect(damage.isEmpty)
        try opened.examine(&history)
        return ["2018", "2019-06", "2020-10-15", "2021"].map { date in
            let view = Viewpoint(history, at: QueryTime(date)?.latest ?? .max)
            return ViewText.all(view)
                + String(decoding: ViewText.anomalies(view, among: history.anomalies), as: UTF8.self)
        }.joined()
    }

    private func facts(_ folder: CaseFolder) throws -> [UInt8] {
        try #require(try SystemFileSystem().contents("\(folder.path)/cache/facts", sizeMax: 1 << 24))
    }

    private func replace(_ folder: CaseFolder, _ facts: [UInt8]) throws {
        try? SystemFileSystem().remove("\(folder.path)/cache/facts")
        try shop.write(facts, to: "\(folder.path.split(separator: "/").last ?? "")/cache/facts")
    }

    @Test(arguments: ["public/north-west-london.jsonl", "stp/elm.jsonl", "stp/oak.jsonl"])
    func `a kept case answers as a case that is read from its beginning`(file: String) throws {
        let folder = try shop.makeBundled(file)
        try keep(folder)
        #expect(try isKept(folder))
        #expect(try views(folder) == views(folder, isFresh: true))
    }

    @Test func `a kept case goes on with what was appended since`() throws {
        let folder = try shop.makeBundled("stp/willow.jsonl")
        try keep(folder)
        let kept = try facts(folder)
        let writer = try shop.writer(folder)
        let feed = writer.feed
        for line in [
            Input.group("newcomers"), Input.dispute("late-one", "\"newcomers\""),
            #"{"type":"event.retracted","occurred":"2020","data":{"event":"\#(feed)/9","reason":"x"}}"#,
            #"{"type":"event.corrected","occurred":"2020","data":{"event":"\#(feed)/12","reason":"x","occurred":"2019~"}}"#,
        ] {
            _ = try writer.append(Workshop.input([line]), CaseWriter.Manner(isForced: true))
            #expect(try isKept(folder))
            #expect(try views(folder) == views(folder, isFresh: true))
        }
        #expect(try facts(folder) == kept)
        try keep(folder)
        #expect(try facts(folder) != kept)
        #expect(try views(folder) == views(folder, isFresh: true))
    }

    @Test func `a writer judges by what was kept as by what it read`() throws {
        let folder = try shop.makeBundled("public/north-west-london.jsonl")
        let lines = [
            Input.group("newcomers"), Input.settled("eight-into-one", "2021", "consensus"),
            Input.settled("no-such-dispute", "2021", "consensus"), Input.group("newcomers"),
        ]
        func outcomes(_ folder: CaseFolder, _ home: String) throws -> [String] {
            try lines.map { line in
                let writer = try shop.writer(folder, keeper(home))
                do {
                    return "stored \(try writer.append(Workshop.input([line])).firstSequence)"
                } catch let refused as CaseWriter.Refused {
                    return refused.lines.flatMap(\.refusal.sentences).joined(separator: " ")
                        .replacing(writer.feed, with: "FEED")
                }
            }
        }
        try shop.copy("north-west-london.caselog", to: "copy.caselog")
        try shop.copy("home", to: "twin")
        let copy = try CaseFolder(finding: "\(shop.path)/copy")
        let plain = try outcomes(copy, "twin")
        try keep(folder)
        #expect(try outcomes(folder, "home") == plain)
        #expect(plain[3].contains("newcomers"))
    }

    @Test func `a writer keeps what the case came to`() throws {
        let folder = try shop.make("elm", Input.small, device: keeper())
        let writer = try shop.writer(folder, keeper())
        _ = try writer.append(Workshop.input([Input.group("club")]))
        writer.keepFacts()
        #expect(try isKept(folder))
        #expect(try views(folder) == views(folder, isFresh: true))
    }

    @Test(arguments: ["public/north-west-london.jsonl", "stp/elm.jsonl"])
    func `whoever makes a case of lines keeps what it came to`(file: String) throws {
        let made = try shop.import(file, device: keeper())
        #expect(try !isKept(made.folder))
        made.keepFacts()
        #expect(try isKept(made.folder))
        #expect(try views(made.folder) == views(made.folder, isFresh: true))
        let kept = try facts(made.folder)
        try SystemFileSystem().remove("\(made.folder.path)/cache/facts")
        made.keepFacts()
        #expect(try facts(made.folder) == kept)
    }

    /// More corrections than are fetched one by one.
    @Test func `many corrections act as few do`() throws {
        let folder = try shop.make("elm", Input.small)
        let writer = try shop.writer(folder)
        let groups = (0..<100).map { Input.group("g\($0)") }
        _ = try writer.append(Workshop.input(groups))
        for number in 0..<100 {
            let change = #""event":"\#(writer.feed)/\#(5 + number)","reason":"x","data":{"name":"Renamed \#(number)"}"#
            _ = try writer.append(
                Workshop.input([#"{"type":"event.corrected","occurred":"2020","data":{\#(change)}}"#]))
        }
        let view = try shop.open(folder).viewpoint()
        #expect(NameBook(view).name(of: "g0") == "Renamed 0")
        #expect(NameBook(view).name(of: "g99") == "Renamed 99")
    }

    @Test func `damage to the file never shows`() throws {
        let folder = try shop.make("elm", Input.small, device: keeper())
        try keep(folder)
        let good = try facts(folder)
        let expected = try views(folder, isFresh: true)
        for offset in stride(from: 0, to: good.count, by: 61) {
            var bad = good
            bad[offset] ^= UInt8(1 << (offset % 8))
            try replace(folder, bad)
            #expect(try !isKept(folder))
        }
        for count in [0, 1, 31, 32, good.count / 2, good.count - 33, good.count - 1] {
            try replace(folder, Array(good.prefix(count)))
            #expect(try !isKept(folder))
            #expect(try views(folder) == expected)
        }
        try keep(folder)
        #expect(try facts(folder) == good)
    }

    @Test func `what a crash left is removed once nobody can still be at it`() throws {
        let folder = try shop.make("elm", Input.small, device: keeper())
        try keep(folder)
        try shop.write([1, 2, 3], to: "elm.caselog/cache/.facts-12")
        // Its clock is behind, so that the file was written just now.
        _ = try shop.writer(folder).append(Workshop.input([Input.group("club")]))
        try keep(folder)
        #expect(shop.paths("elm.caselog/cache") == ["elm.caselog/cache/.facts-12", "elm.caselog/cache/facts"])
        var later = Device(home: "\(shop.path)/home") { Device.clock() + 25 * 3_600_000 }
        later.keptLinesMin = 1
        _ = try shop.writer(folder).append(Workshop.input([Input.group("team")]))
        let opened = try shop.open(folder, later)
        let (history, damage) = try opened.history()
        opened.keep(history, damage)
        #expect(shop.paths("elm.caselog/cache") == ["elm.caselog/cache/facts"])
    }

    @Test func `what does not fit together is kept once somebody asked for it`() throws {
        let folder = try shop.make("elm", Input.small, device: keeper())
        try keep(folder)
        let opened = try shop.open(folder, keeper())
        var (history, damage) = try opened.history()
        #expect(!history.isExamined)
        try opened.examine(&history)
        opened.keep(history, damage)
        let kept = try #require(FactsCache(folder, on: keeper()).load(for: opened.snapshots)).history
        #expect(kept.isExamined)
        #expect(kept.anomalies == history.anomalies)
        // Who does not ask leaves it as it is.
        let examined = try facts(folder)
        try keep(folder)
        #expect(try facts(folder) == examined)
    }

    @Test func `facts that are damaged are kept anew`() throws {
        let folder = try shop.make("elm", Input.small, device: keeper())
        try keep(folder)
        let good = try facts(folder)
        var bad = good
        bad[good.count / 2] ^= 1
        try replace(folder, bad)
        try keep(folder)
        #expect(try facts(folder) == good)
    }

    @Test func `facts of another history with as many lines are not believed`() throws {
        let folder = try shop.make("elm", Input.small, device: keeper())
        try shop.copy("elm.caselog", to: "before.caselog")
        _ = try shop.writer(folder).append(Workshop.input([Input.group("one")]))
        try keep(folder)
        let other = try CaseFolder(finding: "\(shop.path)/before")
        _ = try shop.writer(other, shop.device("home")).append(Workshop.input([Input.group("two")]))
        try shop.copy("elm.caselog/cache", to: "before.caselog/cache")
        #expect(try !isKept(other))
        #expect(try views(other) == views(other, isFresh: true))
    }

    @Test func `sealing changes no fact, a new feed all of them`() throws {
        let folder = try shop.make("elm", Input.small, device: keeper())
        try keep(folder)
        _ = try shop.open(folder).seal(onNote: { _ in })
        #expect(try isKept(folder))
        _ = try shop.writer(folder, shop.device("another")).append(Workshop.input([Input.group("club")]))
        #expect(try !isKept(folder))
        #expect(try views(folder) == views(folder, isFresh: true))
    }

    @Test func `where nothing can be kept, nothing happens`() throws {
        let folder = try shop.make("elm", Input.small, device: keeper())
        try shop.write([], to: "elm.caselog/cache")
        try keep(folder)
        #expect(try !isKept(folder))
        #expect(try views(folder) == views(folder, isFresh: true))
    }

    @Test func `a small case is not kept, nor one of which a part is lost`() throws {
        let folder = try shop.make("elm", Input.small)
        let opened = try shop.open(folder)
        let (history, _) = try opened.history()
        opened.keep(history, [])
        #expect(try !isKept(folder))
        let kept = try shop.open(folder, keeper())
        kept.keep(history, [Damage(.line, feed: "jw-00000000", lost: nil, "A line is lost.")])
        #expect(try !isKept(folder))
    }
}
