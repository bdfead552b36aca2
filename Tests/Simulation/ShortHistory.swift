import EventLog
import Synchronization

/// A history with every verb in it, short enough to be lived through once for each of its calls.
package enum ShortHistory {
    /// Lives through it again and again: the first call is disturbed, then the second, until none is left; and each
    /// time the case is as it should be and the next program appends.
    ///
    /// - Throws: `Contradiction`.
    package static func disturbEachCall(with disturbance: Disturbance, seed: UInt64) throws -> Tally {
        var tally = Tally()
        var call = 0
        var wasReached = true
        while wasReached {
            call += 1
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

    /// Lives through it once, and follows, from each of its calls, what would be if all programs ended there, or if the
    /// power was cut.
    ///
    /// - Throws: `Contradiction`.
    package static func crashAtEachCall(seed: UInt64) throws -> Tally {
        let world = World(SimulatedMachine(seed: seed), settings)
        world.machine.watch { _ in
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

    /// Lives through it once, cuts the power at some of its calls, and each time lets every call of what recovers fail
    /// in turn.
    ///
    /// - Throws: `Contradiction`.
    package static func disturbEachRecovery(with disturbance: Disturbance, seed: UInt64) throws -> Tally {
        let world = World(SimulatedMachine(seed: seed), settings)
        world.machine.watch { call in
            var random = SplitMix(seed: seed &+ UInt64(world.machine.callCount))
            guard call.changesSomething, random.below(24) == 0 else { return }
            let seed = random.next()
            world.note { try disturbRecovery(of: world, with: disturbance, seed: seed) }
        }
        try live(in: world, seed: seed)
        world.machine.watch(nil)
        try world.requireNoContradiction()
        return world.account.withLock { account in account.tally }
    }

    private static func disturbRecovery(of world: World, with disturbance: Disturbance, seed: UInt64) throws {
        var call = 0
        var wasReached = true
        while wasReached {
            call += 1
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
