import EventLog

/// A lock on a file of its own, which is never removed: held as long as the value is, at the latest until the program
/// ends.
final class HeldLock: Sendable {
    private let file: File

    /// Takes the lock.
    ///
    /// - Parameter longest: how long to wait for whoever has it, in milliseconds; about.
    /// - Returns: nil where another program, or another holder in this one, has it for longer.
    /// - Throws: `EventLogError` where the file cannot be opened or locked.
    init?(_ path: String, in fileSystem: any FileSystem, waiting longest: UInt32 = 0) throws {
        file = try File(path, .lock, in: fileSystem)
        var waited: UInt32 = 0
        while try !file.tryLock() {
            guard waited < longest else { return nil }
            fileSystem.pause(milliseconds: 10)
            waited += 10
        }
    }
}
