// What a writer does before it appends, and when a write or a sync fails. The rules are in EventLog.docc/Recovery.md.
extension FeedWriterCore {
    /// Brings the writer up to date under the lock, and the feed's folder in order.
    ///
    /// - Throws: `.damaged`, `.rolledBack`: then nothing was changed. `.stopped`, `.io`.
    mutating func catchUp() throws {
        let earlier = snapshot
        epoch += 1
        open = nil
        watchFolder()
        snapshot = nil
        var now = try FeedSnapshot(source, after: earlier)
        if let last = now.segments.last?.name, last != lastSeen {
            lastSeen = last
            hasClosed = hasClosed || now.awaitsSealing
        }
        if let earlier, lastRecorded != nil, isSecured, tree != nil, now.isInOrder, now.isSame(as: earlier) {
            snapshot = now
            return
        }
        isSecured = false
        let head = try refuse(now)
        for name in now.listing.temporary { _ = source.removeAbandoned("\(source.folder)/\(name)") }
        for first in now.listing.doubled { try settle(first) }
        if !now.listing.doubled.isEmpty { now = try now.refreshedWhole() }
        if let tail = now.tornTail {
            try cut(tail, of: now)
            now = try now.refreshedWhole()
        }
        lastRecorded = try lastRecorded(of: now)
        tree = try now.wholeTree(of: head, after: earlier == nil ? nil : tree)
        try secure(now, beyond: head)
        snapshot = now
    }

    /// Throws where the feed must not be touched.
    ///
    /// - Returns: what this device last acknowledged of it.
    private func refuse(_ now: FeedSnapshot) throws -> Head? {
        try now.requireWhole()
        let shortfall: Damage?
        do throws(EventLogError) {
            shortfall = try now.shortfall(of: source.checkpointText())
        } catch {
            throw EventLogError(.damaged, Damage.unreadable(source.feed, error).message)
        }
        if let shortfall { throw EventLogError(.rolledBack, shortfall.message) }
        let head: Head?
        do throws(EventLogError) {
            head = try device.head(of: source.feed)
        } catch {
            throw EventLogError(.damaged, Damage.unreadable(source.feed, error).message)
        }
        if let head, let damage = try now.rollBack(from: head) {
            throw EventLogError(.rolledBack, damage.message)
        }
        return head
    }

    /// Makes the feed's end durable where no head says that it is: a program that was killed may have written it and
    /// not synced it, and what is appended behind it is worth nothing without it. Where a segment may have been taken
    /// away from there, that it is gone is made durable: it would come back beside what is appended.
    ///
    /// The last frame is written once more as it is, because where a sync has failed another one would pass over it.
    private mutating func secure(_ now: FeedSnapshot, beyond head: Head?) throws(EventLogError) {
        defer { isSecured = true }
        let fileSystem = source.environment.fileSystem
        guard let last = now.segments.last else { return try fileSystem.syncFolder(source.feedsFolder) }
        let isVouchedFor = head?.size ?? 0 >= now.lastSequence
        if isVouchedFor, !now.mayHaveHadMore { return }
        if !isVouchedFor, !last.name.isSealed {
            let file = try File(source.path(last.name), .write, in: fileSystem)
            if let frame = last.frames.last {
                var bytes = [UInt8](repeating: 0, count: Int(frame.storedSize))
                let count = try file.read(bytes.count, at: frame.offset, into: &bytes)
                try file.write(bytes.rawSpan.extracting(first: count), at: frame.offset)
            }
            do throws(EventLogError) { try file.sync() } catch { throw leave(file, last, in: now, after: error) }
        }
        try fileSystem.syncFolder(source.folder)
    }

    private func lastRecorded(of now: FeedSnapshot) throws -> Int64? {
        guard now.lastSequence > 0 else { return nil }
        guard let stamp = try now.lastStamp(), stamp.sequence == now.lastSequence else {
            throw EventLogError(.damaged, Damage.line(source.feed, now.lastSequence).message)
        }
        return stamp.recorded
    }

    /// Leaves one of the two files of a segment that is both open and sealed.
    private func settle(_ first: UInt64) throws(EventLogError) {
        var decoder = FrameDecoder()
        let choice = try DoubledSegment(first: first, in: source, with: &decoder)
        // The name of the sealed file has to be durable before the open one goes.
        try source.environment.fileSystem.syncFolder(source.folder)
        if choice.sealedCounts {
            try source.environment.fileSystem.removeIfThere(source.path(choice.open.name))
        } else {
            try source.environment.fileSystem.move(
                source.path(choice.sealed.name), to: freeTornPath(first: first))
        }
        try source.environment.fileSystem.syncFolder(source.folder)
        onNote(choice.note(source.feed))
    }

