import CaseModel
import EventLog
import Simulation
import Synchronization

@testable import CaseStore

/// A simulated machine with a device that keeps keys, and keyrings of the case `elm` on it.
struct KeyBench {
    static let feed = "jw-3f9c21ab"
    static let (person, session, other) = (Subject("p07")!, Subject("p07/interview-07")!, Subject("p08")!)
    static let cost = ScryptCost(rounds: 16, blockSize: 1, parallelism: 1)!

    let machine: SimulatedMachine
    /// What programs on it are told when they ask for a passphrase; nil for nobody to ask.
    let passphrase: String?
    let newPassphrase: String

    init(_ machine: SimulatedMachine = SimulatedMachine(seed: 1), passphrase: String? = nil, new: String = "new") {
        self.machine = machine
        self.passphrase = passphrase
        newPassphrase = new
    }

    /// The same machine after all programs have ended, or the power was cut.
    func ended(seed: UInt64, cutsPower: Bool) -> KeyBench {
        KeyBench(machine.ended(seed: seed, cutsPower: cutsPower), passphrase: passphrase, new: newPassphrase)
    }

    func asked(_ passphrase: String?) -> KeyBench { KeyBench(machine, passphrase: passphrase, new: newPassphrase) }

    /// A device as a program that has just been started sees it.
    func device(isDisturbed: Bool = false) -> Device {
        Device(home: "/home", fileSystem: machine.startProgram(isDisturbed: isDisturbed)) { machine.time }
    }

    var passphrases: Passphrases {
        Passphrases(cost: Self.cost) { purpose in
            switch purpose {
            case .device:
                guard let passphrase else { throw CaseError(.noPassphrase, "There is nobody to ask.") }
                return passphrase
            case .newDevice, .newBackup, .backup: return newPassphrase
            }
        }
    }

    func keyring(
        _ caseName: String = "elm", isDisturbed: Bool = false, tell: @escaping @Sendable (String) -> Void = { _ in }
    ) throws -> Keyring {
        try Keyring(device(isDisturbed: isDisturbed), case: caseName, feed: Self.feed, passphrases, tell: tell)
    }

    var change: PassphraseChange { PassphraseChange(device(), passphrases) }

    /// Every file in or beside the device's folder, by path.
    func files() throws -> [String: [UInt8]] {
        let files = machine.startProgram(isDisturbed: false)
        var found: [String: [UInt8]] = [:]
        var waiting = ["/"]
        while let folder = waiting.popLast() {
            for name in try files.list(folder) {
                let path = folder == "/" ? "/\(name)" : "\(folder)/\(name)"
                if (try? files.list(path)) != nil {
                    waiting.append(path)
                } else {
                    found[path] = try files.contents(path, sizeMax: 1 << 20)
                }
            }
        }
        return found
    }

    func write(_ bytes: [UInt8], to path: String) throws {
        let parts = path.split(separator: "/")
        try machine.startProgram(isDisturbed: false).replace(
            String(parts.last!), in: "/" + parts.dropLast().joined(separator: "/"), with: bytes, mode: 0o600,
            isSynced: true)
    }

    static let path = "/home/private/cases/elm/\(feed).keys"

    /// The words of the file of keys that must not be found any more once some subjects were destroyed: the wrapping
    /// key, and their keys and names as they were wrapped.
    func secrets(of subjects: [Subject]) throws -> [String] {
        let file = try KeyFile(reading: files()[Self.path] ?? [], KeyScope("elm", feed: Self.feed), at: Self.path)
        return [file.wrappingKey.words.last!]
            + file.keys.filter { subjects.contains($0.subject) }.map { TextCoding.base64($0.wrapped) }
            + file.rows.filter { subjects.contains($0.person) }.map { TextCoding.base64($0.wrapped) }
    }

    /// The files that hold one of some words.
    func files(holding words: [String]) throws -> [String] {
        try files().filter { _, bytes in
            let text = String(decoding: bytes, as: UTF8.self)
            return words.contains { word in text.contains(word) }
        }.keys.sorted()
    }
}
