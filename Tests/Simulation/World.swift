import EventLog
import Synchronization

/// A machine with one case on it, and what is to be found there.
final class World: Sendable {
    struct Account: Sendable {
        var feeds: [FeedName: PlainFeed] = [:]
        var commitCount = 0
        var tally = Tally()
        /// The first thing that went wrong where nothing could be thrown.
        var contradiction: Contradiction?
    }

    let machine: SimulatedMachine
    let settings: LogSettings
    let account: Mutex<Account>

    init(_ machine: SimulatedMachine, _ settings: LogSettings, _ account: Account = Account()) {
        self.machine = machine
        self.settings = settings
        self.account = Mutex(account)
    }

    /// The same world after all programs have ended now, or the power was cut.
    func ended(seed: UInt64, cutsPower: Bool) -> World {
        var account = account.withLock { account in account }
        account.tally = Tally()
        return World(machine.ended(seed: seed, cutsPower: cutsPower), settings, account)
    }

    func startProgram(isDisturbed: Bool = true) -> SimulatedProgram {
        SimulatedProgram(on: machine, settings, isDisturbed: isDisturbed)
    }

    func count(_ change: (inout Tally) -> Void) { account.withLock { account in change(&account.tally) } }

    /// Does something in the midst of a call, where nothing can be thrown.
    func note(_ body: () throws -> Void) {
        do { try body() } catch {
            let found = error as? Contradiction ?? Contradiction("\(error)")
            account.withLock { account in account.contradiction = account.contradiction ?? found }
        }
    }

    /// - Throws: what has gone wrong so far.
    func requireNoContradiction() throws {
        if let contradiction = account.withLock({ account in account.contradiction }) { throw contradiction }
    }
}

// Commits, and what is to be expected of them.
extension World {
    /// Commits lines with the given texts, each commit's in one array, and takes note of how that ends.
    ///
    /// - Returns: the error of the first that was refused.
    @discardableResult
    func commit(_ texts: [[[UInt8]]], with writer: FeedWriter, of program: SimulatedProgram) throws -> (any Error)? {
        let (failures, writeFailures) = (machine.failureCount, machine.writeFailureCount)
        let first = account.withLock { account in
            defer { account.commitCount += texts.count }
            return account.commitCount
        }
        let bodies = texts.enumerated().map { place, texts in
            body(first + place, texts)
        }
        let results = bodies.count == 1 ? [Result { try writer.commit(bodies[0]) }] : writer.commit(together: bodies)
        // A program that has ended has told nobody anything.
        guard program.fileSystem.isRunning else { return nil }
        // What a failure leaves is taken back; where that fails as well, nobody can tell.
        let writes = machine.writeFailureCount - writeFailures
        let others = machine.failureCount - failures - writes
        let canTell = others + min(writes, 1) < 2
        var refusal: (any Error)?
        try account.withLock { account in
            for (place, result) in results.enumerated() {
                switch result {
                case .success(let receipt):
                    account.tally.lines += Int(receipt.count)
                    try account.feeds[writer.feed]?.acknowledge(first + place, receipt)
                case .failure(let error):
                    refusal = refusal ?? error
                    if canTell { account.feeds[writer.feed]?.refuse(first + place) }
                }
            }
        }
        return refusal
    }

    private func body(_ number: Int, _ texts: [[UInt8]]) -> @Sendable (inout Commit) throws -> Void {
        { [self] commit in
            let recorded = max(commit.lastRecorded ?? .min, machine.time)
            let first = commit.nextSequence
            let lines = texts.enumerated().map { place, text in
                SimulatedLine.bytes(
                    commit.feed, first + UInt64(place), recorded: recorded, effect: Int64(text.count * 7 % 50), text)
            }
            let feed = commit.feed
            try account.withLock { account in
                try account.feeds[feed, default: PlainFeed()].begin(
                    PlainFeed.Commit(
                        number: number, first: first, count: UInt64(lines.count), bytes: lines.flatMap { $0 }))
            }
            for line in lines { try commit.append(line) }
        }
    }
}
