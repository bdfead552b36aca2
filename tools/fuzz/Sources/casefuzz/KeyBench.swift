import CaseModel
import Crypto

@testable import CaseStore
@testable import EventLog

/// A device in memory, with keys that everybody knows, so that inputs can hold what they seal.
enum KeyBench {
    static let scope = certainly { try KeyScope("elm", feed: "aa-56475aa7") }
    static let keysPath = "/home/private/cases/elm/aa-56475aa7.keys"
    static let erasedPaths = ["/home.erased", "/home/private/erased"]
    static let erased = CheckedLine.text(["erased", "elm", "aa-56475aa7", "p07/talk", "1624999999000"])
    static let names = ["p07": "Piper", "p08": "Drummer"]
    static let passphrases = Passphrases(cost: cheap) { _ in "known to everybody" }
    private static let cheap: ScryptCost = {
        guard let cost = ScryptCost(rounds: 2, blockSize: 1, parallelism: 1) else { fatalError("That is no cost.") }
        return cost
    }()

    static func device(_ files: [String: [UInt8]]) -> Device {
        var device = Device(home: "/home", fileSystem: WritableFiles(files), now: { 1_700_000_000_000 })
        device.passphrases = passphrases
        return device
    }

    static func keyring(_ device: Device) -> Keyring {
        certainly { try Keyring(device, case: scope.caseName, feed: scope.feed, device.passphrases) { _ in } }
    }

    /// Deriving a key can be made to take seconds, as it should.
    static func isCheap(_ kept: KeptWrappingKey) -> Bool {
        guard case .scrypt(let cost, _, _) = kept else { return true }
        return cost.rounds * cost.blockSize * cost.parallelism <= 1 << 12
    }

    /// Each line with the check that it should have behind it.
    static func checked(_ input: [UInt8], isChained: Bool) -> [UInt8] {
        var previous = ""
        var text = ""
        for line in CheckedLine.lines(input) where !line.isEmpty {
            let words = line.split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false)
            CheckedLine.append(words.map { String(decoding: $0, as: UTF8.self) }, after: &previous, to: &text)
            if !isChained { previous = "" }
        }
        return Array(text.utf8)
    }

    static func key(of subject: Subject) -> SymmetricKeyBytes {
        SymmetricKeyBytes(bytes: Array(Array(subject.text.utf8).rawSpan.sha256))
    }

    struct SymmetricKeyBytes { let bytes: [UInt8] }

    private static let outer = SymmetricKey(data: [UInt8](repeating: 7, count: SubjectKey.size))

    static let keyFile: KeyFile = {
        var file = KeyFile(scope, .plain([UInt8](repeating: 7, count: SubjectKey.size)))
        for text in ["*", "p07", "p07/talk", "p08"] {
            guard let subject = Subject(text) else { fatalError("That is no subject.") }
            for origin in [KeyOrigin.made, .lent(by: "ab")] {
                file.keys.append(
                    KeyFile.Key(
                        key(of: subject).bytes, of: subject, origin, since: 1_600_000_000_000, scope, under: outer))
            }
            guard let name = names[text] else { continue }
            file.rows.append(KeyFile.Row(name, of: subject, since: 1_600_000_000_000, scope, under: outer))
        }
        return file
    }()

    static let identity = certainly {
        let store = KeyStore(device([:]), passphrases)
        return try store.folder.locked { try ReadingIdentity.make(in: store) }
    }

    /// A backup that holds any lines.
    static func backup(of lines: [UInt8]) -> [UInt8] {
        let sealed = Wrap.seal(lines, under: outer, for: ["caselog-backup/1"])
        return Array((backupHead + CheckedLine.text([TextCoding.base64(sealed)])).utf8)
    }

    private static let backupHead = CheckedLine.text(
        ["caselog-backup/1"]
            + certainly { try KeptWrappingKey(keeping: outer, under: "known to everybody", cheap) }.words)

    /// A loan that holds any lines.
    static func loan(of lines: [UInt8]) -> [UInt8] {
        let header = ["caselog-loan/1"] + scope.words + ["ab"]
        return certainly {
            Array(CheckedLine.text(header + (try Loan.seal(lines, for: identity.reader(named: "me"), header))).utf8)
        }
    }
}

extension KeyTarget {
    static var seeds: [[UInt8]] {
        let bench = KeyBench.keyFile
        func unchecked(_ text: [UInt8]) -> [UInt8] {
            CheckedLine.lines(text).filter { !$0.isEmpty }.flatMap { line in
                line.split(separator: UInt8(ascii: " ")).dropLast().joined(separator: [UInt8(ascii: " ")]) + [0x0A]
            }
        }
        let carried = bench.keys.map { key in
            CarriedKey(KeyBench.scope, key.subject, key.origin, KeyBench.key(of: key.subject).bytes).line
        }.joined()
        let reader = certainly { try KeyBench.identity.reader(named: "me") }.line
        let intent = WithdrawalIntent(
            participant: "p07", scope: .session, session: "talk", occurred: "2021-06-30", removesFiles: true)
        let beside = [
            ["lent", "p07", reader, "1624999999000"],
            ["made", "dossier", "1624999999000", TextCoding.base64(Array("/a".utf8))],
            ["seen", "aa-56475aa7", "12"], intent.words,
        ].map { CheckedLine.text($0) }.joined()
        let lists = [
            KeyBench.erased, KeyBench.erased.replacing("p07/talk", with: "p08"), String(KeyBench.erased.dropLast(3)),
        ]
        let scrypt = certainly {
            try KeptWrappingKey(
                keeping: SymmetricKey(size: .bits256), under: "known to everybody", KeyBench.passphrases.cost)
        }
        return [
            [0] + bench.text, [0] + unchecked(bench.text), [0] + unchecked(KeyFile(KeyBench.scope, scrypt).text),
            [1, 40, 0, 1], [1, 0, 1, 255, 32], [2] + Array(beside.utf8), [2] + unchecked(Array(beside.utf8)),
            [2] + Array(reader.utf8), [3, 128] + Array(lists.joined().utf8),
            [3, 128] + Array((lists[0] + lists[0]).utf8),
            [3, 255] + unchecked(Array(KeyBench.erased.utf8)), [4] + KeyBench.backup(of: Array(carried.utf8)),
            [4] + unchecked(Array((carried + KeyBench.erased).utf8)), [5] + KeyBench.loan(of: Array(carried.utf8)),
            [5] + unchecked(Array(carried.utf8)),
        ]
    }
}
