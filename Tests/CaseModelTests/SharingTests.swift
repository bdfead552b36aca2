import Synchronization
import TestHistories
import Testing

@testable import CaseModel

/// Work that is shared out comes back whole and in order, whoever does it.
struct SharingTests {
    /// Workers that come one after the other, the last one first.
    private static let backwards = Sharing(among: 3) { count, work in
        for number in (0..<count).reversed() { work(number) }
    }

    @Test(arguments: [0, 1, 63, 64, 65, 1_000])
    func `what is made stands in the order of the items`(count: Int) {
        let items = Array(0..<count)
        #expect(Self.backwards.map(items) { $0 * 2 } == items.map { $0 * 2 })
        #expect(Sharing.none.map(items) { $0 * 2 } == items.map { $0 * 2 })
    }

    @Test func `each item is worked on once`() {
        let seen = Mutex([Int: Int]())
        _ = Self.backwards.map(Array(0..<500)) { item in seen.withLock { $0[item, default: 0] += 1 } }
        #expect(seen.withLock { $0 } == Dictionary(uniqueKeysWithValues: (0..<500).map { ($0, 1) }))
    }

    @Test func `views say the same, whoever works them out`() throws {
        var book = try Notebook.withCast()
        let (actors, arenas): ([JSONValue], [JSONValue]) = (["acute", "council", "p01"], ["money", "staff"])
        for number in 0..<200 {
            try book.record(
                .influencePerceived, number % 2 == 0 ? "2018" : "2019",
                [
                    "actor": actors[number % 3], "standing": number % 7 == 0 ? "central" : "marginal",
                    "arena": arenas[number % 5 % 2], "by": number % 11 == 0 ? "p01" : "p02",
                ])
            try book.record(
                .stakePerceived, "2018",
                [
                    "stake": .string("stake-\(number)"), "actor": actors[number % 2], "on": "merger",
                    "direction": number % 3 == 0 ? "loss" : "gain", "dimension": "role",
                    "by": number % 4 == 0 ? "p01" : "p02",
                ])
        }
        for number in stride(from: 0, to: 200, by: 8) {
            try book.record(
                .stakeRevised, "2019",
                ["stake": .string("stake-\(number)"), "direction": "neither", "by": "p01"],
                ["reconstructed": ["occurred"]])
        }
        for at in ["2018", "2019"] {
            let shared = Viewpoint(book.history, at: book.view(at: at).at, sharing: Self.backwards)
            #expect(ViewText.all(shared) == ViewText.all(book.view(at: at)))
        }
        #expect(GovernanceView(book.view()).influence.count == 12)
    }
}
