import CaseModel
import CaseStore
import Testing

/// What `!undo` and `!fix` leave standing.
struct AmendingTests {
    private let shop: Workshop
    private let folder: CaseFolder
    private let live: LiveSession

    init() throws {
        shop = try Workshop()
        folder = try shop.make("elm", Input.small)
        live = try shop.session(folder)
        _ = try live.start(NewSession(), at: Self.at(0))
    }

    static func at(_ number: Int) -> EDTF {
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return EDTF("2022-03-05T10:\(two(number / 60)):\(two(number % 60))+00:00") ?? EDTF(DatePoint())
    }

    /// Enters each at a time of its own.
    ///
    /// - Returns: the number of the event that the last one is about.
    @discardableResult
    private func enter(_ texts: [String]) throws -> String {
        var number = ""
        for text in texts {
            guard case .recorded(let recorded) = try live.enter(Entry(text), at: Self.at(live.recent.count + 1)) else {
                continue
            }
            number = recorded.ids[recorded.main].split(separator: "/").last.map(String.init) ?? ""
        }
        return number
    }

    private func standing() throws -> [String] { try Standing.texts(of: try shop.open(folder)) }

    private func hasNoAnomalies() throws -> Bool {
        try shop.open(folder).views().hasSuffix("{\"anomalies\":[]}")
    }

    @Test func `undoing a fix brings back what was put right, which is then the last entry that stands`() throws {
        try enter(["aaa", "bbb", "!fix !memo xxx"])
        #expect(try standing() == ["aaa", "xxx"])
        try enter(["!undo"])
        #expect(try standing() == ["aaa", "bbb"])
        try enter(["!undo"])
        #expect(try standing() == ["aaa"])
        #expect(live.recent.filter { !$0.isAmendment }.map(\.isRetracted) == [false, true, true])
    }

    @Test func `as many undos as fixes and entries leave nothing`() throws {
        try enter(["aaa", "bbb", "!fix !memo xxx", "!fix yyy", "!undo", "!undo", "!undo"])
        #expect(try standing() == ["aaa"])
        try enter(["!undo"])
        #expect(try standing().isEmpty)
        #expect(throws: EntryProblem.self) { try enter(["!undo"]) }
    }

    @Test func `of an entry that is put right twice the last version alone stands`() throws {
        try enter(["!new person bea", "@bea spoke", "!fix !memo it was nothing", "!fix @bea and words"])
        #expect(try standing() == ["@bea and words"])
        #expect(try hasNoAnomalies())
    }

    @Test func `undoing an undo brings back what that took back, people and codes too`() throws {
        try enter(["@zoe spoke #newcode"])
        let undo = try enter(["!undo"])
        #expect(live.completions(of: "@zo", upTo: 3).isEmpty)
        try enter(["!undo \(undo)"])
        #expect(try standing() == ["@zoe spoke #newcode"])
        #expect(try hasNoAnomalies())
        try live.refresh()
        #expect(live.completions(of: "@zo", upTo: 3).map(\.insert) == ["@zoe"])
    }

    @Test func `who was made known again meanwhile is not made known twice`() throws {
        try enter(["@zoe spoke"])
        let undo = try enter(["!undo"])
        try enter(["@zoe waits", "!undo \(undo)"])
        #expect(try standing() == ["@zoe spoke", "@zoe waits"])
        #expect(try hasNoAnomalies())
    }

    @Test func `an undo is not undone where the entry was changed since`() throws {
        try enter(["aaa", "!fix !memo xxx"])
        let undo = try enter(["!undo"])
        try enter(["!fix !memo yyy"])
        #expect(throws: EntryProblem.self) { try enter(["!undo \(undo)"]) }
        #expect(try standing() == ["yyy"])
    }

    @Test func `a session that runs keeps its beginning`() throws {
        let start = try #require(live.run?.starts.values.first).sequence
        #expect(throws: EntryProblem.self) { try enter(["!undo \(start)"]) }
        #expect(throws: EntryProblem.self) { try enter(["!fix \(start) hello"]) }
        #expect(live.run != nil)
    }

    @Test func `a state whose end is taken back goes on, and ends once more`() throws {
        try enter(["!key s state #stalling", "s", "s", "!undo", "s"])
        let lines = try shop.open(folder).lines { $0.types = ["observation.noted"] }
        #expect(try CodeSpan.find(in: lines.map { try JSONParser.parse(Array($0.utf8)) }).count == 2)
        #expect(try standing().dropFirst() == ["#stalling begins", "#stalling ends"])
    }
}

/// What stands of a case.
enum Standing {
    /// The texts of observations and memos that stand, in the order of the times at which they occurred.
    static func texts(of opened: Case) throws -> [String] {
        let (history, _) = try opened.history()
        var found: [(occurred: String, text: String)] = []
        for type in ["observation.noted", "memo.written"] {
            for stored in try opened.lines({ $0.types = [type] }) {
                let line = try JSONParser.parse(Array(stored.utf8))
                guard let id = line["id"]?.string, let event = history.tables.event(named: id, from: .first),
                    let current = history.current(Array(stored.utf8), of: event)
                else { continue }
                let shown = try JSONParser.parse(current)
                found.append((shown["occurred"]?.string ?? "", shown["data"]?["text"]?.string ?? ""))
            }
        }
        return found.sorted { $0.occurred < $1.occurred }.map(\.text)
    }
}
