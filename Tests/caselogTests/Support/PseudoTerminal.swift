import Foundation
import Testing

/// `caselog` on a terminal of its own, typed at as a person would.
final class PseudoTerminal {
    private let process = Process()
    private let master: FileHandle
    private var unseen = ""
    private var cut: [UInt8] = []
    /// All that was written to the terminal, as it came.
    private(set) var transcript = ""

    /// - Parameter isRaw: whether it is as a program leaves it that is stopped hard.
    init(
        _ sandbox: Sandbox, _ arguments: String..., columns: Int = 80, isRaw: Bool = false,
        _ variables: [String: String] = [:]
    ) throws {
        let (terminal, name) = try Self.makeTerminal()
        master = FileHandle(fileDescriptor: terminal, closeOnDealloc: true)
        if isRaw {
            var settings = try settings()
            settings.c_lflag &= ~tcflag_t(ECHO | ICANON)
            try #require(tcsetattr(terminal, TCSANOW, &settings) == 0)
        }
        var size = winsize(ws_row: 40, ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
        try #require(ioctl(terminal, UInt(TIOCSWINSZ), &size) == 0)
        let side = FileHandle(fileDescriptor: open(name, O_RDWR | O_NOCTTY), closeOnDealloc: true)
        process.executableURL = Sandbox.binary
        process.arguments = arguments
        process.currentDirectoryURL = sandbox.folder
        let plain = ["TERM": "xterm", "NO_COLOR": "1", "COLUMNS": ""]
        process.environment = sandbox.environment.merging(plain) { $1 }.merging(variables) { $1 }
        process.standardInput = side
        process.standardOutput = side
        process.standardError = side
        try process.run()
        try side.close()
    }

    /// A terminal's two sides: a file, and the name of what the program is given.
    private static func makeTerminal() throws -> (Int32, String) {
        #if canImport(Darwin)
        let terminal = posix_openpt(O_RDWR | O_NOCTTY)
        try #require(terminal >= 0 && grantpt(terminal) == 0 && unlockpt(terminal) == 0)
        return (terminal, String(cString: try #require(ptsname(terminal))))
        #else
        // Glibc hides what is above behind a macro. These are TIOCSPTLCK and TIOCGPTN.
        let terminal = open("/dev/ptmx", O_RDWR | O_NOCTTY)
        var (lock, number): (Int32, UInt32) = (0, 0)
        try #require(terminal >= 0 && ioctl(terminal, 0x4004_5431, &lock) == 0)
        try #require(ioctl(terminal, 0x8004_5430, &number) == 0)
        return (terminal, "/dev/pts/\(number)")
        #endif
    }

    deinit { if process.isRunning { kill() } }

    func type(_ text: String) throws { try master.write(contentsOf: Data(text.utf8)) }

    /// Types a line, and waits until something is shown.
    func enter(_ line: String, until shown: String) throws {
        try type(line + "\r")
        try wait(for: shown)
    }

    /// Waits until something is shown that was not waited for before.
    func wait(for shown: String, seconds: Double = 60) throws {
        let deadline = Date(timeIntervalSinceNow: seconds)
        while true {
            if let found = unseen.range(of: shown) {
                unseen = String(unseen[found.upperBound...])
                return
            }
            var file = pollfd(fd: master.fileDescriptor, events: Int16(POLLIN), revents: 0)
            let left = deadline.timeIntervalSinceNow
            let isThere = left > 0 && poll(&file, 1, Int32(left * 1000)) > 0
            // At its end a terminal fails to be read.
            var piece = [UInt8](repeating: 0, count: 1 << 16)
            let count = isThere ? read(master.fileDescriptor, &piece, piece.count) : 0
            guard count > 0 else { throw Missing(description: "\"\(shown)\" is not shown. This is:\n\(transcript)") }
            cut += piece[..<count]
            // A character may come in two pieces.
            let end = cut.lastIndex { $0 & 0xC0 != 0x80 } ?? 0
            let isWhole = String(validating: cut[end...], as: UTF8.self) != nil
            let text = String(decoding: isWhole ? cut[...] : cut[..<end], as: UTF8.self)
            cut = isWhole ? [] : Array(cut[end...])
            transcript += text
            unseen += text
        }
    }

    struct Missing: Error, CustomStringConvertible {
        let description: String
    }

    /// The status with which the program ends.
    func end() -> Int32 {
        process.waitUntilExit()
        return process.terminationStatus
    }

    func kill() {
        send(SIGKILL)
        process.waitUntilExit()
    }

    /// Closes it, as a window is closed; the program, which leads no session, gets no signal of that.
    func close() throws { try master.close() }

    func send(_ signal: Int32) { Foundation.kill(process.processIdentifier, signal) }

    /// Whether it shows what is typed.
    func showsTyped() throws -> Bool { try settings().c_lflag & tcflag_t(ECHO) != 0 }

    private func settings() throws -> termios {
        var settings = termios()
        try #require(tcgetattr(master.fileDescriptor, &settings) == 0)
        return settings
    }
}
