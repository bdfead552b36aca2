import CaseStore
import Crypto
import EventLog

/// Which requests were recorded as what, for one observer in one case: so that whatever is sent again, after whatever
/// went wrong, is recorded once.
///
///     line := key digest feed first count main check LF
///
/// with one space between: the key and the digest of the request in hexadecimal, the feed, the number of the first
/// event, how many there are, which of them it is about (from 0), and the first 8 digits of the SHA-256 of what stands
/// before. Lines are made durable before the events are. A key whose events the feed does not hold, or some of whose
/// numbers a later key claims, was not recorded.
///
/// Memory holds only where the line of each key begins, some 50 bytes: a line is read when its key is sent again, which
/// is rare.
struct KeyJournal: ~Copyable {
    /// Keys beyond these are forgotten, the oldest first, once there are twice as many.
    private let keptMax: Int

    private let folder: String
    private let name: String
    private let fileSystem: any FileSystem
    private var file: File
    private var size: UInt64
    /// Where the lines of the keys that count begin.
    private var places: [Short: UInt64] = [:]
    /// More than any line has: a feed's name is not half as long.
    private static let lineSizeMax = 512

    /// Reads a journal, or begins one. What a crash has left half written is cut off, and keys that came to nothing are
    /// dropped.
    ///
    /// - Parameter lastSequence: how far a feed of the case goes.
    init(
        _ name: String, in folder: String, _ fileSystem: any FileSystem, keptMax: Int = 100_000,
        lastSequence: (String) -> UInt64
    ) throws {
        self.keptMax = keptMax
        self.folder = folder
        self.name = name
        self.fileSystem = fileSystem
        try fileSystem.makeFolders(folder, mode: 0o700)
        let bytes = try Self.contents("\(folder)/\(name)", fileSystem)
        let claimed = bytes.split(separator: UInt8(ascii: "\n")).compactMap { Entry($0) }
        let held = Self.held(claimed, lastSequence)
        if bytes.isEmpty || !held.map(\.line).joined().elementsEqual(bytes) {
            try Self.replace(name, in: folder, with: held, fileSystem)
        }
        let file = try File("\(folder)/\(name)", .write, in: fileSystem)
        size = try file.status().size
        self.file = file
        place(held)
    }

    /// Notes where lines begin of which a file is made.
    private mutating func place(_ entries: [Entry]) {
        places = Dictionary(minimumCapacity: entries.count)
        var end: UInt64 = 0
        for entry in entries {
            take(entry, at: end)
            end += UInt64(entry.line.count)
        }
    }

    /// What a journal holds: nothing only where there is none. One that cannot be looked at is not replaced by another.
    private static func contents(_ path: String, _ fileSystem: any FileSystem) throws -> [UInt8] {
        do throws(EventLogError) {
            let file = try File(path, .read, in: fileSystem)
            let size = Int(try file.status().size)
            var bytes = [UInt8](repeating: 0, count: size)
            guard try file.read(size, at: 0, into: &bytes) == size else {
                throw EventLogError(.io, "'\(path)' became shorter while it was read. Try again.")
            }
            return bytes
        } catch {
            guard error.errno == Errno.missing.code else { throw error }
            return []
        }
    }

    /// Those whose events are there.
    private static func held(_ claimed: [Entry], _ lastSequence: (String) -> UInt64) -> [Entry] {
        var held: [Entry] = []
        var claimedFrom: [String: UInt64] = [:]
        // From the last on: what a later one claims, an earlier one has not got.
        for entry in claimed.reversed() {
            let end = min(lastSequence(entry.feed), claimedFrom[entry.feed].map { $0 - 1 } ?? .max)
            if entry.lastSequence <= end { held.append(entry) }
            claimedFrom[entry.feed] = min(entry.firstSequence, claimedFrom[entry.feed] ?? .max)
        }
        return held.reversed()
    }

    private static func replace(
        _ name: String, in folder: String, with entries: [Entry], _ fileSystem: any FileSystem
    ) throws {
        let bytes = Array(entries.map(\.line).joined())
        try fileSystem.replace(name, in: folder, with: bytes, mode: 0o600, isSynced: true)
    }

    /// What became of a key, as `RequestKey.key` has it; nil where nothing did.
    ///
    /// - Throws: where its line cannot be read any more.
    func find(_ key: String) throws -> Entry? {
        guard let place = places[Short(key)] else { return nil }
        var piece = [UInt8](repeating: 0, count: Self.lineSizeMax)
        let count = try file.read(piece.count, at: place, into: &piece)
        guard let entry = Entry(piece[..<count].prefix { $0 != UInt8(ascii: "\n") }), entry.key.key == key else {
            throw EventLogError(.io, "'\(folder)/\(name)' was changed while it was in use.")
        }
        return entry
    }

    /// Makes durable what is about to be recorded. It counts once it is: see `take`.
    ///
    /// - Returns: where each line begins.
    mutating func write(_ entries: [Entry]) throws -> [UInt64] {
        var bytes: [UInt8] = []
        var begins: [UInt64] = []
        for entry in entries {
            begins.append(size + UInt64(bytes.count))
            bytes += entry.line
        }
        try file.write(bytes.rawSpan, at: size)
        try file.syncBytes()
        size += UInt64(bytes.count)
        return begins
    }

    /// Takes what was recorded.
    ///
    /// - Parameter place: as `write` told it.
    mutating func take(_ entry: Entry, at place: UInt64) { places[Short(entry.key.key)] = place }

    /// Forgets what is more than is kept; between commits.
    mutating func trim() throws {
        guard places.count >= 2 * keptMax else { return }
        let bytes = try Self.contents("\(folder)/\(name)", fileSystem)
        let kept = places.values.sorted().suffix(keptMax).compactMap { place in
            Entry(bytes[Int(place)...].prefix { $0 != UInt8(ascii: "\n") })
        }
        try Self.replace(name, in: folder, with: kept, fileSystem)
        file = try File("\(folder)/\(name)", .write, in: fileSystem)
        size = try file.status().size
        place(kept)
    }

    /// A key in 16 bytes, of the 32 digits that it has.
    private struct Short: Hashable {
        private let high: UInt64
        private let low: UInt64

        init(_ key: String) {
            high = UInt64(key.prefix(16), radix: 16) ?? 0
            low = UInt64(key.suffix(16), radix: 16) ?? 0
        }
    }
}
