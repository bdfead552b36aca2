import EventLog

/// One file of waiting entries, which belongs to one program as long as that holds the lock beside it:
///
///     waiting/<case>-<feed>.jsonl, <case>-<feed>.2.jsonl, …   mode 0600; <feed> holds the case's `case.opened`
///     waiting/.<name of the file>.lock                          never removed
struct WaitingFile: Sendable {
    /// Held until nobody refers to it.
    private final class Lock: Sendable {
        private let file: File

        init(_ file: consuming File) { self.file = file }
    }

    private static let folderName = "waiting"
    private static let suffix = ".jsonl"

    let name: String
    private let device: Device
    private let lock: Lock

    private static func folder(_ device: Device) -> String { "\(CaseFolder.trimmed(device.home))/\(folderName)" }

    var path: String { "\(Self.folder(device))/\(name)" }

    /// - Returns: nil where another program holds it.
    private init?(_ name: String, _ device: Device) throws {
        let lock = try File("\(Self.folder(device))/.\(name).lock", .lock, in: device.fileSystem)
        guard try lock.tryLock() else { return nil }
        self.lock = Lock(lock)
        self.name = name
        self.device = device
    }

    /// The files that are there and that no running program holds.
    ///
    /// - Parameter stem: `<case>-<feed>`.
    static func left(of stem: String, on device: Device) throws -> [WaitingFile] {
        let names: [String]
        do throws(Errno) { names = try device.fileSystem.list(folder(device)) } catch {
            guard error != .missing else { return [] }
            throw EventLogError(.io, "Could not list '\(folder(device))'.", errno: error.code)
        }
        let numbered = names.compactMap { name in number(name, stem).map { (number: $0, name: name) } }
        return try numbered.sorted { $0.number < $1.number }.compactMap { try WaitingFile($0.name, device) }
    }

    /// The first file that no running program holds; it is there already where a program has left one meanwhile.
    static func free(for stem: String, on device: Device) throws -> WaitingFile {
        try device.fileSystem.makeFolders(folder(device), mode: 0o700)
        var number = 1
        while true {
            if let file = try WaitingFile(name(number, stem), device) { return file }
            number += 1
        }
    }

    private static func name(_ number: Int, _ stem: String) -> String {
        stem + (number == 1 ? "" : ".\(number)") + suffix
    }

    private static func number(_ name: String, _ stem: String) -> Int? {
        guard name.hasPrefix(stem), name.hasSuffix(suffix) else { return nil }
        let digits = name.dropFirst(stem.count).dropLast(suffix.count)
        let number = digits.isEmpty ? 1 : Int(digits.dropFirst())
        return number.flatMap { number in Self.name(number, stem) == name ? number : nil }
    }

    /// The lines, without LF; none where there is no file.
    func lines() throws -> [[UInt8]] {
        let size: UInt64
        do throws(Errno) { size = try device.fileSystem.status(at: path).size } catch {
            guard error != .missing else { return [] }
            throw EventLogError(.io, "Could not examine '\(path)'.", errno: error.code)
        }
        let bytes = try device.fileSystem.contents(path, sizeMax: Int(size)) ?? []
        return bytes.split(separator: 0x0A).map(Array.init)
    }

    /// Puts other lines in the place of those that are there, durably.
    func write(_ lines: [[UInt8]]) throws {
        let folder = Self.folder(device)
        if lines.isEmpty { return try device.fileSystem.removeIfThere(path) }
        try device.fileSystem.makeFolders(folder, mode: 0o700)
        let bytes = Array(lines.map { $0 + [0x0A] }.joined())
        try device.fileSystem.replace(name, in: folder, with: bytes, mode: 0o600, isSynced: true)
    }
}
