/// Works on items on other threads beside its owner's, and hands the results back in the order in which the items were
/// given.
///
/// The owner helps where the others cannot keep up, so few items are under way at any time, and it works as well where
/// the system has no other thread to give. The threads end with the pipeline.
final class Pipeline<Item: Sendable, Product: Sendable>: Sendable {
    private struct State: Sendable {
        var waiting: [(number: Int, item: Item)] = []
        var done: [Int: Product] = [:]
        var given = 0
        var taken = 0
        var helpers: [Threads.Started] = []
        var isOver = false

        /// The result of the oldest item if there is one already.
        mutating func takeDone() -> Product? {
            guard let product = done.removeValue(forKey: taken) else { return nil }
            taken += 1
            return product
        }
    }

    /// What somebody who looks for work finds.
    private enum Turn {
        case work(number: Int, Item)
        case product(Product)
        case end
    }

    private let state = Monitor(State())
    private let work: @Sendable (Item) -> Product
    private let helpersMax: Int

    /// - Parameters:
    ///   - helpers: how many threads work beside the owner's, at most. They are started when there is work for them.
    ///   - work: is done on any thread.
    init(helpers: Int, _ work: @escaping @Sendable (Item) -> Product) {
        helpersMax = helpers
        self.work = work
    }

    deinit {
        let helpers = state.withLock { state in
            state.isOver = true
            state.waiting.removeAll()
            return state.helpers
        }
        for helper in helpers { helper.join() }
    }

    /// Gives an item to be worked on.
    ///
    /// - Returns: a result that should be taken first, so that no more than a few are under way.
    func put(_ item: Item) -> Product? {
        let (product, isFull) = state.withLock { [helpersMax] state in
            state.waiting.append((state.given, item))
            state.given += 1
            if state.given > 1, state.helpers.count < helpersMax, let helper = startHelper() {
                state.helpers.append(helper)
            }
            let product = state.takeDone()
            return (product, product == nil && state.given - state.taken > 2 * state.helpers.count)
        }
        return isFull ? next() : product
    }

    /// The result of the oldest item, worked or waited for; nil when all results were taken.
    func next() -> Product? {
        while true {
            let turn = state.wait { state -> Turn? in
                if let product = state.takeDone() { return .product(product) }
                if state.taken == state.given { return .end }
                return Self.takeWaiting(&state)
            }
            switch turn {
            case .work(let number, let item): Self.finish(number, work(item), state)
            case .product(let product): return product
            case .end: return nil
            }
        }
    }

    private func startHelper() -> Threads.Started? {
        Threads.start { [state, work] in
            while true {
                let turn = state.wait { state -> Turn? in state.isOver ? .end : Self.takeWaiting(&state) }
                guard case .work(let number, let item) = turn else { return }
                Self.finish(number, work(item), state)
            }
        }
    }

    private static func takeWaiting(_ state: inout State) -> Turn? {
        guard !state.waiting.isEmpty else { return nil }
        let (number, item) = state.waiting.removeFirst()
        return .work(number: number, item)
    }

    private static func finish(_ number: Int, _ product: Product, _ state: Monitor<State>) {
        state.withLock { state in state.done[number] = product }
    }
}
