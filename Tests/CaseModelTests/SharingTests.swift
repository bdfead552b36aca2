import Synchronization
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
}
