// What several callers need done with small files and folders, put together from the calls of the seam.
extension FileSystem {
    /// Makes the names in a folder durable.
    ///
    /// - Throws: `.io`, as the others here do.
    package func syncFolder(_ path: String) throws(EventLogError) {
        let folder = try File(path, .folder, in: self)
        try folder.sync()
    }

    /// Makes a folder and, where they are missing, the ones above it; each is synced into the one above.
    package func makeFolders(_ path: String, mode: UInt32) throws(EventLogError) {
        let parent = path.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
        var refusal = attempt { () throws(Errno) in try makeFolder(path, mode: mode) }
        if refusal == .missing, !parent.isEmpty {
            try makeFolders(parent, mode: mode)
            refusal = attempt { () throws(Errno) in try makeFolder(path, mode: mode) }
        }
        if let refusal {
            guard refusal == .exists else { throw EventLogError("make the folder", path, refusal) }
            return
        }
        try syncFolder(parent.isEmpty ? (path.hasPrefix("/") ? "/" : ".") : parent)
    }

    private func attempt(_ call: () throws(Errno) -> Void) -> Errno? {
        do {
            try call()
            return nil
        } catch {
            return error
        }
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

    /// Puts a file in place with one rename, by way of a temporary one beside it.
    ///
    /// - Parameter isSynced: whether to make it durable, and its name with it, before returning.
    package func replace(
        _ name: String, in folder: String, with bytes: [UInt8], mode: UInt32, isSynced: Bool
    ) throws(EventLogError) {
        let temporary = "\(folder)/\(FeedListing.temporaryPrefix)\(name)"
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
