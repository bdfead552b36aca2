/// The numbers of DESIGN §3. A test may choose smaller ones; files written with other numbers are still valid.
package struct LogSettings: Sendable {
    /// How long a commit waits for the feed's lock, in milliseconds.
    package var lockWaitMax: UInt32 = 5_000
    /// An open segment is closed rather than hold more lines than this, or more bytes of lines.
    package var openLinesMax: UInt64 = 4_096
    package var openSizeMax: UInt64 = 8 << 20
    /// How much longer than its frames an open segment is made: as much again, between these two, and its size a
    /// multiple of the first.
    package var openAheadMin: UInt64 = 16 << 10
    package var openAheadMax: UInt64 = 256 << 10
    /// A commit of more bytes of lines becomes a sealed segment of its own. At most 1 MiB.
    package var commitSizeMax = 1 << 20
    /// A frame of a sealed segment is ended before it would hold more bytes of lines. At least 64 KiB and one line, at
    /// most 1 MiB.
    package var sealedFrameSize = 512 << 10
    /// About how many bytes of lines a thread reads at a time, where several share the reading.
    package var readPartSize: UInt64 = 4 << 20

    package init() {}

    /// A line may have this many bytes, without its LF.
    package static let lineSizeMax = 65_535
    /// The last sequence that a line can have: 2⁴⁰ − 1, because an event's name is packed into 64 bits beside its feed.
    package static let sequenceMax: UInt64 = (1 << 40) - 1
    /// A feed whose last `recorded` is further ahead of the clock than this, in milliseconds, is left.
    static let clockAheadMax: Int64 = 24 * 60 * 60 * 1_000
    /// How hard a sealed frame is compressed: the first level of LZ4-HC.
    static let sealedLevel = 3
    /// How long a reader waits, in milliseconds, before it looks again and again at what is no frame: a commit may be
    /// writing there, unless the file was last written to longer ago than the second.
    static let looksAgainAfter: [UInt32] = [1, 2, 4, 8, 16]
    static let commitTimeMax: Int64 = 2_000
    /// How often a reader lists a folder anew because files were sealed under its hands.
    static let listingsMax = 16
}

/// What reading and writing feeds needs from outside.
package struct LogEnvironment: Sendable {
    package var inspector: any LineInspector
    /// The clock: milliseconds since 1970, UTC.
    package var now: @Sendable () -> Int64
    package var fileSystem: any FileSystem
    package var settings: LogSettings
    /// Where the keys of new feeds come from; a simulation draws them from its seed, because feeds are named for them.
    package var makeKey: @Sendable () -> SigningKey = { SigningKey() }

    package init(
        inspector: any LineInspector, now: @escaping @Sendable () -> Int64,
        fileSystem: any FileSystem = SystemFileSystem(), settings: LogSettings = .init()
    ) {
        self.inspector = inspector
        self.now = now
        self.fileSystem = fileSystem
        self.settings = settings
    }
}
