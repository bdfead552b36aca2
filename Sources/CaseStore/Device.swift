package import EventLog

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// This machine as a writer of cases: its clock, its files and its own folder of keys and heads.
package struct Device: Sendable {
    /// `$CASELOG_HOME`, or the platform's folder for application data.
    package let home: String
    package var fileSystem: any FileSystem
    /// Milliseconds since 1970-01-01 UTC.
    package let now: @Sendable () -> Int64
    package let settings: LogSettings
    /// Who of several observers writes, where a server keeps their feeds; nil for the device itself.
    package private(set) var observer: String?
    /// Asks for passphrases of keys, where they are under one.
    package var passphrases = Passphrases { _ in
        throw CaseError(
            .noPassphrase, "The keys of private text are under a passphrase, and there is nobody to ask for it.")
    }
    /// Is told what a person must know about keys when the first one of a case is made.
    package var onKeyNote: @Sendable (String) -> Void = { _ in }
    /// What fewer lines come to is not kept: they are read as fast.
    package var keptLinesMin: UInt64 = 2_000

    package init(
        home: String = Device.defaultHome(), fileSystem: any FileSystem = SystemFileSystem(),
        settings: LogSettings = LogSettings(), now: @escaping @Sendable () -> Int64 = Device.clock
    ) {
        self.home = home
        self.fileSystem = fileSystem
        self.settings = settings
        self.now = now
    }

    /// The same machine as one of those who observe through its server writes with it: the keys and heads of their
    /// feeds lie in `HOME/observers/NAME`, so that no other observer, and no command, writes to them. Keys of private
    /// text are the device's.
    ///
    /// - Parameter observer: as `initials(from:)` gives names.
    package func observing(as observer: String) -> Device {
        var device = self
        device.observer = observer
        return device
    }

    /// The system's clock.
    package static func clock() -> Int64 {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
    }

    /// `$CASELOG_HOME`; else `~/Library/Application Support/caselog` on macOS and `$XDG_DATA_HOME/caselog` or
    /// `~/.local/share/caselog` elsewhere.
    package static func defaultHome() -> String {
        if let home = environment("CASELOG_HOME") { return home }
        let user = environment("HOME") ?? "."
        #if os(macOS)
        return user + "/Library/Application Support/caselog"
        #else
        return (environment("XDG_DATA_HOME") ?? user + "/.local/share") + "/caselog"
        #endif
    }

    /// The login name, as initials can hold it: `observer` where it has nothing of `a-z 0-9`. Where the environment
    /// does not tell it, as in a container or a job, the system does.
    package static func initials() -> String {
        let name = environment("USER") ?? environment("LOGNAME") ?? Account.name
        return name.flatMap(initials(from:)) ?? "observer"
    }

    /// What is left of a name in a feed's name, or nil when that is nothing.
    package static func initials(from name: String) -> String? {
        let kept = name.lowercased().unicodeScalars.filter { scalar in
            ("a"..."z").contains(scalar) || ("0"..."9").contains(scalar)
        }
        let text = String(String.UnicodeScalarView(kept).prefix(16))
        return text.isEmpty ? nil : text
    }

    private static func environment(_ name: String) -> String? {
        guard let value = getenv(name) else { return nil }
        let text = String(cString: value)
        return text.isEmpty ? nil : text
    }

    var logEnvironment: LogEnvironment {
        LogEnvironment(inspector: CaseLineInspector(), now: now, fileSystem: fileSystem, settings: settings)
    }

    var folder: DeviceFolder {
        guard let observer else { return DeviceFolder(home, andIn: observersPath, in: fileSystem) }
        return DeviceFolder(observerPath(observer), beside: home, andIn: observersPath, in: fileSystem)
    }

    /// What is kept of an observer, beside the device's own.
    package func observerPath(_ observer: String) -> String { "\(observersPath)/\(observer)" }
    private var observersPath: String { "\(home)/observers" }

    /// Whether this device writes to a feed of a case, or somebody who observes with it.
    ///
    /// - Throws: `EventLogError` where a key cannot be read, and none that can is the feed's.
    func writes(to feed: FeedName, of caseName: String) throws -> Bool {
        try folder.isWritten(feed, name: "caselog/\(caseName)/\(feed)")
    }
}
