import EventLog

/// A file that this device keeps of one case beside its keys: checked lines, none of them secret, replaced whole and
/// durably.
struct CaseRecord {
    private let store: KeyStore
    private let folder: String
    private let name: String

    /// - Parameter suffix: what tells it from the other files of the case.
    init(_ keyring: Keyring, _ suffix: String) {
        store = keyring.store
        folder = store.place(of: keyring.scope).folder
        name = "\(keyring.scope.feed).\(suffix)"
    }

    var path: String { "\(folder)/\(name)" }

    /// The words of each line; those of damaged lines are nil.
    func lines() throws -> [[String]?] {
        guard let bytes = try store.folder.contents(path) else { return [] }
        return CheckedLine.lines(bytes).filter { line in !line.isEmpty }.map { line in CheckedLine.words(line)?.words }
    }

    func write(_ lines: [[String]]) throws {
        let files = store.device.fileSystem
        if lines.isEmpty {
            guard files.mayBeThere(path) else { return }
            try files.removeIfThere(path)
            return try files.syncFolder(folder)
        }
        try files.makeFolders(folder, mode: 0o700)
        let text = lines.map { words in CheckedLine.text(words) }.joined()
        try files.replace(name, in: folder, with: Array(text.utf8), mode: 0o600, isSynced: true)
    }
}
