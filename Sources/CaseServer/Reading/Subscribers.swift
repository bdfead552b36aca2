import Synchronization

/// Those who wait for a case to grow.
final class Subscribers: Sendable {
    /// What somebody who waits is woken by.
    enum Signal: Sendable {
        /// There may be new events.
        case changed
        /// It is time to show that the connection is alive.
        case tick
    }

    private struct State {
        var next = 0
        var waiting: [Int: AsyncStream<Signal>.Continuation] = [:]
        var hasEnded = false
    }

    private let state = Mutex(State())

    var count: Int { state.withLock { $0.waiting.count } }

    /// Somebody who waits.
    struct Subscription: Sendable {
        /// Of which the last one is kept for whoever is at work meanwhile.
        let signals: AsyncStream<Signal>
        fileprivate let continuation: AsyncStream<Signal>.Continuation

        /// Ends the signals.
        func end() { continuation.finish() }
    }

    func subscribe() -> Subscription {
        let (stream, continuation) = AsyncStream.makeStream(of: Signal.self, bufferingPolicy: .bufferingNewest(1))
        let number = state.withLock { state in
            state.next += 1
            if state.hasEnded { continuation.finish() } else { state.waiting[state.next] = continuation }
            return state.next
        }
        continuation.onTermination = { [weak self] _ in
            self?.state.withLock { $0.waiting[number] = nil }
        }
        return Subscription(signals: stream, continuation: continuation)
    }

    /// Ends the signals of all who wait, and of whoever still comes: the case is served no more, or by another object.
    func end() {
        let waiting = state.withLock { state in
            state.hasEnded = true
            return Array(state.waiting.values)
        }
        for waiting in waiting { waiting.finish() }
    }

    func wake() { send(.changed) }
    func tick() { send(.tick) }

    private func send(_ signal: Signal) {
        for waiting in state.withLock({ Array($0.waiting.values) }) { waiting.yield(signal) }
    }
}
