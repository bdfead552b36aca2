package import CaseModel
import EventLog

extension Keyring {
    /// Destroys the keys of subjects, and their rows in the table of names, for ever: a person's with those of all of
    /// their sessions, also ones that have no key yet.
    ///
    /// First they are listed as erased, in both copies; then a file without them, under a new wrapping key, takes the
    /// place of the one with them, whose bytes are overwritten. Where it is interrupted, doing it again completes it,
    /// and so does whatever next opens the keyring.
    ///
    /// - Throws: also where the passphrase is missing or wrong; then nothing was begun.
    package func destroy(_ subjects: [Subject]) throws {
        try with { loaded in
            try store.locked {
                loaded = try settled()
                if loaded.file != nil { _ = try unlocked(&loaded) }
                let now = store.device.now()
                let entries = subjects.map { subject in ErasureList.Entry(scope, subject, at: now) }
                try store.erasures.add(entries)
                loaded.erased += entries
                try purge(&loaded)
            }
        }
    }

    /// Completes what a crash has left half done.
    package func finishDestroying() throws {
        guard try Self.exists(store.device, case: scope.caseName, feed: scope.feed) else { return }
        try with { loaded in try store.folder.locked { loaded = try settled() } }
    }

    /// Puts a file without what was erased in place. Under the lock.
    ///
    /// Where the file is under a passphrase that nobody has given, its wrapping key stays: what is destroyed must not
    /// wait for somebody who remembers.
    func purge(_ loaded: inout Loaded) throws {
        loaded.opened = [:]
        guard let file = loaded.file else { return }
        let isErased = { [loaded] subject in loaded.isErased(subject) }
        if loaded.key != nil || !file.wrappingKey.isUnderPassphrase {
            let old = try unlocked(&loaded)
            let passphrase = try file.wrappingKey.isUnderPassphrase ? store.passphrases.passphrase(for: .device) : nil
            loaded.key = nil
            try put(try store.renewed(file, from: old, under: passphrase, without: isErased), in: &loaded)
        } else {
            var rest = file
            rest.keys.removeAll { key in isErased(key.subject) }
            rest.rows.removeAll { row in isErased(row.person) }
            try put(rest, in: &loaded)
        }
    }
}
