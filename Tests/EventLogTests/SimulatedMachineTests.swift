import EventLog
import Simulation
import Testing

/// The simulated machine does what a real one may do, and nothing that a real one could not.
struct SimulatedMachineTests {
    @Test func `what was synced outlives every power cut`() throws {
        for seed in 1...200 as ClosedRange<UInt64> {
            let machine = SimulatedMachine(seed: seed)
            let files = machine.startProgram()
            try write([UInt8](repeating: 1, count: 10_000), "/a", files, isSynced: true)
            let again = try files.open("/a", .write)
            _ = try files.write(again, [UInt8](repeating: 2, count: 5_000).rawSpan, at: 9_000)
            let left = try bytes("/a", machine.ended(seed: seed, cutsPower: true))
            #expect(left.count == 10_000 || left.count == 14_000)
            #expect(left.prefix(8_192).allSatisfy { byte in byte == 1 })
            #expect(left.allSatisfy { byte in byte <= 2 })
        }
    }

    @Test func `a power cut may leave a name without bytes, a size without bytes, and pages out of order`() throws {
        var kinds: Set<String> = []
        for seed in 1...300 as ClosedRange<UInt64> {
            let machine = SimulatedMachine(seed: 1)
            let files = machine.startProgram()
            try write([UInt8](repeating: 1, count: 8_192), "/a", files, isSynced: false)
            try files.rename("/a", to: "/b")
            let ended = machine.ended(seed: seed, cutsPower: true)
            guard let left = try? bytes("/b", ended) else {
                kinds.insert((try? bytes("/a", ended)) == nil ? "nothing" : "old name")
                continue
            }
            switch (left.isEmpty, left.first, left.last) {
            case (true, _, _): kinds.insert("empty")
            case (_, 0, 0): kinds.insert("zeros")
            case (_, 0, _): kinds.insert("second page")
            case (_, _, 0): kinds.insert("first page")
            default: kinds.insert("all")
            }
        }
        #expect(kinds == ["nothing", "old name", "empty", "zeros", "first page", "second page", "all"])
    }

    @Test func `pages that a failed sync gave up are not written by the next one`() throws {
        var isLost = false
        for seed in 1...100 as ClosedRange<UInt64> {
            let machine = SimulatedMachine(seed: seed)
            let files = machine.startProgram()
            try write([1], "/a", files, isSynced: true)
            let file = try files.open("/a", .write)
            _ = try files.write(file, ([2] as [UInt8]).rawSpan, at: 0)
            machine.disturb(machine.callCount + 1, with: .refuse(Errno(5)))
            #expect(throws: Errno.self) { try files.sync(file) }
            try files.sync(file)
            isLost = try isLost || bytes("/a", machine.ended(seed: 1, cutsPower: true)) == [1]
        }
        #expect(isLost)
    }

    @Test func `locks go with the program that had them, and what it wrote stays`() throws {
        let machine = SimulatedMachine(seed: 1)
        let (first, second) = (machine.startProgram(), machine.startProgram())
        try write([7], "/a", first, isSynced: false)
        let mine = try first.open("/.lock", .lock)
        let theirs = try second.open("/.lock", .lock)
        #expect(try first.tryLock(mine))
        #expect(try !second.tryLock(theirs))
        first.kill()
        #expect(throws: Errno.self) { try first.tryLock(mine) }
        #expect(try second.tryLock(theirs))
        #expect(try bytes("/a", machine.ended(seed: 1, cutsPower: false)) == [7])
    }

    @Test func `a full disk takes what there is room for`() throws {
        let machine = SimulatedMachine(seed: 1)
        let files = machine.startProgram()
        machine.limitDisk(toFurther: 10)
        let file = try files.open("/a", .create(mode: 0o644))
        let bytes = [UInt8](repeating: 1, count: 20)
        #expect(try files.write(file, bytes.rawSpan, at: 0) == 10)
        #expect(throws: Errno(28)) { try files.write(file, bytes.rawSpan, at: 10) }
    }

    @Test func `the same seed leaves the same`() throws {
        #expect(try CrashHistory.run(seed: 12) == CrashHistory.run(seed: 12))
    }

    private func write(_ bytes: [UInt8], _ path: String, _ files: SimulatedFileSystem, isSynced: Bool) throws {
        let file = try files.open(path, .create(mode: 0o644))
        _ = try files.write(file, bytes.rawSpan, at: 0)
        guard isSynced else { return }
        try files.sync(file)
        let folder = try files.open("/", .folder)
        try files.sync(folder)
    }

    private func bytes(_ path: String, _ machine: SimulatedMachine) throws -> [UInt8] {
        let file = try File(path, .read, in: machine.startProgram())
        let size = Int(try file.status().size)
        var bytes = [UInt8](repeating: 0, count: size)
        _ = try file.read(size, at: 0, into: &bytes)
        return bytes
    }
}
