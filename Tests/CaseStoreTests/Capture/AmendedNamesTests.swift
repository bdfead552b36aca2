import CaseModel
import CaseStore
import Sampling
import TestHistories
import Testing

/// Who and what is known once entries are taken back and put right.
struct AmendedNamesTests {
    private let shop: Workshop
    private let folder: CaseFolder

    init() throws {
        shop = try Workshop()
        folder = try shop.make("oak", [Input.opened.replacing("\"elm\"", with: "\"oak\"")])
    }

    private func begin() throws -> LiveSession {
        let live = try shop.session(folder)
        _ = try live.start(NewSession(), at: AmendingTests.at(0))
        return live
    }

    /// - Returns: the number of the event that the entry is about.
    @discardableResult
    private func enter(_ text: String, _ step: Int, _ live: LiveSession) throws -> Int {
        guard case .recorded(let recorded) = try live.enter(Entry(text), at: AmendingTests.at(step)) else { return 0 }
        return Int(recorded.ids[recorded.main].split(separator: "/").last ?? "") ?? 0
    }

    /// The people, codes and proposals that stand, but the plan.
    private func known() throws -> Set<String> {
        let opened = try shop.open(folder)
        let (history, _) = try opened.history()
        var known: Set<String> = []
        for stored in try opened.lines({ $0.types = ["person.identified", "code.defined", "proposal.tabled"] }) {
            let line = try JSONParser.parse(Array(stored.utf8))
            guard let id = line["id"]?.string, let event = history.tables.event(named: id, from: .first),
                history.stands(event),
                let name = ["person", "code", "proposal"].compactMap({ line["data"]?[$0]?.string }).first
            else { continue }
            known.insert(name)
        }
        return known.subtracting(["plan"])
    }

    @Test(arguments: ["!fix hi @tom", "!fix !memo @tom was there", "!fix !attend @tom left"])
    func `a fix of a mistyped name takes back whom nothing else names, and its undo brings them back`(
        fix: String
    ) throws {
        let live = try begin()
        try enter("hi @bob and @ann", 1, live)
        try enter("@ann nods", 2, live)
        let number = try enter("hi @jon", 3, live)
        try enter(fix, 4, live)
        #expect(try known() == ["bob", "ann", "tom"])
        try live.refresh()
        #expect(live.completions(of: "@jo", upTo: 3).isEmpty)
        try enter("!undo", 5, live)
        #expect(try known() == ["bob", "ann", "jon"])
        try enter("!fix \(number) hi @ann", 6, live)
        #expect(try known() == ["bob", "ann"])
        #expect(try shop.open(folder).views().hasSuffix("{\"anomalies\":[]}"))
    }

    @Test func `a fix that is changed since by another is not taken back alone`() throws {
        let live = try begin()
        try enter("hi @bob", 1, live)
        let fix = try enter("!fix hi @tom", 2, live)
        try enter("!fix hi @ann", 3, live)
        #expect(try known() == ["ann"])
        #expect(throws: EntryProblem.self) { try enter("!undo \(fix)", 4, live) }
        try enter("!undo", 5, live)
        #expect(try known() == ["tom"])
        try enter("!undo \(fix)", 6, live)
        #expect(try known() == ["bob"])
    }

    /// What the versions of an entry name, and when each was typed.
    private typealias Versions = [(names: Set<String>, step: Int)]

    private static func entry(_ step: Int, _ random: inout SeededRandom, isFix: Bool) -> (String, Set<String>) {
        let (who, whom, code, other) = ("who-\(step)", "whom-\(step)", "code-\(step)", "other-\(step)")
        switch random.number(0...(isFix ? 5 : 6)) {
        case 0: return ("@\(who) speaks #\(code)", [who, code])
        case 1: return ("!memo @\(who) ponders \(step)", [who])
        case 2: return ("!support @\(who) @\(whom) on plan #\(code) #\(other) : why", [who, whom, code, other])
        case 3: return ("!gain @\(who) @\(whom) finance on plan", [who, whom])
        case 4: return ("!attend @\(who) @\(whom) left", [who, whom])
        case 5: return ("!dispute #\(code) @\(who) @\(whom) : Quarrel \(step)", [code, who, whom])
        default: return ("!key k state #\(code)", [code])
        }
    }

    @Test(arguments: 1...sampled(5, whole: 16) as ClosedRange<UInt64>)
    func `of names that one entry has, those are known that stand in it, over restarts too`(seed: UInt64) throws {
        var random = SeededRandom(seed)
        var live = try begin()
        try enter("!new proposal plan", 1, live)
        var entries: [Versions] = []
        for step in 2...30 {
            if random.happens(25) {
                live = try shop.session(folder)
                try live.goOn(with: "meeting-2022-03-05", at: AmendingTests.at(step))
            }
            let last = entries.lastIndex { !$0.isEmpty }
            let newest = entries.indices.max { (entries[$0].last?.step ?? 0) < (entries[$1].last?.step ?? 0) }
            switch random.number(0...6) {
            case 3, 4:
                guard let last else { continue }
                let (text, names) = Self.entry(step, &random, isFix: true)
                try enter("!fix " + text, step, live)
                entries[last].append((names, step))
            case 5, 6:
                guard let newest, !entries[newest].isEmpty else { continue }
                let undo = try enter("!undo", step, live)
                if random.happens(30) {
                    try enter("!undo \(undo)", step, live)
                } else {
                    entries[newest].removeLast()
                }
            default:
                let (text, names) = Self.entry(step, &random, isFix: false)
                try enter(text, step, live)
                entries.append([(names, step)])
            }
            let standing = entries.compactMap(\.last).reduce(into: Set<String>()) { $0.formUnion($1.names) }
            #expect(try known() == standing, "step \(step)")
        }
        #expect(try shop.open(folder).views().hasSuffix("{\"anomalies\":[]}"))
    }
}
