import EventLog

/// The files that were made from a case on this device, such as dossiers, as far as they hold words that were private.
package struct MadeFiles {
    package struct Entry: Sendable, Hashable {
        /// What it is, in a word.
        package let kind: String
        package let path: String
        /// Milliseconds since 1970.
        package let time: Int64
    }

    private let record: CaseRecord
    private let files: any FileSystem

    package init(_ keyring: Keyring) {
        record = CaseRecord(keyring, "made")
        files = keyring.store.device.fileSystem
    }

    /// Those that are still there.
    package func entries() throws -> [Entry] {
        try record.lines().compactMap { words in
            guard let words, words.count == 4, words[0] == "made", let time = Int64(kept: words[2]),
                let path = TextCoding.bytes(base64: words[3])
            else { return nil }
            return Entry(kind: words[1], path: String(decoding: path, as: UTF8.self), time: time)
        }.filter { entry in (try? files.status(at: entry.path)) != nil }
    }

    /// Notes that something was made.
    ///
    /// - Parameter path: from the root.
    package func note(_ kind: String, _ path: String, at time: Int64) throws {
        let entries = try entries().filter { entry in entry.path != path } + [Entry(kind: kind, path: path, time: time)]
        try record.write(
            entries.map { entry in
                ["made", entry.kind, String(entry.time), TextCoding.base64(Array(entry.path.utf8))]
            })
    }
}
