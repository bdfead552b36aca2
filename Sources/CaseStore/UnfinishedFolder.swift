import EventLog

/// A folder that is made beside its place and put there by one rename. Whoever is at it holds a lock on it, so what a
/// crash has left of another can be told, and removed.
struct UnfinishedFolder: ~Copyable {
    let path: String
    private let folder: File

    /// Makes one, and locks it where the file system can do that.
    ///
    /// - Parameter what: what it will be: tells it from others.
    /// - Throws: `EventLogError`, also where another program took it for one that was left, and is removing it.
    init(_ what: String, in parent: String, on device: Device) throws(EventLogError) {
        let path = "\(parent)/\(Self.prefix(what))\(device.now())"
        do throws(EventLogError) { try device.fileSystem.makeFolders(path, mode: 0o755) } catch {
            try? device.fileSystem.removeFolder(path)
            throw error
        }
        let folder = try File(path, .folder, in: device.fileSystem)
        guard (try? folder.tryLock()) != false else {
            throw EventLogError(.locked, "Another program is removing '\(path)'. Nothing was stored; try again.")
        }
        self.path = path
        self.folder = folder
    }

    /// Lets go.
    consuming func release() {}

    /// Does something with each that a crash has left in a folder, so that nobody else does meanwhile.
    static func forEachLeft(
        _ what: String, in parent: String, _ files: any FileSystem, _ body: (String) throws -> Void
    ) rethrows {
        let names = ((try? files.list(parent)) ?? []).filter { name in
            name.hasPrefix(prefix(what)) && Int64(name.dropFirst(prefix(what).count)) != nil
        }
        for name in names.sorted() {
            let path = "\(parent)/\(name)"
            guard let folder = try? File(path, .folder, in: files), (try? folder.tryLock()) == true else { continue }
            try body(path)
            try? folder.close()
        }
    }

    private static func prefix(_ what: String) -> String { ".tmp-\(what)-" }
}
