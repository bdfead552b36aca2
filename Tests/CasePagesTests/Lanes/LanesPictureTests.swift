import CaseModel
import TestHistories
import Testing

@testable import CasePages

/// Lanes as a terminal shows them.
struct LanesPictureTests {
    /// Disputes in each state, with sure, imprecise and reconstructed turns.
    private static func book() throws -> Notebook {
        var book = try Notebook.withCast()
        try book.raise("beds", "2018-03-01", on: "merger")
        try book.record(.disputeSettled, "2018-10-01", ["dispute": "beds", "how": "compensation"])
        try book.record(.positionTaken, "2019-02-01", ["actor": "acute", "on": "beds", "stance": "oppose"])
        try book.record(.disputeReignited, "2019-06-01", ["dispute": "beds", "issues": ["governance"]])
        try book.raise("who-answers-to-whom-for-the-pooled-budget", "2018-06~")
        try book.record(.disputeDeadlocked, "2019-01-01", ["dispute": "who-answers-to-whom-for-the-pooled-budget"])
        try book.record(
            .disputeSettled, "2019-09-01",
            ["dispute": "who-answers-to-whom-for-the-pooled-budget", "how": "authority"],
            ["reconstructed": ["how"]])
        try book.record(
            .disputeReignited, "2020-02~", ["dispute": "who-answers-to-whom-for-the-pooled-budget"])
        try book.raise("who-answers-to-whom-for-the-estate", "2019-01-01")
        try book.record(.disputeSuspended, "2019-07-01", ["dispute": "who-answers-to-whom-for-the-estate"])
        try book.raise("parking", "2020-01-01")
        try book.record(.disputeSettled, "2020-01-02", ["dispute": "parking", "how": "consensus"])
        try book.record(.roleAssumed, "2020-06-30", ["role": "chair", "holder": "p01", "at": "board"])
        return book
    }

    private static func picture(
        _ book: Notebook, width: Int, showsBlocks: Bool = true, months: MonthCounts? = nil,
        _ change: (inout LanesPicture.Frame) throws -> Void = { _ in }
    ) throws -> LanesPicture {
        let view = book.view()
        var lives = DisputeLives(view)
        let first = try #require(lives.lives.first?.turns.first?.at)
        let last = try #require(view.span?.upperBound)
        var frame = LanesPicture.Frame(width: width, showsBlocks: showsBlocks, span: first...last)
        try change(&frame)
        return LanesPicture(&lives, frame, months: months, view.tables)
    }

    private static func text(_ picture: LanesPicture) -> String {
        picture.lines.map { $0.map(\.text).joined() + "\n" }.joined()
    }

    private static func months() throws -> MonthCounts {
        var months = MonthCounts()
        for (month, count) in [("2018-03", 3), ("2018-12", 1), ("2019-06", 8), ("2020-06", 5)] {
            let instant = try #require(QueryTime(month)).earliest
            for _ in 0..<count { months.add(instant) }
        }
        return months
    }

    @Test func `lanes of 40 characters`() throws {
        #expect(Self.text(try Self.picture(try Self.book(), width: 40)) == Saved.lanes40)
    }

    @Test func `lanes of 80 characters, with events above the scale`() throws {
        let picture = try Self.picture(try Self.book(), width: 80, months: try Self.months())
        #expect(Self.text(picture) == Saved.lanes80)
    }

    @Test func `lanes of 200 characters`() throws {
        #expect(Self.text(try Self.picture(try Self.book(), width: 200)) == Saved.lanes200)
    }

    @Test func `lanes where nothing but ASCII can be shown`() throws {
        let picture = try Self.picture(try Self.book(), width: 80, showsBlocks: false, months: try Self.months())
        #expect(Self.text(picture) == Saved.lanesInASCII)
        #expect(Self.text(picture).utf8.allSatisfy { $0 < 0x80 })
    }

