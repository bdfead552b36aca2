import EventLog
import Sampling
import Simulation
import Synchronization
import Testing

/// Crashes at moments that the simulation has found to matter, each one on its own.
struct DurabilityTests {
    @Test func `a segment is closed durably before the next one begins`() throws {
        let machine = SimulatedMachine(seed: 1)
        let (_, feeds) = start(machine)
        let writer = try feeds.openOwnFeed(initials: "jw") { _ in }
        for _ in 1...3 { try writer.commit { commit in try commit.append(line(commit)) } }
        let acknowledged = try lines(feeds)
        let found = Mutex<[Damage]>([])
        machine.watch { _ in
            for seed in 1...10 as ClosedRange<UInt64> {
                let damage = try? start(machine.ended(seed: seed, cutsPower: true)).feeds.verify().damage
                found.withLock { found in found += damage ?? [] }
            }
        }
        try writer.commit { commit in try commit.append(line(commit)) }
        machine.watch(nil)
        #expect(found.withLock { found in found.isEmpty })
        #expect(try lines(feeds).starts(with: acknowledged))
    }

    @Test(arguments: [SimulatedCall.sync, .write])
    func `what a killed program has not synced is durable before something stands behind it`(
        at call: SimulatedCall
    ) throws {
        for number in 1...12 {
            let machine = SimulatedMachine(seed: 2)
            let (program, feeds) = start(machine)
            let count = Mutex(0)
            machine.watch { made in
                let isTurn =
                    made == call
                    && count.withLock { count in
                        count += 1
                        return count == number
                    }
                if isTurn { program.kill() }
            }
            if let writer = try? feeds.openOwnFeed(initials: "jw", onNote: { _ in }) {
                for _ in 1...2 { _ = try? writer.commit { commit in try commit.append(line(commit)) } }
            }
            machine.watch(nil)
            let later = start(machine).feeds
            let writer = try later.openOwnFeed(initials: "jw") { _ in }
            try writer.commit { commit in try commit.append(line(commit)) }
            try requireKept(try lines(later), on: machine)
        }
    }

    @Test(arguments: [1, 30])
    func `what was refused does not come back after a power cut`(lineCount: Int) throws {
        var number = 0
        var wasReached = true
        while wasReached {
            number += 1
            let machine = SimulatedMachine(seed: 3)
            let (_, feeds) = start(machine)
            let writer = try feeds.openOwnFeed(initials: "jw") { _ in }
            try writer.commit { commit in try commit.append(line(commit)) }
            machine.disturb(machine.callCount + number, with: .refuse(Errno(5)))
            _ = try? writer.commit { commit in
                for _ in 1...lineCount { try commit.append(line(commit)) }
            }
            wasReached = machine.calm() == 0
            try requireKept(try lines(feeds), on: machine)
        }
        #expect(number > 4)
    }

    @Test(arguments: [2, 30], [false, true])
    func `a segment that was taken away does not come back beside what is appended in its place`(
        lineCount: Int, isWriterKept: Bool
    ) throws {
        var number = 0
        var wasReached = true
        while wasReached {
            number += 1
            for callsLeft in [3, 4] {
                let machine = SimulatedMachine(seed: 5)
                let kept = try start(machine).feeds.openOwnFeed(initials: "jw") { _ in }
                try kept.commit { commit in for _ in 1...2 { try commit.append(line(commit)) } }
                let killed = try start(machine).feeds.openOwnFeed(initials: "jw") { _ in }
                machine.disturb(machine.callCount + number, with: .refuse(Errno(5)))
                machine.disturb(machine.callCount + number + callsLeft, with: .kill)
                _ = try? killed.commit { commit in
                    for _ in 1...lineCount { try commit.append(line(commit)) }
                }
                wasReached = machine.calm() < 2
                let (_, feeds) = start(machine)
                let writer = isWriterKept ? kept : try feeds.openOwnFeed(initials: "jw") { _ in }
                try writer.commit { commit in try commit.append(line(commit)) }
                try requireKept(try lines(feeds), on: machine, powerCuts: sampled(3, whole: 8))
            }
        }
        #expect(number > 20)
    }

    @Test(arguments: [SealedSegments.closed, .all])
    func `whichever call fails while sealing, the same writer goes on behind the last line`(
        which: SealedSegments
    ) throws {
        var number = 0
        var wasReached = true
        while wasReached {
            number += 1
            let machine = SimulatedMachine(seed: 4)
            let (_, feeds) = start(machine)
            let writer = try feeds.openOwnFeed(initials: "jw") { _ in }
            for _ in 1...5 { try writer.commit { commit in try commit.append(line(commit)) } }
            machine.disturb(machine.callCount + number, with: .refuse(Errno(13)))
            _ = try? writer.seal(which)
            wasReached = machine.calm() == 0
            #expect(try writer.commit { commit in try commit.append(line(commit)) }.firstSequence == 6)
            #expect(try lines(feeds).count == 6)
            #expect(try feeds.verify().damage.isEmpty)
        }
        #expect(number > 20)
    }

    /// Whatever a power cut leaves, lines are the same, and nothing is damaged.
    private func requireKept(_ kept: [String], on machine: SimulatedMachine, powerCuts: UInt64 = 20) throws {
        for seed in 1...powerCuts {
            let (_, feeds) = start(machine.ended(seed: seed, cutsPower: true))
            #expect(try lines(feeds) == kept)
            #expect(try feeds.verify().damage.isEmpty)
        }
    }

    private func lines(_ feeds: FeedsFolder) throws -> [String] {
        try feeds.list().feeds.flatMap { feed in try feeds.snapshot(of: feed).lines() }
    }
}

private func start(_ machine: SimulatedMachine) -> (program: SimulatedFileSystem, feeds: FeedsFolder) {
    let program = machine.startProgram()
    var settings = LogSettings()
    settings.openLinesMax = 3
    settings.openAheadMin = 64
    settings.openAheadMax = 64
    settings.commitSizeMax = 1_000
    let environment = LogEnvironment(
        inspector: TestInspector(), now: { machine.time }, fileSystem: program, settings: settings)
    let feeds = FeedsFolder(
        "/elm.caselog/feeds", origin: "caselog/elm", environment: environment,
        device: DeviceFolder("/home", in: program))
    return (program, feeds)
}

private func line(_ commit: borrowing Commit) -> [UInt8] { testLine(commit.feed, commit.nextSequence) }
