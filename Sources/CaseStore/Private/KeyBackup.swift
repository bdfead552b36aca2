import Crypto
import EventLog

/// All keys of a device in one file under a passphrase of its own, to be kept apart from the cases; and whose keys were
/// destroyed, so that a device which lost its own list does not bring them back.
package enum KeyBackup {
    private static let format = "caselog-backup/1"

    /// - Returns: the file, and how many keys of how many cases are in it.
    package static func make(of device: Device, _ passphrases: Passphrases) throws -> (
        file: [UInt8], keys: Int, cases: Int
    ) {
        let store = KeyStore(device, passphrases)
        let scopes = try store.scopes()
        let keys = try scopes.flatMap { scope in
            try Keyring(device, case: scope.caseName, feed: scope.feed, passphrases) { _ in }.carried(nil)
        }
        let lines = keys.map(\.line) + (try store.erasures.entries().map(\.line))
        let outer = SymmetricKey(size: .bits256)
        let kept = try KeptWrappingKey(
            keeping: outer, under: passphrases.passphrase(for: .newBackup), passphrases.cost)
        let sealed = Wrap.seal(Array(lines.joined().utf8), under: outer, for: [format])
        let text = CheckedLine.text([format] + kept.words) + CheckedLine.text([TextCoding.base64(sealed)])
        return (Array(text.utf8), keys.count, Set(keys.map(\.scope)).count)
    }

    /// Brings back what this device does not have, but for what was destroyed.
    ///
    /// - Parameter path: names the file in messages.
    package static func restore(
        _ file: [UInt8], from path: String, to device: Device, _ passphrases: Passphrases
    ) throws -> TakenIn {
        let damaged = CaseError(
            .refused, "'\(path)' is no backup of keys that this version can read, or is damaged. Nothing was restored.")
        let lines = CheckedLine.lines(file)
        guard lines.count == 3, lines[2].isEmpty, let first = CheckedLine.words(lines[0])?.words,
            first.first == format, let kept = try KeptWrappingKey(first.dropFirst(), at: path), kept.isUnderPassphrase,
            let second = CheckedLine.words(lines[1])?.words, second.count == 1,
            let sealed = TextCoding.bytes(base64: second[0])
        else { throw damaged }
        guard let outer = try kept.key({ try passphrases.passphrase(for: .backup(file: path)) }) else {
            throw CaseError(.input, "The passphrase does not open '\(path)'. Nothing was restored.")
        }
        guard let text = Wrap.open(sealed, under: outer, for: [format]) else { throw damaged }
        var keys: [KeyScope: [CarriedKey]] = [:]
        var erased: [ErasureList.Entry] = []
        for line in CheckedLine.lines(text).dropLast() {
            if let key = CarriedKey(line) {
                keys[key.scope, default: []].append(key)
            } else if let entry = ErasureList.Entry(line) {
                erased.append(entry)
            } else {
                throw damaged
            }
        }
        return try takeIn(keys, erased, device, passphrases)
    }

    private static func takeIn(
        _ keys: [KeyScope: [CarriedKey]], _ erased: [ErasureList.Entry], _ device: Device, _ passphrases: Passphrases
    ) throws -> TakenIn {
        let store = KeyStore(device, passphrases)
        if !erased.isEmpty { try store.folder.locked { try store.erasures.add(erased) } }
        var result = TakenIn()
        for (scope, keys) in keys.sorted(by: { ($0.key.caseName, $0.key.feed) < ($1.key.caseName, $1.key.feed) }) {
            let keyring = try Keyring(device, case: scope.caseName, feed: scope.feed, passphrases) { _ in }
            try keyring.takeIn(keys, as: { origin in origin == .made ? .restored : origin }, &result)
        }
        return result
    }
}
