package import EventLog

/// A study on disk: a folder that holds cases.
package enum StudyFolder {
    /// Where a case lies, and the name of its folder.
    package struct Place: Sendable {
        package let name: String
        package let path: String
    }

    /// The case that a folder is, or else those in it, also those that cannot be opened, by their names on disk.
    ///
    /// - Throws: `CaseError` where there is none.
    package static func cases(
        _ given: String, in fileSystem: any FileSystem = SystemFileSystem()
    ) throws -> (places: [Place], isStudy: Bool) {
        do {
            let folder = try CaseFolder(finding: given, in: fileSystem)
            return ([Place(name: folder.name, path: folder.path)], false)
        } catch let error as CaseError where error.code == .notACase || error.code == .missing {
            let places = places(in: given, fileSystem)
            guard places.isEmpty else { return (places, true) }
            // Whoever names the folder of a case wants that one.
            let path = CaseFolder.trimmed(given)
            let isNamed = path.hasSuffix(CaseFolder.suffix) || (try? fileSystem.list(path + CaseFolder.suffix)) != nil
            if isNamed { throw error }
            let what = "Name a case, or a study: a folder that holds cases, which are folders NAME.caselog."
            guard (try? fileSystem.list(path)) != nil else {
                throw CaseError(.missing, "There is neither a case nor a study '\(given)'. \(what)")
            }
            throw CaseError(.notACase, "'\(given)' is neither a case nor a study: no case is in it. \(what)")
        }
    }

    /// As `cases`, but a folder that holds cases is a study, also where a case beside it has its name.
    package static func casesOfStudy(
        _ given: String, in fileSystem: any FileSystem = SystemFileSystem()
    ) throws -> [Place] {
        let places = places(in: given, fileSystem)
        return places.isEmpty ? try cases(given, in: fileSystem).places : places
    }

    /// As `cases`, but a folder without cases is a study that has none so far.
    ///
    /// - Throws: `CaseError` where there is no folder, or what is to be a case is none.
    package static func casesSoFar(
        _ given: String, in fileSystem: any FileSystem = SystemFileSystem()
    ) throws -> [Place] {
        do {
            return try cases(given, in: fileSystem).places
        } catch let error as CaseError where error.code == .notACase {
            let path = CaseFolder.trimmed(given)
            guard !path.hasSuffix(CaseFolder.suffix), (try? fileSystem.list(path)) != nil else { throw error }
            return []
        }
    }

    private static func places(in given: String, _ fileSystem: any FileSystem) -> [Place] {
        let path = CaseFolder.trimmed(given)
        if path.hasSuffix(CaseFolder.suffix) { return [] }
        let names = ((try? fileSystem.list(path)) ?? []).filter { $0.hasSuffix(CaseFolder.suffix) }.sorted()
        return names.map { Place(name: String($0.dropLast(CaseFolder.suffix.count)), path: "\(path)/\($0)") }
    }

    /// What a study is called: the name of its folder.
    package static func name(of given: String) -> String {
        let path = place(of: given)
        return path.split(separator: "/").last.map(String.init) ?? path
    }

    /// Its path without symbolic links: however it was given, it is the same.
    package static func place(of given: String) -> String { Volume.resolved(given) ?? CaseFolder.trimmed(given) }
}
