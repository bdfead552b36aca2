/// The files of a feed's folder, sorted out by name.
struct FeedListing: Equatable {
    /// By first sequence; of two for the same one, the open segment first.
    private(set) var segments: [SegmentName] = []
    /// Files that a crash left half made.
    private(set) var temporary: [String] = []
    /// What recovery has set aside.
    private(set) var torn: [String] = []
    /// Files with the name of a segment whose first line would be beyond the last that a feed can have.
    private(set) var beyondLimit: [String] = []
    /// Everything that is not part of a feed and does not start with a dot.
    private(set) var unexpected: [String] = []

    static let keyFile = "key"
    static let lockFile = ".lock"
    static let temporaryPrefix = ".tmp-"
    static let tornPrefix = ".torn-"
    private static let known: Set = [keyFile, Checkpoint.file]

    /// Of a folder that cannot be listed.
    init() {}

    init(_ folder: String, in fileSystem: any FileSystem) throws(EventLogError) {
        let names: [String]
        do { names = try fileSystem.list(folder) } catch { throw EventLogError("list", folder, error) }
        for name in names.sorted() {
            if let segment = SegmentName(name) {
                segments.append(segment)
            } else if SegmentName.isBeyondLimit(name) {
                beyondLimit.append(name)
            } else if name.hasPrefix(Self.temporaryPrefix) {
                temporary.append(name)
            } else if name.hasPrefix(Self.tornPrefix) {
                torn.append(name)
            } else if !name.hasPrefix("."), !Self.known.contains(name) {
                unexpected.append(name)
            }
        }
        segments.sort()
    }

    /// Adds a segment after the last one.
    mutating func append(_ segment: SegmentName) { segments.append(segment) }

    /// First sequences for which there is both an open and a sealed segment.
    var doubled: [UInt64] {
        zip(segments, segments.dropFirst()).filter { pair in pair.0.first == pair.1.first }.map { pair in pair.0.first }
    }
}
