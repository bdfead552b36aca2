import EventLog
import Sampling
import Simulation
import Testing

/// What is promised, on a machine that fails in every way that machines fail in. `tools/crashes --each-call` tries each
/// call of the short histories, and `tools/crashes` more of the random ones.
struct CrashHistoryTests {
    @Test(arguments: ShortHistory.disturbances)
    func `whichever call of a short history is disturbed, what was acknowledged is there and work goes on`(
        disturbance: Disturbance
    ) throws {
        let tally = try ShortHistory.disturbCalls(with: disturbance, seed: 1, every: sampled(23, whole: 1))
        #expect(tally.histories > sampled(7, whole: 150))
    }

    @Test(arguments: [1, 2] as [UInt64])
    func `wherever a short history ends in a crash, what was acknowledged is there and work goes on`(
        seed: UInt64
    ) throws {
        let tally = try ShortHistory.crashAtCalls(seed: seed, every: sampled(17, whole: 1))
        #expect(tally.crashes > sampled(30, whole: 500))
    }

    @Test(arguments: [Disturbance.refuse(Errno(5)), .kill])
    func `whichever call fails while a crash is recovered from, the next program recovers`(
        disturbance: Disturbance
    ) throws {
        let tally = try ShortHistory.disturbRecoveries(with: disturbance, seed: 3, every: sampled(11, whole: 1))
        #expect(tally.powerCuts > sampled(10, whole: 50))
    }

    /// A refused commit's segment, taken away and not durably, came back beside what was appended in its place.
    @Test(arguments: [20_910] as [UInt64])
    func `a history that went wrong once goes well`(seed: UInt64) throws {
        #expect(try CrashHistory.run(seed: seed).crashes > 50)
    }

    /// More of them, and others, run with `tools/crashes`.
    @Test func `random histories keep what was acknowledged`() throws {
        let count = sampled(12, whole: 40) as UInt64
        var tally = Tally()
        for seed in 0..<count { tally += try CrashHistory.run(seed: seed) }
        #expect(tally.crashes > 20 * Int(count) && tally.checkpoints > Int(count))
    }
}
