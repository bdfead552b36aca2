import CaseModel
import Crypto
import EventLog

/// A bag as archives take it (BagIt, RFC 8493): a payload below `data/`, with the SHA-256 of every file. It appears
/// when it is whole, or not at all.
package final class Bag {
    private struct Sum {
        let path: String
        let hash: String
        let size: UInt64
    }

    private let folder: String
    private let files: any FileSystem
    private let madeAt: Int64
    private var sums: [Sum] = []
    private var folders: Set<String> = []

    private init(_ folder: String, _ device: Device) {
        self.folder = folder
        files = device.fileSystem
        madeAt = device.now()
    }

    /// Makes one.
    ///
    /// - Parameters:
    ///   - identifier: what the payload is called where it comes from: one line.
    ///   - tell: is told of what a crash left of another one.
    ///   - body: adds the payload.
    /// - Throws: see `WholeFolder.make`.
    package static func make<Result>(
        _ given: String, identifier: String, on device: Device, tell: (String) -> Void = { _ in },
        _ body: (Bag) throws -> Result
    ) throws -> Result {
        try WholeFolder.make(given, "deposit", on: device, tell: tell) { folder in
            let bag = Bag(folder, device)
            let result = try body(bag)
            try bag.finish(identifier)
            return result
        }
    }

    /// Adds a file to the payload.
    ///
    /// - Parameter name: in a folder of one level, if it has a slash.
    package func add(_ name: String, _ bytes: [UInt8]) throws {
        let file = try file(name)
        try file.write(bytes)
        try close(file)
    }

    /// Begins a file of the payload, which is written piece by piece; see `close`.
    package func file(_ name: String) throws -> BagFile {
        let path = "data/\(name)"
        let parent = CaseMaker.parent(of: path)
        if folders.insert(parent).inserted { try files.makeFolders("\(folder)/\(parent)", mode: 0o755) }
        return try BagFile(path, in: folder, files)
    }

    /// Ends a file, and notes its hash.
    package func close(_ file: BagFile) throws {
        let (hash, size) = try file.finish()
        sums.append(Sum(path: file.path, hash: hash, size: size))
    }

    /// Adds what makes a bag of it.
    private func finish(_ identifier: String) throws {
        let size = sums.reduce(0) { $0 + $1.size }
        let date = RecordedTime.text(madeAt).prefix(10)
        let info = """
            Bag-Software-Agent: caselog
            Bagging-Date: \(date)
            External-Identifier: \(identifier)
            Payload-Oxum: \(size).\(sums.count)

            """
        let tags = [
            ("bagit.txt", "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"), ("bag-info.txt", info),
            ("manifest-sha256.txt", Self.list(sums)),
        ]
        var tagSums: [Sum] = []
        for (name, text) in tags {
            let (hash, size) = try tag(name, text)
            tagSums.append(Sum(path: name, hash: hash, size: size))
        }
        _ = try tag("tagmanifest-sha256.txt", Self.list(tagSums))
        for inner in folders.sorted(by: >) { try files.syncFolder("\(folder)/\(inner)") }
    }

    private func tag(_ name: String, _ text: String) throws -> (hash: String, size: UInt64) {
        let file = try BagFile(name, in: folder, files)
        try file.write(Array(text.utf8))
        return try file.finish()
    }

    private static func list(_ sums: [Sum]) -> String {
        sums.sorted { $0.path < $1.path }.map { "\($0.hash)  \($0.path)\n" }.joined()
    }
}

/// A file of a bag that is being written: in large pieces, and hashed meanwhile.
package final class BagFile {
    private static let pieceSize = 1 << 20

    /// Within the bag.
    let path: String
    private var file: File?
    private var hash = SHA256()
    private var buffer: [UInt8] = []
    private var written: UInt64 = 0

    fileprivate init(_ path: String, in folder: String, _ files: any FileSystem) throws {
        self.path = path
        file = try File("\(folder)/\(path)", .create(mode: 0o644), in: files)
    }

    package func write(_ bytes: [UInt8]) throws {
        buffer += bytes
        if buffer.count >= Self.pieceSize { try flush() }
    }

    package func write(_ text: String) throws { try write(Array(text.utf8)) }

    private func flush() throws {
        guard !buffer.isEmpty else { return }
        hash.update(data: buffer)
        try file?.write(buffer.rawSpan, at: written)
        written += UInt64(buffer.count)
        buffer.removeAll(keepingCapacity: true)
    }

    fileprivate func finish() throws -> (hash: String, size: UInt64) {
        try flush()
        try file?.sync()
        try file.take()?.close()
        return (TextCoding.hex(hash.finalize()), written)
    }
}
