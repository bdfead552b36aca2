extension FeedsFolder {
    /// The writer for the feed that this device appends to: of its usable feeds the one recorded to last, the first by
    /// name where several are; a new one where none is usable.
    ///
    /// A feed that is damaged, rolled back or not to be read, or was last recorded more than 24 hours ahead of the
    /// clock, is not usable: it is left as it is, and a note says so.
    ///
    /// - Parameters:
    ///   - initials: `[a-z0-9]+`, for the name of a new feed.
    ///   - unfit: feeds that the caller has found damage in where this does not look, inside sealed segments.
    ///   - sealsInBackground: whether the writer seals closed segments by itself, while others append.
    ///   - onNote: is told of feeds that are left, and later of everything that recovery does. Called on any thread.
    /// - Throws: `.nameRefused`, `.locked`, `.io`.
    package func openOwnFeed(
        initials: String, unfit: Set<FeedName> = [], sealsInBackground: Bool = false,
        onNote: @escaping @Sendable (Note) -> Void
    ) throws -> FeedWriter {
        try requireNames(initials)
        let device = try requireDevice()
        let lock = try device.lock(environment)
        var best: (snapshot: FeedSnapshot, recorded: Int64?)?
        let listing = try list()
        let own = ownFeeds(in: listing, device)
        for note in listing.notes.filter({ note in note.code == .feedMissing }) + own.left { onNote(note) }
        for feed in own.feeds {
            let snapshot = try snapshot(of: feed)
            let stamp = try snapshot.lastStamp()
            let hidden = unfit.contains(feed) ? "A segment of it is damaged." : nil
            if let reason = hidden ?? reasonToLeave(snapshot, last: stamp) {
                onNote(.feedLeft(feed, reason))
            } else if best == nil || stamp?.recorded ?? .min > best?.recorded ?? .min {
                best = (snapshot, stamp?.recorded)
            }
        }
        let feed = try best?.snapshot.feed ?? makeFeed(initials: initials)
        lock.release()
        return FeedWriter(
            FeedWriterCore(
                source(of: feed), device: device, snapshot: best?.snapshot, lastRecorded: best?.recorded,
                onNote: onNote), sealsInBackground: sealsInBackground)
    }

    /// The writer for one feed of this device, to seal it for instance.
    ///
    /// - Throws: `.keyMissing` where this device does not hold its key.
    package func writer(for feed: FeedName, onNote: @escaping @Sendable (Note) -> Void) throws -> FeedWriter {
        let device = try requireDevice()
        guard try ownFeeds().contains(feed) else {
            throw EventLogError(
                .keyMissing,
                "This device does not hold the key of \(feed): only the device that made it can append to it.")
        }
        return FeedWriter(
            FeedWriterCore(
                source(of: feed), device: device, snapshot: nil, onNote: onNote))
    }

    /// The feeds that can be read and whose signing keys this device holds, in order of name.
    package func ownFeeds() throws -> [FeedName] {
        ownFeeds(in: try present(), try requireDevice()).feeds
    }

    /// What keeps this device from using a key that it has for a feed of the case, a sentence for each.
    package func unusableKeys() throws -> [String] {
        ownFeeds(in: try present(), try requireDevice()).left.map(\.message)
    }

    /// - Returns: this device's feeds, and notes about those of which something cannot be read.
    private func ownFeeds(in listing: Listing, _ device: DeviceFolder) -> (feeds: [FeedName], left: [Note]) {
        var feeds: [FeedName] = []
        var left: [Note] = []
        for feed in listing.feeds {
            do throws(EventLogError) {
                guard let key = try device.signingKey(of: feed, name: keyName(of: feed)) else { continue }
                if key.publicKey == listing.keys[feed] { feeds.append(feed) }
            } catch {
                left.append(.feedLeft(feed, error.message))
            }
        }
        for damage in listing.damage {
            guard let feed = FeedName(damage.feed), (try? device.signingKey(of: feed, name: keyName(of: feed))) != nil
            else { continue }
            left.append(.feedLeft(feed, damage.message))
        }
        return (feeds, left)
    }

    private func reasonToLeave(_ snapshot: FeedSnapshot, last stamp: LineStamp?) -> String? {
        if let damage = snapshot.damage.first { return damage.message }
        if snapshot.nextSequence > LogSettings.sequenceMax { return "It is full." }
        // The structure may be whole where the last frame is not; a writer would find out too late to choose another.
        if snapshot.lastSequence > 0, stamp?.sequence != snapshot.lastSequence {
            return Damage.line(snapshot.feed, snapshot.lastSequence).message
        }
        guard let stamp, stamp.recorded > environment.now() + LogSettings.clockAheadMax else { return nil }
        return "Its last line was recorded more than 24 hours ahead of the clock. Is the clock right?"
    }

    private func requireDevice() throws(EventLogError) -> DeviceFolder {
        guard let device else { throw EventLogError(.keyMissing, "There is no device folder to take a key from.") }
        return device
    }

    private func requireNames(_ initials: String) throws(EventLogError) {
        guard FeedName.isInitials(initials) else {
            throw EventLogError(
                .nameRefused, "'\(initials)' cannot begin a feed's name: initials are a to z and 0 to 9, at most 200.")
        }
        guard origin.utf8.allSatisfy({ character in character > 0x20 && character != UInt8(ascii: "+") }) else {
            throw EventLogError(
                .nameRefused, "'\(origin)' cannot name a key: it may have neither white space nor a plus sign.")
        }
    }

    /// Forgets the key and the head of a feed that never became part of a case, after its folder was removed.
    ///
    /// Nothing is forgotten where the folder is still there, or where the key is another case's.
    ///
    /// - Throws: `.keyMissing` without a device folder, `.io`.
    package func forget(_ feed: FeedName) throws(EventLogError) {
        let device = try requireDevice()
        do {
            _ = try environment.fileSystem.list("\(path)/\(feed)")
            return
        } catch {
            guard error == .missing, try device.signingKey(of: feed, name: keyName(of: feed)) != nil else { return }
        }
        try device.forget(feed)
    }
}

