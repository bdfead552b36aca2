import EventLog

/// The part of a device's folder that keeps the keys of private text. Privacy.md says what lies where.
///
/// What is written here replaces something whole, durably, and the bytes that were there before are overwritten: they
/// held keys. Everything is written under one lock.
struct PrivateFolder: Sendable {
    let device: Device

    var path: String { CaseFolder.trimmed(device.home) + "/private" }
    private var files: any FileSystem { device.fileSystem }

    /// Keeps other programs on this device from writing here meanwhile. Not to be nested.
    func locked<Result>(_ body: () throws -> Result) throws -> Result {
        try files.makeFolders(path, mode: 0o700)
        let lock = try FeedLock(path, device.logEnvironment)
        let result = try body()
        lock.release()
        return result
    }

    /// A whole file; nil where there is none.
    func contents(_ path: String) throws -> [UInt8]? {
        let size: UInt64
        do throws(Errno) { size = try files.status(at: path).size } catch {
            guard error == .missing else { throw EventLogError(.io, "Could not examine '\(path)'.", errno: error.code) }
            return nil
        }
        guard size <= CheckedLine.sizeMax else {
            throw CaseError(
                .damagedKeys, "'\(path)' is larger than \(CheckedLine.sizeMax >> 20) MiB: it is none of caselog's.")
        }
        return try files.contents(path, sizeMax: Int(size))
    }

    /// Names in a folder; nil where there is no such folder.
    func names(in folder: String) throws -> [String]? {
        do throws(Errno) { return try files.list(folder) } catch {
            guard error == .missing else { throw EventLogError(.io, "Could not list '\(folder)'.", errno: error.code) }
            return nil
        }
    }

    /// Whether something of a file was left half done.
    static func isLeftover(_ entry: String, of name: String) -> Bool {
        entry == oldPrefix + name || entry == temporaryPrefix + name
    }

    /// Puts a file in place, readable by nobody else and durable, and overwrites the one that was there.
    ///
    ///     .tmp-<name> written and synced; <name> → .erase-<name>;
    ///     .tmp-<name> → <name>; .erase-<name> overwritten, removed
    ///
    /// Each step is durable before the next. Where it ends early, `finish` completes it or takes it back.
    func put(_ name: String, in folder: String, with bytes: [UInt8]) throws {
        try files.makeFolders(folder, mode: 0o700)
        try finish(name, in: folder)
        let (place, temporary) = ("\(folder)/\(name)", "\(folder)/\(Self.temporaryPrefix)\(name)")
        let old = "\(folder)/\(Self.oldPrefix)\(name)"
        let file = try File(temporary, .create(mode: 0o600), in: files)
        try file.write(bytes.rawSpan, at: 0)
        try file.sync()
        try file.close()
        if try contents(place) != nil {
            try files.move(place, to: old)
            try files.syncFolder(folder)
        }
        try files.move(temporary, to: place)
        try files.syncFolder(folder)
        try wipe(old, in: folder)
    }

    /// Completes what a crash or a failure has left of `put`, or takes it back; either way the file is there, whole.
    func finish(_ name: String, in folder: String) throws {
        guard let entries = try names(in: folder) else { return }
        let old = Self.oldPrefix + name
        if entries.contains(old) {
            if entries.contains(name) {
                // The rename that has put it there may not be durable yet; the old one is the only other copy.
                try files.syncFolder(folder)
                try wipe("\(folder)/\(old)", in: folder)
            } else {
                try files.move("\(folder)/\(old)", to: "\(folder)/\(name)")
                try files.syncFolder(folder)
            }
        }
        if entries.contains(Self.temporaryPrefix + name) {
            try wipe("\(folder)/\(Self.temporaryPrefix)\(name)", in: folder)
        }
    }

    /// Removes a file for good, and what was left half done of it. Under the lock.
    func remove(_ name: String, in folder: String) throws {
        try finish(name, in: folder)
        try wipe("\(folder)/\(name)", in: folder)
    }

    /// Overwrites a file with zeros, durably, and removes it; one that is gone already is fine.
    private func wipe(_ path: String, in folder: String) throws {
        do throws(EventLogError) {
            let file = try File(path, .write, in: files)
            let size = try file.status().size
            let zeros = [UInt8](repeating: 0, count: Int(min(size, 1 << 16)))
            for start in stride(from: 0, to: size, by: 1 << 16) {
                try file.write(zeros.rawSpan.extracting(first: Int(min(size - start, 1 << 16))), at: start)
            }
            try file.sync()
            try file.close()
        } catch {
            guard error.errno == Errno.missing.code else { throw error }
            return
        }
        try files.removeIfThere(path)
        try files.syncFolder(folder)
    }

    static let temporaryPrefix = ".tmp-"
    private static let oldPrefix = ".erase-"
}
