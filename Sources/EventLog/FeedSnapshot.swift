/// What stands after the last whole frame of a feed's open segment, as a crash leaves it. Readers pass over it.
package struct TornTail: Sendable, Equatable {
    package let segment: SegmentName
    /// The bytes of the file that are no frame.
    package let bytes: Range<UInt64>
}

/// A feed as it stood at one moment: what its files hold, without any of its lines. Taking one needs neither a lock
/// nor the right to write.
package struct FeedSnapshot: Sendable {
    package let feed: FeedName
    /// By sequence, without overlap.
    package internal(set) var segments: [Segment] = []
    /// What is damaged as far as the files' structure tells. Reading sealed frames may find more.
    package internal(set) var damage: [Damage] = []
    package private(set) var notes: [Note] = []
    package private(set) var tornTail: TornTail?
    let source: SegmentSource
    private(set) var listing: FeedListing
    /// When the feed was looked at, in milliseconds, and its folder just before.
    private let taken: Int64
    private var folderStatus: FileStatus?

    /// The sequence of the last whole line; 0 when there is none.
    package var lastSequence: UInt64 { nextSequence - 1 }
    package internal(set) var nextSequence: UInt64 = 1
    /// How many lines the feed has: fewer than `lastSequence` when some are lost.
    package var lineCount: UInt64 { segments.reduce(0) { count, segment in count + segment.lineCount } }

    /// Of each segment what tells that its file was not written to, and is no other one.
    package var fileStatuses: [FileStatus] { segments.map(\.status) }

    /// Whether closed segments wait to be sealed. They are read slower: each time from their first byte.
    package var awaitsSealing: Bool { segments.dropLast().contains { segment in segment.isClosed } }

    /// Reads a feed's folder.
    ///
    /// What the operating system does not let be read is damage.
    ///
    /// - Parameter earlier: an earlier snapshot of the same feed: sealed segments are not even opened again, other
    ///   files that have not changed are not read, and of an open segment that has grown only what is new.
    /// - Throws: `.io` where the folder is gone.
    init(_ source: SegmentSource, after earlier: FeedSnapshot? = nil) throws(EventLogError) {
        var listings = 0
        while true {
            listings += 1
            do {
                let folderStatus = try? source.environment.fileSystem.status(at: source.folder)
                let listing = try FeedListing(source.folder, in: source.environment.fileSystem)
                self.init(source, listing)
                self.folderStatus = folderStatus
                try read(after: earlier, isLastTry: listings == LogSettings.listingsMax)
                return
            } catch {
                guard error.errno == Errno.missing.code else {
                    self.init(source, FeedListing())
                    damage.append(.unreadable(source.feed, error))
                    return
                }
                // Sealing takes an open segment away once the sealed one is in its place: list again, and find that.
                guard listings < LogSettings.listingsMax else { throw error }
            }
        }
    }

    private init(_ source: SegmentSource, _ listing: FeedListing) {
        feed = source.feed
        self.source = source
        self.listing = listing
        taken = source.environment.now()
    }

    /// The same feed as it stands now.
    ///
    /// - Throws: `.io` where its folder is gone; what cannot be read is damage.
    package func refreshed() throws(EventLogError) -> FeedSnapshot {
        if isUnchanged() { return self }
        return try FeedSnapshot(source, after: self)
    }

    /// Whether lines may have been appended since: false only where times tell that none were. Those of what was
    /// written to while it was looked at may not tell of what was written next.
    ///
    /// What is appended changes the open segment, or takes it away; where there is none, it changes the folder.
    package var mayHaveGrown: Bool {
        guard damage.isEmpty, tornTail == nil else { return true }
        guard let last = segments.last, !last.name.isSealed else { return !isFolderUnchanged() }
        return !isUnchanged(last)
    }

    /// Whether the folder and the last segment are as they were, as far as times tell.
    private func isUnchanged() -> Bool {
        guard damage.isEmpty, tornTail == nil, isFolderUnchanged() else { return false }
        return segments.last.map(isUnchanged) ?? true
    }

    private func isFolderUnchanged() -> Bool {
        guard let folderStatus, folderStatus.isOld(at: taken) else { return false }
        return (try? source.environment.fileSystem.status(at: source.folder)) == folderStatus
    }

    private func isUnchanged(_ segment: Segment) -> Bool {
        guard segment.status.isOld(at: taken) else { return false }
        return (try? source.environment.fileSystem.status(at: source.path(segment.name))) == segment.status
    }

    /// - Throws: `.io` where a file is gone that was listed, unless this is the last try: then it is damage.
    private mutating func read(after earlier: FeedSnapshot?, isLastTry: Bool) throws(EventLogError) {
        var decoder = FrameDecoder()
        let known = Dictionary(
            uniqueKeysWithValues: (earlier?.segments ?? []).map { segment in (segment.name, segment) })
        let doubled = Set(listing.doubled)
        for name in listing.segments where !(name.isSealed && doubled.contains(name.first)) {
            do throws(EventLogError) {
                if doubled.contains(name.first) {
                    try addDoubled(name.first, with: &decoder)
                } else if let segment = known[name], segment.isFinal, name != earlier?.segments.last?.name {
                    // One that had a successor was acknowledged, and stays as it is for as long as it is there.
                    add(segment)
                } else {
                    add(try Segment.load(name, from: source, after: known[name], with: &decoder))
                }
            } catch {
                guard isLastTry else { throw error }
                add(Segment(name: name, failure: error))
            }
        }
        closeTail(before: nil)
        damage += listing.beyondLimit.map { name in .limit(feed, name) }
        notes += listing.unexpected.map { name in
            Note(
                .unexpectedFile, feed: feed.text, "'\(feed)/\(name)' is not part of the feed; it was not read.")
        }
    }

    /// The feed cut at frames into parts that hold about so many bytes of lines, for several readers.
    package func parts(ofSize size: UInt64) -> [Range<UInt64>] {
        var parts: [Range<UInt64>] = []
        var (start, held): (UInt64, UInt64) = (1, 0)
        for frame in segments.lazy.flatMap(\.frames) where frame.firstSequence > start {
            if held >= size {
                parts.append(start..<frame.firstSequence)
                (start, held) = (frame.firstSequence, 0)
            }
            held += UInt64(frame.contentSize)
        }
        return parts + [start..<nextSequence]
    }

    /// Adds a frame that this process has just appended, so that it need not be read back.
    ///
    /// - Parameters:
    ///   - open: the last segment, or a new one, with the frame.
    mutating func append(_ frame: FrameEntry, to open: borrowing OpenSegment) {
        if segments.last?.name != open.name {
            segments.append(Segment(name: open.name, status: open.status))
            listing.append(open.name)
        }
        segments[segments.count - 1].frames.append(frame)
        segments[segments.count - 1].status = open.status
        segments[segments.count - 1].padding = open.size - open.end
        nextSequence = frame.nextSequence
    }

    /// Adds the one that counts of a segment that is both open and sealed.
    private mutating func addDoubled(_ first: UInt64, with decoder: inout FrameDecoder) throws(EventLogError) {
        do throws(EventLogError) {
            let choice = try DoubledSegment(first: first, in: source, with: &decoder)
            notes.append(choice.note(feed))
            add(choice.counts)
        } catch {
            guard error.errno != Errno.missing.code else { throw error }
            // Nothing tells which of the two counts: readers take what can be read, and damage keeps writers away.
            let open = try Segment.load(SegmentName(first: first, isSealed: false), from: source, with: &decoder)
            let sealed = try Segment.load(SegmentName(first: first, isSealed: true), from: source, with: &decoder)
            let takesOpen = open.failure == nil || sealed.failure != nil
            add(takesOpen ? open : sealed)
            damage.append(.unreadable(feed, takesOpen ? sealed.name : open.name, error))
        }
    }

    private mutating func add(_ segment: Segment) {
        closeTail(before: segment.name.first)
        if segment.name.first > nextSequence {
            damage.append(.gap(feed, nextSequence..<segment.name.first, at: segment.name))
        } else if segment.name.first < nextSequence {
            damage.append(.overlap(feed, segment.name))
        }
        damage += segment.damage
        notes += segment.notes
        nextSequence = max(nextSequence, segment.nextSequence)
        segments.append(segment)
    }

    /// Judges the bytes after the last whole frame of the segment added last, now that it is known what follows.
    private mutating func closeTail(before next: UInt64?) {
        guard let last = segments.last else { return }
        if let failure = last.failure {
            damage.append(.unreadable(feed, last.name, failure, lost: last.nextSequence, before: next))
            if let next { nextSequence = max(nextSequence, next) }
            return
        }
        guard let tail = last.tail else { return }
        if next == nil, !last.name.isSealed, !last.tailHoldsFrames {
            tornTail = TornTail(segment: last.name, bytes: tail)
            notes.append(
                Note(
                    .tornTail, feed: feed.text,
                    "The last \(tail.count) bytes of '\(feed)/\(last.name)' are no whole frame: cut short, as a crash "
                        + "leaves it, or damaged. They were not read."))
        } else {
            damage.append(.frame(feed, last.name, tail, lost: last.nextSequence, before: next))
            if let next { nextSequence = max(nextSequence, next) }
        }
    }
}
