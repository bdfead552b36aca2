import CaseModel
import Crypto
import EventLog

/// Sets, changes and removes the passphrase of a device: every file of keys gets a new wrapping key.
package struct PassphraseChange: Sendable {
    private let store: KeyStore

    package init(_ device: Device, _ passphrases: Passphrases) { store = KeyStore(device, passphrases) }

    /// Whether any file is under a passphrase.
    package func isSet() throws -> Bool {
        try places().contains { scope in try store.readAsItIs(scope)?.wrappingKey.isUnderPassphrase == true }
    }

    /// Puts every file of keys under another passphrase.
    ///
    /// Each file tells how it is kept, so where it is interrupted each opens with one of the two; doing it again with
    /// the same two completes it.
    ///
    /// - Parameter isRemoved: whether keys are to be kept as they are from now on.
    /// - Returns: how many files there are.
    /// - Throws: `CaseError` where a passphrase is wrong; then no file was changed.
    package func change(isRemoved: Bool) throws -> Int {
        let new = isRemoved ? nil : try store.passphrases.passphrase(for: .newDevice)
        // Whatever has to be typed is typed before others are kept waiting.
        for file in try places().compactMap(store.readAsItIs) { _ = try key(of: file, orUnder: new) }
        return try store.folder.locked {
            try store.erasures.add([])
            let erased = try store.erasures.entries()
            // It tells that a passphrase is set, so it is there whenever one is; and it is changed last.
            if try store.read(.device) == nil { try ReadingIdentity.make(in: store) }
            let files = try places().compactMap(store.read)
            let keys = try files.map { file in try key(of: file, orUnder: new) }
            for (file, old) in zip(files, keys) {
                try store.put(
                    try store.renewed(file, from: old, under: new) { subject in
                        erased.contains { entry in entry.scope == file.scope && entry.subject.covers(subject) }
                    })
            }
            return files.count
        }
    }

    private func places() throws -> [KeyScope] { try store.scopes() + [.device] }

    private func key(of file: KeyFile, orUnder new: String?) throws -> SymmetricKey {
        if let new, let key = try file.wrappingKey.key({ new }) { return key }
        return try store.unlock(file)
    }
}
