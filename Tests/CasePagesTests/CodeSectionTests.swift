import CaseModel
import CasePages
import TestHistories
import Testing

/// The views of issues, strategies and re-ignition, as the terminal shows them.
struct CodeSectionTests {
    private static func book() throws -> Notebook {
        var book = try Notebook.withCast()
        try book.raise("beds", "2019-01-01", on: "merger")
        let drivers: JSONValue = ["threat-to-resources"]
        try book.record(.disputeCoded, "2019-01-02", ["dispute": "beds", "drivers": drivers])
        try book.record(.excerptRecorded, "2019-01~", ["text": "Ours.", "codes": drivers])
        try book.record(
            .strategyEmployed, "2019-02-01",
            [
                "strategy": "deal-making", "by": "p01", "dispute": "beds", "towards": ["council"],
                "skills": ["networking"],
            ])
        try book.record(
            .disputeSettled, "2019-04-01", ["dispute": "beds", "how": "compensation", "holdouts": ["council"]])
        try book.record(
            .disputeReignited, "2019-05-01",
            ["dispute": "beds", "by": ["merger"], "issues": ["purpose"]], ["reconstructed": ["issues"]])
        try book.record(.disputeSettled, "2019-06-01", ["dispute": "beds", "how": "authority"])
        try book.record(.positionTaken, "2019-07-01", ["actor": "acute", "on": "beds", "stance": "oppose"])
        return book
    }

    private static func page(_ view: Viewpoint, width: Int = 80, _ sections: (NameBook) -> [Section]) -> String {
        TerminalPage(width: width).text(title: "elm", sections(NameBook(view)))
    }

    @Test func `issues`() throws {
        let answer = try Self.book().answer()
        #expect(Self.page(answer.view) { answer.issues.sections($0, answer.view.tables) } == Saved.issues)
    }

    @Test func `strategies`() throws {
        let answer = try Self.book().answer()
        #expect(Self.page(answer.view) { answer.strategies.sections($0, answer.view.tables) } == Saved.strategies)
    }

    @Test func `reignition`() throws {
        let answer = try Self.book().answer()
        #expect(Self.page(answer.view) { answer.reignition.sections($0, answer.view.tables) } == Saved.reignition)
    }

    /// Weeks of remission under 6-MP, as days that settlements held until the end of 2019.
    private static func remissions() throws -> (ReignitionView, Viewpoint) {
        let ended = [6, 6, 6, 7, 10, 13, 16, 22, 23]
        let watched = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]
        let end = Calendar.days(year: 2019, month: 12, day: 31)
        func date(_ day: Int) -> String {
            String(RecordedTime.text(Int64(day) * Calendar.millisecondsPerDay).prefix(10))
        }
        var book = try Notebook.withCast()
        for (number, (days, isEnded)) in (ended.map { ($0, true) } + watched.map { ($0, false) }).enumerated() {
            let dispute = JSONValue.string("d\(number)")
            try book.raise("d\(number)", "2019-01-01")
            try book.record(.disputeSettled, date(end - days), ["dispute": dispute, "how": "consensus"])
            if isEnded { try book.record(.disputeReignited, date(end), ["dispute": dispute]) }
        }
        let answer = book.answer()
        return (answer.reignition, answer.view)
    }

    @Test func `an estimate is a table, and a picture where one can be shown`() throws {
        let (view, viewpoint) = try Self.remissions()
        let page = Self.page(viewpoint) { names in
            Array(view.estimateSections(names, viewpoint.tables, width: 80, draws: true).prefix(1))
        }
        #expect(page == Saved.estimate)
        let plain = view.estimateSections(NameBook(viewpoint), viewpoint.tables, width: 80, draws: false)
        #expect(plain.allSatisfy { $0.picture.isEmpty })
        #expect(plain.map(\.rows.count) == [7, 7])
    }

    @Test(arguments: [40, 60, 80, 120])
    func `no line is wider than the terminal, but for what cannot be narrower`(width: Int) throws {
        let (view, viewpoint) = try Self.remissions()
        let names = NameBook(viewpoint)
        let sections = view.estimateSections(names, viewpoint.tables, width: width, draws: true)
        #expect(sections.flatMap(\.picture).allSatisfy { $0.count <= width - 2 })
        let answer = try Self.book().answer()
        let text = Self.page(answer.view, width: width) { names in
            answer.issues.sections(names, answer.view.tables) + answer.strategies.sections(names, answer.view.tables)
                + answer.reignition.sections(names, answer.view.tables)
        }
        // Nine columns of six characters and the gaps between them are as narrow as a table gets.
        let widest = text.split(separator: "\n").map(\.count).max() ?? 0
        #expect(widest <= max(width, 80))
    }

    @Test func `a case with nothing to tell says so`() {
        let answer = WholeAnswer(CaseHistory(feeds: []), [])
        let (names, tables) = (NameBook(answer.view), answer.view.tables)
        #expect(
            answer.issues.sections(names, tables).map(\.remark) == [
                "Nothing had been noted about any of them.", "No driver had been found.", "Nothing had happened.",
            ])
        #expect(
            answer.strategies.sections(names, tables).map(\.remark) == ["None had been employed."])
        let reignition = answer.reignition
        #expect(reignition.sections(names, tables).map(\.remark) == ["Nothing had been settled."])
        #expect(
            reignition.estimateSections(names, tables, width: 80, draws: true).map(\.remark)
                == ["Nothing had been settled."])
    }
}
