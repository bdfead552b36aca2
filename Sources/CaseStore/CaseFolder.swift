import CaseModel
package import EventLog

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// A case on disk: one folder `NAME.caselog`, named in its `case.json`.
package struct CaseFolder: Sendable {
    package static let suffix = ".caselog"
    /// The form of the folder that this version reads and writes.
    package static let version = 1

    package let path: String
    /// The name in `case.json`; renaming the folder does not change it.
    package let name: String

    package var feedsPath: String { path + "/feeds" }

    /// Finds a case by its folder, given with or without `.caselog`.
    ///
    /// - Throws: `CaseError` when there is none, or when it is no case of this version; `EventLogError` when it cannot
    ///   be read.
    package init(finding given: String, in fileSystem: any FileSystem = SystemFileSystem()) throws {
        let trimmed = Self.trimmed(given)
        let candidates = trimmed.hasSuffix(Self.suffix) ? [trimmed] : [trimmed + Self.suffix, trimmed]
        for candidate in candidates {
            guard let bytes = try Self.description(in: candidate, fileSystem) else { continue }
            try self.init(path: candidate, description: bytes)
            return
        }
        for candidate in candidates where (try? fileSystem.list(candidate)) != nil {
            let message = """
                '\(candidate)' is no case: it has no case.json. A case is a folder NAME.caselog that `caselog new` or \
                `caselog import` made.
                """
            throw CaseError(.notACase, message)
        }
        let message = """
            There is no case '\(candidates[0])'. Make one with `caselog new \(trimmed) --title …`, or import one with \
            `caselog import \(trimmed) FILE`.
            """
        throw CaseError(.missing, message)
    }

    /// What case.json holds; nil when there is none.
    private static func description(in folder: String, _ fileSystem: any FileSystem) throws -> [UInt8]? {
        do throws(EventLogError) {
            return try fileSystem.contents(folder + "/case.json")
        } catch {
            guard error.errno == ENOTDIR else { throw error }
            throw CaseError(.notACase, "'\(folder)' is a file, and no case. A case is a folder NAME.caselog.")
        }
    }

    private init(path: String, description bytes: [UInt8]) throws {
        guard let value = try? JSONParser.parse(bytes), case .integer(let version)? = value["caselog"], version > 0,
            let name = value["case"]?.string, Slug.isSlug(name) || version > Self.version
        else {
            let message =
                "'\(path)/case.json' does not describe a case. It should hold {\"caselog\":1,\"case\":\"NAME\"}."
            throw CaseError(.notACase, message)
        }
        guard version <= Self.version else {
            let message = """
                '\(path)' has the form \(version) of a case, and this caselog knows only form \(Self.version). Use a newer \
                caselog.
                """
            throw CaseError(.newer, message)
        }
        self.path = path
        self.name = name
    }

    /// A folder to be made, under a name of which a case can be.
    init(path: String, name: String) {
        self.path = path
        self.name = name
    }

    /// Where a case of this name would lie, and what it would be called.
    ///
    /// - Throws: `CaseError` when there is one already, or when the name is no identifier.
    package static func place(
        for given: String, in fileSystem: any FileSystem = SystemFileSystem()
    ) throws -> (path: String, name: String) {
        var path = trimmed(given)
        if !path.hasSuffix(suffix) { path += suffix }
        let folder = path.split(separator: "/").last.map(String.init) ?? ""
        let name = String(folder.dropLast(suffix.count))
        guard Slug.isSlug(name) else {
            let message = """
                \"\(name)\" cannot name a case. Names are made of a-z, 0-9 and -, at most \(Slug.lengthMax) characters.
                """
            throw CaseError(.badName, message)
        }
        if (try? fileSystem.list(path)) != nil {
            throw CaseError(.exists, "There is a case '\(path)' already. Choose another name, or `add` to that one.")
        }
        return (path, name)
    }

    /// The feeds of the case, as a device sees them.
    func feeds(on device: Device) -> FeedsFolder {
        FeedsFolder(
            feedsPath, origin: "caselog/\(name)", environment: device.logEnvironment, device: device.folder)
    }

    /// Whether a device has a feed in the case.
    package func hasFeed(of device: Device) throws -> Bool { try !feeds(on: device).ownFeeds().isEmpty }

    /// Writes the file that makes a folder a case.
    func describe(in fileSystem: any FileSystem) throws {
        let text = "{\"caselog\":\(Self.version),\"case\":\"\(name)\"}\n"
        try fileSystem.replace("case.json", in: path, with: Array(text.utf8), mode: 0o644, isSynced: true)
    }

    static func trimmed(_ path: String) -> String {
        var path = path
        while path.count > 1, path.hasSuffix("/") { path.removeLast() }
        return path
    }
}
