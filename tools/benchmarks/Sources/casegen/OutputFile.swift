#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A file that is written from its beginning.
struct OutputFile: ~Copyable {
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    private let descriptor: CInt
    private let path: String

    init(_ path: String) throws {
        descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
        self.path = path
        guard descriptor >= 0 else { throw Self.failure(path) }
    }

    deinit { close(descriptor) }

    /// Writes what a sheet holds and clears it, once that is enough.
    mutating func write(_ sheet: inout Sheet, atLeast count: Int) throws {
        guard sheet.bytes.count >= count else { return }
        var written = 0
        while written < sheet.bytes.count {
            let result = sheet.bytes[written...].withUnsafeBytes { bytes in
                #if canImport(Glibc)
                Glibc.write(descriptor, bytes.baseAddress, bytes.count)
                #elseif canImport(Musl)
                Musl.write(descriptor, bytes.baseAddress, bytes.count)
                #else
                Darwin.write(descriptor, bytes.baseAddress, bytes.count)
                #endif
            }
            guard result > 0 else { throw Self.failure(path) }
            written += result
        }
        sheet.clear()
    }

    private static func failure(_ path: String) -> Failure {
        Failure(description: "Could not write '\(path)': \(String(cString: strerror(errno))).")
    }
}
