import CaseStore
import Crypto
import EventLog

/// Which requests were recorded as what, for one observer in one case: so that whatever is sent again, after whatever
/// went wrong, is recorded once.
///
///     line := key digest feed first count main check LF
///
/// with one space between: the key and the digest of the request in hexadecimal, the feed, the number of the first
/// event, how many there are, which of them it is about (from 0), and the first 8 digits of the SHA-256 of what stands before. Lines are made durable
/// before the events are. A key whose events the feed does not hold, or some of whose numbers a later key claims, was
/// not recorded.
struct KeyJournal: ~Copyable {
    /// What a key came to.
    struct Entry: Sendable, Equatable {
        let key: RequestKey
        let feed: String
        let firstSequence: UInt64
        let count: Int
        /// Which of the events it is about.
        let main: Int

        var lastSequence: UInt64 { firstSequence + UInt64(count) - 1 }

        var line: [UInt8] {
            var line = Array("\(key.key) \(key.digest) \(feed) \(firstSequence) \(count) \(main) ".utf8)
            line += Self.check(line).utf8
            line.append(UInt8(ascii: "\n"))
            return line
        }

        init(key: RequestKey, feed: String, firstSequence: UInt64, count: Int, main: Int = 0) {
            self.key = key
            self.feed = feed
            self.firstSequence = firstSequence
            self.count = count
            self.main = min(main, count - 1)
        }

        /// - Parameter line: without its end.
        init?(_ line: ArraySlice<UInt8>) {
            let parts = String(decoding: line, as: UTF8.self).split(separator: " ", omittingEmptySubsequences: false)
            guard parts.count == 7, let first = UInt64(parts[3]), first > 0, let count = Int(parts[4]), count > 0,
                let main = Int(parts[5]), (0..<count).contains(main),
                Self.check(line.dropLast(parts[6].utf8.count)) == parts[6]
            else { return nil }
            key = RequestKey(key: String(parts[0]), digest: String(parts[1]))
            (feed, firstSequence, self.count, self.main) = (String(parts[2]), first, count, main)
        }

        private static func check(_ bytes: some Collection<UInt8>) -> String {
            TextCoding.hex(SHA256.hash(data: Array(bytes)).prefix(4))
        }
    }

    /// Keys beyond these are forgotten, the oldest first, once there are twice as many.
    private let keptMax: Int

    private let folder: String
    private let name: String
    private let fileSystem: any FileSystem
    private var file: File
    private var size: UInt64
    private var done: [String: Entry] = [:]
    /// Keys in the order in which they were recorded.
    private var order: [String] = []

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
        for entry in held { take(entry) }
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
    func find(_ key: String) -> Entry? { done[key] }

    /// Makes durable what is about to be recorded. It counts once it is: see `take`.
    mutating func write(_ entries: [Entry]) throws {
        let bytes = Array(entries.map(\.line).joined())
        try file.write(bytes.rawSpan, at: size)
        try file.syncBytes()
        size += UInt64(bytes.count)
    }

    /// Takes what was recorded.
    mutating func take(_ entry: Entry) {
        if done.updateValue(entry, forKey: entry.key.key) == nil { order.append(entry.key.key) }
    }

    /// Forgets what is more than is kept; between commits.
    mutating func trim() throws {
        guard order.count >= 2 * keptMax else { return }
        for key in order.dropLast(keptMax) { done[key] = nil }
        order.removeFirst(order.count - keptMax)
        try Self.replace(name, in: folder, with: order.compactMap { done[$0] }, fileSystem)
        file = try File("\(folder)/\(name)", .write, in: fileSystem)
        size = try file.status().size
    }
}
