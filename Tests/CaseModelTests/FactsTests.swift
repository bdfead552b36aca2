import TestHistories
import Testing

@testable import CaseModel

/// What a case came to can be kept and gone on from, and nobody can tell.
struct FactsTests {
    private static func text(_ history: CaseHistory, _ feeds: [TestFeed], at: Instant = .max) -> String {
        var history = history
        history.examine(feeds)
        let view = Viewpoint(history, at: at)
        return ViewText.all(view) + String(decoding: ViewText.anomalies(view, among: history.anomalies), as: UTF8.self)
    }

    @Test(arguments: 1...12 as ClosedRange<UInt64>)
    func `facts that were kept say what a fold from nothing says, at any date`(seed: UInt64) throws {
        let feeds = HistoryMaker.feeds(seed: seed)
        let history = CaseHistory.of(feeds)
        let kept = try #require(CaseHistory(facts: try history.facts))
        for year in [2016, 2017, 2018, 2019, 9999] {
            let date = Calendar.instant(year: year, month: 7, day: 1)
            #expect(Self.text(kept, feeds, at: date) == Self.text(history, feeds, at: date))
        }
        #expect(kept.lineCount == history.lineCount)
        #expect(kept.opaqueCount == history.opaqueCount)
        #expect(kept.unreadable == history.unreadable)
    }

    /// As a case grows: some lines are read and kept, then more of them, kept again, and so on.
    @Test(arguments: 1...12 as ClosedRange<UInt64>)
    func `facts that are gone on from say what a fold from nothing says`(seed: UInt64) throws {
        let feeds = HistoryMaker.feeds(seed: seed)
        let expected = Self.text(CaseHistory.of(feeds), feeds)
        var random = SeededRandom(seed)
        var history = CaseHistory(feeds: feeds.map(\.name))
        var read = feeds.map { _ in 0 }
        while let feed = feeds.indices.filter({ read[$0] < feeds[$0].lines.count }).randomElement(using: &random) {
            let start = read[feed]
            let end = min(feeds[feed].lines.count, start + random.number(1...60))
            history.take(feeds[feed], feed, start..<end)
            read[feed] = end
            // As many lines at once are read first, and fewer later.
            if read.reduce(0, +) == end - start { history.settleAll() } else { history.settle(feeds) }
            // What was found once is gone on from, too.
            if random.happens(40) {
                history.examine(zip(feeds, read).map { TestFeed($0.name, Array($0.lines.prefix($1))) })
            }
            if random.happens(50) { history = try #require(CaseHistory(facts: try history.facts)) }
        }
        #expect(Self.text(history, feeds) == expected)
    }

    @Test func `facts that are cut short are no facts, or all of them`() throws {
        let feeds = HistoryMaker.feeds(seed: 3)
        let facts = try CaseHistory.of(feeds).facts
        #expect(CaseHistory(facts: []) == nil)
        for count in stride(from: 8, to: facts.count, by: 8 * 97) {
            #expect(CaseHistory(facts: Array(facts.prefix(count))) == nil)
        }
    }

    private static func hash(_ bytes: [UInt8]) -> UInt64 {
        bytes.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    }

    /// Facts hold events by the fields of their types and the order of the enumerated words.
    @Test func `whoever changes the vocabulary raises the version of the facts`() {
        let hash = Self.hash(bytes(JSONSchema.line))
        let known: [UInt32: UInt64] = [
            1: 16_633_202_654_377_500_413, 2: 16_633_202_654_377_500_413, 3: 8_468_188_018_816_154_996,
            4: 8_468_188_018_816_154_996, 5: 10_743_383_305_514_336_754,
        ]
        #expect(hash == known[CaseHistory.factsVersion], "Raise CaseHistory.factsVersion and add the hash here.")
    }

    /// How many bytes each array of a file of facts has.
    private static func sizes(_ facts: [UInt8]) -> [UInt64] {
        let words = facts.withUnsafeBytes { bytes in
            stride(from: 0, to: bytes.count, by: 8).map { bytes.loadUnaligned(fromByteOffset: $0, as: UInt64.self) }
        }
        let table = words.dropLast().suffix(Int(words.last ?? 0) * 2)
        return table.enumerated().filter { $0.offset % 2 == 1 }.map(\.element)
    }

    /// Courses and amendments stand in no order, and what is read again for an amendment comes in none: so of the facts
    /// only the sizes of their arrays are the same each time, and what the lines alone come to: strings, lists,
    /// records.
    @Test func `whoever changes the layout of the facts raises their version`() throws {
        let feeds = HistoryMaker.feeds(seed: 11, count: 400)
        var history = CaseHistory.of(feeds)
        history.examine(feeds)
        var tables = Tables(feeds: feeds.map(\.name))
        var records = EventRecords()
        for (feed, lines) in feeds.map(\.lines).enumerated() {
            for (index, line) in lines.enumerated() {
                let id = EventID(feed: feed, sequence: UInt64(index + 1))
                guard case .event(let event, _) = AnyForm.read(line, id: id, tables: &tables) else { continue }
                records.append(event, lists: &tables.lists, from: nil)
            }
        }
        var output: [UInt8] = []
        var writer = FactsWriter { bytes in bytes.withUnsafeBytes { output.append(contentsOf: $0) } }
        try writer.add(Self.sizes(try history.facts))
        try tables.write(to: &writer)
        try records.write(to: &writer)
        try writer.finish()
        let hash = Self.hash(output)
        let known: [UInt32: UInt64] = [5: 10_792_085_565_987_474_232]
        #expect(
            hash == known[CaseHistory.factsVersion],
            """
            Where facts of before would be read wrongly, raise CaseHistory.factsVersion. Then put the hash here; so do where \
            only the history of this test is another one.
            """)
    }

    @Test func `a history from which something is left out is not whole`() {
        let feeds = HistoryMaker.feeds(seed: 3)
        #expect(CaseHistory.of(feeds).isWhole)
        #expect(!CaseHistory.of(feeds, known: 0).isWhole)
        #expect(!CaseHistory.of(feeds, recorded: 0).isWhole)
    }
}
