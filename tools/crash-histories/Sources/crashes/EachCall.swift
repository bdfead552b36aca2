import EventLog
import Simulation
import Synchronization

/// Short histories of which each call is disturbed, in each way, shared out among threads.
final class EachCall: Sendable {
    private typealias Attempt = (name: String, live: @Sendable () throws -> Tally)

    private struct State {
        var left: [Attempt]
        var tally = Tally()
        var failures = 0
    }

    private let seed: UInt64
    private let state: Mutex<State>

    init(seed: UInt64) {
        var attempts: [Attempt] = [("crashes", { try ShortHistory.crashAtCalls(seed: seed) })]
        let ways: [(of: String, with: [Disturbance], live: @Sendable (Disturbance) throws -> Tally)] = [
            ("each call", ShortHistory.disturbances, { try ShortHistory.disturbCalls(with: $0, seed: seed) }),
            (
                "each call of recovering", ShortHistory.disturbances + [.kill],
                { try ShortHistory.disturbRecoveries(with: $0, seed: seed) }
            ),
        ]
        for way in ways {
            attempts += way.with.map { disturbance in
                ("\(disturbance) of \(way.of)", { try way.live(disturbance) })
            }
        }
        self.seed = seed
        state = Mutex(State(left: attempts))
    }

    /// Takes one attempt after the other, until none is left.
    func work() {
        while let attempt = state.withLock({ state in state.left.popLast() }) {
            let outcome = Result { try attempt.live() }
            state.withLock { state in
                switch outcome {
                case .success(let tally):
                    state.tally += tally
                    Console.put("\(attempt.name): well.\n", 2)
                case .failure(let error):
                    state.failures += 1
                    Console.put("\(attempt.name): \(error)\n", 2)
                }
            }
        }
    }

    /// Says what came of it.
    ///
    /// - Returns: whether all went well.
    func finish() -> Bool {
        let (tally, failures) = state.withLock { state in (state.tally, state.failures) }
        Console.put(
            "Seed \(seed): \(tally.crashes) crashes (\(tally.kills) kills, \(tally.powerCuts) power cuts), "
                + "\(tally.refusals) failed calls.\n", 1)
        if failures > 0 { Console.put("\(failures) went wrong; see above.\n", 2) }
        return failures == 0
    }
}
