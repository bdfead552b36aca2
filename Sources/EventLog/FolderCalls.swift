// What several callers need done with small files and folders, put together from the calls of the seam.
extension FileSystem {
    /// Makes the names in a folder durable.
    ///
    /// - Throws: `.io`, as the others here do.
    package func syncFolder(_ path: String) throws(EventLogError) {
        let folder = try File(path, .folder, in: self)
        try folder.sync()
    }

    /// Makes a folder and, where they are missing, the ones above it; each is synced into the one above before anything
    /// is put into it. So is one that is there already: the program that made it may have been killed before it could.
    package func makeFolders(_ path: String, mode: UInt32) throws(EventLogError) {
        let parent = folder(above: path)
        if let parent, !isThere(path) {
            if isThere(parent) { try syncName(of: parent) } else { try makeFolders(parent, mode: mode) }
        }
        do throws(Errno) { try makeFolder(path, mode: mode) } catch {
            guard error == .exists else { throw EventLogError("make the folder", path, error) }
        }
        try syncFolder(parent ?? path)
    }

    private func isThere(_ path: String) -> Bool { (try? status(at: path)) != nil }

    /// Makes durable that a folder is there. In one that cannot be read nobody of ours has made it.
    private func syncName(of path: String) throws(EventLogError) {
        guard let parent = folder(above: path) else { return }
        do throws(EventLogError) { try syncFolder(parent) } catch {
            guard error.errno == Errno.forbidden.code else { throw error }
        }
    }

    /// The folder that a path's last name stands in; nil for the topmost.
    private func folder(above path: String) -> String? {
        var parts = path.split(separator: "/", omittingEmptySubsequences: false)
        while parts.count > 1, parts.last == "" { parts.removeLast() }
        guard let name = parts.popLast(), name != "", name != "." else { return nil }
        let parent = parts.joined(separator: "/")
        return parent.isEmpty ? (path.hasPrefix("/") ? "/" : ".") : parent
    }

    /// Reads a whole small file.
    ///
    /// - Returns: nil when there is none, or it is larger than `sizeMax` bytes.
    package func contents(_ path: String, sizeMax: Int = 4_096) throws(EventLogError) -> [UInt8]? {
        do throws(EventLogError) {
            let file = try File(path, .read, in: self)
            var bytes = [UInt8](repeating: 0, count: sizeMax + 1)
            let count = try file.read(sizeMax + 1, at: 0, into: &bytes)
            return count > sizeMax ? nil : Array(bytes[0..<count])
        } catch {
            guard error.errno == Errno.missing.code else { throw error }
            return nil
        }
    }

    /// The temporary file by way of which `replace` puts a file in place.
    package func temporaryPath(of name: String, in folder: String) -> String {
        "\(folder)/\(FeedListing.temporaryPrefix)\(name)"
    }

    /// Puts a file in place with one rename, by way of a temporary one beside it.
    ///
    /// - Parameter isSynced: whether to make it durable, and its name with it, before returning.
    package func replace(
        _ name: String, in folder: String, with bytes: [UInt8], mode: UInt32, isSynced: Bool
    ) throws(EventLogError) {
        let temporary = temporaryPath(of: name, in: folder)
        try? remove(temporary)
        do throws(EventLogError) {
            let file = try File(temporary, .create(mode: mode), in: self)
            try file.write(bytes.rawSpan, at: 0)
            if isSynced { try file.sync() }
            try file.close()
            try move(temporary, to: "\(folder)/\(name)")
        } catch {
            try? remove(temporary)
            throw error
        }
        if isSynced { try syncFolder(folder) }
    }

    /// Renames, with an error in words.
    package func move(_ path: String, to newPath: String) throws(EventLogError) {
        do { try rename(path, to: newPath) } catch { throw EventLogError("rename to '\(newPath)'", path, error) }
    }

    /// Removes a folder that never became part of anything, with everything in it, as far as that can be done.
    package func removeAll(_ path: String) {
        for name in (try? list(path)) ?? [] where (try? remove("\(path)/\(name)")) == nil {
            removeAll("\(path)/\(name)")
        }
        try? removeFolder(path)
    }

    /// Removes a file, with an error in words; one that is gone already is fine.
    package func removeIfThere(_ path: String) throws(EventLogError) {
        do {
            try remove(path)
        } catch {
            guard error == .missing else { throw EventLogError("remove", path, error) }
        }
    }
}
