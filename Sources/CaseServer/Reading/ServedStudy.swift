import CaseStore
import EventLog
import Logging
import Synchronization

/// The cases that are served. Everything here reads files, so none of it is called from an event loop.
final class ServedStudy: Sendable {
    private let path: String
    private let device: Device
    private let cases = Mutex<[String: ServedCase]>([:])
    private let logger: Logger

    /// - Throws: `CaseError` where nothing is to be served.
    init(_ path: String, device: Device, _ logger: Logger) throws {
        self.path = path
        self.device = device
        self.logger = logger
        _ = try list()
    }

    var title: String { StudyFolder.name(of: path) }

    /// The cases that are there now, by name.
    func list() throws -> [ServedCase] {
        let places = try StudyFolder.casesSoFar(path, in: device.fileSystem)
        let folders = places.compactMap { place in
            do {
                return try CaseFolder(finding: place.path, in: device.fileSystem)
            } catch {
                logger.warning("a case cannot be opened", metadata: ["folder": .string(place.name)])
                return nil
            }
        }
        return cases.withLock { cases in
            var there: [String: ServedCase] = [:]
            // Of two folders that say the same name, the first one by its own name is it.
            for folder in folders where there[folder.name] == nil {
                let known = cases[folder.name].flatMap { $0.folder.path == folder.path ? $0 : nil }
                there[folder.name] = known ?? ServedCase(folder, device: device, logger)
            }
            cases = there
            return there.values.sorted { $0.folder.name < $1.folder.name }
        }
    }

    /// - Throws: `Problem` where there is no such case.
    func find(_ name: String) throws -> ServedCase {
        if let known = cases.withLock({ $0[name] }) { return known }
        guard let found = try list().first(where: { $0.folder.name == name }) else {
            throw Problem(.missing, "There is no such case. '/api/cases' lists those that there are.")
        }
        return found
    }

    /// Those that somebody has asked for.
    var opened: [ServedCase] { cases.withLock { Array($0.values) }.filter(\.isOpen) }
}