    /// Cuts a torn tail off after keeping a copy of it.
    private mutating func cut(_ tail: TornTail, of now: FeedSnapshot) throws {
        let path = try freeTornPath(first: now.nextSequence)
        try keep(tail, at: path)
        let file = try File(source.path(tail.segment), .write, in: source.environment.fileSystem)
        try file.truncate(to: tail.bytes.lowerBound)
        do throws(EventLogError) { try file.sync() } catch {
            throw leave(file, now.segments.last, in: now, after: error)
        }
        onNote(
            Note(
                .tornTail, feed: source.feed.text,
                "The last \(tail.bytes.count) bytes of '\(source.feed)/\(tail.segment)' were no whole frame: cut short, "
                    + "as a crash leaves it. They were moved to '\(path)'; no line that this device knows of was in "
                    + "them."))
    }

    private func keep(_ tail: TornTail, at path: String) throws(EventLogError) {
        let fileSystem = source.environment.fileSystem
        do throws(EventLogError) {
            let from = try File(source.path(tail.segment), .read, in: fileSystem)
            let copy = try File(path, .create(mode: 0o644), in: fileSystem)
            var buffer = [UInt8](repeating: 0, count: Int(min(UInt64(tail.bytes.count), 1 << 20)))
            var offset = tail.bytes.lowerBound
            while offset < tail.bytes.upperBound {
                let wanted = Int(min(UInt64(buffer.count), tail.bytes.upperBound - offset))
                let count = try from.read(wanted, at: offset, into: &buffer)
                if count == 0 { break }
                try copy.write(buffer.rawSpan.extracting(first: count), at: offset - tail.bytes.lowerBound)
                offset += UInt64(count)
            }
            try copy.sync()
            try fileSystem.syncFolder(source.folder)
        } catch {
            try? fileSystem.remove(path)
            throw error
        }
    }

    /// A name for what is set aside: `.torn-<sequence>-<milliseconds since 1970>`, later if there is one already.
    private func freeTornPath(first: UInt64) throws(EventLogError) -> String {
        let torn = Set(try FeedListing(source.folder, in: source.environment.fileSystem).torn)
        var time = source.environment.now()
        while torn.contains("\(FeedListing.tornPrefix)\(first)-\(time)") { time += 1 }
        return "\(source.folder)/\(FeedListing.tornPrefix)\(first)-\(time)"
    }

    /// Takes back a write that failed, before anything else happens. Of what was to be written the device may have a
    /// whole frame by then, so that it is gone has to be durable too.
    ///
    /// - Returns: what to tell the caller.
    mutating func undo(_ open: inout OpenSegment, after error: EventLogError) -> EventLogError {
        do throws(EventLogError) {
            try open.cut()
            try open.file.syncBytes()
        } catch {
            failure = .stopped(source.feed, error)
        }
        return .notStored(error)
    }

    /// Goes on without a file whose sync failed, which says that what was written may not be there, and a second sync
    /// would not tell. What was acknowledged in it is copied to a sealed segment from a fresh read.
    ///
    /// - Parameters:
    ///   - acknowledged: the segment as it was before; nil where the file is new.
    ///   - snapshot: the feed as it was before.
    /// - Returns: what to tell the caller.
    mutating func leave(
        _ file: borrowing File, _ acknowledged: Segment?, in snapshot: FeedSnapshot, after error: EventLogError
    ) -> EventLogError {
        do {
            try file.truncate(to: acknowledged?.end ?? 0)
            if let acknowledged, !acknowledged.frames.isEmpty {
                try sealCopy(of: acknowledged, in: snapshot)
            } else {
                try source.environment.fileSystem.removeIfThere(file.path)
            }
            // Otherwise a crash might bring the file back, with what was refused.
            try source.environment.fileSystem.syncFolder(source.folder)
            onNote(
                Note(
                    .syncFailed, feed: source.feed.text,
                    "'\(file.path)' could not be synced, so it was left. What was acknowledged in it is in a new file. "
                        + "Find out what is wrong with the disk. \(error.message)"))
        } catch let cause {
            failure = .stopped(source.feed, cause as? EventLogError ?? error)
        }
        return .notStored(error)
    }
}

extension FeedSnapshot {
    /// - Throws: `.damaged`: then nothing may be appended.
    func requireWhole() throws(EventLogError) {
        if let damage = damage.first { throw EventLogError(.damaged, damage.message) }
    }

    /// The same feed as it stands after this writer has changed something.
    func refreshedWhole() throws(EventLogError) -> FeedSnapshot {
        let now = try refreshed()
        try now.requireWhole()
        return now
    }

    /// Whether there is nothing to be set right before something is appended.
    fileprivate var isInOrder: Bool {
        damage.isEmpty && tornTail == nil && listing.temporary.isEmpty && listing.doubled.isEmpty && !mayHaveHadMore
    }

    /// Whether another segment may have stood behind the last one, and not be gone for good.
    ///
    /// A segment loses its padding before the next one begins. Who appends to it again after that one was taken away
    /// gives it a padding anew; behind a sealed segment a new one begins, and syncs the folder.
    fileprivate var mayHaveHadMore: Bool {
        segments.last.map { last in !last.name.isSealed && last.padding == 0 } ?? false
    }

    /// Whether nothing has happened in the folder since another snapshot.
    fileprivate func isSame(as other: FeedSnapshot) -> Bool {
        listing == other.listing && segments.last?.status.node == other.segments.last?.status.node
            && nextSequence == other.nextSequence
    }
}
