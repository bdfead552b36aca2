/// Where lines may be found: every file in the folder of feeds, and in what lies in that, whatever it is called.
struct SalvagePlaces {
    struct Place: Sendable {
        let path: String
        /// Whose lines are expected there.
        let feed: FeedName
        /// How much it is to be believed, the lower the more: sealed segments in a feed's own folder, open ones, then
        /// anything else.
        let rank: Int
    }

    private(set) var files: [Place] = []
    /// In order of name.
    private(set) var feeds: [FeedName] = []
    /// The folder that holds a feed's key and checkpoint.
    private(set) var folders: [FeedName: String] = [:]
    /// Folders that cannot be listed.
    private(set) var unread: [(FeedName, String)] = []
    private let fileSystem: any FileSystem
    private let origin: String
    private static let depthMax = 8

    /// - Throws: `.io` where the folder of feeds cannot be listed.
    init(_ folder: String, _ environment: LogEnvironment, device: DeviceFolder?, origin: String) throws(EventLogError) {
        fileSystem = environment.fileSystem
        self.origin = origin
        let names: [String]
        do { names = try fileSystem.list(folder).sorted() } catch { throw EventLogError("list", folder, error) }
        // Feeds that this device has written to may lie in folders of other names.
        let known = (device?.acknowledgedFeeds() ?? []).filter { feed in
            (try? device?.isWritten(feed, name: "\(origin)/\(feed)")) == true
        }
        var found = Set(known)
        let owners = names.map { name in (name, owner(of: "\(folder)/\(name)", named: name)) }
        for (_, owner) in owners { if let owner { found.insert(owner) } }
        feeds = found.sorted()
        guard let fallback = feeds.first else { return }
        for (name, owner) in owners where !name.hasPrefix(FeedListing.lockFile) {
            take("\(folder)/\(name)", name, of: owner ?? fallback, isOwn: owner?.text == name, depth: 0)
        }
    }

    /// Whose folder it is: by the key in it, else by its name.
    private mutating func owner(of folder: String, named name: String) -> FeedName? {
        let key = (try? fileSystem.contents("\(folder)/\(FeedListing.keyFile)")) ?? []
        let named = FeedKey.named(verifierLine: String(decoding: key, as: UTF8.self))
        let feed = named.flatMap { found in
            found.name.split(separator: "/").last.flatMap { name in FeedName(name) }
                .flatMap { feed in found.key.fingerprint == feed.fingerprint ? feed : nil }
        }
        guard let owner = feed ?? FeedName(name) else { return nil }
        if feed != nil || folders[owner] == nil { folders[owner] = folder }
        return owner
    }

    private mutating func take(_ path: String, _ name: String, of feed: FeedName, isOwn: Bool, depth: Int) {
        let names: [String]
        do throws(Errno) {
            names = try fileSystem.list(path).sorted()
        } catch {
            guard error != .notAFolder else { return add(path, name, of: feed, isOwn: isOwn && depth == 1) }
            return unread.append((feed, EventLogError("list", path, error).message))
        }
        guard depth < Self.depthMax else {
            return unread.append((feed, "'\(path)' lies too deep to be searched."))
        }
        for name in names { take("\(path)/\(name)", name, of: feed, isOwn: isOwn, depth: depth + 1) }
    }

    private mutating func add(_ path: String, _ name: String, of feed: FeedName, isOwn: Bool) {
        guard ![FeedListing.keyFile, FeedListing.lockFile, Checkpoint.file].contains(name) else { return }
        let rank = isOwn ? SegmentName(name).map { segment in segment.isSealed ? 0 : 1 } ?? 2 : 2
        files.append(Place(path: path, feed: feed, rank: rank))
    }
}
