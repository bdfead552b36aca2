package import EventLog

/// What this machine, and the file systems that a case and the device folder lie on, can promise, and what they cannot.
package struct Checkup: Sendable {
    package enum Kind: String, Sendable {
        /// As it should be.
        case ok
        /// Something that people should know and that keeps nothing from working.
        case note
        /// Something that breaks a promise, or keeps caselog from working.
        case bad
    }

    package struct Finding: Sendable, Equatable {
        /// A folder, or `this machine`.
        package let about: String
        package let kind: Kind
        /// A sentence or two.
        package let text: String
    }

    package private(set) var findings: [Finding] = []

    /// Whether every promise holds.
    package var isSound: Bool { !findings.contains { finding in finding.kind == .bad } }

    /// Free space below this, in bytes, is told: sealing needs room for a segment beside the open one.
    private static let littleSpace: UInt64 = 256 << 20
    /// A disk that syncs faster has not written.
    private static let shortestSync = Duration.microseconds(10)
    /// Before this version was written, no clock could show it.
    private static let earliestTime: Int64 = 1_767_225_600_000

    /// - Parameters:
    ///   - folder: a case, or any folder in which cases are to lie.
    ///   - volume: what the system says of a folder.
    package init(
        of folder: String, device: Device, volume: (String) -> Volume = { folder in Volume(of: folder) }
    ) {
        checkMachine(device)
        check(folder, volume(folder), device, holdsKeys: false)
        let home = Self.nearest(device.home, device.fileSystem)
        check(home, volume(home), device, holdsKeys: home == device.home)
        let found: CaseFolder
        do { found = try CaseFolder(finding: folder, in: device.fileSystem) } catch {
            // A folder in which cases are to lie is none itself.
            let isCase = (try? device.fileSystem.status(at: "\(folder)/case.json")) != nil
            if isCase { add(folder, .bad, "It cannot be opened as a case. \(error)") }
            return
        }
        if device.home == found.path || device.home.hasPrefix(found.path + "/") {
            add(
                device.home, .bad,
                "This device's keys would lie in the case itself, and whoever gets a copy of the case could sign in their "
                    + "name. Set CASELOG_HOME to another folder.")
        }
        check(found, device)
    }

    private mutating func add(_ about: String, _ kind: Kind, _ text: String) {
        findings.append(Finding(about: about, kind: kind, text: text))
    }

    private mutating func checkMachine(_ device: Device) {
        let about = "this machine"
        if device.now() < Self.earliestTime {
            add(
                about, .bad,
                "Its clock shows a time before 2026. Events would be recorded at times that were not; set it.")
        }
        #if os(macOS)
        add(
            about, .ok,
            "It is macOS: commits are synced with F_FULLFSYNC, which reaches the medium where the drive obeys.")
        #else
        add(
            about, .ok,
            "It is Linux: commits are synced with fdatasync, which reaches the medium where the drive obeys.")
        #endif
        if let most = ProcessLimits.fileSizeMax, most < 1 << 30 {
            add(about, .bad, "A file may become only \(most) bytes large here (ulimit -f). A large import needs more.")
        }
        add(
            about, .note,
            "Whether a drive keeps what it says it has synced, no program can tell; consumer drives and some virtual ones do "
                + "not always. Keep copies elsewhere, and checkpoints (`caselog sign`).")
    }

    private mutating func check(_ folder: String, _ volume: Volume, _ device: Device, holdsKeys: Bool) {
        if let kind = volume.kind { checkKind(kind, of: folder, volume) }
        if volume.isReadOnly {
            // A case may well be kept so; but without a place for keys and heads, nothing can be added to any case.
            let isHome = folder == Self.nearest(device.home, device.fileSystem)
            return add(
                folder, isHome ? .bad : .note,
                isHome
                    ? "It can be read and not written to, and keys of feeds are kept there: nothing can be added to any case. "
                        + "Set CASELOG_HOME to another folder."
                    : "It can be read and not written to: nothing can be added there.")
        }
        if let free = volume.freeBytes {
            let text = "\(free >> 20) MiB are free there."
            add(folder, free < Self.littleSpace ? .bad : .ok, free < Self.littleSpace ? text + " Make room." : text)
        }
        let trial = Trial(in: folder, time: device.now(), device.fileSystem)
        if let time = trial.syncTime { checkSync(time, of: folder, volume) }
        if let failure = trial.failure {
            return add(folder, .bad, "It cannot be used for writing. \(failure.message)")
        }
        if !trial.locks {
            add(
                folder, .bad,
                "Locks do not work there: two programs that write at the same time would spoil a feed. Let only one write."
            )
        }
        if !trial.tellsCase {
            add(folder, .note, "Capital and small letters are the same in names there. caselog's own names are small.")
        }
        if holdsKeys { checkKeys(folder, device) }
    }

    private mutating func checkKind(_ kind: String, of folder: String, _ volume: Volume) {
        if volume.isRemote {
            add(
                folder, .bad,
                "It lies on \(kind): what is synced and locked there is up to another machine, or another program. Record on a "
                    + "disk of this machine, and copy the case there afterwards.")
        } else if volume.isMemory {
            add(folder, .bad, "It lies in memory (\(kind)): everything there is gone when the power is.")
        } else {
            add(folder, .ok, "It lies on \(kind).")
        }
    }

    private mutating func checkSync(_ time: Duration, of folder: String, _ volume: Volume) {
        let microseconds = time.components.seconds * 1_000_000 + time.components.attoseconds / 1_000_000_000_000
        let text = "Writing a little and syncing it takes \(microseconds) µs."
        guard time < Self.shortestSync, !volume.isMemory else { return add(folder, .ok, text) }
        add(folder, .bad, text + " No disk is so fast: what is acknowledged there may not survive a power cut.")
    }

    private mutating func checkKeys(_ home: String, _ device: Device) {
        let folders = [home, "\(home)/keys"]
        let keys = ((try? device.fileSystem.list("\(home)/keys")) ?? []).map { name in "\(home)/keys/\(name)" }
        let open = (folders + keys).filter { path in
            Permissions(of: path).map { found in found.isOpenToOthers || !found.isOwn } ?? false
        }
        // The folder above may be open where the keys are not.
        let troubling = open.filter { path in path != home }
        guard let first = troubling.first else {
            let count = keys.count == 1 ? "1 key of a feed is" : "\(keys.count) keys of feeds are"
            return add(home, .ok, "\(count) there, and nobody else may read them.")
        }
        add(
            home, .bad,
            "'\(first)' is open to others, or not yours. Whoever has a key can sign in its feed's name: chmod 600.")
    }

    private mutating func check(_ folder: CaseFolder, _ device: Device) {
        let feeds = folder.feeds(on: device)
        guard let own = try? feeds.ownFeeds() else {
            return add(folder.path, .bad, "Its feeds, or this device's keys, cannot be listed.")
        }
        add(
            folder.path, .ok,
            own.isEmpty
                ? "This device has no feed in it yet; the first `add` makes one."
                : "This device writes to \(own.map(\.text).joined(separator: ", ")).")
        for sentence in (try? feeds.unusableKeys()) ?? [] { add(folder.path, .bad, sentence) }
        for feed in own {
            guard let snapshot = try? feeds.snapshot(of: feed) else { continue }
            for damage in snapshot.damage { add(folder.path, .bad, damage.message) }
            if let last = try? snapshot.lastStamp(), last.recorded > device.now() + 60_000 {
                add(
                    folder.path, .note,
                    "The last line of \(feed) was recorded later than it is now by this clock. Is the clock right?")
            }
        }
    }

    /// The folder, or the nearest one above that is there.
    private static func nearest(_ path: String, _ fileSystem: any FileSystem) -> String {
        var path = path
        while (try? fileSystem.list(path)) == nil {
            guard let slash = path.lastIndex(of: "/") else { return "." }
            if slash == path.startIndex { return "/" }
            path = String(path[..<slash])
        }
        return path
    }
}
