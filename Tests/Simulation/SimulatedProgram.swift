import EventLog
import Synchronization

/// A program on a simulated machine that reads a case's feeds, and may write to one.
struct SimulatedProgram: Sendable {
    static let caseFolder = "/study/elm.caselog"
    static let deviceFolder = "/home"

    let fileSystem: SimulatedFileSystem
    let feeds: FeedsFolder

    init(on machine: SimulatedMachine, _ settings: LogSettings, isDisturbed: Bool) {
        let fileSystem = machine.startProgram(isDisturbed: isDisturbed)
        var environment = LogEnvironment(
            inspector: SimulatedLine(), now: { machine.time }, fileSystem: fileSystem, settings: settings)
        environment.makeKey = { machine.makeKey() }
        self.fileSystem = fileSystem
        feeds = FeedsFolder(
            "\(Self.caseFolder)/feeds", origin: "caselog/elm", environment: environment,
            device: DeviceFolder(Self.deviceFolder, in: fileSystem))
    }

    /// The writer of the device's feed.
    func writer() throws -> FeedWriter {
        try feeds.openOwnFeed(initials: "jw") { _ in }
    }
}

extension SimulatedMachine {
    /// The next key of this machine.
    func makeKey() -> SigningKey {
        let seed = state.withLock { state in
            (0..<32).map { _ in UInt8(truncatingIfNeeded: state.random.next()) }
        }
        guard let key = SigningKey(seed: seed) else { preconditionFailure("32 bytes are a key.") }
        return key
    }
}
