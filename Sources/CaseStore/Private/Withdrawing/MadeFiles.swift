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
    private let folder: PrivateFolder
    private let files: any FileSystem

    package init(_ keyring: Keyring) {
        record = CaseRecord(keyring, "made")
        folder = keyring.store.folder
        files = keyring.store.device.fileSystem
    }

    /// Those that are there, as far as can be told.
    package func entries() throws -> [Entry] { try noted().filter { entry in files.mayBeThere(entry.path) } }

    /// Does something with each that a crash has left of those that were being made.
    ///
    /// - Returns: what could not be looked at: something may be left there.
    func forEachUnfinished(_ body: (String) throws -> Void) throws -> [String] {
        let places = Set(try noted().map { entry in [entry.kind, CaseMaker.parent(of: entry.path)] })
        return try places.sorted { $0.lexicographicallyPrecedes($1) }.flatMap { place in
            try UnfinishedFolder.forEachLeft(place[0], in: place[1], files, body)
        }
    }

    /// Notes that something will be made. So it is known before it holds any words, whatever happens meanwhile.
    ///
    /// - Parameter path: from the root.
    package func note(_ kind: String, _ path: String, at time: Int64) throws {
        try folder.locked {
            let kept = try noted().filter { entry in
                entry.path != path && (files.mayBeThere(entry.path) || time - entry.time < Self.makingMax)
            }
            try record.write(
                (kept + [Entry(kind: kind, path: path, time: time)]).map { entry in
                    ["made", entry.kind, String(entry.time), TextCoding.base64(Array(entry.path.utf8))]
                })
        }
    }

    /// Nobody is at making one for so long.
    private static let makingMax: Int64 = 24 * 3_600_000

    private func noted() throws -> [Entry] {
        try record.lines().compactMap { words in
            guard let words, words.count == 4, words[0] == "made", let time = Int64(kept: words[2]),
                let path = TextCoding.bytes(base64: words[3])
            else { return nil }
            return Entry(kind: words[1], path: String(decoding: path, as: UTF8.self), time: time)
        }
    }
}

extension FileSystem {
    /// Whether something is there, or nobody can tell.
    func mayBeThere(_ path: String) -> Bool {
        do throws(Errno) { _ = try status(at: path) } catch { return error != .missing }
        return true
    }
}
