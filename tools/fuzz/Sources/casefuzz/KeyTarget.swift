import CaseModel

@testable import CaseStore
@testable import EventLog

extension Target {
    /// What a device keeps beside cases, and what goes from one device to another. The first byte says which: files of
    /// keys, files that stand beside them, erasure lists, backups, loans; each as it is, and with its checksums put
    /// right.
    static let keys = Target(
        name: "keys",
        run: { input in
            guard let kind = input.first else { return }
            KeyTarget.checks[Int(kind) % KeyTarget.checks.count](Array(input.dropFirst()))
        },
        seeds: { KeyTarget.seeds })
}

enum KeyTarget {
    static let checks: [@Sendable ([UInt8]) -> Void] = [
        checkKeyFile, checkChangedKeyFile, checkBeside, checkErasures, checkBackup, checkLoan,
    ]

    private static func checkKeyFile(_ input: [UInt8]) {
        for bytes in [input, KeyBench.checked(input, isChained: true)] {
            guard let file = try? KeyFile(reading: bytes, KeyBench.scope, at: KeyBench.keysPath) else { continue }
            require(file.text == bytes, "a file of keys is written as it was read")
            guard KeyBench.isCheap(file.wrappingKey) else { continue }
            let keyring = KeyBench.keyring(KeyBench.device([KeyBench.keysPath: bytes]))
            for subject in Set(file.keys.map(\.subject)) { requireSealed(keyring, subject) }
            for person in (try? keyring.people()) ?? [] {
                require(KeyBench.names[person.id.text] == person.name, "no name is read that was not written")
            }
        }
    }

    /// Whatever is handed out was put there by whoever had the wrapping key: these are the bench's.
    private static func requireSealed(_ keyring: Keyring, _ subject: Subject) {
        for key in (try? keyring.openingKeys(of: subject)) ?? [] {
            require(
                key.bytes == KeyBench.key(of: subject).bytes, "no key of '\(subject)' opens that was not wrapped for it"
            )
        }
    }

    /// The first two bytes say where, the third what is changed there, in a file that is good.
    private static func checkChangedKeyFile(_ input: [UInt8]) {
        guard input.count >= 3 else { return }
        var bytes = KeyBench.keyFile.text
        let changed = (Int(input[0]) | Int(input[1]) << 8) % bytes.count
        requireRefused(Array(bytes.prefix(changed)))
        bytes[changed] ^= max(1, input[2])
        requireRefused(bytes)
        var inserted = KeyBench.keyFile.text
        inserted.insert(contentsOf: input.dropFirst(2), at: changed)
        if inserted != KeyBench.keyFile.text { requireRefused(inserted) }
    }

    private static func requireRefused(_ bytes: [UInt8]) {
        do {
            _ = try KeyFile(reading: bytes, KeyBench.scope, at: KeyBench.keysPath)
            fatalError("broken: a file of keys that was changed is refused")
        } catch let error as CaseError {
            require(
                error.code == .damagedKeys && error.message.contains("'\(KeyBench.keysPath)' is damaged in line "),
                "what is damaged is named: \(error)")
        } catch { fatalError("broken: a damaged file is told as such, not as \(error)") }
    }

    private static func checkBeside(_ input: [UInt8]) {
        for bytes in [input, KeyBench.checked(input, isChained: false)] {
            let folder = CaseMaker.parent(of: KeyBench.keysPath)
            let files = ["lent", "made", "seen", "withdrawing"].map {
                ("\(folder)/\(KeyBench.scope.feed).\($0)", bytes)
            }
            let device = KeyBench.device(Dictionary(uniqueKeysWithValues: files))
            let keyring = KeyBench.keyring(device)
            _ = try? LoanList(keyring).entries()
            _ = try? MadeFiles(keyring).entries()
            for words in (try? CaseRecord(keyring, "withdrawing").lines()) ?? [] {
                guard let words, let intent = WithdrawalIntent(words) else { continue }
                require(intent.words == words, "an intent is written as it was read")
                _ = intent.subject.flatMap { subject in Subject(subject.text) }
            }
            for line in CheckedLine.lines(bytes) {
                let text = String(decoding: line, as: UTF8.self)
                if let reader = Reader(text) { require(reader.line == text, "a reader is written as it was read") }
            }
        }
    }

    /// The first byte says where the first copy ends and the other begins.
    private static func checkErasures(_ input: [UInt8]) {
        guard let first = input.first else { return }
        let rest = Array(input.dropFirst())
        let middle = rest.count * Int(first) / 255
        for bytes in [rest, KeyBench.checked(rest, isChained: false)] {
            let copies = [Array(bytes.prefix(middle)), Array(bytes.dropFirst(middle)), bytes]
            let whole = Set(CheckedLine.lines(bytes).compactMap { ErasureList.Entry($0) })
            for pair in [(0, 1), (2, 2), (0, 2), (2, 1)] {
                let device = KeyBench.device([
                    KeyBench.erasedPaths[0]: copies[pair.0], KeyBench.erasedPaths[1]: copies[pair.1],
                    KeyBench.keysPath: KeyBench.keyFile.text,
                ])
                let list = KeyStore(device, device.passphrases).erasures
                guard let entries = try? list.entries() else { continue }
                require(pair != (2, 2) || Set(entries).isSubset(of: whole), "nothing is erased that is not listed")
                let keyring = KeyBench.keyring(device)
                for entry in entries where entry.scope == KeyBench.scope {
                    require(
                        (try? keyring.openingKeys(of: entry.subject).isEmpty) ?? true,
                        "what is erased does not open: \(entry)")
                }
            }
        }
    }

    private static func checkBackup(_ input: [UInt8]) {
        checkRestored(input)
        checkRestored(KeyBench.checked(input, isChained: false))
        checkRestored(KeyBench.backup(of: input))
        checkRestored(KeyBench.backup(of: KeyBench.checked(input, isChained: false)))
    }

    private static func checkRestored(_ file: [UInt8]) {
        let first = CheckedLine.lines(file)[0].split(separator: UInt8(ascii: " "))
            .map { String(decoding: $0, as: UTF8.self) }
        let kept = try? KeptWrappingKey(first.dropFirst().dropLast(), at: "/backup")
        if let kept, !KeyBench.isCheap(kept) { return }
        let device = KeyBench.device([KeyBench.erasedPaths[0]: Array(KeyBench.erased.utf8)])
        guard (try? KeyBackup.restore(file, from: "/backup", to: device, device.passphrases)) != nil else { return }
        guard let gone = ErasureList.Entry(Array(KeyBench.erased.utf8).dropLast())?.subject else {
            fatalError("That is no entry.")
        }
        let keyring = KeyBench.keyring(device)
        require(certainly { try keyring.openingKeys(of: gone) }.isEmpty, "nothing that was erased comes back")
        require(certainly { try keyring.subjects }.allSatisfy { $0.subject != gone }, "nothing that was erased is kept")
    }

    private static func checkLoan(_ input: [UInt8]) {
        for text in [input, KeyBench.checked(input, isChained: false)] {
            for file in [text, KeyBench.loan(of: text)] {
                let device = KeyBench.device([KeyBench.erasedPaths[1]: Array(KeyBench.erased.utf8)])
                let keyring = KeyBench.keyring(device)
                guard let (_, result) = try? Loan.accept(file, from: "/loan", in: keyring, KeyBench.identity) else {
                    continue
                }
                require(result.taken.allSatisfy { place in place.caseName == "elm" }, "only keys of the case come in")
                for listed in certainly({ try keyring.subjects }) {
                    require(!listed.origin.seals, "a key that was lent only opens")
                }
            }
        }
    }
}
