import CaseModel
import EventLog
import Simulation
import Testing

@testable import CaseStore

struct KeyBackupTests {
    private func backup(_ bench: KeyBench) throws -> [UInt8] {
        try KeyBackup.make(of: bench.device(), bench.passphrases).file
    }

    private func restore(_ file: [UInt8], to bench: KeyBench) throws -> TakenIn {
        try KeyBackup.restore(file, from: "backup", to: bench.device(), bench.passphrases)
    }

    @Test func `a backup brings the keys of all cases to another device`() throws {
        let (old, fresh) = (KeyBench(), KeyBench(SimulatedMachine(seed: 2)))
        let elm = try old.keyring().sealingKey(for: KeyBench.person)
        let oak = try old.keyring("oak").sealingKey(for: .wholeCase)
        let file = try backup(old)
        #expect(try restore(file, to: fresh).taken.count == 2)
        #expect(try fresh.keyring().openingKeys(of: KeyBench.person) == [elm])
        #expect(try fresh.keyring("oak").openingKeys(of: .wholeCase) == [oak])
        // What was made here before goes on to be sealed with.
        #expect(try fresh.keyring().sealingKey(for: KeyBench.person) == elm)
        #expect(try restore(file, to: fresh).known.count == 2)
        #expect(try restore(file, to: old).known.count == 2)
    }

    @Test func `a backup that is older than a withdrawal brings nothing back`() throws {
        let bench = KeyBench()
        for subject in [Subject.wholeCase, KeyBench.session] { _ = try bench.keyring().sealingKey(for: subject) }
        let file = try backup(bench)
        try bench.keyring().destroy([KeyBench.person])
        let result = try restore(file, to: bench)
        #expect(result.erased.map(\.subject) == [KeyBench.session] && result.taken.isEmpty)
        #expect(try bench.keyring().openingKeys(of: KeyBench.session).isEmpty)
    }

    @Test func `a newer backup tells a device that has lost its list what was destroyed`() throws {
        let (old, fresh) = (KeyBench(), KeyBench(SimulatedMachine(seed: 2)))
        _ = try old.keyring().sealingKey(for: KeyBench.session)
        let before = try backup(old)
        try old.keyring().destroy([KeyBench.person])
        _ = try restore(backup(old), to: fresh)
        #expect(try fresh.keyring().isErased(KeyBench.session))
        #expect(try restore(before, to: fresh).erased.count == 1)
    }

    @Test func `a backup opens with its own passphrase only, and not when changed`() throws {
        let bench = KeyBench()
        _ = try bench.keyring().sealingKey(for: KeyBench.person)
        let file = try backup(bench)
        let fresh = KeyBench(SimulatedMachine(seed: 2), new: "another")
        let error = #expect(throws: CaseError.self) { try restore(file, to: fresh) }
        #expect(error?.code == .input)
        for index in file.indices {
            var changed = file
            changed[index] ^= 1
            #expect(throws: CaseError.self) { try restore(changed, to: bench) }
        }
        for count in stride(from: 0, to: file.count, by: 11) {
            #expect(throws: CaseError.self) { try restore(Array(file[..<count]), to: bench) }
        }
        #expect(try fresh.files().isEmpty)
        #expect(!String(decoding: file, as: UTF8.self).contains("p07"))
    }
}
