import EventLog
import Synchronization

/// A history with every verb in it, short enough to be lived through once for each of its calls.
///
/// `every` says how many of the calls are tried: all (1), or the first and each so many further on.
package enum ShortHistory {
    /// What may happen to a call that the program outlives: EIO, ENOSPC, EINTR, EACCES, and less than was asked.
    package static let disturbances: [Disturbance] = [
        .refuse(Errno(5)), .refuse(Errno(28)), .refuse(Errno(4)), .refuse(Errno(13)), .shorten,
    ]

    /// Lives through it again and again: the first call is disturbed, then the next, until none is left; and each time
    /// the case is as it should be and the next program appends.
    ///
    /// - Throws: `Contradiction`.
    package static func disturbCalls(with disturbance: Disturbance, seed: UInt64, every stride: Int = 1) throws -> Tally
    {
        var tally = Tally()
        var call = 1 - stride
        var wasReached = true
        while wasReached {
            call += stride
            let world = World(SimulatedMachine(seed: seed), settings)
            world.machine.disturb(call, with: disturbance)
            do {
                try live(in: world, seed: seed)
                wasReached = world.machine.calm() == 0
                try world.requireNoContradiction()
                let isOff = world.machine.powerCutCount > 0
                try world.compare(isOff ? .powerCut : .ended)
                try world.recover(.ended)
            } catch {
                throw Contradiction("\(disturbance) at call \(call), seed \(seed): \(error)")
            }
            tally.histories += 1
            tally.kills += world.machine.killCount
            tally.powerCuts += world.machine.powerCutCount
            tally.refusals += world.machine.failureCount
        }
        return tally
    }

    /// Lives through it once, and follows, from its calls, what would be if all programs ended there, or if the power
    /// was cut.
    ///
    /// - Throws: `Contradiction`.
    package static func crashAtCalls(seed: UInt64, every stride: Int = 1) throws -> Tally {
        let world = World(SimulatedMachine(seed: seed), settings)
        world.machine.watch { _ in
            guard world.machine.callCount % stride == 0 else { return }
            var random = SplitMix(seed: seed &+ UInt64(world.machine.callCount))
            world.note {
                try world.crash(seed: random.next(), cutsPower: false)
                try world.crash(seed: random.next(), cutsPower: true)
            }
        }
        try live(in: world, seed: seed)
        world.machine.watch(nil)
        try world.requireNoContradiction()
        return world.account.withLock { account in account.tally }
    }

    /// Lives through it once, cuts the power at some of its calls, and each time lets the calls of what recovers fail
    /// in turn.
    ///
    /// - Throws: `Contradiction`.
    package static func disturbRecoveries(
        with disturbance: Disturbance, seed: UInt64, every stride: Int = 1
    ) throws -> Tally {
        let world = World(SimulatedMachine(seed: seed), settings)
        world.machine.watch { call in
            var random = SplitMix(seed: seed &+ UInt64(world.machine.callCount))
            guard call.changesSomething, random.below(24) == 0 else { return }
            let seed = random.next()
            world.note { try disturbRecovery(of: world, with: disturbance, seed: seed, every: stride) }
        }
        try live(in: world, seed: seed)
        world.machine.watch(nil)
        try world.requireNoContradiction()
        return world.account.withLock { account in account.tally }
    }

    private static func disturbRecovery(
        of world: World, with disturbance: Disturbance, seed: UInt64, every stride: Int
    ) throws {
        var call = 1 - stride
        var wasReached = true
        while wasReached {
            call += stride
            world.count { tally in
                tally.powerCuts += 1
                tally.refusals += 1
            }
            let other = world.ended(seed: seed, cutsPower: true)
            do {
                try other.compare(.powerCut)
                other.machine.disturb(call, with: disturbance)
                if let work = try? Work(in: other) {
                    var random = SplitMix(seed: seed)
                    _ = try work.do(.append, &random)
                    work.end()
                }
                wasReached = other.machine.calm() == 0
                try other.compare(other.machine.powerCutCount > 1 ? .powerCut : .ended)
                try other.recover(.ended)
            } catch {
                throw Contradiction("\(disturbance) at call \(call) of the recovery from power cut \(seed): \(error)")
            }
        }
    }

    private static var settings: LogSettings {
        var settings = LogSettings()
        settings.lockWaitMax = 3
        settings.openLinesMax = 4
        settings.openAheadMin = 512
        settings.openAheadMax = 1_024
        settings.commitSizeMax = 1_500
        settings.sealedFrameSize = 600
        return settings
    }

    /// One program opens the case, appends, fills a segment with a group, and signs; another one seals what is closed,
    /// commits much at once, is refused, and seals all, while the first one appends again.
    private static func live(in world: World, seed: UInt64) throws {
        var random = SplitMix(seed: seed)
        let first = try? Work(in: world)
        for verb in [Work.Verb.append, .group, .sign] { _ = try first?.do(verb, &random) }
        let second = try? Work(in: world)
        for verb in [Work.Verb.sealClosed, .large, .refused] { _ = try second?.do(verb, &random) }
        _ = try first?.do(.appendSeveral, &random)
        for verb in [Work.Verb.sealAll, .append] { _ = try second?.do(verb, &random) }
        first?.end()
        second?.end()
    }
}
