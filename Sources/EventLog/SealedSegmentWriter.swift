/// Writes a sealed segment into a temporary file, a frame at a time, and gives it its name only when it is durable.
/// Frames are compressed, and their lines hashed, on other threads while the next lines are appended.
struct SealedSegmentWriter: ~Copyable {
    private struct Filled: Sendable {
        let lines: [UInt8]
        let first: UInt64
    }

    private struct Pressed: Sendable {
        let frame: [UInt8]
        let ranges: [CompactRange]
    }

    let name: SegmentName
    private let source: SegmentSource
    private let file: File
    private var builder: IndexBuilder
    private var checker: LineChecker
    /// Over all lines of the feed up to the last frame written.
    private var tree: CompactRange
    /// Lines of the frame that is being filled.
    private var pending: [UInt8] = []
    /// Frames on their way from lines to the file.
    private let press: Pipeline<Filled, Pressed>

    /// What the lines so far came to.
    var latest: LineChecker { checker }

    /// Makes the temporary file. The feed's lock must be held; the file has one of its own, which tells other programs
    /// that somebody is still at it: see `removeAbandoned`.
    ///
    /// - Parameters:
    ///   - tree: over the lines before, or as many of them as are known.
    ///   - helpers: how many threads compress beside the one that appends, which does it where they cannot keep up.
    init(
        after checker: LineChecker, _ tree: CompactRange, in source: SegmentSource, helpers: Int
    ) throws(EventLogError) {
        precondition(tree.end + 1 == checker.nextSequence)
        let name = SegmentName(first: checker.nextSequence, isSealed: true)
        let temporary = source.temporaryPath(name)
        _ = source.removeAbandoned(temporary)
        let file = try File(temporary, .create(mode: 0o644), in: source.environment.fileSystem)
        _ = try file.tryLock()
        self.file = file
        builder = IndexBuilder(first: name.first)
        self.name = name
        self.source = source
        self.checker = checker
        self.tree = tree
        press = Pipeline(helpers: helpers) { filled in
            let lines = FrameLines(filled.lines.rawSpan, firstSequence: filled.first, count: 0)
            return Pressed(
                frame: LZ4.frame(filled.lines.rawSpan, level: LogSettings.sealedLevel),
                ranges: lines.ranges(cutAt: []))
        }
    }

    /// Adds whole lines.
    mutating func append(_ lines: RawSpan) throws(EventLogError) {
        try checker.requireWhole(lines)
        let frameSize = source.environment.settings.sealedFrameSize
        var splitter = LineSplitter(lines)
        var start = 0
        while true {
            let lineStart = splitter.offset
            guard let line = splitter.next() else { break }
            if pending.count + splitter.offset - start > frameSize, pending.count + lineStart - start > 0 {
                try endFrame(with: lines.extracting(start..<lineStart))
                start = lineStart
            }
            builder.add(try checker.take(line))
        }
        pending.append(lines.extracting(start..<lines.byteCount))
    }

    private mutating func endFrame(with lines: RawSpan) throws(EventLogError) {
        var content = pending
        pending = []
        content.append(lines)
        let first = builder.next
        builder.endFrame(contentSize: content.count)
        if let pressed = press.put(Filled(lines: content, first: first)) { try write(pressed) }
    }

    private mutating func write(_ pressed: Pressed) throws(EventLogError) {
        let frame = pressed.frame
        try file.write(frame.rawSpan, at: builder.end)
        builder.placeFrame(
            storedSize: frame.count, checksum: frame.rawSpan.integer(at: frame.count - 4, as: UInt32.self))
        for range in pressed.ranges { tree.append(range) }
    }

    /// Writes the last frame and the index, and syncs.
    ///
    /// - Returns: the hash of the last line, and the tree with the segment's lines.
    @discardableResult
    mutating func complete() throws(EventLogError) -> (lastLine: TreeHash, tree: CompactRange) {
        let lastLine = TreeHash(leaf: pending.rawSpan.lastLine)
        if !pending.isEmpty { try endFrame(with: RawSpan()) }
        while let pressed = press.next() { try write(pressed) }
        try file.write(builder.finish(tree).encoded().rawSpan, at: builder.end)
        try file.sync()
        return (lastLine, tree)
    }

    /// Makes the segment appear: with one rename, after everything in it is durable.
    ///
    /// Where this fails, there is no temporary file any more, but the segment may be there, not yet durable.
    consuming func appear() throws(EventLogError) {
        let fileSystem = source.environment.fileSystem
        let source = source
        do throws(EventLogError) {
            try fileSystem.move(file.path, to: source.path(name))
        } catch {
            discard()
            throw error
        }
        try fileSystem.syncFolder(source.folder)
    }

    /// Gives up: nothing of the segment stays.
    consuming func discard() {
        try? source.environment.fileSystem.remove(file.path)
    }

    /// The temporary file.
    var path: String { file.path }
}

extension SegmentSource {
    func temporaryPath(_ name: SegmentName) -> String { "\(folder)/\(FeedListing.temporaryPrefix)\(name)" }

    /// Removes a temporary file that a crash left. The feed's lock must be held. One that cannot go is in nobody's way.
    ///
    /// - Returns: false where somebody is still at it.
    func removeAbandoned(_ path: String) -> Bool {
        do throws(EventLogError) {
            let file = try File(path, .write, in: environment.fileSystem)
            guard try file.tryLock() else { return false }
        } catch {
            guard error.errno != Errno.missing.code else { return true }
        }
        try? environment.fileSystem.remove(path)
        return true
    }
}