    @Test func `pictures of several dates lie one upon the other, and one legend serves them`() throws {
        let book = try Self.book()
        let whole = try Self.picture(book, width: 80) { $0.legend = .none }
        let early = try Self.picture(book, width: 80) { frame in
            frame.legend = .all
            frame.until = try #require(QueryTime("2018-12-20")).latest
        }
        #expect(whole.lines.count == 6 && early.lines.count > 4)
        let texts = early.lines.map { $0.map(\.text).joined() }
        // Behind the name and the letters of the issue, which was another one then.
        for (line, text) in zip(whole.lines, texts.prefix(2)) {
            #expect(line.map(\.text).joined().dropFirst(26).hasPrefix(text.dropFirst(26)))
        }
        #expect(Array(early.lines[2...3]) == Array(whole.lines[4...5]))
        let legend = texts.dropFirst(4).joined(separator: " ")
        for words in ["suspended", "~ imprecise date", "△ re-ignited", "Go governance", "Re resources"] {
            #expect(legend.contains(words))
        }
    }

    @Test func `time can begin where the first of those with a lane was raised`() throws {
        let text = Self.text(
            try Self.picture(try Self.book(), width: 80) { frame in
                frame.laneMax = 1
                frame.beginsWithLanes = true
            })
        #expect(text.hasPrefix("  who-answe…led-budget Re ~█"))
        #expect(text.contains("and 3 that are not drawn: 1 open, 1 suspended, 1 settled"))
    }

    @Test func `each run of a lane is in the colour of its issue`() throws {
        let runs = try Self.picture(try Self.book(), width: 80).lines[0]
        #expect(runs.map(\.colour) == [nil, 35, nil, 32, 35])
        #expect(runs[1].text == "Go" && runs[3].text.hasPrefix("█") && runs[4].text.hasPrefix("▲"))
    }

    @Test func `nothing is wider than the terminal, however long names are`() throws {
        for seed in 1...8 as ClosedRange<UInt64> {
            let view = Viewpoint(CaseHistory.of(HistoryMaker.feeds(seed: seed, isCoded: true)))
            for width in [1, 20, 28, 40, 41, 60, 80, 133, 200, 400] {
                var lives = DisputeLives(view)
                guard let span = view.span else { continue }
                for showsBlocks in [true, false] {
                    let frame = LanesPicture.Frame(width: width, showsBlocks: showsBlocks, span: span)
                    let picture = LanesPicture(&lives, frame, months: try Self.months(), view.tables)
                    #expect(picture.lines.allSatisfy { $0.map(\.text.count).reduce(0, +) <= width })
                    #expect(picture.lines.isEmpty == (width < 28))
                }
            }
        }
    }

    @Test func `of many disputes those that are alive, stirred or have just turned are drawn`() throws {
        var book = try Notebook.withCast()
        for number in 10..<60 {
            let day = number < 20 ? "0\(number / 2)" : "\(number / 2)"
            try book.raise("d\(number)", "2019-01-\(day)")
            if number % 10 != 0 {
                try book.record(
                    .disputeSettled, "2019-03-\(day)", ["dispute": .string("d\(number)"), "how": "authority"])
            }
        }
        try book.record(.positionTaken, "2019-05-01", ["actor": "acute", "on": "d11", "stance": "oppose"])
        func drawn(_ change: @escaping (inout LanesPicture.Frame) throws -> Void) throws -> [String] {
            let lines = try Self.picture(book, width: 80, change).lines.map { $0.map(\.text).joined() }
            let isAll = lines.contains { $0.contains("that are not drawn: ") }
            #expect(isAll)
            return lines.filter { $0.hasPrefix("  d") }.map { String($0.dropFirst(2).prefix(3)) }
        }
        #expect(try drawn { $0.laneMax = 7 } == ["d10", "d11", "d20", "d30", "d40", "d50", "d58"])
        let changed = try drawn { frame in
            frame.laneMax = 8
            frame.until = try #require(QueryTime("2019-03-08")).latest
            frame.since = try #require(QueryTime("2019-03-08")).earliest
        }
        #expect(changed == ["d16", "d17", "d54", "d55", "d56", "d57", "d58", "d59"])
    }
}
