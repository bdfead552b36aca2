/// What was saved of one feed.
package struct SalvagedFeed: Sendable {
    package let feed: FeedName
    package internal(set) var savedCount: UInt64 = 0
    /// Exactly the sequences that are lost, up to the last line that anything tells of.
    package internal(set) var lost: [Range<UInt64>] = []
    /// What could not be read, in sentences: lines may have been there that nothing tells of.
    package internal(set) var unread: [String] = []
    /// What else is to be known, in sentences.
    package internal(set) var notes: [String] = []

    /// Whether all was read, and nothing is missing that anything tells of.
    package var isComplete: Bool { lost.isEmpty && unread.isEmpty }
}

extension FeedsFolder {
    /// Saves every line that can be read, of every feed, into the folder of feeds of a case to be made.
    ///
    /// Nothing is believed but checksums and what lines call themselves: not the names of files, not indexes. Lines are
    /// looked for in everything that lies in a feed's folder, be it set aside, half made or misplaced. They are written, byte
    /// for byte as they were, into sealed segments; where some are lost, another segment begins. The feed's key and
    /// checkpoint are copied as they are.
    ///
    /// - Parameter folder: where the feeds are written; it must not exist.
    /// - Throws: `.io` where something cannot be written, or the folder of feeds cannot be listed.
    package func salvage(to folder: String) throws -> [SalvagedFeed] {
        let fileSystem = environment.fileSystem
        let names: [String]
        do { names = try fileSystem.list(path) } catch { throw EventLogError("list", path, error) }
        let feeds = names.sorted().compactMap { name in FeedName(name) }
        var scan = SalvageScan(feeds, environment)
        for feed in feeds {
            do throws(Errno) {
                for name in try fileSystem.list("\(path)/\(feed)").sorted() {
                    guard let rank = Self.rank(of: name) else { continue }
                    scan.take("\(path)/\(feed)/\(name)", in: feed, rank: rank)
                }
            } catch {
                scan.note(EventLogError("list", "\(path)/\(feed)", error).message, of: feed)
            }
        }
        var saved: [SalvagedFeed] = []
        for feed in feeds {
            let target = SegmentSource(
                feed: feed, folder: "\(folder)/\(feed)", origin: keyName(of: feed), environment: environment)
            try fileSystem.makeFolders(target.folder, mode: 0o755)
            let plan = SalvagePlan(scan.finds[feed] ?? [])
            var result = try SalvageWriter(target, scan, plan).write()
            result.notes += try copy([FeedListing.keyFile, Checkpoint.file], of: feed, to: target.folder)
            result.unread = scan.unread[feed] ?? []
            let last = max(knownEnd(of: feed), result.lost.last?.upperBound ?? 1)
            result.lost = plan.missing(upTo: last - 1).merged(with: result.lost)
            saved.append(result)
        }
        try fileSystem.syncFolder(folder)
        return saved
    }

    /// How much a file in a feed's folder is to be believed, the lower the more: sealed segments, open ones, then what else lies
    /// there.
    ///
    /// - Returns: nil where no lines are to be looked for.
    private static func rank(of name: String) -> Int? {
        if let segment = SegmentName(name) { return segment.isSealed ? 0 : 1 }
        return [FeedListing.keyFile, FeedListing.lockFile, Checkpoint.file].contains(name) ? nil : 2
    }

    /// The sequence after the last line that a head, a checkpoint or a good index tells of.
    private func knownEnd(of feed: FeedName) -> UInt64 {
        let head = (try? device?.head(of: feed))?.size ?? 0
        let checkpoint = (try? checkpoint(of: feed))?.size ?? 0
        let segments = (try? FeedSnapshot(source(of: feed)).segments) ?? []
        let indexed = segments.filter { segment in segment.isIndexed }.map { segment in segment.nextSequence }
        return max(head + 1, checkpoint + 1, indexed.max() ?? 1)
    }

    private func copy(_ files: [String], of feed: FeedName, to folder: String) throws -> [String] {
        var notes: [String] = []
        for file in files {
            do throws(EventLogError) {
                guard let bytes = try environment.fileSystem.contents("\(path)/\(feed)/\(file)", sizeMax: 1 << 20)
                else {
                    continue
                }
                try environment.fileSystem.replace(file, in: folder, with: bytes, mode: 0o644, isSynced: true)
            } catch {
                notes.append("\(error.message) It was not copied.")
            }
        }
        return notes
    }
}

extension [Range<UInt64>] {
    /// These and those, in order, without overlap.
    fileprivate func merged(with others: [Range<UInt64>]) -> [Range<UInt64>] {
        var merged: [Range<UInt64>] = []
        for range in (self + others).sorted(by: { a, b in a.lowerBound < b.lowerBound }) {
            if let last = merged.last, range.lowerBound <= last.upperBound {
                merged[merged.count - 1] = last.lowerBound..<Swift.max(last.upperBound, range.upperBound)
            } else {
                merged.append(range)
            }
        }
        return merged
    }
}
