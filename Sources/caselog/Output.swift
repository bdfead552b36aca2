import CasePages
import EventLog
import Synchronization

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// Standard output for data, in large pieces; standard error for everything else.
enum Output {
    struct Failure: Error {
        let errno: Int32

        var message: String { "Could not write to standard output: \(String(cString: strerror(errno)))." }
    }

    private static let pieceSize = 1 << 16
    private static let buffer = Mutex<[UInt8]>([])

    static func write(_ text: String) throws { try writeText(Array(text.utf8)) }

    /// Writes bytes as they are.
    static func write(_ bytes: [UInt8]) throws {
        try buffer.withLock { buffer in
            if bytes.count >= pieceSize {
                // What is large is not copied, but written from where it is.
                try flush(&buffer)
                return try flush(bytes)
            }
            buffer.append(contentsOf: bytes)
            if buffer.count >= pieceSize { try flush(&buffer) }
        }
    }

    static func write(_ json: JSONBuilder) throws {
        for piece in json.pieces { try write(piece) }
    }

    /// Writes a text for people; see `HarmlessText`.
    static func writeText(_ bytes: [UInt8]) throws { try write(HarmlessText.of(bytes)) }

    /// Writes what is left; a failure here is a failure of the command.
    static func finish() throws { try buffer.withLock { try flush(&$0) } }

    private static func flush(_ buffer: inout [UInt8]) throws {
        defer { buffer.removeAll(keepingCapacity: true) }
        try flush(buffer)
    }

    private static func flush(_ bytes: [UInt8]) throws {
        var written = 0
        while written < bytes.count {
            let count = bytes[written...].withUnsafeBytes { write(STDOUT_FILENO, $0) }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw Failure(errno: errno) }
            written += count
        }
    }

    private static func write(_ file: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
        #if canImport(Glibc)
        Glibc.write(file, bytes.baseAddress, bytes.count)
        #elseif canImport(Musl)
        Musl.write(file, bytes.baseAddress, bytes.count)
        #else
        Darwin.write(file, bytes.baseAddress, bytes.count)
        #endif
    }

    /// A line on standard error.
    static func tell(_ text: String) {
        let bytes = HarmlessText.of(Array("\(text)\n".utf8))
        _ = bytes.withUnsafeBytes { write(STDERR_FILENO, $0) }
    }

    /// What is worth telling beside the answer.
    static func tellNote(_ text: String) { tell("caselog: \(text)") }

    /// Writes over the last line of the terminal behind standard error.
    static func overwrite(_ text: String) {
        let bytes = Array("\r\u{1B}[K\(text)".utf8)
        _ = bytes.withUnsafeBytes { write(STDERR_FILENO, $0) }
    }

    /// A reader that goes away is reported by `write`, not by a signal.
    static func ignoreBrokenPipes() { signal(SIGPIPE, SIG_IGN) }

    /// Writes a picture below an empty line, in colours where the terminal has them.
    static func draw(_ picture: LanesPicture) throws {
        let hasColours = showsColours
        if !picture.lines.isEmpty { try write("\n") }
        for line in picture.lines {
            for run in line {
                if hasColours, let colour = run.colour {
                    try write(Array("\u{1B}[\(colour)m".utf8))
                    try write(run.text)
                    try write(Array("\u{1B}[0m".utf8))
                } else {
                    try write(run.text)
                }
            }
            try write("\n")
        }
    }

    /// Whether somebody sees at once what is printed.
    static var printsToTerminal: Bool { isatty(STDOUT_FILENO) == 1 }

    /// Whether colours can be shown, and nobody has asked for none (no-color.org).
    static let showsColours =
        printsToTerminal && variable("NO_COLOR") == nil && variable("TERM") != nil && variable("TERM") != "dumb"

    static var tellsTerminal: Bool { isatty(STDERR_FILENO) == 1 }

    /// Whether somebody is there to answer.
    static var asksTerminal: Bool { isatty(STDIN_FILENO) == 1 }

    /// The width of the terminal in characters, or `$COLUMNS`, or 100 where neither tells.
    static var width: Int {
        var size = winsize()
        if ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 { return Int(size.ws_col) }
        if let columns = getenv("COLUMNS"), let width = Int(String(cString: columns)) { return width }
        return 100
    }

    /// Whether whoever reads standard output can be shown block characters: where texts are in UTF-8, unless the
    /// terminal is a dumb one.
    static let showsBlocks: Bool = {
        let locale = (variable("LC_ALL") ?? variable("LC_CTYPE") ?? variable("LANG") ?? "").lowercased()
        return variable("TERM") != "dumb" && (locale.contains("utf-8") || locale.contains("utf8"))
    }()

    /// A variable of the environment; nil where it is empty.
    private static func variable(_ name: String) -> String? {
        getenv(name).map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 }
    }

    /// Reads what there is next on standard input.
    ///
    /// - Returns: how many bytes, from the first of `piece` on; 0 at the end.
    static func readInput(_ piece: inout [UInt8]) throws -> Int {
        while true {
            let count = read(STDIN_FILENO, &piece, piece.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else {
                let reason = String(cString: strerror(errno))
                throw EventLogError(.io, "Could not read standard input: \(reason). Nothing was stored.", errno: errno)
            }
            return count
        }
    }
}
