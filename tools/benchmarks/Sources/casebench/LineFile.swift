#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// The lines of a file, read a piece at a time.
struct LineFile {
    private static let pieceSize = 1 << 20

    let path: String

    /// Calls `body` with each line, without its LF.
    func forEach(_ body: (ArraySlice<UInt8>) throws -> Void) throws {
        let descriptor = open(path, O_RDONLY)
        guard descriptor >= 0 else { throw Failure("'\(path)' cannot be read: \(String(cString: strerror(errno))).") }
        defer { close(descriptor) }
        var held: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: Self.pieceSize)
        while true {
            let count = read(descriptor, &piece, piece.count)
            guard count > 0 else { break }
            held.append(contentsOf: piece[..<count])
            var start = 0
            while let end = Self.end(of: held, from: start) {
                try body(held[start..<end])
                start = end + 1
            }
            held.removeFirst(start)
        }
        if !held.isEmpty { try body(held[...]) }
    }

    private static func end(of bytes: [UInt8], from start: Int) -> Int? {
        bytes.withUnsafeBytes { bytes in
            guard let base = bytes.baseAddress, start < bytes.count else { return nil }
            return memchr(base + start, 0x0A, bytes.count - start).map { base.distance(to: UnsafeRawPointer($0)) }
        }
    }
}
