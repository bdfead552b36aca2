/// The `feeds` folder of a case: every feed in it, and the way to read and write them.
package struct FeedsFolder: Sendable {
    package let path: String
    /// What the names in keys begin with: `caselog/<case>`.
    package let origin: String
    package let environment: LogEnvironment
    /// Without it nothing can be appended, and no feed is known to be rolled back.
    package let device: DeviceFolder?

    /// - Parameters:
    ///   - path: the folder `feeds`, which need not exist yet.
    ///   - origin: `caselog/<case>`, without `+`, white space or a slash at the end.
    package init(_ path: String, origin: String, environment: LogEnvironment, device: DeviceFolder? = nil) {
        self.path = path
        self.origin = origin
        self.environment = environment
        self.device = device
    }

    /// What is in the folder: feeds in order of name, and what cannot be read.
    package struct Listing: Sendable {
        package var feeds: [FeedName] = []
        package var damage: [Damage] = []
        package var notes: [Note] = []
        /// The keys of the feeds.
        var keys: [FeedName: FeedKey] = [:]
    }

    /// Lists the feeds. One whose key does not hash to its name, names another case, or cannot be read, is damage.
    ///
    /// - Returns: the feeds, with notes about those that this device has written to and that are not there.
    /// - Throws: `.io` where the folder itself cannot be listed.
    package func list() throws(EventLogError) -> Listing {
        var listing = try present()
        let there = Set(listing.feeds.map { feed in feed.text } + listing.damage.map { damage in damage.feed })
        for feed in device?.acknowledgedFeeds() ?? [] where !there.contains(feed.text) {
            guard (try? device?.isWritten(feed, name: keyName(of: feed))) == true else { continue }
            listing.notes.append(
                Note(
                    .feedMissing, feed: feed.text,
                    "This device has written to the feed '\(feed)' of this case, or of another one named so, but there is "
                        + "no '\(path)/\(feed)'. If it belongs there, bring it back from a copy."))
        }
        return listing
    }

    /// What is in the folder, whatever the device knows.
    func present() throws(EventLogError) -> Listing {
        var listing = Listing()
        let names: [String]
        do {
            names = try environment.fileSystem.list(path)
        } catch {
            guard error == .missing else { throw EventLogError("list", path, error) }
            return listing
        }
        for name in names.sorted() where !name.hasPrefix(".") {
            guard let feed = FeedName(name) else {
                let note = Note(.unexpectedFile, feed: name, "'\(path)/\(name)' is not a feed; it was not read.")
                listing.notes.append(note)
                continue
            }
            do throws(EventLogError) {
                if let key = try publicKey(of: feed) {
                    listing.feeds.append(feed)
                    listing.keys[feed] = key
                } else {
                    listing.damage.append(
                        Damage(
                            .key, feed: name,
                            "The file 'key' in '\(path)/\(name)' is not the key that this feed is named for, so the feed "
                                + "was not read. Bring the file back from a copy."))
                }
            } catch {
                listing.damage.append(.unreadable(feed, error))
            }
        }
        return listing
    }

    /// The key in a feed's folder; nil unless it is the feed's own.
    package func publicKey(of feed: FeedName) throws(EventLogError) -> FeedKey? {
        try source(of: feed).publicKey()
    }

    /// Reads how a feed stands, without a lock.
    ///
    /// Where this device knows the feed longer, or otherwise, than it is, or its checkpoint is signed for more, that is
    /// damage; so is what cannot be read.
    ///
    /// - Throws: `.io` where the feed's folder is gone.
    package func snapshot(of feed: FeedName) throws -> FeedSnapshot {
        // The head first: a commit that happens in between makes the feed longer than the head, not shorter.
        let head = Result { () throws(EventLogError) in try device?.head(of: feed) }
        let checkpoint = Result { () throws(EventLogError) in try source(of: feed).checkpointText() }
        var snapshot = try FeedSnapshot(source(of: feed))
        switch head {
        case .success(let head?):
            if let damage = try snapshot.rollBack(from: head) { snapshot.damage.append(damage) }
        case .success(nil): break
        case .failure(let error): snapshot.damage.append(.unreadable(feed, error))
        }
        guard snapshot.damage.last?.code != .rolledBack else { return snapshot }
        do throws(EventLogError) {
            if let damage = try snapshot.shortfall(of: checkpoint.get()) { snapshot.damage.append(damage) }
        } catch {
            snapshot.damage.append(.unreadable(feed, error))
        }
        return snapshot
    }

    func source(of feed: FeedName) -> SegmentSource {
        SegmentSource(feed: feed, folder: "\(path)/\(feed)", origin: keyName(of: feed), environment: environment)
    }

    func keyName(of feed: FeedName) -> String { "\(origin)/\(feed)" }
}

extension FeedSnapshot {
    /// How the feed falls short of what a device acknowledged; nil when it does not.
    func rollBack(from head: Head) throws -> Damage? {
        if head.size > lastSequence {
            return Damage(
                .rolledBack, feed: feed.text, lost: LostLines(first: nextSequence, last: head.size),
                "\(feed) ends at line \(lastSequence), but this device has acknowledged \(head.size). The feed was "
                    + "rolled back or damaged; nothing is appended to it. Bring it back from a newer copy.")
        }
        guard let line = try leaf(head.size), line != head.lastLine else { return nil }
        return Damage(
            .rolledBack, feed: feed.text,
            "Line \(feed)/\(head.size) is not the one that this device acknowledged. The feed was rolled back and "
                + "written to elsewhere, or damaged; nothing is appended to it. Bring it back from a copy.")
    }

    /// The hash of a line as a leaf of the tree; nil when it cannot be read.
    private func leaf(_ sequence: UInt64) throws -> TreeHash? {
        try line(sequence) { line in TreeHash(leaf: line) }
    }

    /// The stamp of the last line; nil when there is no line, or it cannot be read.
    package func lastStamp() throws -> LineStamp? {
        try line(lastSequence) { line in source.environment.inspector.inspect(line, feed: feed) } ?? nil
    }

    private func line<Result>(_ sequence: UInt64, _ body: (RawSpan) -> Result) throws -> Result? {
        var reader = FrameReader(self, cacheCountMax: 1)
        return try reader.withFrame(containing: sequence) { frame in
            frame.range(ofLine: sequence).map { range in body(frame.bytes.extracting(range)) }
        } ?? nil
    }
}
