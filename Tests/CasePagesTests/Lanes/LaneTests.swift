import CaseModel
import CasePages
import TestHistories
import Testing

/// What each column of a lane shows is what a fold in case order has.
struct LaneTests {
    /// A row of the plain view of disputes.
    private struct Row {
        let row: JSONValue

        var state: String? { row["state"]?.string }
        var issue: String? { row["issues"]?.elements?.first?.string }
        var isStirred: Bool { row["stirred_by"]?.elements?.isEmpty == false }

        func reignited(from first: Instant, to last: Instant) -> Bool {
            (row["episodes"]?.elements ?? []).dropFirst().contains { episode in
                let opened = episode["opened"]?.string.flatMap { QueryTime($0) }?.earliest ?? .min
                return (first...last).contains(opened)
            }
        }
    }

    /// The plain view of a history at a date.
    private static func rows(_ feeds: [TestFeed], at: Instant, known: Instant) -> [String: Row] {
        let rows = PlainCase(feeds, at: at, known: known).disputes["disputes"]?.elements ?? []
        return Dictionary(rows.map { ($0["id"]?.string ?? "", Row(row: $0)) }) { $1 }
    }

    @Test(arguments: 1...10 as ClosedRange<UInt64>)
    func `every column shows the state of a plain fold at its end`(seed: UInt64) throws {
        let feeds = HistoryMaker.feeds(seed: seed, isCoded: seed % 2 == 0)
        let known = seed % 3 == 0 ? try #require(QueryTime("2019-06")).latest : .max
        let view = Viewpoint(CaseHistory.of(feeds, known: known))
        var lives = DisputeLives(view)
        guard let first = lives.lives.first?.turns.first?.at, let last = view.span?.upperBound else { return }
        let axis = TimeAxis(first...last, count: 17)
        var random = SeededRandom(seed)
        let ends = (0..<axis.count).map(axis.last)
        lives.look(at: lives.lives, by: ends)
        let plain = ends.map { Self.rows(feeds, at: $0, known: known) }
        let dates = (0..<8).map { _ in Int64(random.number(Int(axis.first(of: 0))...Int(axis.last(of: 16)))) }
        let between = dates.map { Self.rows(feeds, at: $0, known: known) }
        for life in lives.lives {
            let id = view.tables.text(life.id)
            let lane = Lane(life, on: axis, until: .max, lives)
            for (column, cell) in lane.cells.enumerated() {
                let row = plain[column][id]
                #expect(cell.state?.rawValue == row?.state)
                #expect(cell.isStirred == row?.isStirred ?? false)
                #expect(cell.issue.map { view.tables.text($0) } == row?.issue)
                let came = row?.reignited(from: axis.first(of: column), to: axis.last(of: column)) ?? false
                #expect((cell.reignition != nil) == came)
            }
            for (date, rows) in zip(dates, between) {
                let cell = lane.cells[try #require(axis.column(of: date))]
                // What a column does not show is told apart: it holds a turn.
                if cell.state?.rawValue != rows[id]?.state { #expect(cell.turn != nil) }
            }
        }
    }

    @Test(arguments: 1...6 as ClosedRange<UInt64>)
    func `a lane up to an instant begins as the whole lane does, and ends with the state at that instant`(
        seed: UInt64
    ) throws {
        let feeds = HistoryMaker.feeds(seed: seed, isCoded: true)
        let view = Viewpoint(CaseHistory.of(feeds))
        var lives = DisputeLives(view)
        guard let first = lives.lives.first?.turns.first?.at, let last = view.span?.upperBound else { return }
        let axis = TimeAxis(first...last, count: 30)
        var random = SeededRandom(seed)
        for _ in 0..<6 {
            let until = Int64(random.number(Int(first)...Int(last)))
            let column = try #require(axis.column(of: until))
            lives.look(at: lives.lives, by: (0..<column).map(axis.last) + [until])
            let rows = Self.rows(feeds, at: until, known: .max)
            for life in lives.lives {
                let whole = Lane(life, on: axis, until: .max, lives).cells
                let part = Lane(life, on: axis, until: until, lives).cells
                #expect(part.prefix(column).map(\.state) == whole.prefix(column).map(\.state))
                #expect(part.prefix(column).map(\.isStirred) == whole.prefix(column).map(\.isStirred))
                let row = rows[view.tables.text(life.id)]
                #expect(part[column].state?.rawValue == row?.state)
                #expect(part[column].isStirred == row?.isStirred ?? false)
                #expect(part.dropFirst(column + 1).allSatisfy { $0.state == nil && $0.turn == nil })
            }
        }
    }

    @Test func `histories reach all that a lane can show`() {
        var seen: Set<String> = []
        for seed in 1...30 as ClosedRange<UInt64> {
            let view = Viewpoint(CaseHistory.of(HistoryMaker.feeds(seed: seed, isCoded: true)))
            var lives = DisputeLives(view)
            guard let first = lives.lives.first?.turns.first?.at, let last = view.span?.upperBound else { continue }
            let axis = TimeAxis(first...last, count: 40)
            lives.look(at: lives.lives, by: (0..<axis.count).map(axis.last))
            for cell in lives.lives.flatMap({ Lane($0, on: axis, until: .max, lives).cells }) {
                if let state = cell.state { seen.insert(state.rawValue) }
                if cell.isStirred { seen.insert("stirred") }
                if cell.isBrief { seen.insert("brief") }
                if let turn = cell.turn { seen.insert("\(turn)") }
                if cell.reignition != nil { seen.insert("re-ignited") }
            }
        }
        let all = ["open", "deadlocked", "suspended", "settled", "stirred", "brief", "re-ignited"]
        #expect(seen == Set(all + ["sure", "imprecise", "reconstructed", "whollyReconstructed"]))
    }

    @Test func `what comes behind what is drawn is left blank, and what came before the axis is taken up`() throws {
        var book = try Notebook.withCast()
        try book.raise("d", "2018-01-01")
        try book.record(.disputeDeadlocked, "2019-02-10", ["dispute": "d"])
        try book.record(.disputeSettled, "2019-04-10", ["dispute": "d", "how": "authority"])
        var lives = DisputeLives(book.view())
        let (from, to) = (try #require(QueryTime("2019-01-01")), try #require(QueryTime("2019-06-30")))
        let axis = TimeAxis(from.earliest...to.latest, count: 6)
        let until = try #require(QueryTime("2019-03-10")).latest
        lives.look(at: lives.lives, by: (0..<axis.count).map(axis.last))
        let cells = Lane(lives.lives[0], on: axis, until: until, lives).cells
        #expect(cells.map(\.state) == [.open, .deadlocked, .deadlocked, nil, nil, nil])
        #expect(cells.map { $0.turn != nil } == [false, true, false, false, false, false])
    }
}

extension JSONValue {
    fileprivate var elements: [JSONValue]? { if case .array(let elements) = self { elements } else { nil } }
}
