import Simulation
import Synchronization

/// Histories that are shared out among threads, and what came of them.
final class Run: Sendable {
    private struct State {
        var next: UInt64
        var tally = Tally()
        var failures: [String] = []
        var reported: ContinuousClock.Instant
    }

    private let seeds: Range<UInt64>
    private let start = ContinuousClock.now
    private let state: Mutex<State>

    init(seed: UInt64, count: UInt64) {
        seeds = seed..<seed + count
        state = Mutex(State(next: seed, reported: start))
    }

    /// Takes one seed after the other, until none is left or something has gone wrong too often to go on.
    func work() {
        while let seed = next() {
            let outcome = Result { try CrashHistory.run(seed: seed) }
            state.withLock { state in
                switch outcome {
                case .success(let tally): state.tally += tally
                case .failure(let error):
                    state.failures.append("\(error)")
                    Console.put("\(error)\n", 2)
                }
            }
            report()
        }
    }

    private func next() -> UInt64? {
        state.withLock { state in
            guard state.next < seeds.upperBound, state.failures.count < 10 else { return nil }
            defer { state.next += 1 }
            return state.next
        }
    }

    private func report() {
        let tally: Tally? = state.withLock { state in
            let now = ContinuousClock.now
            guard now - state.reported > .seconds(10) else { return nil }
            state.reported = now
            return state.tally
        }
        if let tally { Console.put(words(tally) + "\n", 2) }
    }

    private func words(_ tally: Tally) -> String {
        let seconds = (ContinuousClock.now - start).components.seconds
        return
            "\(tally.histories) histories of \(seeds.count), \(tally.steps) steps, \(tally.lines) lines acknowledged, "
            + "\(tally.checkpoints) checkpoints signed, \(tally.crashes) crashes (\(tally.kills) kills, \(tally.powerCuts) power cuts), "
            + "\(tally.refusals) failed calls, \(seconds) seconds."
    }

    /// Says what came of it.
    ///
    /// - Returns: whether all went well.
    func finish() -> Bool {
        let (tally, failures) = state.withLock { state in (state.tally, state.failures) }
        Console.put("Seeds \(seeds.lowerBound) to \(seeds.upperBound - 1): \(words(tally))\n", 1)
        if !failures.isEmpty { Console.put("\(failures.count) histories went wrong; see above.\n", 2) }
        return failures.isEmpty
    }
}
