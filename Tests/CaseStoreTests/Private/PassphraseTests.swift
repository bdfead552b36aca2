import CaseModel
import Crypto
import EventLog
import Simulation
import Synchronization
import Testing

@testable import CaseStore

struct PassphraseTests {
    @Test func `a passphrase is asked for when a key is needed, and only then`() throws {
        let bench = KeyBench(new: "open sesame")
        let key = try bench.keyring().sealingKey(for: KeyBench.person)
        #expect(try !bench.change.isSet())
        #expect(try bench.change.change(isRemoved: false) == 2)
        #expect(try bench.change.isSet())
        #expect(try bench.keyring().subjects.map(\.subject) == [KeyBench.person])
        #expect(try bench.keyring().openingKeys(of: KeyBench.other).isEmpty)
        let nobody = #expect(throws: CaseError.self) { try bench.keyring().openingKeys(of: KeyBench.person) }
        #expect(nobody?.code == .noPassphrase)
        let wrong = #expect(throws: CaseError.self) {
            try bench.asked("sesame").keyring().sealingKey(for: KeyBench.person)
        }
        #expect(wrong?.code == .wrongPassphrase)
        #expect(try bench.asked("open sesame").keyring().openingKeys(of: KeyBench.person) == [key])
    }

    @Test func `a program that cannot ask later asks once, and tries what it was told`() throws {
        let bench = KeyBench(new: "open sesame")
        _ = try bench.keyring().sealingKey(for: KeyBench.person)
        func ask(_ passphrase: String?, of caseName: String = "elm") throws -> String? {
            var device = bench.device()
            device.passphrases = bench.asked(passphrase).passphrases
            return try DevicePassphrase.ask(forKeysOf: [caseName], on: device)
        }
        #expect(try ask(nil) == nil, "No key is under a passphrase so far.")
        _ = try bench.change.change(isRemoved: false)
        #expect(try ask("open sesame") == "open sesame")
        #expect(#expect(throws: CaseError.self) { try ask("sesame") }?.code == .wrongPassphrase)
        #expect(#expect(throws: CaseError.self) { try ask(nil) }?.code == .noPassphrase)
        // The device's own keys are under it, and those of a case to come will be.
        #expect(#expect(throws: CaseError.self) { try ask(nil, of: "oak") }?.code == .noPassphrase)
    }

    @Test func `keys of a new case are under the passphrase of the device`() throws {
        let bench = KeyBench(new: "first")
        _ = try bench.change.change(isRemoved: false)
        #expect(throws: CaseError.self) { try bench.asked("frist").keyring("oak").sealingKey(for: .wholeCase) }
        let key = try bench.asked("first").keyring("oak").sealingKey(for: .wholeCase)
        #expect(throws: CaseError.self) { try bench.keyring("oak").openingKeys(of: .wholeCase) }
        let second = KeyBench(bench.machine, passphrase: "first", new: "second")
        _ = try second.change.change(isRemoved: false)
        #expect(try bench.asked("second").keyring("oak").openingKeys(of: .wholeCase) == [key])
        _ = try bench.asked("second").change.change(isRemoved: true)
        #expect(try bench.keyring("oak").openingKeys(of: .wholeCase) == [key])
        #expect(try !bench.change.isSet())
    }

    @Test func `other programs need not wait for somebody to type`() throws {
        let bench = KeyBench(new: "first")
        _ = try bench.keyring().sealingKey(for: .wholeCase)
        _ = try bench.change.change(isRemoved: false)
        let asked = Mutex(0)
        let passphrases = Passphrases(cost: KeyBench.cost) { _ in
            let isFirst = asked.withLock { asked in
                asked += 1
                return asked == 1
            }
            if isFirst { try PrivateFolder(device: bench.device()).locked {} }
            return "first"
        }
        let keyring = try Keyring(bench.device(), case: "elm", feed: KeyBench.feed, passphrases) { _ in }
        try keyring.destroy([KeyBench.person])
        #expect(asked.withLock(\.self) > 0)
    }

    @Test func `a wrong passphrase changes nothing`() throws {
        let bench = KeyBench(new: "first")
        _ = try bench.keyring().sealingKey(for: .wholeCase)
        _ = try bench.change.change(isRemoved: false)
        let before = try bench.files()
        let error = #expect(throws: CaseError.self) {
            try KeyBench(bench.machine, passphrase: "other", new: "second").change.change(isRemoved: false)
        }
        #expect(error?.code == .wrongPassphrase)
        #expect(throws: CaseError.self) { try bench.asked("other").keyring().destroy([.wholeCase]) }
        #expect(try bench.files() == before)
    }

    @Test func `what was destroyed goes from a file that nobody can unlock`() throws {
        let bench = KeyBench(new: "first")
        let key = try bench.keyring().sealingKey(for: .wholeCase)
        _ = try bench.keyring().sealingKey(for: KeyBench.person)
        _ = try bench.change.change(isRemoved: false)
        let older = try #require(try bench.files()[KeyBench.path])
        let secrets = try bench.secrets(of: [KeyBench.person])
        try bench.asked("first").keyring().destroy([KeyBench.person])
        try bench.write(older, to: KeyBench.path)
        #expect(try bench.keyring().subjects.map(\.subject) == [.wholeCase])
        #expect(try bench.files(holding: Array(secrets.dropFirst())).isEmpty)
        #expect(try bench.asked("first").keyring().openingKeys(of: .wholeCase) == [key])
    }

    private static let tooMuch = [
        (1 << 18, 8, 2), (1 << 17, 8, 16), (1 << 22, 1, 1), (2, 1 << 21, 1), (2, 1, 1 << 21),
        (1 << 30, 1 << 30, 1 << 30),
    ]

    @Test(arguments: tooMuch + [(3, 8, 1), (1, 8, 1), (0, 1, 1), (-2, 1, 1), (16, 0, 1), (16, -8, -1), (16, 8, 0)])
    func `scrypt is not asked for more work than there should be, nor for what it is not`(
        rounds: Int, blockSize: Int, parallelism: Int
    ) {
        #expect(ScryptCost(rounds: rounds, blockSize: blockSize, parallelism: parallelism) == nil)
    }

    @Test(arguments: [(1 << 18, 8, 1), (1 << 15, 8, 8), (1 << 14, 8, 16), (2, 1, 1)])
    func `scrypt may be asked for as much as is bearable`(rounds: Int, blockSize: Int, parallelism: Int) {
        #expect(ScryptCost(rounds: rounds, blockSize: blockSize, parallelism: parallelism) != nil)
    }

    @Test(arguments: tooMuch)
    func `a file that asks for too much work is refused before a passphrase is asked for`(
        rounds: Int, blockSize: Int, parallelism: Int
    ) throws {
        let bench = KeyBench()
        _ = try bench.keyring().sealingKey(for: .wholeCase)
        let kept = ["scrypt", "\(rounds)", "\(blockSize)", "\(parallelism)", "AAAA", "AAAA"]
        var (file, previous) = ("", "")
        CheckedLine.append(["caselog-keys/1", "elm", KeyBench.feed] + kept, after: &previous, to: &file)
        CheckedLine.append(["end"], after: &previous, to: &file)
        try bench.write(Array(file.utf8), to: KeyBench.path)
        let backup = CheckedLine.text(["caselog-backup/1"] + kept) + CheckedLine.text(["AAAA"])
        for read in [
            { _ = try bench.keyring().sealingKey(for: .wholeCase) },
            { _ = try KeyBackup.restore(Array(backup.utf8), from: "/backup", to: bench.device(), bench.passphrases) },
        ] {
            let error = #expect(throws: CaseError.self) { try read() }
            #expect(error?.code == .damagedKeys && error?.message.contains("asks for too much work") == true)
        }
    }

    @Test func `scrypt is that of RFC 7914`() throws {
        let cost = try #require(ScryptCost(rounds: 16_384, blockSize: 8, parallelism: 1))
        let key = try cost.key(from: "pleaseletmein", salt: Array("SodiumChloride".utf8))
        let bytes = key.withUnsafeBytes { Array($0) }
        #expect(TextCoding.hex(bytes) == "7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2")
    }
}
