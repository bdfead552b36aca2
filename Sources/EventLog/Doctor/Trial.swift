/// Tries in a folder what appending needs: making, writing, syncing, locking, renaming.
package struct Trial: Sendable {
    /// What did not work, in a sentence; nil where all did.
    package private(set) var failure: EventLogError?
    /// How long it took to write a little and sync it, in the middle of several; nil where it did not come to that.
    package private(set) var syncTime: Duration?
    /// Whether a lock that is held keeps another from being taken.
    package private(set) var locks = false
    /// Whether `a` and `A` are two files.
    package private(set) var tellsCase = false

    private static let syncCount = 25

    /// - Parameters:
    ///   - folder: is left as it was.
    ///   - time: makes the name of what is made there.
    package init(in folder: String, time: Int64, _ fileSystem: any FileSystem) {
        do { _ = try fileSystem.list(folder) } catch {
            failure = EventLogError("list", folder, error)
            return
        }
        let path = "\(folder)/\(FeedListing.temporaryPrefix)doctor-\(time)"
        defer { fileSystem.removeAll(path) }
        do throws(EventLogError) {
            try fileSystem.makeFolders(path, mode: 0o700)
            try run(in: path, fileSystem)
        } catch {
            failure = error
        }
    }

    private mutating func run(in path: String, _ fileSystem: any FileSystem) throws(EventLogError) {
        let file = try File("\(path)/a", .create(mode: 0o600), in: fileSystem)
        try file.write([UInt8](repeating: 0, count: 64 << 10).rawSpan, at: 0)
        try file.sync()
        try fileSystem.syncFolder(path)
        var times: [Duration] = []
        let clock = ContinuousClock()
        for number in 0..<Self.syncCount {
            let start = clock.now
            try file.write([UInt8](repeating: 1, count: 300).rawSpan, at: UInt64(number * 300))
            try file.syncBytes()
            times.append(clock.now - start)
        }
        syncTime = times.sorted()[Self.syncCount / 2]
        let one = try File("\(path)/lock", .lock, in: fileSystem)
        let other = try File("\(path)/lock", .lock, in: fileSystem)
        let isTaken = try one.tryLock()
        let isTakenTwice = try other.tryLock()
        locks = isTaken && !isTakenTwice
        tellsCase = (try? fileSystem.status(at: "\(path)/A")) == nil
        try fileSystem.move("\(path)/a", to: "\(path)/b")
        try fileSystem.syncFolder(path)
    }
}
