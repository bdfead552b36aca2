import EventLog

/// A file that is made for somebody else: it appears when it is whole, or not at all.
package struct MadeFile {
    /// From the root, where the folder that it goes into is there.
    private let path: String
    /// Where words may be once it is being written, whatever happens meanwhile: the file, and the one beside it that
    /// becomes it.
    package var paths: [String] { [path, files.temporaryPath(of: name, in: folder)] }
    private let name: String
    private let folder: String
    private let files: any FileSystem

    /// So much of a file is looked at for a mark.
    private static let headSize = 4_096

    /// - Throws: `CaseError` where no file can have that name, or its folder is not there.
    package init(_ given: String, on device: Device) throws {
        files = device.fileSystem
        guard !given.isEmpty else {
            throw CaseError(.input, "An empty name names no file. Name the file that is to be written.")
        }
        name = given.split(separator: "/", omittingEmptySubsequences: false).last.map(String.init) ?? ""
        guard !name.isEmpty, name != ".", name != ".." else {
            throw CaseError(.input, "'\(given)' names a folder. Name the file that is to be written.")
        }
        let parent = CaseMaker.parent(of: given)
        guard (try? files.list(parent)) != nil else {
            throw CaseError(
                .input, "There is no folder '\(parent)' to write '\(name)' into. Make it first, or name another.")
        }
        folder = Volume.resolved(parent) ?? parent
        path = folder == "/" ? "/\(name)" : "\(folder)/\(name)"
        if let own = Self.caseFolder(around: folder, files) {
            throw CaseError(
                .input, "'\(path)' would lie in the case '\(own)', which holds the log alone. Name a file outside it.")
        }
    }

    /// The case that a folder is or lies in.
    private static func caseFolder(around folder: String, _ files: any FileSystem) -> String? {
        var around = folder
        while (try? files.status(at: around == "/" ? "/case.json" : "\(around)/case.json")) == nil {
            let parent = CaseMaker.parent(of: around)
            if parent == around || parent == "." { return nil }
            around = parent
        }
        return around
    }

    /// Says at once, before any work, whether the file can be written: not over what somebody else made.
    ///
    /// - Parameters:
    ///   - mark: what the beginning of a file holds that may be written over.
    ///   - what: what it will be, in a word.
    package func requireFree(orMarked mark: [UInt8], _ what: String) throws {
        guard (try? files.status(at: path)) != nil else { return }
        let file = try File(path, .read, in: files)
        var head = [UInt8](repeating: 0, count: Self.headSize)
        let count = try file.read(head.count, at: 0, into: &head)
        guard !String(decoding: head[..<count], as: UTF8.self).contains(String(decoding: mark, as: UTF8.self)) else {
            return
        }
        throw CaseError(
            .exists,
            "There is a '\(path)' already, and it is no \(what) of caselog's. Choose another name, or give --force.")
    }

    /// As the other, for a file that says itself what it was made of and whether anything of it was changed.
    package func requireFree(orSealed mark: MadeMark, _ what: String) throws {
        guard let status = try? files.status(at: path) else { return }
        let words: String
        switch mark.problem(in: try files.contents(path, sizeMax: Int(status.size)) ?? []) {
        case nil: return
        case .foreign: words = "it is no \(what) of caselog's"
        case .unsealed: words = "it does not say whether anybody has changed it since caselog made it"
        case .changed: words = "it was changed since caselog wrote it"
        case .another(let name): words = "it is a \(what) of '\(name)'"
        }
        throw CaseError(
            .exists, "There is a '\(path)' already, and \(words). Choose another name, or give --force.")
    }

    /// Writes it, durably, over what was there.
    package func write(_ bytes: [UInt8]) throws {
        try files.replace(name, in: folder, with: bytes, mode: 0o644, isSynced: true)
    }
}
