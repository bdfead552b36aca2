import CaseModel
import Crypto
import EventLog

/// The files of keys on a device: reading, unlocking and replacing them.
struct KeyStore: Sendable {
    let folder: PrivateFolder
    let passphrases: Passphrases

    var device: Device { folder.device }
    var erasures: ErasureList { ErasureList(folder) }

    init(_ device: Device, _ passphrases: Passphrases) {
        folder = PrivateFolder(device: device)
        self.passphrases = passphrases
    }

    /// Where the file of a scope lies. Cases have a folder of their own, so that none can be called as another file is.
    func place(of scope: KeyScope) -> (folder: String, name: String) {
        scope.isDevice ? (folder.path, "identity") : ("\(casesPath)/\(scope.caseName)", scope.feed + Self.suffix)
    }

    func path(of scope: KeyScope) -> String {
        let place = place(of: scope)
        return "\(place.folder)/\(place.name)"
    }

    private var casesPath: String { folder.path + "/cases" }
    private static let suffix = ".keys"

    /// The cases that this device keeps keys of, by name and feed.
    func scopes() throws -> [KeyScope] {
        var scopes: Set<KeyScope> = []
        for caseName in try folder.names(in: casesPath) ?? [] {
            for name in try folder.names(in: "\(casesPath)/\(caseName)") ?? [] where name.hasSuffix(Self.suffix) {
                // One that is being replaced has its file under the name of what is to go.
                let feed = name.dropLast(Self.suffix.count).split(separator: "-").suffix(2).joined(separator: "-")
                if let scope = try? KeyScope(caseName, feed: feed) { scopes.insert(scope) }
            }
        }
        return scopes.sorted { left, right in (left.caseName, left.feed) < (right.caseName, right.feed) }
    }

    /// Whether there are keys of any case of a name, or a withdrawal was begun in one: that takes no keys. Where the
    /// folder cannot be read there may be: whoever goes on to read them is told why it cannot be done.
    func hasAny(_ caseName: String) -> Bool {
        do {
            return try folder.names(in: "\(casesPath)/\(caseName)")?.contains { name in
                name.hasSuffix(Self.suffix) || name.hasSuffix(".\(WithdrawalIntent.suffix)")
            } ?? false
        } catch { return true }
    }

    /// Does something under the lock; a passphrase that it may take is asked for before, so that other programs do not
    /// wait for somebody to type.
    func locked<Result>(_ body: () throws -> Result) throws -> Result {
        if try readAsItIs(.device)?.wrappingKey.isUnderPassphrase == true {
            _ = try passphrases.passphrase(for: .device)
        }
        return try folder.locked(body)
    }

    /// The file of a scope; nil where there is none. Under the lock, and with nothing left half done.
    func read(_ scope: KeyScope) throws -> KeyFile? {
        try finish(scope)
        return try readAsItIs(scope)
    }

    /// Finishes what was left half done of the file of a scope. Under the lock.
    func finish(_ scope: KeyScope) throws {
        let place = place(of: scope)
        try folder.finish(place.name, in: place.folder)
    }

    func readAsItIs(_ scope: KeyScope) throws -> KeyFile? {
        let path = path(of: scope)
        return try folder.contents(path).map { bytes in try KeyFile(reading: bytes, scope, at: path) }
    }

    /// Puts a file in place, durably; the bytes of the one before are overwritten. Under the lock.
    func put(_ file: KeyFile) throws {
        let place = place(of: file.scope)
        try folder.put(place.name, in: place.folder, with: file.text)
    }

    /// Removes the keys of a case that did not come to be, and overwrites their bytes.
    func forget(_ scope: KeyScope) throws {
        let place = place(of: scope)
        guard try folder.names(in: place.folder) != nil else { return }
        try folder.locked { try folder.remove(place.name, in: place.folder) }
    }

    /// The key that a file's other lines are wrapped under.
    ///
    /// - Throws: `CaseError` where the passphrase is wrong.
    func unlock(_ file: KeyFile) throws -> SymmetricKey {
        guard let key = try file.wrappingKey.key({ try passphrases.passphrase(for: .device) }) else {
            throw CaseError(
                .wrongPassphrase,
                "The passphrase does not open '\(path(of: file.scope))'. Nothing was changed. Where a change of passphrase was "
                    + "interrupted, change it again, from the old one to the same new one: `caselog keys passphrase`.")
        }
        return key
    }

    /// A file without keys, kept as the device's own keys are: under its passphrase where it has one.
    func fresh(_ scope: KeyScope) throws -> (KeyFile, SymmetricKey) {
        let identity = try scope.isDevice ? nil : read(.device)
        var passphrase: String?
        if let identity, identity.wrappingKey.isUnderPassphrase {
            // A slip of the hand must not become the passphrase of this file.
            _ = try unlock(identity)
            passphrase = try passphrases.passphrase(for: .device)
        }
        let key = SymmetricKey(size: .bits256)
        return (KeyFile(scope, try KeptWrappingKey(keeping: key, under: passphrase, passphrases.cost)), key)
    }

    /// What a file holds under a new wrapping key, but for what is left out.
    ///
    /// - Parameter passphrase: what the new key is kept under; nil where it is kept as it is.
    func renewed(
        _ file: KeyFile, from old: SymmetricKey, under passphrase: String?,
        without isLeftOut: (Subject) -> Bool = { _ in false }
    ) throws -> KeyFile {
        let key = SymmetricKey(size: .bits256)
        var renewed = KeyFile(file.scope, try KeptWrappingKey(keeping: key, under: passphrase, passphrases.cost))
        for entry in file.keys where !isLeftOut(entry.subject) {
            guard let bytes = entry.opened(file.scope, under: old) else { throw foreign(entry.subject, in: file) }
            renewed.keys.append(
                KeyFile.Key(bytes, of: entry.subject, entry.origin, since: entry.since, file.scope, under: key))
        }
        for row in file.rows where !isLeftOut(row.person) {
            guard let text = row.opened(file.scope, under: old) else { throw foreign(row.person, in: file) }
            renewed.rows.append(KeyFile.Row(text, of: row.person, since: row.since, file.scope, under: key))
        }
        return renewed
    }

    /// A line that was wrapped under another key than its file's.
    func foreign(_ subject: Subject, in file: KeyFile) -> CaseError {
        CaseError(
            .damagedKeys,
            "What '\(path(of: file.scope))' keeps of '\(subject)' does not open with the key of the file: it was put there from "
                + "elsewhere. Put an undamaged copy of the file in its place.")
    }
}
