import EventLog

/// A folder of files for somebody else, which appears when it is whole, or not at all.
package struct DossierFolder {
    /// Where it is made: beside its place, so that one rename puts it there.
    private let temporary: String
    private let files: any FileSystem
    private var sums: [(name: String, hash: String)] = []
    private var folders: Set<String> = []

    /// The file that lists the hashes of all others.
    package static let sumsFile = "SHA256SUMS"

    /// Makes one.
    ///
    /// - Parameter body: adds the files.
    /// - Returns: what `body` does.
    /// - Throws: `CaseError` where there is something of that name already; `EventLogError` where something cannot be
    ///   written; whatever `body` throws. Then nothing is left of it.
    package static func make<Result>(
        _ given: String, on device: Device, _ body: (inout DossierFolder) throws -> Result
    ) throws -> Result {
        try requireFree(given, on: device)
        let path = CaseFolder.trimmed(given)
        let parent = CaseMaker.parent(of: path)
        var folder = DossierFolder(temporary: "\(parent)/.tmp-dossier-\(device.now())", files: device.fileSystem)
        try folder.files.makeFolders(folder.temporary, mode: 0o755)
        let result: Result
        do {
            result = try body(&folder)
            try folder.finish()
            try requireFree(given, on: device)
            try folder.files.move(folder.temporary, to: path)
        } catch {
            folder.files.removeAll(folder.temporary)
            throw error
        }
        try folder.files.syncFolder(parent)
        return result
    }

    private init(temporary: String, files: any FileSystem) {
        self.temporary = temporary
        self.files = files
    }

    /// Says at once, before any work, whether a dossier can have a name.
    ///
    /// - Throws: `CaseError` where there is something of that name already.
    package static func requireFree(_ given: String, on device: Device) throws {
        guard !given.isEmpty else { throw CaseError(.input, "A dossier needs the name of a folder.") }
        let path = CaseFolder.trimmed(given)
        guard (try? device.fileSystem.status(at: path)) == nil else {
            throw CaseError(
                .exists,
                "There is a '\(path)' already. A dossier is written into a folder of its own: choose another name.")
        }
    }

    /// Adds a file.
    ///
    /// - Parameter name: in folders of the dossier's, each of one level, if it has slashes.
    package mutating func add(_ name: String, _ bytes: [UInt8]) throws {
        if let slash = name.firstIndex(of: "/"), folders.insert(String(name[..<slash])).inserted {
            try files.makeFolders("\(temporary)/\(name[..<slash])", mode: 0o755)
        }
        try write(name, bytes)
        sums.append((name, FactsKey.hex(bytes.rawSpan.sha256)))
    }

    /// Adds the list of hashes.
    private func finish() throws {
        let list = sums.sorted { $0.name < $1.name }.map { "\($0.hash)  \($0.name)\n" }.joined()
        try write(Self.sumsFile, Array(list.utf8))
        for folder in folders { try files.syncFolder("\(temporary)/\(folder)") }
        try files.syncFolder(temporary)
    }

    private func write(_ name: String, _ bytes: [UInt8]) throws {
        let file = try File("\(temporary)/\(name)", .create(mode: 0o644), in: files)
        if !bytes.isEmpty { try file.write(bytes.rawSpan, at: 0) }
        try file.sync()
        try file.close()
    }
}
