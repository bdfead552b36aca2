import EventLog

/// The folders of feeds that are in a case, listed again only where there may be others.
struct FeedFolders: Equatable {
    let names: Set<String>
    private let status: FileStatus?
    private let taken: Int64

    /// Of no case yet.
    init() { (names, status, taken) = ([], nil, 0) }

    /// - Parameter earlier: an earlier look at the same case.
    init(of folder: CaseFolder, on device: Device, after earlier: FeedFolders?) {
        let status = try? device.fileSystem.status(at: folder.feedsPath)
        if let earlier, let status, status == earlier.status, status.isOld(at: earlier.taken) {
            self = earlier
            return
        }
        self.status = status
        taken = device.now()
        let names = (try? device.fileSystem.list(folder.feedsPath)) ?? []
        self.names = Set(names.filter { FeedName($0) != nil })
    }
}
