import EventLog
import Synchronization

/// What a history has shown to be wrong, and how to see it again.
package struct HistoryFailure: Error, CustomStringConvertible {
    package let seed: UInt64
    package let description: String
}

/// A history of one case on one machine, drawn from a seed: programs come and go, append, seal, sign and read; calls
/// fail, programs are killed, the power is cut, the clock jumps, folders are replaced by older copies.
package struct CrashHistory {
    private let world: World
    private var random: SplitMix
    private var works: [Work?] = [nil, nil]
    /// Programs that something has happened to, so that they may refuse.
    private var suspects: Set<Int> = []
    private var copies: (case: Backup?, device: Backup?, feeds: [FeedName: PlainFeed])?
    private var wasReplaced = false
    private var isDiskLimited = false
    private var powerCutsSeen = 0

    /// Lives through one history.
    ///
    /// - Throws: `HistoryFailure`.
    package static func run(seed: UInt64) throws -> Tally {
        var history = CrashHistory(seed: seed)
        let count = 10 + history.random.below(25)
        for number in 1...count {
            let step = history.random.pick(Step.all)
            do {
                try history.take(step)
                try history.world.requireNoContradiction()
            } catch {
                throw HistoryFailure(
                    seed: seed,
                    description: "Seed \(seed), step \(number) (\(step)), call \(history.world.machine.callCount): "
                        + "\(error) Run it alone: tools/crashes --seed \(seed) --count 1")
            }
        }
        return history.tally
    }

    private init(seed: UInt64) {
        random = SplitMix(seed: seed)
        var settings = LogSettings()
        settings.lockWaitMax = 3
        settings.openLinesMax = UInt64(2 + random.below(10))
        settings.openSizeMax = UInt64(random.pick([600, 3_000, 20_000]))
        settings.openAheadMin = UInt64(random.pick([16, 64, 512, 4_096]))
        settings.openAheadMax = settings.openAheadMin * UInt64(1 + random.below(4))
        settings.commitSizeMax = random.pick([600, 2_000, 9_000])
        settings.sealedFrameSize = random.pick([500, 30_000, 30_000])
        world = World(SimulatedMachine(seed: random.next()), settings)
    }

    private var tally: Tally {
        var tally = world.account.withLock { account in account.tally }
        tally.histories = 1
        tally.refusals += world.machine.failureCount
        tally.kills += world.machine.killCount
        tally.powerCuts += world.machine.powerCutCount
        return tally
    }

    private mutating func take(_ step: Step) throws {
        world.count { tally in tally.steps += 1 }
        let place = random.below(works.count)
        let failuresBefore = world.machine.failureCount
        if case .read = step {
            interrupt(world.machine.callCount + 1 + random.below(20), except: place)
        } else {
            disturb(except: place)
        }
        defer { world.machine.watch(nil) }
        switch step {
        case .work(let verb): try work(verb, place)
        case .open:
            end(place)
            try open(place)
        case .end: end(place)
        case .cutPower: world.machine.cutPower()
        case .read: try world.compare(.meanwhile, isDisturbed: true)
        case .jump: world.machine.time += random.pick([-3 * day, -day / 24, 1, day / 24, 3 * day, 400 * day])
        case .fillDisk:
            isDiskLimited = random.happens(60)
            world.machine.limitDisk(toFurther: isDiskLimited ? random.below(6_000) : nil)
        case .copy: copy()
        case .replace: try replace()
        }
        world.machine.watch(nil)
        world.machine.calm()
        if world.machine.failureCount > failuresBefore { suspects.formUnion(works.indices) }
        try look()
    }

    private let day: Int64 = 24 * 60 * 60 * 1_000

    private mutating func open(_ place: Int) throws {
        let before = obstacleCount
        do { works[place] = try Work(in: world) } catch {
            return try allow(error, before, place)
        }
        suspects.remove(place)
        if works[place]?.isRunning == false { works[place] = nil }
    }

    private mutating func work(_ verb: Work.Verb, _ place: Int) throws {
        if works[place] == nil { try open(place) }
        guard let work = works[place] else { return }
        let before = obstacleCount
        if let error = try work.do(verb, &random) {
            try allow(error, before, place)
            suspects.insert(place)
            if random.happens(50) { end(place) }
        }
        if !work.isRunning { works[place] = nil }
    }

    /// How much has happened that programs may stumble over.
    private var obstacleCount: Int {
        world.machine.failureCount + world.machine.killCount + world.machine.powerCutCount
    }

    /// Whether there was a reason to refuse.
    private mutating func allow(_ error: any Error, _ obstaclesBefore: Int, _ place: Int) throws {
        guard let error = error as? EventLogError else { throw error }
        guard obstacleCount == obstaclesBefore, error.code != .locked else { return }
        guard suspects.contains(place) || isDiskLimited else {
            throw Contradiction("Nothing was in the way, and yet: \(error)")
        }
        end(place)
    }

    /// Whether no program runs any more that was at work.
    private var powerIsOff: Bool { world.machine.powerCutCount > powerCutsSeen }

    private mutating func end(_ place: Int) {
        works[place]?.end()
        works[place] = nil
    }

    /// Looks at what the step has left.
    private mutating func look() throws {
        guard powerIsOff else {
            for place in works.indices where works[place]?.isRunning == false { works[place] = nil }
            return try world.compare(works.allSatisfy { work in work == nil } ? .ended : .meanwhile)
        }
        powerCutsSeen = world.machine.powerCutCount
        works = [nil, nil]
        try world.compare(.powerCut)
        guard !isDiskLimited, random.happens(50) else { return }
        try world.recover(.ended)
    }
}

