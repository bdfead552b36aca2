#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

// One of the files named Boundary: only they touch unsafe memory. This one: calls of the system for the terminal.

/// The terminal behind standard input and output.
enum BoundaryTerminal {
    private static let pieceSize = 4096

    /// What was typed, at least one byte; nothing at the end.
    static func read() -> [UInt8] {
        var piece = [UInt8](repeating: 0, count: pieceSize)
        while true {
            let count = unsafe piece.withUnsafeMutableBytes { bytes in unsafe readInput(bytes) }
            if count < 0, errno == EINTR || errno == EAGAIN { continue }
            return Array(piece.prefix(max(0, count)))
        }
    }

    /// Waits until something was typed, or a signal asks the program to end.
    ///
    /// - Parameter seconds: nil for as long as it takes.
    /// - Returns: whether something was typed; not where it was not for so long, or something else woke the program.
    static func wait(seconds: Int?) -> Bool {
        // A file of -1 is not looked at.
        var files = [
            pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0),
            pollfd(fd: BoundarySignals.wakingFile, events: Int16(POLLIN), revents: 0),
        ]
        guard unsafe poll(&files, 2, seconds.map { CInt($0 * 1000) } ?? -1) > 0 else { return false }
        return files[0].revents != 0
    }

    /// Whether keys come one by one, and unseen, as a program leaves it that was stopped before it could put that
    /// right.
    static func isRaw() -> Bool {
        var settings = termios()
        guard unsafe tcgetattr(STDIN_FILENO, &settings) == 0 else { return false }
        return settings.c_lflag & tcflag_t(ICANON | ECHO) == 0
    }

    /// In columns and rows; nothing where the terminal does not tell.
    static func size() -> [UInt16] {
        var size = winsize()
        guard unsafe ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0 else { return [] }
        return [size.ws_col, size.ws_row]
    }

    /// Writes at once.
    static func write(_ text: String) {
        var bytes = Array(text.utf8)
        while !bytes.isEmpty {
            let count = unsafe bytes.withUnsafeBytes { bytes in unsafe writeOutput(bytes) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return }
            bytes.removeFirst(count)
        }
    }
}

// Out here, where these names are the system's.

private func readInput(_ bytes: UnsafeMutableRawBufferPointer) -> Int {
    unsafe read(STDIN_FILENO, bytes.baseAddress, bytes.count)
}

private func writeOutput(_ bytes: UnsafeRawBufferPointer) -> Int {
    unsafe write(STDOUT_FILENO, bytes.baseAddress, bytes.count)
}
