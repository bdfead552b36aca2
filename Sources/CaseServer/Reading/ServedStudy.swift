import CaseStore
import EventLog
import Logging
import Synchronization

/// The cases that are served. Everything here reads files, so none of it is called from an event loop.
final class ServedStudy: Sendable {
    /// A folder of the study that cannot be served.
    struct Unopened: Sendable {
        let name: String
        /// Says why, and what to do.
        let problem: String
    }

    private let path: String
    private let device: Device
    private let cases = Mutex<[String: ServedCase]>([:])
    /// Why folders could not be opened when they were last looked at, by their names.
    private let problems = Mutex<[String: String]>([:])
    private let logger: Logger

    /// - Throws: `CaseError` where nothing is to be served.
    init(_ path: String, device: Device, _ logger: Logger) throws {
        self.path = path
        self.device = device
        self.logger = logger
        _ = try list()
    }

    var title: String { StudyFolder.name(of: path) }

    /// The cases that are there now, by name, and what cannot be opened. One that was served stays so as long as its
    /// folder is there: those who follow it go on.
    func list() throws -> (cases: [ServedCase], unopened: [Unopened]) {
        var unopened: [(path: String, case: Unopened)] = []
        var folders: [CaseFolder] = []
        for place in try StudyFolder.casesSoFar(path, in: device.fileSystem) {
            do {
                folders.append(try CaseFolder(finding: place.path, in: device.fileSystem))
            } catch {
                unopened.append((place.path, Unopened(name: place.name, problem: Problem(error).detail)))
            }
        }
        log(Dictionary(unopened.map { ($0.case.name, $0.case.problem) }) { first, _ in first })
        let (there, gone) = cases.withLock { cases in
            var there: [String: ServedCase] = [:]
            // Of two folders that say the same name, the first one by its own name is it.
            for folder in folders where there[folder.name] == nil {
                let known = cases[folder.name].flatMap { $0.folder.path == folder.path ? $0 : nil }
                there[folder.name] = known ?? ServedCase(folder, device: device, logger)
            }
            for (name, known) in cases where there[name] == nil && isThere(known.folder) { there[name] = known }
            let gone = cases.filter { there[$0.key] !== $0.value }.map(\.value)
            cases = there
            return (there, gone)
        }
        for served in gone { served.subscribers.end() }
        let paths = Set(there.values.map(\.folder.path))
        return (
            there.values.sorted { $0.folder.name < $1.folder.name },
            unopened.filter { !paths.contains($0.path) }.map(\.case)
        )
    }

    /// Tells of what cannot be opened once, however often it is looked at, and again where that changes.
    private func log(_ now: [String: String]) {
        let before = problems.withLock { problems in
            defer { problems = now }
            return problems
        }
        for (name, problem) in now where before[name] != problem {
            logger.warning("a case cannot be opened", metadata: ["folder": .string(name)])
        }
    }

    /// Whether a folder is there, or nobody can tell.
    private func isThere(_ folder: CaseFolder) -> Bool {
        do { _ = try device.fileSystem.status(at: folder.path) } catch { return error != .missing }
        return true
    }

    /// - Throws: `Problem` where there is no such case.
    func find(_ name: String) throws -> ServedCase {
        if let known = cases.withLock({ $0[name] }), isThere(known.folder) { return known }
        let (cases, unopened) = try list()
        if let found = cases.first(where: { $0.folder.name == name }) { return found }
        if let known = unopened.first(where: { $0.name == name }) {
            throw Problem(.unavailable, "The case '\(name)' cannot be opened. \(known.problem)", retryAfter: 30)
        }
        throw Problem(.missing, "There is no such case. '/api/cases' lists those that there are.")
    }

    /// Those that somebody has asked for: also one that somebody follows and that could not be read the last time.
    var opened: [ServedCase] {
        cases.withLock { Array($0.values) }.filter { $0.isOpen || $0.subscribers.count > 0 }
    }
}
