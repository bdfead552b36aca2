/// What was saved of one feed.
package struct SalvagedFeed: Sendable {
    package let feed: FeedName
    package internal(set) var savedCount: UInt64 = 0
    /// Exactly the sequences that are lost, up to the last line that anything tells of.
    package internal(set) var lost: [Range<UInt64>] = []
    /// What could not be read, in sentences: lines may have been there that nothing tells of.
    package internal(set) var unread: [String] = []
    /// Which of the saved lines are not those that were signed for or acknowledged.
    package internal(set) var contradictions: [Damage] = []
    /// What else is to be known, in sentences.
    package internal(set) var notes: [String] = []

    /// Whether all was read, and nothing is missing, or other than it was, that anything tells of.
    package var isComplete: Bool { lost.isEmpty && unread.isEmpty && contradictions.isEmpty }
}

extension FeedsFolder {
    /// Saves every line that can be read, of every feed, into the folder of feeds of a case to be made.
    ///
    /// Nothing is believed but checksums and what lines call themselves: not the names of files, not indexes. Lines are
    /// looked for in everything that lies in a feed's folder, be it set aside, half made or misplaced. They are
    /// written, byte for byte as they were, into sealed segments; where some are lost, another segment begins. The
    /// feed's key and checkpoint are copied as they are.
    ///
    /// - Parameter folder: where the feeds are written; it must not exist.
    /// - Throws: `.io` where something cannot be written, or the folder of feeds cannot be listed.
    package func salvage(to folder: String) throws -> [SalvagedFeed] {
        let places = try SalvagePlaces(path, environment, device: device, origin: origin)
        var scan = SalvageScan(places.feeds, environment)
        for place in places.files { scan.take(place.path, in: place.feed, rank: place.rank) }
        for (feed, sentence) in places.unread { scan.note(sentence, of: feed) }
        var saved: [SalvagedFeed] = []
        for feed in places.feeds {
            let target = SegmentSource(
                feed: feed, folder: "\(folder)/\(feed)", origin: keyName(of: feed), environment: environment)
            try environment.fileSystem.makeFolders(target.folder, mode: 0o755)
            let plan = SalvagePlan(scan.finds[feed] ?? [])
            var result = try SalvageWriter(target, scan, plan).write()
            result.unread = scan.unread[feed] ?? []
            try saveKey(of: feed, from: places.folders[feed], to: target, &result)
            let last = max(knownEnd(of: feed), result.lost.last?.upperBound ?? 1)
            result.lost = plan.missing(upTo: last - 1).merged(with: result.lost)
            result.contradictions = try contradictions(of: feed, savedTo: target)
            saved.append(result)
        }
        try environment.fileSystem.syncFolder(folder)
        return saved
    }

    /// The sequence after the last line that a head, a checkpoint or a good index tells of.
    private func knownEnd(of feed: FeedName) -> UInt64 {
        let head = (try? device?.head(of: feed))?.size ?? 0
        let checkpoint = (try? checkpoint(of: feed))?.size ?? 0
        let segments = (try? FeedSnapshot(source(of: feed)).segments) ?? []
        let indexed = segments.filter { segment in segment.isIndexed }.map { segment in segment.nextSequence }
        return max(head + 1, checkpoint + 1, indexed.max() ?? 1)
    }

    /// Copies a feed's key and checkpoint. A key that is missing or damaged is made anew where this device has the
    /// secret one.
    private func saveKey(
        of feed: FeedName, from folder: String?, to target: SegmentSource, _ result: inout SalvagedFeed
    ) throws(EventLogError) {
        let fileSystem = environment.fileSystem
        for file in [FeedListing.keyFile, Checkpoint.file] {
            guard let folder else { break }
            do throws(EventLogError) {
                guard let bytes = try fileSystem.contents("\(folder)/\(file)", sizeMax: Checkpoint.sizeMax) else {
                    continue
                }
                try fileSystem.replace(file, in: target.folder, with: bytes, mode: 0o644, isSynced: true)
            } catch {
                result.unread.append("\(error.message) It was not copied.")
            }
        }
        if try target.publicKey() != nil { return }
        if let key = try? device?.signingKey(of: feed, name: target.origin) {
            let line = key.publicKey.verifierLine(name: target.origin)
            return try fileSystem.replace(
                FeedListing.keyFile, in: target.folder, with: Array(line.utf8), mode: 0o644, isSynced: true)
        }
        result.unread.append(
            "Its public key is missing, or is not one of this case: caselog does not read the feed without it. Bring the file "
                + "'\(FeedListing.keyFile)' back from a copy; 'lz4' reads the lines all the same.")
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
