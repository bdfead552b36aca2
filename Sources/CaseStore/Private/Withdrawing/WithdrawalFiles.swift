import EventLog

/// The files of a device that say whose words in a case are withdrawn, whether the case tells of it yet or not: whoever
/// begins a withdrawal, or destroys a key, puts another in the place of one of them.
struct WithdrawalFiles: Sendable {
    typealias Stamps = [FileStatus?]

    private let paths: [String]
    private let fileSystem: any FileSystem

    /// - Parameter feed: the one that holds the opening of the case; nil where nothing tells, so that none has keys.
    init(_ folder: CaseFolder, openedIn feed: String?, on device: Device) {
        fileSystem = device.fileSystem
        let keyring = feed.flatMap { feed in
            try? Keyring(device, case: folder.name, feed: feed, device.passphrases, tell: { _ in })
        }
        paths = keyring.map { [$0.store.erasures.path, $0.withdrawals.path] } ?? []
    }

    /// Others once anything of it has changed.
    var stamps: Stamps { paths.map { path in try? fileSystem.status(at: path) } }
}
