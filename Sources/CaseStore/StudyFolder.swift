package import EventLog

/// A study on disk: a folder that holds cases.
package enum StudyFolder {
    /// The case that a folder is, or those in it, by their names on disk.
    ///
    /// - Throws: `CaseError` where there is none.
    package static func cases(
        _ given: String, in fileSystem: any FileSystem = SystemFileSystem()
    ) throws -> (folders: [CaseFolder], isStudy: Bool) {
        do {
            return ([try CaseFolder(finding: given, in: fileSystem)], false)
        } catch let error as CaseError where error.code == .notACase || error.code == .missing {
            let path = CaseFolder.trimmed(given)
            let names = ((try? fileSystem.list(path)) ?? []).filter { $0.hasSuffix(CaseFolder.suffix) }.sorted()
            guard !path.hasSuffix(CaseFolder.suffix), !names.isEmpty else { throw error }
            return (try names.map { try CaseFolder(finding: "\(path)/\($0)", in: fileSystem) }, true)
        }
    }

    /// Where each case of a study lies, also those that cannot be opened, by their names on disk; or the one case that
    /// a folder is.
    ///
    /// - Throws: `CaseError` where there is none.
    package static func paths(
        _ given: String, in fileSystem: any FileSystem = SystemFileSystem()
    ) throws -> [(name: String, path: String)] {
        let path = CaseFolder.trimmed(given)
        let names = ((try? fileSystem.list(path)) ?? []).filter { $0.hasSuffix(CaseFolder.suffix) }.sorted()
        if !names.isEmpty, !path.hasSuffix(CaseFolder.suffix) {
            return names.map { (String($0.dropLast(CaseFolder.suffix.count)), "\(path)/\($0)") }
        }
        return try cases(given, in: fileSystem).folders.map { ($0.name, $0.path) }
    }

    /// What a study is called: the name of its folder.
    package static func name(of given: String) -> String {
        let path = Volume.resolved(given) ?? CaseFolder.trimmed(given)
        return path.split(separator: "/").last.map(String.init) ?? path
    }
}
