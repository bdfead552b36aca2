/// The lock under which everything in a folder is written: advisory, on a file that is never removed. It is let go when
/// its owner is done with it, and by the operating system when the program ends.
package struct FeedLock: ~Copyable {
    private let file: File
    private let environment: LogEnvironment

    /// Takes the lock, waiting at most as long as the settings say.
    ///
    /// - Throws: `.locked` when the time is up.
    package init(_ folder: String, _ environment: LogEnvironment) throws(EventLogError) {
        let file = try File("\(folder)/\(FeedListing.lockFile)", .lock, in: environment.fileSystem)
        try Self.wait(for: file, environment)
        self.file = file
        self.environment = environment
    }

    /// Takes the lock again after it was let go.
    ///
    /// - Throws: `.locked` when the time is up.
    func take() throws(EventLogError) { try Self.wait(for: file, environment) }

    private static func wait(for file: borrowing File, _ environment: LogEnvironment) throws(EventLogError) {
        let longest = environment.settings.lockWaitMax
        var waited: UInt32 = 0
        while try !file.tryLock() {
            guard waited < longest else {
                throw EventLogError(
                    .locked,
                    "Another program has held the lock '\(file.path)' for \(longest) milliseconds. Nothing was stored; "
                        + "let it finish, or stop it, and try again.")
            }
            let pause = min(longest - waited, waited < 100 ? 1 : 10)
            environment.fileSystem.pause(milliseconds: pause)
            waited += pause
        }
    }

    /// Lets go, and keeps the file open.
    func letGo() throws(EventLogError) { try file.unlock() }

    /// Lets go for good.
    package consuming func release() {}
}
