/// Writes a sealed segment into a temporary file, a frame at a time, and gives it its name only when it is durable. Frames are
/// compressed on other threads while the next lines are appended.
struct SealedSegmentWriter: ~Copyable {
    let name: SegmentName
    private let source: SegmentSource
    private let file: File
    private var builder: IndexBuilder
    private var checker: LineChecker
    /// Lines of the frame that is being filled.
    private var pending: [UInt8] = []
    /// Frames on their way from lines to the file.
    private let press: Pipeline<[UInt8], [UInt8]>

    /// What the lines so far came to.
    var latest: LineChecker { checker }

    /// Makes the temporary file. The feed's lock must be held; the file has one of its own, which tells other programs
    /// that somebody is still at it: see `removeAbandoned`.
    ///
    /// - Parameter helpers: how many threads compress beside the one that appends, which does it where they cannot keep up.
    init(after checker: LineChecker, in source: SegmentSource, helpers: Int) throws(EventLogError) {
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
        press = Pipeline(helpers: helpers) { lines in LZ4.frame(lines.rawSpan, level: LogSettings.sealedLevel) }
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
        builder.endFrame(contentSize: content.count)
        if let frame = press.put(content) { try write(frame) }
    }

    private mutating func write(_ frame: [UInt8]) throws(EventLogError) {
        try file.write(frame.rawSpan, at: builder.end)
        builder.placeFrame(
            storedSize: frame.count, checksum: frame.rawSpan.integer(at: frame.count - 4, as: UInt32.self))
    }

    /// Writes the last frame and the index, and syncs.
    ///
    /// - Returns: SHA-256 of the last line, without its LF.
    @discardableResult
    mutating func complete() throws(EventLogError) -> [UInt8] {
        let hash = pending.rawSpan.lastLine.sha256
        if !pending.isEmpty { try endFrame(with: RawSpan()) }
        while let frame = press.next() { try write(frame) }
        try file.write(builder.finish().encoded().rawSpan, at: builder.end)
        try file.sync()
        return hash
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
