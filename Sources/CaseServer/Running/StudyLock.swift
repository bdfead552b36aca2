import CaseStore
import Crypto
import EventLog

/// Keeps a second program of this device from serving a study meanwhile: each would keep keys of requests for itself.
final class StudyLock: Sendable {
    private let file: HeldFile

    /// A class, because files cannot be copied.
    private final class HeldFile: Sendable {
        let file: File

        init(_ file: consuming File) { self.file = file }
    }

    /// - Throws: `CaseError` where another program has it.
    init(_ study: String, on device: Device) throws {
        let folder = device.home + "/server"
        try device.fileSystem.makeFolders(folder, mode: 0o700)
        let name = TextCoding.hex(SHA256.hash(data: Array(StudyFolder.place(of: study).utf8)).prefix(16))
        file = HeldFile(try File("\(folder)/\(name).lock", .lock, in: device.fileSystem))
        guard try file.file.tryLock() else {
            throw CaseError(.refused, "'\(study)' is being served already, by another program on this machine.")
        }
    }
}