// What happens beside the verbs.
extension CrashHistory {
    private mutating func disturb(except place: Int) {
        let machine = world.machine
        let call = machine.callCount + 1 + random.below(random.pick([10, 40, 120]))
        switch random.below(20) {
        case 0...3: machine.disturb(call, with: .refuse(Errno(random.pick(Self.errors))))
        case 4:
            let error = Errno(random.pick(Self.errors))
            for number in call...call + random.below(12) { machine.disturb(number, with: .refuse(error)) }
        case 5: for number in call...call + 10 { machine.disturb(number, with: .shorten) }
        case 6: machine.disturb(call, with: .kill)
        case 7: machine.disturb(call, with: .cutPower)
        case 8, 9:
            machine.disturb(call, with: .refuse(Errno(random.pick(Self.errors))))
            machine.disturb(call + 1 + random.below(4), with: random.happens(50) ? .kill : .cutPower)
        case 10: machine.disturb(call, with: .meanwhile { [world] in world.note { try world.compare(.meanwhile) } })
        case 11, 12: interrupt(call, except: place)
        case 13...16: watch()
        default: break
        }
    }

    /// EIO, ENOSPC, EINTR, EACCES.
    private static let errors: [Int32] = [5, 28, 4, 13]

    /// Has the other program do something in the midst of what this one does.
    private mutating func interrupt(_ call: Int, except place: Int) {
        guard let other = works[1 - place] else { return }
        let verb = random.pick([Work.Verb.append, .append, .group, .large, .sealAll, .sealClosed, .sign])
        let seed = random.next()
        world.machine.disturb(
            call,
            with: .meanwhile { [world] in
                var random = SplitMix(seed: seed)
                world.note { _ = try other.do(verb, &random) }
            })
    }

    /// Follows, from some of the calls to come, what would be if everything ended there.
    private mutating func watch() {
        guard !isDiskLimited else { return }
        let (seed, every) = (random.next(), random.pick([3, 6]))
        let world = world
        world.machine.watch { call in
            var random = SplitMix(seed: seed &+ UInt64(world.machine.callCount))
            guard call.changesSomething, random.below(every) == 0 else { return }
            let cutsPower = random.happens(75)
            world.note { try world.crash(seed: random.next(), cutsPower: cutsPower) }
        }
    }

    private mutating func copy() {
        let feeds = world.account.withLock { account in account.feeds }
        guard feeds.values.allSatisfy({ feed in feed.doubtful.isEmpty }) else { return }
        let machine = world.machine
        copies = (
            machine.backUp(SimulatedProgram.caseFolder), machine.backUp(SimulatedProgram.deviceFolder), feeds
        )
    }

    /// Puts the older copy of the case, or of the device's folder, in the place of what is there.
    private mutating func replace() throws {
        guard !wasReplaced, let copies, let older = copies.case, let device = copies.device else { return }
        wasReplaced = true
        for place in works.indices { end(place) }
        try world.compare(.ended)
        world.machine.writeBack()
        try world.compare(.powerCut)
        guard random.happens(60) else { return world.machine.restore(device, to: SimulatedProgram.deviceFolder) }
        world.machine.restore(older, to: SimulatedProgram.caseFolder)
        world.account.withLock { account in
            for feed in account.feeds.keys { account.feeds[feed]?.rollBack(to: copies.feeds[feed] ?? PlainFeed()) }
        }
    }
}
