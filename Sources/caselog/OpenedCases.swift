import CaseStore
import EventLog

/// The cases of a study that can be read, with what was read of each; and why the others cannot.
struct OpenedCases<Read> {
    /// Why a case is left out.
    struct Unread {
        let name: String
        let message: String
    }

    private(set) var cases: [(opened: Case, read: Read)] = []
    private(set) var unread: [Unread] = []

    /// Opens and reads each.
    ///
    /// - Parameters:
    ///   - leavesOut: whether one that cannot be opened or read is left out, which is told on standard error; else that
    ///     is thrown.
    ///   - read: reads an opened case.
    init(
        _ places: [StudyFolder.Place], on device: Device, leavesOut: Bool = true, read: (Case) throws -> Read
    ) throws {
        for place in places {
            do {
                let opened = try Case.open(CaseFolder(finding: place.path, in: device.fileSystem), on: device)
                cases.append((opened, try read(opened)))
            } catch let error as CaseError where leavesOut {
                leaveOut(place, error.message)
            } catch let error as EventLogError where leavesOut {
                leaveOut(place, error.message)
            }
        }
    }

    private mutating func leaveOut(_ place: StudyFolder.Place, _ message: String) {
        Output.tell("caselog: '\(place.name)' is left out: \(message)")
        unread.append(Unread(name: place.name, message: message))
    }
}
