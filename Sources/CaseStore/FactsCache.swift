import CaseModel
import EventLog

/// What a case amounts to, in a file of the case's `cache/`, so that it need not be worked out again.
///
/// The file is the arrays of the facts, the key, and a trailer of 32 bytes: `CLFACTS1`, the sizes of the two, and the
/// checksum of both. It is not believed unless all of it is right; where there is doubt, it is as if it were not there.
/// Nothing of it is synced. Whatever fails here is nobody's trouble: the log is read instead.
///
/// With one exception: the arrays stay in the file, mapped, and when a page of it can no longer be read (the disk
/// fails, or somebody cuts the file short), the system stops the program (SIGBUS). Nothing is lost by that, as by any
/// crash: what was acknowledged is in the log. The next program checks the file by reading it, and where that fails
/// reads the log.
struct FactsCache {
    private static let magic: UInt64 = 0x3153_5443_4146_4C43
    private static let trailerSize = 32
    /// Written and checked in pieces of this many bytes.
    private static let pieceSize = 1 << 18

    private let folder: String
    private let fileSystem: any FileSystem
    private let now: @Sendable () -> Int64

    private var path: String { folder + "/facts" }

    init(_ folder: CaseFolder, on device: Device) {
        self.folder = folder.path + "/cache"
        fileSystem = device.fileSystem
        now = device.now
    }

    /// The facts that were kept, if what they come from is the beginning of these feeds; and how much of each they
    /// know.
    func load(for snapshots: [FeedSnapshot]) -> (history: CaseHistory, sizes: [UInt64])? {
        guard let facts = try? OpenFacts(File(path, .read, in: fileSystem)),
            let (key, bodySize, sum) = try? readKey(facts.file),
            key.isContinued(by: snapshots)
        else { return nil }
        let found = try? FactsChecksum.of(facts, bodySize, inPiecesOf: Self.pieceSize, Array(key.text.utf8))
        guard found == sum, let memory = try? facts.file.mapped(bodySize).memory,
            let history = CaseHistory(facts: memory)
        else {
            // Its key alone would keep others from being written.
            try? fileSystem.remove(path)
            return nil
        }
        return (history, key.feeds.map(\.size))
    }

    /// The key of the facts that are kept; nil where there are none.
    func key() -> FactsKey? {
        guard let file = try? File(path, .read, in: fileSystem) else { return nil }
        return (try? readKey(file))?.key
    }

    private func readKey(_ file: borrowing File) throws -> (key: FactsKey, bodySize: Int, sum: UInt64)? {
        let size = try file.status().size
        guard size >= UInt64(Self.trailerSize) else { return nil }
        var bytes = [UInt8](repeating: 0, count: Self.trailerSize)
        guard try file.read(bytes.count, at: size - UInt64(bytes.count), into: &bytes) == bytes.count else {
            return nil
        }
        let trailer = bytes.rawSpan
        let (magic, body, keySize) = (
            trailer.integer(at: 0, as: UInt64.self), trailer.integer(at: 8, as: UInt64.self),
            trailer.integer(at: 16, as: UInt64.self)
        )
        guard magic == Self.magic, keySize <= 1 << 24, body <= size, body + keySize + UInt64(bytes.count) == size else {
            return nil
        }
        var text = [UInt8](repeating: 0, count: Int(keySize))
        guard try file.read(text.count, at: body, into: &text) == text.count,
            let key = FactsKey(String(decoding: text, as: UTF8.self))
        else { return nil }
        return (key, Int(body), trailer.integer(at: 24, as: UInt64.self))
    }

    /// Keeps facts in place of those that were kept before, with one rename, unless these know nearly as much: reading
    /// a few lines again takes less time than writing all facts.
    ///
    /// - Parameter linesMin: how many lines more are worth it.
    func keep(_ history: CaseHistory, _ key: FactsKey, atLeast linesMin: UInt64) {
        let kept = self.key().flatMap { $0.feeds.map(\.name) == key.feeds.map(\.name) ? $0 : nil }
        let known = kept?.lineCount ?? 0
        let needed = max(linesMin, key.lineCount / 1_000)
        let tellsMore = key.isExamined && kept?.isExamined != true && key.lineCount >= linesMin
        guard known > key.lineCount || key.lineCount - known >= needed || tellsMore else { return }
        removeAbandoned()
        let temporary = "\(folder)/\(Self.temporaryPrefix)\(UInt64.random(in: .min ... .max))"
        do {
            try? fileSystem.makeFolder(folder, mode: 0o755)
            try write(history, key, to: temporary)
            try fileSystem.rename(temporary, to: path)
        } catch {
            try? fileSystem.remove(temporary)
        }
    }

    private static let temporaryPrefix = ".facts-"
    /// What a crash left of facts that were being written is removed once nobody can still be at it.
    private static let abandonedAfter: Int64 = 24 * 3_600_000

    private func removeAbandoned() {
        for name in (try? fileSystem.list(folder)) ?? [] where name.hasPrefix(Self.temporaryPrefix) {
            let path = "\(folder)/\(name)"
            guard let status = try? fileSystem.status(at: path),
                now() - status.modified / 1_000_000 > Self.abandonedAfter
            else { continue }
            try? fileSystem.remove(path)
        }
    }

    private func write(_ history: CaseHistory, _ key: FactsKey, to path: String) throws {
        let pieces = FactsPieces(try File(path, .create(mode: 0o644), in: fileSystem), ofSize: Self.pieceSize)
        var facts = FactsWriter { bytes in try pieces.put(bytes) }
        try history.write(to: &facts)
        try facts.finish()
        let text = Array(key.text.utf8)
        let (body, sum) = try pieces.finish(with: text)
        var trailer: [UInt8] = []
        for word in [Self.magic, body, UInt64(text.count), sum] {
            withUnsafeBytes(of: word.littleEndian) { trailer.append(contentsOf: $0) }
        }
        try pieces.file.write(trailer.rawSpan, at: body + UInt64(text.count))
    }
}

/// Writes a file in pieces of one size, the last one aside, and sums them up.
private final class FactsPieces {
    let file: File
    private let size: Int
    private var sum = FactsChecksum()
    private var offset: UInt64 = 0
    private var piece: [UInt8] = []

    init(_ file: consuming File, ofSize size: Int) {
        self.file = file
        self.size = size
        piece.reserveCapacity(size)
    }

    func put(_ bytes: RawSpan) throws {
        var start = 0
        while start < bytes.byteCount {
            let count = min(size - piece.count, bytes.byteCount - start)
            piece.append(bytes.extracting(start..<start + count))
            start += count
            if piece.count == size { try flush() }
        }
    }

    /// Writes what is left and, as a piece of its own, some last bytes.
    ///
    /// - Returns: how many bytes stand before these, and the checksum.
    func finish(with last: [UInt8]) throws -> (body: UInt64, sum: UInt64) {
        try flush()
        sum.add(last.rawSpan)
        try file.write(last.rawSpan, at: offset)
        return (offset, sum.value)
    }

    private func flush() throws {
        guard !piece.isEmpty else { return }
        var full = piece
        piece = []
        sum.add(full.rawSpan)
        try file.write(full.rawSpan, at: offset)
        offset += UInt64(full.count)
        full.removeAll(keepingCapacity: true)
        piece = full
    }
}

extension MappedBytes {
    /// The bytes as facts are read from.
    fileprivate var memory: Memory { Memory(bytes, heldBy: self) }
}
