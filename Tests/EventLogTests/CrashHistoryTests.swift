import EventLog
import Simulation
import Testing

/// What is promised, on a machine that fails in every way that machines fail in.
struct CrashHistoryTests {
    @Test(
        arguments: [
            Disturbance.refuse(Errno(5)), .refuse(Errno(28)), .refuse(Errno(4)), .refuse(Errno(13)), .shorten,
        ])
    func `whichever call of a short history is disturbed, what was acknowledged is there and work goes on`(
        disturbance: Disturbance
    ) throws {
        let tally = try ShortHistory.disturbEachCall(with: disturbance, seed: 1)
        #expect(tally.histories > 150)
    }

    @Test(arguments: [1, 2] as [UInt64])
    func `wherever a short history ends in a crash, what was acknowledged is there and work goes on`(
        seed: UInt64
    ) throws {
        let tally = try ShortHistory.crashAtEachCall(seed: seed)
        #expect(tally.crashes > 500)
    }

    @Test(arguments: [Disturbance.refuse(Errno(5)), .kill])
    func `whichever call fails while a crash is recovered from, the next program recovers`(
        disturbance: Disturbance
    ) throws {
        let tally = try ShortHistory.disturbEachRecovery(with: disturbance, seed: 3)
        #expect(tally.powerCuts > 50)
    }

    /// A refused commit's segment, taken away and not durably, came back beside what was appended in its place.
    @Test(arguments: [20_910] as [UInt64])
    func `a history that went wrong once goes well`(seed: UInt64) throws {
        #expect(try CrashHistory.run(seed: seed).crashes > 50)
    }

    /// More of them, and others, run with `tools/crashes`.
    @Test(arguments: [0, 1, 2, 3] as [UInt64])
    func `random histories keep what was acknowledged`(part: UInt64) throws {
        var tally = Tally()
        for seed in part * 10..<(part + 1) * 10 { tally += try CrashHistory.run(seed: seed) }
        #expect(tally.crashes > 200 && tally.checkpoints > 10)
    }
}
