package import EventLog

/// Input that can be read only once, such as standard input, kept until it was judged: a little in memory, more in a
/// file without a name.
package final class InputSpool: Sendable {
    /// More than this is not kept in memory.
    package static let memorySizeMax = 4 << 20
    private static let pieceSize = 1 << 18

    private enum Kept {
        case memory([UInt8])
        case file(InputLines.OpenFile)
    }

    private let kept: Kept

    /// Takes in everything.
    ///
    /// - Parameters:
    ///   - folder: where a file can be made; the nearest folder above it where it is not there yet.
    ///   - read: fills its argument from the beginning, and returns how many bytes it has put there; 0 at the end.
    /// - Throws: whatever `read` throws; `EventLogError` where the disk does not take it. Nothing stays then.
    package init(
        near folder: String, in fileSystem: any FileSystem, from read: (inout [UInt8]) throws -> Int
    ) throws {
        var piece = [UInt8](repeating: 0, count: Self.pieceSize)
        var memory: [UInt8] = []
        var count = try read(&piece)
        while count > 0, memory.count + count <= Self.memorySizeMax {
            memory += piece[..<count]
            count = try read(&piece)
        }
        guard count > 0 else {
            kept = .memory(memory)
            return
        }
        let file = try Self.makeFile(near: folder, in: fileSystem)
        try file.write(memory.rawSpan, at: 0)
        var offset = UInt64(memory.count)
        memory = []
        while count > 0 {
            try file.write(piece.rawSpan.extracting(0..<count), at: offset)
            offset += UInt64(count)
            count = try read(&piece)
        }
        kept = .file(InputLines.OpenFile(file))
    }

    /// Makes a file that goes when it is closed, whatever becomes of the program.
    private static func makeFile(near folder: String, in fileSystem: any FileSystem) throws -> File {
        var folder = folder
        while (try? fileSystem.status(at: folder)) == nil, folder != "." {
            let slash = folder.lastIndex(of: "/")
            folder = slash.map { $0 == folder.startIndex ? "/" : String(folder[..<$0]) } ?? "."
        }
        let file = try File(
            "\(folder)/.input-\(UInt64.random(in: .min ... .max))", .create(mode: 0o600), in: fileSystem)
        try fileSystem.removeIfThere(file.path)
        return file
    }

    /// The input, from its beginning.
    package func lines() -> sending InputLines {
        switch kept {
        case .memory(let bytes): InputLines(bytes)
        case .file(let file): InputLines(file)
        }
    }
}
