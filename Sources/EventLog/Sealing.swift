extension FeedWriterCore {
    /// Seals segments one after the other, taking the lock anew for each so that others can append in between.
    ///
    /// - Returns: how many were sealed.
    mutating func seal(_ which: SealedSegments) throws -> Int {
        var count = 0
        defer { unlock() }
        while true {
            try lockAndCatchUp()
            guard let now = snapshot, let segment = now.segmentToSeal(which) else { return count }
            snapshot = nil
            if segment.name == now.segments.last?.name { try closeLast(of: now) }
            try sealCopy(of: segment)
            snapshot = try now.refreshed()
            unlock()
            count += 1
        }
    }

    /// Writes a sealed segment with the lines of an open one, and takes the open one away.
    func sealCopy(of segment: Segment) throws(EventLogError) {
        let fileSystem = source.environment.fileSystem
        var decoder = FrameDecoder()
        let before = LineChecker(
            feed: source.feed, inspector: source.environment.inspector, nextSequence: segment.name.first,
            lastRecorded: nil)
        var sealed = try SealedSegmentWriter(after: before, in: source, helpers: Workers.countHere - 1)
        do throws(EventLogError) {
            var bytes = try source.bytes(segment.name)
            for frame in segment.frames {
                guard try decoder.decode(frame, in: &bytes) else {
                    throw EventLogError(
                        .damaged,
                        Damage.frame(
                            source.feed, segment.name, frame.offset..<frame.end, lost: frame.firstSequence,
                            before: frame.nextSequence
                        ).message)
                }
                try sealed.append(decoder.content)
            }
        } catch {
            sealed.discard()
            throw error.code == .lineRefused ? EventLogError(.damaged, error.message) : error
        }
        try sealed.publish { path throws(EventLogError) in
            try source.check(path, holds: segment, with: &decoder)
        }
        try fileSystem.removeIfThere(source.path(segment.name))
    }

    /// How the feed stands now, without recovering anything.
    mutating func currentSnapshot() throws -> FeedSnapshot {
        try FeedSnapshot(source, after: snapshot)
    }
}

extension SegmentSource {
    /// Reads a finished sealed file back before the open one it replaces is given up.
    fileprivate func check(
        _ path: String, holds open: Segment, with decoder: inout FrameDecoder
    ) throws(EventLogError) {
        var bytes = try SegmentBytes(path, in: environment.fileSystem)
        var sealed = Segment(name: SegmentName(first: open.name.first, isSealed: true), status: bytes.status)
        sealed.frames = try SegmentIndex(of: &bytes, first: open.name.first)?.frames ?? []
        guard try sealed.isWhole(andHolds: open, in: self, reading: &bytes, with: &decoder) else {
            throw EventLogError(
                .io, "'\(path)' does not hold what was written to it. Find out what is wrong with the disk.")
        }
    }
}

extension FeedSnapshot {
    /// The first segment that is to be sealed.
    fileprivate func segmentToSeal(_ which: SealedSegments) -> Segment? {
        segments.first { segment in
            !segment.name.isSealed && !segment.frames.isEmpty
                && (which == .all || segment.name != segments.last?.name)
        }
    }
}
