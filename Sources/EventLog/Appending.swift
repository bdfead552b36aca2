// How a group of commits, or a large one, gets into the feed's files.
extension FeedWriterCore {
    /// Writes the group as a frame at the end of the open segment, or into a new one where that is full.
    mutating func appendFrame(lineCount: UInt64) throws {
        var snapshot = try known()
        let frame = LZ4.frame(buffer.rawSpan, level: 0)
        var open = try openSegment(for: lineCount, snapshot)
        self.snapshot = nil
        do throws(EventLogError) {
            try open.write(frame, source.environment.settings)
        } catch {
            throw undo(&open, after: error)
        }
        do throws(EventLogError) {
            try open.sync(in: source)
        } catch {
            let acknowledged = snapshot.segments.last { segment in segment.name == open.name }
            throw leave(open.file, acknowledged, in: snapshot, after: error)
        }
        let entry = FrameEntry(
            offset: open.end, storedSize: UInt32(frame.count), contentSize: UInt32(buffer.count),
            firstSequence: snapshot.nextSequence, lineCount: UInt32(lineCount),
            checksum: frame.rawSpan.integer(at: frame.count - 4, as: UInt32.self))
        open.take(entry)
        snapshot.append(entry, to: open)
        self.open = consume open
        self.snapshot = snapshot
    }

    /// The segment that a frame goes into: the open one, or a new one after that is closed.
    private mutating func openSegment(
        for lineCount: UInt64, _ snapshot: FeedSnapshot
    ) throws(EventLogError) -> OpenSegment {
        do throws(EventLogError) {
            if let last = snapshot.segments.last, !last.name.isSealed {
                var open = try takeOpen(last)
                if open.hasRoom(for: lineCount, buffer.count, source.environment.settings) { return open }
                try close(&open, last, of: snapshot)
                hasClosed = true
            }
            let open = try OpenSegment(first: snapshot.nextSequence, in: source)
            lastSeen = open.name
            return open
        } catch {
            self.snapshot = nil
            throw error.code == .notStored ? error : .notStored(error)
        }
    }

    /// Closes the last segment, which nothing more is appended to.
    ///
    /// - Parameter isReplaced: whether a sealed one is about to take its place, so that how it ends does not matter.
    mutating func closeLast(of snapshot: FeedSnapshot, isReplaced: Bool = false) throws(EventLogError) {
        guard let last = snapshot.segments.last, !last.name.isSealed else { return }
        var open = try takeOpen(last)
        if isReplaced { try open.cut() } else { try close(&open, last, of: snapshot) }
        hasClosed = hasClosed || !last.frames.isEmpty
    }

    /// Gives up the space ahead of a segment. That it is gone tells every program that has the file open.
    ///
    /// It has to be durable before another segment begins: half of a padding would be damage then.
    private mutating func close(
        _ open: inout OpenSegment, _ segment: Segment, of snapshot: FeedSnapshot
    ) throws(EventLogError) {
        try open.cut()
        do throws(EventLogError) { try open.file.syncBytes() } catch {
            throw leave(open.file, segment, in: snapshot, after: error)
        }
    }

    private mutating func takeOpen(_ last: Segment) throws(EventLogError) -> OpenSegment {
        if let open = open.take() { return open }
        return try OpenSegment(last, in: source)
    }

    /// Makes a large commit appear.
    ///
    /// - Returns: the hash of its last line, and the tree with its lines.
    mutating func publish(
        _ large: consuming SealedSegmentWriter
    ) throws -> (lastLine: TreeHash, tree: CompactRange) {
        let snapshot = try known()
        let name = large.name
        self.snapshot = nil
        let outcome: (lastLine: TreeHash, tree: CompactRange)
        do throws(EventLogError) {
            try closeLast(of: snapshot)
            // An open segment without a line would stand in the place of the sealed one.
            if let last = snapshot.segments.last, last.name.first == name.first {
                try source.environment.fileSystem.removeIfThere(source.path(last.name))
            }
            outcome = try large.complete()
            lastSeen = name
        } catch {
            large.discard()
            throw error.code == .notStored ? error : .notStored(error)
        }
        do throws(EventLogError) {
            try large.appear()
        } catch {
            do throws(EventLogError) {
                try source.environment.fileSystem.removeIfThere(source.path(name))
                try source.environment.fileSystem.syncFolder(source.folder)
            } catch {
                failure = .stopped(source.feed, error)
            }
            throw EventLogError.notStored(error)
        }
        return outcome
    }
}
