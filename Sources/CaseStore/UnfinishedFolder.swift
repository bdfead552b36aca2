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
    ///
    /// - Returns: what could not be looked at: something may be left there.
    @discardableResult
    static func forEachLeft(
        _ what: String, in parent: String, _ files: any FileSystem, _ body: (String) throws -> Void
    ) rethrows -> [String] {
        let names: [String]
        do throws(Errno) { names = try files.list(parent) } catch { return error == .missing ? [] : [parent] }
        var unseen: [String] = []
        for name in names.sorted()
        where name.hasPrefix(prefix(what)) && Int64(name.dropFirst(prefix(what).count)) != nil {
            let path = "\(parent)/\(name)"
            guard let folder = try? File(path, .folder, in: files), let isOurs = try? folder.tryLock() else {
                if files.mayBeThere(path) { unseen.append(path) }
                continue
            }
            guard isOurs else { continue }
            try body(path)
            try? folder.close()
        }
        return unseen
    }

    private static func prefix(_ what: String) -> String { ".tmp-\(what)-" }
}
