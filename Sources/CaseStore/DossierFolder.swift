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
    /// - Parameters:
    ///   - tell: is told of what a crash left of another one.
    ///   - body: adds the files.
    /// - Returns: what `body` does.
    /// - Throws: `CaseError` where there is something of that name already; `EventLogError` where something cannot be
    ///   written; whatever `body` throws. Then nothing is left of it.
    package static func make<Result>(
        _ given: String, on device: Device, tell: (String) -> Void = { _ in },
        _ body: (inout DossierFolder) throws -> Result
    ) throws -> Result {
        try WholeFolder.make(given, "dossier", on: device, tell: tell) { temporary in
            var folder = DossierFolder(temporary: temporary, files: device.fileSystem)
            let result = try body(&folder)
            try folder.finish()
            return result
        }
    }

    private init(temporary: String, files: any FileSystem) {
        self.temporary = temporary
        self.files = files
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
    }

    private func write(_ name: String, _ bytes: [UInt8]) throws {
        let file = try File("\(temporary)/\(name)", .create(mode: 0o644), in: files)
        if !bytes.isEmpty { try file.write(bytes.rawSpan, at: 0) }
        try file.sync()
        try file.close()
    }
}
