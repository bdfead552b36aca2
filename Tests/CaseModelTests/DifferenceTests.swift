import CaseModel
import TestHistories
import Testing

/// What changed between two dates, or two states of knowledge.
struct DifferenceTests {
    private static func words(_ before: Viewpoint, _ after: Viewpoint) -> [String] {
        Difference(from: before, to: after).changes.map(\.words)
    }

    @Test func `a merger is told as one change, with what it takes along`() throws {
        var book = try Notebook.withCast()
        try book.record(.membershipBegan, "2018", ["member": "acute", "of": "board"])
        let merger = try book.record(
            .organisationMerged, "2019-04-01", ["into": "mental", "from": ["acute", "council"]])
        let difference = Difference(from: book.view(at: "2019-03-31"), to: book.view(at: "2019-04-01"))
        #expect(difference.changes.count == 1)
        #expect(difference.changes.first?.kind == .merged)
        #expect(difference.changes.first?.event == merger)
        #expect(Self.words(book.view(at: "2019-04-01"), book.view(at: "2019-04-02")).isEmpty)
    }

    @Test func `what happened and what was recorded otherwise are told apart`() throws {
        var book = try Notebook.withCast()
        let renamed = try book.record(.organisationRenamed, "2019", ["organisation": "acute", "name": "New"])
        let changes = Difference(from: book.view(at: "2018"), to: book.view(at: "2019")).changes
        #expect(changes.map(\.words) == ["The acute (acute) was renamed New"])
        #expect(changes.map(\.event) == [renamed])
        let before = book.view()
        try book.record(.eventCorrected, "2020", ["event": .string(renamed), "reason": "r", "data": ["name": "Newer"]])
        #expect(Self.words(before, book.view()) == ["New (acute) is recorded as Newer"])
    }

    @Test func `relations and disputes are told with the events that changed them`() throws {
        var book = try Notebook.withCast()
        try book.record(.membershipBegan, "2018-02", ["member": "acute", "of": "board"])
        let ended = try book.record(.membershipEnded, "2019-02", ["member": "acute", "of": "board"])
        try book.raise("d", "2018-03")
        let settled = try book.record(.disputeSettled, "2019-03", ["dispute": "d", "how": "consensus"])
        let changes = Difference(from: book.view(at: "2018"), to: book.view(at: "2019")).changes
        #expect(changes.map(\.event) == [ended, settled])
        #expect(changes.map(\.what) == ["membership", "dispute"])
    }
}
