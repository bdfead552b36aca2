/// What loading a segment needs to know.
struct SegmentSource {
    let feed: FeedName
    /// The feed's folder.
    let folder: String
    /// The name of the feed's key and of its tree: `caselog/<case>/<feed>`.
    let origin: String
    let environment: LogEnvironment

    /// What the feed's folder stands in.
    var feedsFolder: String { String(folder.dropLast(feed.text.utf8.count + 1)) }

    func path(_ name: SegmentName) -> String { "\(folder)/\(name)" }

    func bytes(_ name: SegmentName, readAhead: Int = 1 << 20) throws(EventLogError) -> SegmentBytes {
        try SegmentBytes(path(name), in: environment.fileSystem, readAhead: readAhead)
    }
}

extension Segment {
    /// Reads what a segment holds: its index if it is sealed and the index is good, otherwise its frames.
    ///
    /// What the operating system does not let be read is not thrown but left out: `failure` says why.
    ///
    /// - Parameter earlier: the same segment read before; where it has only grown, only what is new is read.
    /// - Throws: `.io` where there is no such file (any more).
    static func load(
        _ name: SegmentName, from source: SegmentSource, after earlier: Segment? = nil,
        with decoder: inout FrameDecoder
    ) throws(EventLogError) -> Segment {
        var bytes: SegmentBytes
        do throws(EventLogError) {
            bytes = try source.bytes(name)
        } catch {
            guard error.errno != Errno.missing.code else { throw error }
            return Segment(name: name, failure: error)
        }
        if let earlier, earlier.failure == nil, earlier.status.node == bytes.status.node,
            let segment = try? earlier.continued(in: &bytes, source, &decoder)
        {
            return segment
        }
        var segment = Segment(name: name, status: bytes.status)
        if name.isSealed, let index = try? SegmentIndex(of: &bytes, first: name.first) {
            segment.frames = index.frames
            segment.late = index.late
            segment.tree = index.tree
            segment.isIndexed = true
            return segment
        }
        segment.scan(&bytes, source, &decoder)
        if name.isSealed { segment.noteMissingIndex(&bytes, source) }
        return segment
    }

    /// This segment with what has been appended since it was read; nil where its file is not what it was.
    ///
    /// The clock of a file system is too coarse, and with padding the size says too little, to tell whether there is
    /// more to an open segment: the place where the next frame goes does.
    private func continued(
        in bytes: inout SegmentBytes, _ source: SegmentSource, _ decoder: inout FrameDecoder
    ) throws(EventLogError) -> Segment? {
        if name.isSealed { return status == bytes.status && tail == nil ? self : nil }
        guard damage.isEmpty, bytes.size >= end else { return nil }
        if status == bytes.status {
            let ends = try bytes.hasPaddingHeader(at: end)
            if tail == nil, ends == (padding > 0) { return self }
        } else if let last = frames.last {
            guard try decoder.decode(last, in: &bytes) else { return nil }
        }
        var segment = self
        segment.scan(&bytes, source, &decoder)
        return segment
    }

    /// Adds the frames after the ones that are known.
    private mutating func scan(
        _ bytes: inout SegmentBytes, _ source: SegmentSource, _ decoder: inout FrameDecoder
    ) {
        let scan = settledScan(&bytes, source, &decoder)
        status = bytes.status
        padding = scan.padding
        frames += scan.frames
        damage += scan.losses.map { loss in
            Damage.frame(
                source.feed, name, loss.bytes, lost: loss.sequences.lowerBound, before: loss.sequences.upperBound)
        }
        tail = scan.end + scan.padding < bytes.size ? scan.end..<bytes.size : nil
        tailHoldsFrames = scan.hasStrangeFrame
        failure = scan.failure
    }

    /// Scans again where what was found is not as a writer leaves it: a reader holds no lock, and may have come upon
    /// the half of a commit.
    private func settledScan(
        _ bytes: inout SegmentBytes, _ source: SegmentSource, _ decoder: inout FrameDecoder
    ) -> SegmentScan {
        func look(_ bytes: inout SegmentBytes) -> SegmentScan {
            SegmentScan(
                &bytes, from: end, sequence: nextSequence, takesPadding: !name.isSealed, in: source, with: &decoder)
        }
        var scan = look(&bytes)
        guard !name.isSealed else { return scan }
        for pause in LogSettings.looksAgainAfter where !scan.isClean(bytes) {
            let age = source.environment.now() - bytes.status.modified / 1_000_000
            guard abs(age) < LogSettings.commitTimeMax else { break }
            source.environment.fileSystem.pause(milliseconds: pause)
            guard (try? bytes.renew()) != nil else { break }
            scan = look(&bytes)
        }
        return scan
    }

