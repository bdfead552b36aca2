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
        #expect(wrong?.code == .input)
        #expect(try bench.asked("open sesame").keyring().openingKeys(of: KeyBench.person) == [key])
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
        #expect(error?.code == .input)
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

    @Test(arguments: [(1 << 22, 8, 1), (3, 8, 1), (1, 8, 1), (0, 1, 1), (16, 0, 1), (16, 8, 0), (1 << 30, 1 << 30, 1)])
    func `scrypt is not asked for more memory than there should be`(rounds: Int, blockSize: Int, parallelism: Int) {
        #expect(ScryptCost(rounds: rounds, blockSize: blockSize, parallelism: parallelism) == nil)
    }

    @Test func `scrypt is that of RFC 7914`() throws {
        let cost = try #require(ScryptCost(rounds: 16_384, blockSize: 8, parallelism: 1))
        let key = try cost.key(from: "pleaseletmein", salt: Array("SodiumChloride".utf8))
        let bytes = key.withUnsafeBytes { Array($0) }
        #expect(TextCoding.hex(bytes) == "7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2")
    }
}
