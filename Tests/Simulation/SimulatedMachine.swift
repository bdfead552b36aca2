import EventLog
import Synchronization

/// A machine with a disk, a clock and programs: all it does follows from its seed and from what the programs do.
package final class SimulatedMachine: Sendable {
    struct State {
        var disk = SimulatedDisk()
        /// In milliseconds since 1970.
        var time: Int64 = 1_600_000_000_000
        var random: SplitMix
        /// How many calls were made.
        var callCount = 0
        /// How many of them failed, or did less than asked.
        var failureCount = 0
        /// How many of those were writes.
        var writeFailureCount = 0
        var powerCutCount = 0
        var killCount = 0
        var disturbances: [Int: Disturbance] = [:]
        var watch: (@Sendable (SimulatedCall) -> Void)?
        var running: Set<Int> = []
        var programCount = 0
    }

    let state: Mutex<State>

    package init(seed: UInt64) { state = Mutex(State(random: SplitMix(seed: seed))) }

    private init(_ disk: SimulatedDisk, time: Int64, seed: UInt64) {
        state = Mutex(State(disk: disk, time: time, random: SplitMix(seed: seed)))
    }

    /// Another machine whose disk is as this one's, and on which no program runs: what would be left if all of them
    /// ended now, or the power was cut.
    ///
    /// - Parameter seed: chooses what a power cut leaves.
    package func ended(seed: UInt64, cutsPower: Bool) -> SimulatedMachine {
        var (disk, time) = state.withLock { state in (state.disk, state.time) }
        // Whoever goes on has made room.
        disk.sizeMax = nil
        let other = SimulatedMachine(disk, time: time, seed: seed)
        if cutsPower { other.cutPower() } else { other.state.withLock { state in state.disk.endAll() } }
        return other
    }

    /// What a program sees of the machine.
    ///
    /// - Parameter isDisturbed: whether what is to happen at calls may happen at its own.
    package func startProgram(isDisturbed: Bool = true) -> SimulatedFileSystem {
        let number = state.withLock { state in
            state.programCount += 1
            state.running.insert(state.programCount)
            return state.programCount
        }
        return SimulatedFileSystem(machine: self, program: number, isDisturbed: isDisturbed)
    }

    /// What time it is, in milliseconds since 1970.
    package var time: Int64 {
        get { state.withLock { state in state.time } }
        set { state.withLock { state in state.time = newValue } }
    }

    /// How many calls were made so far.
    package var callCount: Int { state.withLock { state in state.callCount } }

    /// How many of them failed for another reason than that they made no sense.
    package var failureCount: Int { state.withLock { state in state.failureCount } }

    /// How many of those were writes.
    package var writeFailureCount: Int { state.withLock { state in state.writeFailureCount } }

    /// How many programs were killed at a call.
    package var killCount: Int { state.withLock { state in state.killCount } }

    /// How often the power was cut.
    package var powerCutCount: Int { state.withLock { state in state.powerCutCount } }

    /// Has something happen at a call, the first one being number 1.
    package func disturb(_ call: Int, with disturbance: Disturbance) {
        state.withLock { state in state.disturbances[call] = disturbance }
    }

    /// Forgets what was to happen.
    ///
    /// - Returns: how many disturbances were left.
    @discardableResult
    package func calm() -> Int {
        // Whatever goes with them may call the machine.
        let left = state.withLock { state in
            let left = state.disturbances
            state.disturbances = [:]
            return left
        }
        return left.count
    }

    /// Has somebody told of every call before it is made.
    package func watch(_ body: (@Sendable (SimulatedCall) -> Void)?) { state.withLock { state in state.watch = body } }

    /// Lets files have so many bytes more, together; nil for any number.
    package func limitDisk(toFurther bytes: Int?) {
        state.withLock { state in
            state.disk.sizeMax = nil
            guard let bytes else { return }
            state.disk.sizeMax = state.disk.used + bytes
        }
    }

    /// Lets time pass in which the device writes everything.
    func writeBack() { state.withLock { state in state.disk.writeBack() } }

    /// Ends all programs, and leaves what was synced and any part of the rest.
    package func cutPower() { state.withLock { state in state.cutPower() } }

    func end(_ program: Int) { state.withLock { state in state.end(program) } }

    func isRunning(_ program: Int) -> Bool { state.withLock { state in state.running.contains(program) } }
}

extension SimulatedMachine.State {
    mutating func cutPower() {
        running = []
        powerCutCount += 1
        disk.cutPower(&random)
    }

    mutating func countFailure(of call: SimulatedCall) {
        failureCount += 1
        if call == .write { writeFailureCount += 1 }
    }

    mutating func end(_ program: Int) {
        running.remove(program)
        disk.end(program)
    }
}
