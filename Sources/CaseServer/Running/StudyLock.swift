import CaseStore
import Crypto
import EventLog

/// Keeps a second program of this device from serving the same folder meanwhile, and says so at once. That nobody keeps
/// keys of the same requests, whatever folder is served, each journal's own lock sees to.
struct StudyLock {
    private let lock: HeldLock

    /// - Throws: `EventLogError` `.locked` where another program has it.
    init(_ study: String, on device: Device) throws {
        let folder = device.home + "/server"
        try device.fileSystem.makeFolders(folder, mode: 0o700)
        let name = TextCoding.hex(SHA256.hash(data: Array(StudyFolder.place(of: study).utf8)).prefix(16))
        guard let lock = try HeldLock("\(folder)/\(name).lock", in: device.fileSystem) else {
            throw EventLogError(
                .locked, "'\(study)' is being served already, by another program on this machine. End it there.")
        }
        self.lock = lock
    }
}