// Making a feed: whole, or not at all.
extension FeedsFolder {
    /// Makes a feed with a fresh key. The key is durable before the feed's folder appears, whole, by one rename; where
    /// that fails, the key goes again.
    private func makeFeed(initials: String) throws(EventLogError) -> FeedName {
        let device = try requireDevice()
        removeAbandoned()
        let key = environment.makeKey()
        let feed = FeedName(initials: initials, key: key.publicKey)
        do throws(EventLogError) {
            try device.store(key, of: feed, name: keyName(of: feed))
            try makeFolder(of: feed, key.publicKey)
        } catch {
            removeAbandoned(feed)
            throw error
        }
        return feed
    }

    private func makeFolder(of feed: FeedName, _ key: FeedKey) throws(EventLogError) {
        let fileSystem = environment.fileSystem
        try fileSystem.makeFolders(path, mode: 0o755)
        try fileSystem.makeFolders(temporaryPath(of: feed), mode: 0o755)
        try fileSystem.replace(
            FeedListing.keyFile, in: temporaryPath(of: feed),
            with: Array(key.verifierLine(name: keyName(of: feed)).utf8),
            mode: 0o644, isSynced: true)
        try fileSystem.move(temporaryPath(of: feed), to: "\(path)/\(feed)")
        try fileSystem.syncFolder(path)
    }

    /// Removes what a crash left of feeds that this device was about to make. Its own lock is held, or the folder is
    /// one that is not to stay, so nobody is still at it.
    package func removeAbandoned() {
        for name in (try? environment.fileSystem.list(path)) ?? [] where name.hasPrefix(FeedListing.temporaryPrefix) {
            guard let feed = FeedName(name.dropFirst(FeedListing.temporaryPrefix.count)),
                (try? device?.signingKey(of: feed, name: keyName(of: feed))) != nil
            else { continue }
            removeAbandoned(feed)
        }
    }

    /// Removes a feed that was not finished, and its key. What cannot be removed is in nobody's way.
    private func removeAbandoned(_ feed: FeedName) {
        environment.fileSystem.removeAll(temporaryPath(of: feed))
        try? forget(feed)
    }

    private func temporaryPath(of feed: FeedName) -> String {
        "\(path)/\(FeedListing.temporaryPrefix)\(feed)"
    }
}

extension Note {
    fileprivate static func feedLeft(_ feed: FeedName, _ reason: String) -> Note {
        Note(.feedLeft, feed: feed.text, "\(feed) is not appended to any more. \(reason)")
    }
}
