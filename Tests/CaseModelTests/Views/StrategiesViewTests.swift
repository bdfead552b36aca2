import CaseModel
import TestHistories
import Testing

/// Who did what about which dispute, and what came next.
struct StrategiesViewTests {
    private static func view(_ book: Notebook, at: String? = nil) -> (view: StrategiesView, tables: Tables) {
        let answer = book.answer(at: at)
        return (answer.strategies, answer.view.tables)
    }

    /// A dispute with a strategy in each of its phases.
    private static func book() throws -> Notebook {
        var book = try Notebook.withCast()
        try book.raise("d", "2019-01-01")
        func employ(_ date: String, _ strategy: String, _ book: inout Notebook) throws {
            try book.record(
                .strategyEmployed, date,
                [
                    "strategy": .string(strategy), "by": "p01", "dispute": "d", "towards": ["acute"],
                    "skills": ["communication"],
                ])
        }
        try employ("2018-12-01", "listening", &book)
        try employ("2019-02-01", "deal-making", &book)
        try book.record(.disputeDeadlocked, "2019-03-01", ["dispute": "d"])
        try employ("2019-04-01", "deal-making", &book)
        try book.record(.disputeSettled, "2019-05-01", ["dispute": "d", "how": "compromise"])
        try employ("2019-06-01", "listening", &book)
        try book.record(.disputeReignited, "2019-07-01", ["dispute": "d"])
        try employ("2019-08-01", "allying-the-marginal", &book)
        return book
    }

    @Test func `each use is told with the dispute's state and the turn that came next`() throws {
        let (view, _) = Self.view(try Self.book())
        #expect(view.uses.map(\.state) == [nil, "open", "deadlocked", "settled", "open"])
        #expect(view.uses.map { $0.next?.turn } == [.deadlocked, .deadlocked, .settled, .reignited, nil])
        #expect(view.uses.map { $0.next?.how } == [nil, nil, .compromise, nil, nil])
        #expect(view.uses.map { $0.next?.date.text } == ["2019-03-01", "2019-03-01", "2019-05-01", "2019-07-01", nil])
    }

    @Test func `what comes next is told as far as it had happened`() throws {
        let (view, _) = Self.view(try Self.book(), at: "2019-04-15")
        #expect(view.uses.count == 3)
        #expect(view.uses.map { $0.next?.turn } == [.deadlocked, .deadlocked, nil])
    }

    @Test func `uses are counted by strategy, fault-line and skill, in the codebook's order`() throws {
        let (view, tables) = Self.view(try Self.book())
        #expect(
            view.strategies.map { tables.text($0.strategy) } == ["listening", "deal-making", "allying-the-marginal"])
        #expect(view.strategies.map(\.uses) == [2, 2, 1])
        #expect(view.strategies.map(\.followed) == [[0, 1, 0, 0, 1, 0], [1, 1, 0, 0, 0, 0], [0, 0, 0, 0, 0, 0]])
        #expect(view.faultlines.map { tables.text($0.faultline) } == ["meaning", "stakes", "power"])
        #expect(view.skills.map(\.uses) == [5])
    }

    @Test func `a turn that changed nothing did not come next`() throws {
        var book = try Self.book()
        try book.record(.disputeHeld, "2019-09-01", ["dispute": "d", "despite": ["acute"]], anyway: true)
        try book.record(.disputeResumed, "2019-10-01", ["dispute": "d"], anyway: true)
        #expect(Self.view(book).view.uses.last.map { $0.next == nil } == true)
    }

    @Test func `a strategy without a dispute, or of the case's own, is told`() throws {
        var book = try Notebook.withCast()
        try book.record(
            .codeDefined, "2019",
            ["code": "waiting", "label": "Waiting", "kind": "strategy", "parents": ["power"]])
        try book.record(.strategyEmployed, "2019-05", ["strategy": "waiting", "by": "researcher"])
        let (view, tables) = Self.view(book)
        #expect(view.uses.map { $0.faultline.map(tables.text) } == ["power"])
        #expect(view.uses.map { $0.label.map(tables.text) } == ["Waiting"])
        #expect(view.uses[0].state == nil && view.uses[0].next == nil)
    }

    @Test func `a corrected use is told as corrected, and a retracted one is not`() throws {
        var book = try Notebook.withCast()
        let first = try book.record(.strategyEmployed, "2019", ["strategy": "listening", "by": "p01"])
        let second = try book.record(.strategyEmployed, "2020", ["strategy": "listening", "by": "p01"])
        try book.record(
            .eventCorrected, "2021",
            ["event": .string(first), "reason": "x", "data": ["strategy": "deal-making"]])
        try book.record(.eventRetracted, "2021", ["event": .string(second), "reason": "x"])
        let (view, tables) = Self.view(book)
        #expect(view.uses.map { tables.text($0.strategy) } == ["deal-making"])
    }
}
