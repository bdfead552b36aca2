import CaseStore
import EventLog
import Synchronization

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// Asks for passphrases: in a file that the environment names, or on the terminal, where nobody sees what is typed.
enum PassphrasePrompt {
    /// The one of this device, asked for once.
    private static let known = Mutex<String?>(nil)

    static let passphrases = Passphrases { purpose in
        switch purpose {
        case .device:
            if let passphrase = known.withLock(\.self) { return passphrase }
            let passphrase = try ask("Passphrase: ", file: "CASELOG_PASSPHRASE_FILE")
            known.withLock { $0 = passphrase }
            return passphrase
        case .newDevice: return try ask("New passphrase: ", file: "CASELOG_NEW_PASSPHRASE_FILE", isNew: true)
        case .newBackup:
            return try ask("Passphrase for the backup: ", file: "CASELOG_BACKUP_PASSPHRASE_FILE", isNew: true)
        case .backup(let file):
            return try ask("Passphrase of the backup '\(file)': ", file: "CASELOG_BACKUP_PASSPHRASE_FILE")
        }
    }

    private static func ask(_ prompt: String, file variable: String, isNew: Bool = false) throws -> String {
        if let path = getenv(variable) { return try firstLine(of: String(cString: path), variable) }
        guard let terminal = Terminal() else {
            throw CaseError(
                .noPassphrase,
                "A passphrase is needed, and there is no terminal to ask on. Name a file whose first line it is in "
                    + "\(variable).")
        }
        let passphrase = try terminal.readSecret(prompt)
        guard isNew, !passphrase.isEmpty else { return passphrase }
        guard try terminal.readSecret("Once more: ") == passphrase else {
            throw CaseError(.input, "The two are not the same. Nothing was changed.")
        }
        return passphrase
    }

    private static func firstLine(of path: String, _ variable: String) throws -> String {
        guard let bytes = try Device.here.fileSystem.contents(path, sizeMax: 1 << 16) else {
            throw CaseError(
                .noPassphrase, "There is no file '\(path)', which \(variable) names, or it is larger than 64 KiB.")
        }
        let line = bytes.prefix { byte in byte != UInt8(ascii: "\n") && byte != UInt8(ascii: "\r") }
        guard let passphrase = String(validating: line, as: UTF8.self) else {
            throw CaseError(.input, "The first line of '\(path)' is not valid UTF-8.")
        }
        return passphrase
    }
}

/// The terminal that the program was started from, whatever its input and output are.
private struct Terminal: ~Copyable {
    private let file: Int32

    init?() {
        file = open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY)
        guard file >= 0 else { return nil }
    }

    deinit { close(file) }

    /// Reads a line that is not shown.
    func readSecret(_ prompt: String) throws -> String {
        var shown = termios()
        guard tcgetattr(file, &shown) == 0 else { throw failure() }
        var hidden = shown
        // Signals come as characters, so that the terminal cannot be left mute.
        hidden.c_lflag &= ~tcflag_t(ECHO | ICANON | ISIG)
        guard tcsetattr(file, TCSAFLUSH, &hidden) == 0 else { throw failure() }
        defer { tcsetattr(file, TCSAFLUSH, &shown) }
        say(prompt)
        defer { say("\n") }
        return try readLine()
    }

    private func readLine() throws -> String {
        var line: [UInt8] = []
        while true {
            var byte: UInt8 = 0
            let count = read(file, &byte, 1)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw failure() }
            switch byte {
            case _ where count == 0, 0x04, UInt8(ascii: "\n"), UInt8(ascii: "\r"):
                guard let text = String(validating: line, as: UTF8.self) else {
                    throw CaseError(.input, "What was typed is not valid UTF-8. Is the terminal set to UTF-8?")
                }
                return text
            case 0x03, 0x1A, 0x1C: throw CaseError(.input, "Interrupted. Nothing was changed.")
            case 0x08, 0x7F:
                while let last = line.popLast(), last & 0xC0 == 0x80 {}
            case 0x15: line = []
            default: line.append(byte)
            }
        }
    }

    private func say(_ text: String) {
        let bytes = Array(text.utf8)
        _ = write(file, bytes, bytes.count)
    }

    private func failure() -> CaseError {
        CaseError(.noPassphrase, "Could not ask on the terminal: \(String(cString: strerror(errno))).")
    }
}