    /// Tells what stands where the index of a sealed segment should: an index that is wrong or cut short is no damage,
    /// because everything before it was read; other bytes stay in `tail`.
    private mutating func noteMissingIndex(_ bytes: inout SegmentBytes, _ source: SegmentSource) {
        guard failure == nil else { return }
        do throws(EventLogError) { try judgeIndex(&bytes, source) } catch { failure = error }
    }

    private mutating func judgeIndex(
        _ bytes: inout SegmentBytes, _ source: SegmentSource
    ) throws(EventLogError) {
        if frames.isEmpty, tail == nil { return damage.append(Damage.empty(source.feed, name)) }
        let remains: String
        if let tail {
            guard try SegmentIndex.begins(at: tail.lowerBound, in: &bytes) else {
                if let start = try SegmentIndex.start(in: &bytes), start > tail.lowerBound {
                    self.tail = tail.lowerBound..<start
                }
                return
            }
            self.tail = nil
            remains = "is wrong"
        } else {
            remains = "is missing"
        }
        notes.append(
            Note(
                .index, feed: source.feed.text,
                "The index of '\(source.feed)/\(name)' \(remains), so its lines were read instead. "
                    + "If the file was cut, lines after \(source.feed)/\(nextSequence - 1) may be missing."))
    }

    /// Reads the segment anew, after a frame was not where, or what, it was said to be.
    ///
    /// An index is believed about what is lost as long as every frame that is good is one it names. What was appended
    /// since is left out.
    ///
    /// - Returns: the good frames, with the damage that was not known before.
    func rescanned(
        from source: SegmentSource, with decoder: inout FrameDecoder
    ) throws(EventLogError) -> Segment {
        var bytes = try source.bytes(name)
        var fresh = Segment(name: name, status: bytes.status)
        fresh.scan(&bytes, source, &decoder)
        let named = Dictionary(uniqueKeysWithValues: frames.map { frame in (frame.offset, frame) })
        let found = fresh.frames.filter { frame in frame.offset < end }
        let good = found.compactMap { frame in
            named[frame.offset].flatMap { entry in entry.describes(frame) ? entry : nil }
        }
        if isIndexed, good.count < found.count {
            fresh.noteMissingIndex(&bytes, source)
            if let failure = fresh.failure {
                fresh.damage.append(.unreadable(source.feed, name, failure, lost: fresh.nextSequence))
            } else if let tail = fresh.tail {
                fresh.damage.append(.frame(source.feed, name, tail, lost: fresh.nextSequence, before: nil))
            }
            return fresh
        }
        fresh.frames = good
        fresh.late = late
        fresh.tail = nil
        let offsets = Set(good.map { frame in frame.offset })
        fresh.damage = frames.filter { frame in !offsets.contains(frame.offset) }.map { frame in
            .frame(source.feed, name, frame.offset..<frame.end, lost: frame.firstSequence, before: frame.nextSequence)
        }
        return fresh
    }
}

extension FrameEntry {
    /// Whether this is the frame that was found, sequence numbers aside.
    fileprivate func describes(_ found: FrameEntry) -> Bool {
        storedSize == found.storedSize && contentSize == found.contentSize && lineCount == found.lineCount
            && checksum == found.checksum
    }
}

extension SegmentIndex {
    /// The index at the end of a sealed segment, if it is good and fits the file.
    init?(of bytes: inout SegmentBytes, first: UInt64) throws(EventLogError) {
        guard let start = try Self.start(in: &bytes) else { return nil }
        let size = Int(bytes.size - start)
        guard try bytes.load(size, at: start) == size, let index = SegmentIndex(bytes.bytes(size, at: start)),
            index.firstSequence == first, index.start == start
        else { return nil }
        self = index
    }

    /// Where the trailer at the end of a file says that the index begins.
    static func start(in bytes: inout SegmentBytes) throws(EventLogError) -> UInt64? {
        guard bytes.size >= UInt64(trailerSize) else { return nil }
        let trailer = bytes.size - UInt64(trailerSize)
        guard try bytes.load(trailerSize, at: trailer) == trailerSize,
            let size = size(trailer: bytes.bytes(trailerSize, at: trailer)), UInt64(size) <= bytes.size
        else { return nil }
        return bytes.size - UInt64(size)
    }

    /// Whether what stands at `offset`, up to the end of the file, is an index, or what is left of one.
    static func begins(at offset: UInt64, in bytes: inout SegmentBytes) throws(EventLogError) -> Bool {
        if try start(in: &bytes) == offset { return true }
        let rest = bytes.size - offset
        let header = try bytes.load(headerSize, at: offset)
        let found = bytes.bytes(header, at: offset)
        var magic: [UInt8] = []
        magic.append(integer: skippableMagic)
        for position in 0..<min(4, header) where found.byte(at: position) != magic[position] { return false }
        return header < headerSize || UInt64(found.integer(at: 4, as: UInt32.self)) + UInt64(headerSize) >= rest
    }
}
