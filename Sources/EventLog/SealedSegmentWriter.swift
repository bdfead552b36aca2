/// Writes a sealed segment into a temporary file, a frame at a time, and gives it its name only when it is durable.
struct SealedSegmentWriter: ~Copyable {
    let name: SegmentName
    private let source: SegmentSource
    private let file: File
    private var offset: UInt64 = 0
    private var builder: IndexBuilder
    private var checker: LineChecker
    /// Lines of the frame that is being filled.
    private var pending: [UInt8] = []

    /// What the lines so far came to.
    var latest: LineChecker { checker }

    /// Makes the temporary file. The feed's lock must be held.
    init(after checker: LineChecker, in source: SegmentSource) throws(EventLogError) {
        let name = SegmentName(first: checker.nextSequence, isSealed: true)
        let temporary = "\(source.folder)/\(FeedListing.temporaryPrefix)\(name)"
        try source.environment.fileSystem.removeIfThere(temporary)
        file = try File(temporary, .create(mode: 0o644), in: source.environment.fileSystem)
        builder = IndexBuilder(first: name.first)
        self.name = name
        self.source = source
        self.checker = checker
    }

    /// Adds whole lines. They are copied at most once: not at all where they fill a frame.
    mutating func append(_ lines: RawSpan) throws(EventLogError) {
        try checker.requireWhole(lines)
        let frameSize = source.environment.settings.sealedFrameSize
        var splitter = LineSplitter(lines)
        var start = 0
        while true {
            let lineStart = splitter.offset
            guard let line = splitter.next() else { break }
            if pending.count + splitter.offset - start > frameSize, pending.count + lineStart - start > 0 {
                try writeFrame(endingWith: lines.extracting(start..<lineStart))
                start = lineStart
            }
            builder.add(try checker.take(line))
        }
        pending.append(lines.extracting(start..<lines.byteCount))
    }

    private mutating func writeFrame(endingWith lines: RawSpan) throws(EventLogError) {
        if pending.isEmpty {
            try writeFrame(of: lines)
        } else {
            pending.append(lines)
            let content = pending
            pending = []
            try writeFrame(of: content.rawSpan)
            pending = content
            pending.removeAll(keepingCapacity: true)
        }
    }

    private mutating func writeFrame(of content: RawSpan) throws(EventLogError) {
        let frame = LZ4.frame(content, level: LogSettings.sealedLevel)
        try file.write(frame.rawSpan, at: offset)
        offset += UInt64(frame.count)
        builder.endFrame(
            storedSize: frame.count, contentSize: content.byteCount,
            checksum: frame.rawSpan.integer(at: frame.count - 4, as: UInt32.self))
    }

    /// Writes the last frame and the index, and syncs.
    private mutating func complete() throws(EventLogError) {
        let content = pending
        if !content.isEmpty { try writeFrame(of: content.rawSpan) }
        try file.write(builder.finish().encoded().rawSpan, at: offset)
        try file.sync()
    }

    /// Makes the segment appear: with one rename, after everything in it is durable.
    ///
    /// Where this fails, there is no temporary file any more, but the segment may be there, not yet durable.
    ///
    /// - Parameter check: called before the rename with the path of the finished temporary file.
    /// - Returns: SHA-256 of the last line, without its LF.
    @discardableResult
    consuming func publish(
        _ check: (_ path: String) throws(EventLogError) -> Void = { _ throws(EventLogError) in }
    ) throws(EventLogError) -> [UInt8] {
        let hash = pending.rawSpan.lastLine.sha256
        let fileSystem = source.environment.fileSystem
        let temporary = file.path
        let source = source
        let name = name
        do throws(EventLogError) {
            try complete()
            try check(temporary)
            try fileSystem.move(temporary, to: source.path(name))
        } catch {
            discard()
            throw error
        }
        try fileSystem.syncFolder(source.folder)
        return hash
    }

    /// Gives up: nothing of the segment stays.
    consuming func discard() {
        try? source.environment.fileSystem.remove(file.path)
    }
}
