package import CaseModel
import Crypto
import EventLog
import Synchronization

/// The keys that this device has for the private text of one case. Privacy.md says what promises it keeps.
///
/// A key is durable before it is handed out; one that was destroyed is never handed out, taken in or made again.
package final class Keyring: Sendable {
    /// A key as lists show it.
    package struct Listed: Sendable, Equatable {
        package let subject: Subject
        package let origin: KeyOrigin
        /// Milliseconds since 1970.
        package let since: Int64
    }

    /// What was read, and of which files.
    struct Loaded {
        var file: KeyFile?
        var key: SymmetricKey?
        var erased: [ErasureList.Entry]
        /// Of the file of keys, and where there is none also of the list of what was destroyed.
        var stamps: [FileStatus?]
        var opened: [Subject: [(origin: KeyOrigin, key: SubjectKey)]] = [:]

        func isErased(_ subject: Subject) -> Bool { erased.contains { entry in entry.subject.covers(subject) } }
        var holdsErased: Bool {
            guard let file else { return false }
            return (file.keys.map(\.subject) + file.rows.map(\.person)).contains(where: isErased)
        }
    }

    let scope: KeyScope
    let store: KeyStore
    /// What was read stands as long as this file is the same: destroying replaces it, whatever it holds.
    private let path: String
    private let tell: @Sendable (String) -> Void
    private let loaded = Mutex<Loaded?>(nil)

    /// - Parameter feed: the one that holds the case's `case.opened`; it tells cases of one name apart.
    /// - Parameter tell: is told, once, what a person must know about keys when the first one of the case is made.
    /// - Throws: `CaseError` where these are no names of a case and a feed.
    package init(
        _ device: Device, case caseName: String, feed: String, _ passphrases: Passphrases,
        tell: @escaping @Sendable (String) -> Void
    ) throws {
        scope = try KeyScope(caseName, feed: feed)
        store = KeyStore(device, passphrases)
        path = store.path(of: scope)
        self.tell = tell
    }

    /// Whether this device has keys of a case, at the price of one call that fails where it has none of that name.
    package static func exists(_ device: Device, case caseName: String, feed: String) throws -> Bool {
        let store = KeyStore(device, Passphrases { _ in "" })
        let place = store.place(of: try KeyScope(caseName, feed: feed))
        // One that is being replaced counts: it is brought back by whoever opens it.
        return try store.folder.names(in: place.folder)?.contains { name in name.hasSuffix(place.name) } ?? false
    }

    /// Whether this device has keys of any case of a name, or has begun a withdrawal in one, at the price of one call.
    package static func existsAny(_ device: Device, case caseName: String) -> Bool {
        KeyStore(device, Passphrases { _ in "" }).hasAny(caseName)
    }

    /// The key to seal a subject's words with; made, and durable, where there is none yet.
    ///
    /// - Throws: `CaseError.refused` where the subject's keys were destroyed.
    package func sealingKey(for subject: Subject) throws -> SubjectKey {
        try with { loaded in
            if !loaded.isErased(subject), let key = try sealing(subject, in: &loaded) { return key }
            var isFirst = false
            let key = try store.locked {
                loaded = try settled(knowing: loaded)
                try refuseErased(subject, loaded)
                if let key = try sealing(subject, in: &loaded) { return key }
                isFirst = loaded.file?.keys.contains { key in key.origin == .made } != true
                let key = SubjectKey()
                try add([(subject, .made, key)], to: &loaded)
                return key
            }
            if isFirst { tell(firstKeyNote) }
            return key
        }
    }

    /// The key to seal a subject's words with; nil where there is none yet.
    ///
    /// - Throws: `CaseError.refused` where the subject's keys were destroyed.
    func sealingKeyIfThere(for subject: Subject) throws -> SubjectKey? {
        try with { loaded in
            try refuseErased(subject, loaded)
            return try sealing(subject, in: &loaded)
        }
    }

    /// Keeps keys that were made to seal with, durably and all at once, before what they have sealed is.
    ///
    /// - Throws: `CaseError.refused` where the keys of one of them were destroyed meanwhile; then none is kept.
    func keep(_ made: [Subject: SubjectKey]) throws {
        if made.isEmpty { return }
        var isFirst = false
        try with { loaded in
            try store.locked {
                loaded = try settled(knowing: loaded)
                for subject in made.keys { try refuseErased(subject, loaded) }
                isFirst = loaded.file?.keys.contains { key in key.origin == .made } != true
                try add(
                    made.sorted { $0.key < $1.key }.map { (subject: $0.key, origin: .made, key: $0.value) }, to: &loaded
                )
            }
        }
        if isFirst { tell(firstKeyNote) }
    }

    /// The keys that may open a subject's words: none where this device has none, or they were destroyed.
    package func openingKeys(of subject: Subject) throws -> [SubjectKey] {
        try with { loaded in
            if loaded.isErased(subject) { return [] }
            return try opened(subject, in: &loaded).map(\.key)
        }
    }

    /// Whether the keys of a subject were destroyed on this device.
    package func isErased(_ subject: Subject) throws -> Bool {
        try with { loaded in loaded.isErased(subject) }
    }

    /// The keys that there are, in the order in which they came.
    package var subjects: [Listed] {
        get throws {
            try with { loaded in
                (loaded.file?.keys ?? []).map { key in
                    Listed(subject: key.subject, origin: key.origin, since: key.since)
                }
            }
        }
    }

    /// The subjects of this case whose keys were destroyed here, and when.
    package func erasedSubjects() throws -> [(subject: Subject, time: Int64)] {
        try store.erasures.entries().filter { entry in entry.scope == scope }
            .map { entry in (entry.subject, entry.time) }
    }

    // MARK: Reading

    /// Works on what the files hold by now.
    func with<Result>(_ body: (inout Loaded) throws -> Result) throws -> Result {
        try loaded.withLock { kept in
            var current: Loaded
            if let known = kept, known.stamps == stamps(with: known.file) {
                current = known
            } else {
                current = try load()
            }
            kept = nil
            let result = try body(&current)
            kept = current
            return result
        }
    }

    /// Which files were read: whoever replaces one gives it another number or time.
    private func stamps(with file: KeyFile?) -> [FileStatus?] {
        let paths = file == nil ? [path, store.erasures.path] : [path]
        return paths.map { path in try? store.device.fileSystem.status(at: path) }
    }

    private func load() throws -> Loaded {
        let place = store.place(of: scope)
        let names = try store.folder.names(in: place.folder) ?? []
        if !names.contains(where: { name in PrivateFolder.isLeftover(name, of: place.name) }) {
            // Read later than its stamp, a file can only be newer: then it is read once more than was necessary.
            let both = stamps(with: nil)
            let file = try store.readAsItIs(scope)
            let found = Loaded(
                file: file, key: nil, erased: try erasures(), stamps: file == nil ? both : Array(both.prefix(1)))
            if try !found.holdsErased && (found.erased.isEmpty || !store.erasures.needsMending()) { return found }
        }
        return try store.folder.locked { try settled() }
    }

    /// What the files hold once nothing is half done, no destroyed key is left, and both copies of what was destroyed
    /// agree. Under the lock.
    ///
    /// - Parameter known: what was read before: a file that is the same since is not read again.
    func settled(knowing known: Loaded? = nil) throws -> Loaded {
        try store.erasures.add([])
        try store.finish(scope)
        var loaded: Loaded
        if let known, known.file != nil, known.stamps == stamps(with: known.file) {
            loaded = known
            loaded.erased = try erasures()
        } else {
            loaded = Loaded(file: try store.readAsItIs(scope), key: nil, erased: try erasures(), stamps: [])
        }
        if loaded.holdsErased { try purge(&loaded) }
        loaded.stamps = stamps(with: loaded.file)
        return loaded
    }

    private func erasures() throws -> [ErasureList.Entry] {
        try store.erasures.entries().filter { entry in entry.scope == scope }
    }

    // MARK: Keys

    private func sealing(_ subject: Subject, in loaded: inout Loaded) throws -> SubjectKey? {
        let keys = try opened(subject, in: &loaded)
        return (keys.first { key in key.origin == .made } ?? keys.first { key in key.origin.seals })?.key
    }

    func opened(_ subject: Subject, in loaded: inout Loaded) throws -> [(origin: KeyOrigin, key: SubjectKey)] {
        if let opened = loaded.opened[subject] { return opened }
        guard let file = loaded.file else { return [] }
        let entries = file.keys.filter { key in key.subject == subject }
        guard !entries.isEmpty else { return [] }
        let outer = try unlocked(&loaded)
        let opened = try entries.map { entry in
            guard let key = entry.opened(scope, under: outer).flatMap(SubjectKey.init(bytes:)) else {
                throw store.foreign(subject, in: file)
            }
            return (entry.origin, key)
        }
        loaded.opened[subject] = opened
        return opened
    }

    /// The key of the file, made with the file where there is none yet.
    func unlocked(_ loaded: inout Loaded) throws -> SymmetricKey {
        if let key = loaded.key { return key }
        let key: SymmetricKey
        if let file = loaded.file { key = try store.unlock(file) } else { (loaded.file, key) = try store.fresh(scope) }
        loaded.key = key
        return key
    }

    /// Adds keys, durably. Under the lock.
    func add(_ new: [(subject: Subject, origin: KeyOrigin, key: SubjectKey)], to loaded: inout Loaded) throws {
        let outer = try unlocked(&loaded)
        guard var file = loaded.file else { preconditionFailure("What is unlocked has a file.") }
        let now = store.device.now()
        for (subject, origin, key) in new {
            file.keys.append(KeyFile.Key(key.bytes, of: subject, origin, since: now, scope, under: outer))
            loaded.opened[subject] = nil
        }
        try put(file, in: &loaded)
    }

    func put(_ file: KeyFile, in loaded: inout Loaded) throws {
        try store.put(file)
        loaded.file = file
        loaded.stamps = stamps(with: file)
    }

    func refuseErased(_ subject: Subject, _ loaded: Loaded) throws {
        guard loaded.isErased(subject) else { return }
        throw CaseError(
            .refused,
            "The keys of '\(subject)' in the case '\(scope.caseName)' were destroyed on this device, and none can be made again."
        )
    }

    private var firstKeyNote: String {
        """
        The private words of '\(scope.caseName)' are sealed with keys that this device keeps for itself, and not in the case. \
        A lost key is a lost text: keep a copy apart from the case with `caselog keys backup -o FILE`.
        """
    }
}
