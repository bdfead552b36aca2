import EventLog

/// Makes folders for somebody else: each appears when it is whole, or not at all.
package enum WholeFolder {
    /// Makes one.
    ///
    /// - Parameters:
    ///   - what: what it will be, in a word.
    ///   - body: gets the folder in which the files are made: it lies beside its place, so that one rename puts it
    ///     there. Folders within it are synced by whoever makes them.
    ///   - tell: is told of what a crash left of another one, which is removed.
    /// - Returns: what `body` does.
    /// - Throws: `CaseError` where there is something of that name already; `EventLogError` where something cannot be
    ///   written; whatever `body` throws. Then nothing is left of it.
    static func make<Result>(
        _ given: String, _ what: String, on device: Device, tell: (String) -> Void = { _ in },
        _ body: (String) throws -> Result
    ) throws -> Result {
        try requireFree(given, what, on: device)
        let path = CaseFolder.trimmed(given)
        let parent = CaseMaker.parent(of: path)
        let files = device.fileSystem
        removeLeft(what, in: parent, files, tell)
        let unfinished = try UnfinishedFolder(what, in: parent, on: device)
        let temporary = unfinished.path
        let result: Result
        do {
            result = try body(temporary)
            try files.syncFolder(temporary)
            try requireFree(given, what, on: device)
            try files.move(temporary, to: path)
        } catch {
            files.removeAll(temporary)
            throw error
        }
        try files.syncFolder(parent)
        unfinished.release()
        return result
    }

    private static func removeLeft(
        _ what: String, in parent: String, _ files: any FileSystem, _ tell: (String) -> Void
    ) {
        UnfinishedFolder.forEachLeft(what, in: parent, files) { left in
            files.removeAll(left)
            let isGone = !files.mayBeThere(left)
            tell(
                "'\(left)' is what was left of a \(what) that was not finished. It "
                    + (isGone ? "was removed." : "could not be removed, and may hold private words: remove it."))
        }
    }

    /// Says at once, before any work, whether a folder can have a name.
    ///
    /// - Throws: `CaseError` where there is something of that name already.
    package static func requireFree(_ given: String, _ what: String, on device: Device) throws {
        guard !given.isEmpty else { throw CaseError(.input, "A \(what) needs the name of a folder.") }
        let path = CaseFolder.trimmed(given)
        guard (try? device.fileSystem.status(at: path)) == nil else {
            throw CaseError(
                .exists,
                "There is a '\(path)' already. A \(what) is written into a folder of its own: choose another name.")
        }
    }
}
