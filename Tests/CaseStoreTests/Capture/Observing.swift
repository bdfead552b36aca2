import CaseModel
import CaseStore
import EventLog

/// Programs that observe in the case of a workshop.
extension Workshop {
    /// What an entry is typed into.
    func session(_ folder: CaseFolder, _ device: Device? = nil) throws -> LiveSession {
        let device = device ?? self.device()
        return LiveSession(try writer(folder, device), folder, device: device)
    }

    /// A program that goes on with the session that runs, or begins one.
    func recorder(
        _ folder: CaseFolder, _ files: any FileSystem, _ passphrases: Passphrases? = nil
    ) throws -> EntryRecorder {
        var device = device(fileSystem: files)
        if let passphrases { device.passphrases = passphrases }
        let recorder = try EntryRecorder(try writer(folder, device), folder, device: device)
        let now = EDTF("2022-03-05T10:00:00+00:00") ?? EDTF(DatePoint())
        if let running = try recorder.live.running().first {
            try recorder.live.goOn(with: running.id, at: now)
        } else {
            _ = try recorder.live.start(NewSession(), at: now)
        }
        return recorder
    }
}
