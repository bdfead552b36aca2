/// The segment that a writer appends to, with the space ahead of its frames. Its file stays open from commit to commit.
struct OpenSegment: ~Copyable {
    let name: SegmentName
    let file: File
    private let node: UInt64
    /// Where the next frame goes.
    private(set) var end: UInt64 = 0
    /// How long the file is: from `end` on it is padding, unless it ends there.
    private(set) var size: UInt64 = 0
    private var lineCount: UInt64 = 0
    private var contentSize: UInt64 = 0

    /// Begins a new one.
    init(first: UInt64, in source: SegmentSource) throws(EventLogError) {
        let name = SegmentName(first: first, isSealed: false)
        let file = try File(source.path(name), .create(mode: 0o644), in: source.environment.fileSystem)
        node = try file.status().node
        self.name = name
        self.file = file
    }

    /// Goes on with one that was just looked at.
    init(_ segment: Segment, in source: SegmentSource) throws(EventLogError) {
        let file = try File(source.path(segment.name), .write, in: source.environment.fileSystem)
        let status = try file.status()
        guard status.node == segment.status.node, status.size == segment.status.size else {
            throw EventLogError(.io, "'\(file.path)' was changed by somebody who does not hold the lock.")
        }
        name = segment.name
        self.file = file
        node = status.node
        end = segment.end
        size = status.size
        lineCount = segment.lineCount
        contentSize = segment.contentSize
    }

    /// Whether so many lines more go into it.
    func hasRoom(for lines: UInt64, _ bytes: Int, _ settings: LogSettings) -> Bool {
        lineCount == 0
            || lineCount + lines <= settings.openLinesMax && contentSize + UInt64(bytes) <= settings.openSizeMax
    }

    /// Whether the file ends as this writer left it: then nobody has appended to it, or closed it, since.
    ///
    /// Where there is no padding, the end of the file would not tell that another segment was begun.
    func isUntouched() throws(EventLogError) -> Bool {
        guard size > end else { return false }
        var found = [UInt8](repeating: 0, count: Padding.headerSize)
        let count = try file.read(Padding.headerSize, at: end, into: &found)
        return count == Padding.headerSize && found == Padding.header(size - end)
    }

    /// Writes a frame over the beginning of the padding, and the header of what is left of it, with one call; the file
    /// grows where it has to.
    ///
    /// - Throws: `.io`: then the file has to be cut to `end`.
    mutating func write(_ frame: [UInt8], _ settings: LogSettings) throws(EventLogError) {
        let frameEnd = end + UInt64(frame.count)
        if frameEnd + UInt64(Padding.headerSize) <= size {
            return try file.write((frame + Padding.header(size - frameEnd)).rawSpan, at: end)
        }
        let grown = Padding.fileSize(for: frameEnd, settings)
        var bytes = frame + Padding.header(grown - frameEnd)
        let least = bytes.count
        bytes += repeatElement(0, count: Int(grown - end) - least)
        do throws(EventLogError) {
            try file.write(bytes.rawSpan, at: end)
        } catch {
            // A disk that is nearly full may have room for the frame.
            try cut()
            bytes.replaceSubrange(frame.count..., with: Padding.header(UInt64(Padding.headerSize)))
            try file.write(bytes.rawSpan, at: end)
        }
        size = end + UInt64(bytes.count)
    }

    /// Makes the frame just written durable; in a new file, the file as well.
    func sync(in source: SegmentSource) throws(EventLogError) {
        guard end == 0 else { return try file.syncBytes() }
        try file.sync()
        try source.environment.fileSystem.syncFolder(source.folder)
    }

    /// Counts the frame just made durable.
    mutating func take(_ frame: FrameEntry) {
        end = frame.end
        lineCount += UInt64(frame.lineCount)
        contentSize += UInt64(frame.contentSize)
    }

    /// Gives up what stands after the last frame.
    mutating func cut() throws(EventLogError) {
        try file.truncate(to: end)
        size = end
    }

    /// The file as it is now. When it was last written to is left open: nobody need ask for it.
    var status: FileStatus { FileStatus(size: size, node: node, modified: .min) }
}
