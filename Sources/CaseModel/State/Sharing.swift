import Synchronization

/// How work is done that falls apart into pieces: by one after the other, or by several threads side by side, which
/// only the caller has.
package struct Sharing: Sendable {
    /// Does work for each number below a count, in any order, and returns when all of it is done.
    package typealias Run = @Sendable (_ count: Int, _ work: @escaping @Sendable (Int) -> Void) -> Void

    /// Fewer items are mostly not worth a thread.
    package static let countMin = 64
    /// So many times a worker comes back for more: whoever got the short ones helps with the rest.
    private static let turnsPerWorker = 16

    private let workerCount: Int
    private let run: Run

    /// One does everything.
    package static let none = Sharing(among: 1) { count, work in
        for number in 0..<count { work(number) }
    }

    /// Whether there is nobody to share with.
    package var isAlone: Bool { workerCount == 1 }

    /// The numbers below a count, in one part for each worker: for work that takes much to begin.
    package func parts(of count: Int) -> [Range<Int>] {
        (0..<workerCount).map { count * $0 / workerCount..<count * ($0 + 1) / workerCount }
    }

    package init(among workerCount: Int, _ run: @escaping Run) {
        self.workerCount = workerCount
        self.run = run
    }

    /// What `make` makes of each item, in their order.
    ///
    /// - Parameter fewest: one does all of it where there are fewer items.
    package func map<Item: Sendable, Made: Sendable>(
        _ items: [Item], fewest: Int = countMin, _ make: @escaping @Sendable (Item) -> Made
    ) -> [Made] {
        inPieces(items, fewest) { $0.map(make) }
    }

    /// What `make` makes of those items that it makes something of, in their order.
    package func compactMap<Item: Sendable, Made: Sendable>(
        _ items: [Item], fewest: Int = countMin, _ make: @escaping @Sendable (Item) -> Made?
    ) -> [Made] {
        inPieces(items, fewest) { $0.compactMap(make) }
    }

    private func inPieces<Item: Sendable, Made: Sendable>(
        _ items: [Item], _ fewest: Int, _ make: @escaping @Sendable (ArraySlice<Item>) -> [Made]
    ) -> [Made] {
        guard workerCount > 1, items.count >= fewest else { return make(items[...]) }
        let turnCount = min(items.count, workerCount * Self.turnsPerWorker)
        let next = Atomic(0)
        let made = Mutex([[Made]](repeating: [], count: turnCount))
        run(workerCount) { _ in
            while true {
                let turn = next.add(1, ordering: .relaxed).oldValue
                guard turn < turnCount else { return }
                let range = items.count * turn / turnCount..<items.count * (turn + 1) / turnCount
                let part = make(items[range])
                made.withLock { $0[turn] = part }
            }
        }
        let parts = made.withLock { $0 }
        var all: [Made] = []
        all.reserveCapacity(parts.reduce(0) { $0 + $1.count })
        for part in parts { all += part }
        return all
    }
}
