import CaseStore
import EventLog

/// Reads files of checkpoints, proofs and keys that people keep.
enum ProofFiles {
    private static let sizeMax = 64 << 20

    /// The checkpoints in a file, as `caselog sign` prints them.
    static func checkpoints(_ path: String, in fileSystem: any FileSystem) throws -> [Checkpoint] {
        guard let found = Checkpoint.all(in: try contents(path, in: fileSystem)) else {
            throw CaseError(
                .input,
                "'\(path)' holds something that is no checkpoint. Give a file that `caselog sign` has printed, or the file "
                    + "'checkpoint' of a feed.")
        }
        return found
    }

    /// The proofs in a file, as `caselog prove` prints them.
    static func proofs(_ path: String, in fileSystem: any FileSystem) throws -> [Proof] {
        guard let found = Proof.all(in: try contents(path, in: fileSystem)) else {
            throw CaseError(
                .refused,
                "'\(path)' is not a proof as `caselog prove` prints it, to the byte. It proves nothing.")
        }
        return found
    }

    /// A key given as the name of a file that holds it, or as it is.
    static func key(_ text: String, in fileSystem: any FileSystem) throws -> [UInt8] {
        if FeedKey.isVerifierLine(text) { return Array(text.utf8) }
        let bytes = try contents(text, in: fileSystem)
        guard FeedKey.isVerifierLine(String(decoding: bytes, as: UTF8.self)) else {
            throw CaseError(
                .input,
                "'\(text)' is neither a key nor a file with one. Give the file 'key' of the feed, or its one line.")
        }
        return bytes
    }

    private static func contents(_ path: String, in fileSystem: any FileSystem) throws -> [UInt8] {
        if path == "-" { return try standardInput() }
        if let bytes = try fileSystem.contents(path, sizeMax: sizeMax) { return bytes }
        guard (try? fileSystem.status(at: path)) != nil else { throw CaseError(.input, "There is no file '\(path)'.") }
        throw CaseError(.input, "'\(path)' is larger than \(sizeMax >> 20) MiB. Give fewer at a time.")
    }

    private static func standardInput() throws -> [UInt8] {
        var (bytes, piece) = ([UInt8](), [UInt8](repeating: 0, count: 1 << 16))
        while bytes.count <= sizeMax {
            let count = try Output.readInput(&piece)
            if count == 0 { return bytes }
            bytes += piece[..<count]
        }
        throw CaseError(.input, "Standard input holds more than \(sizeMax >> 20) MiB.")
    }
}
