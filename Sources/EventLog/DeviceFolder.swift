/// What a device last acknowledged of a feed.
package struct Head: Sendable, Equatable {
    /// In lines.
    package let size: UInt64
    /// The root of the feed's tree.
    package let root: TreeHash
    /// The hash of the last line as a leaf of the tree: a reader who does not want to work out the root looks at this
    /// one.
    package let lastLine: TreeHash

    package init(size: UInt64, root: TreeHash, lastLine: TreeHash) {
        self.size = size
        self.root = root
        self.lastLine = lastLine
    }

    /// `<size>`, `root <hash in hexadecimal>`, `line <hash in hexadecimal>` and the beginning of the SHA-256 of these
    /// three lines, an LF after each.
    var text: [UInt8] {
        var text: [UInt8] = []
        text.reserveCapacity(192)
        text += String(size).utf8
        text += "\nroot ".utf8
        TextCoding.append(hex: root.array, to: &text)
        text += "\nline ".utf8
        TextCoding.append(hex: lastLine.array, to: &text)
        text.append(LineSplitter.lineFeed)
        TextCoding.append(hex: text.rawSpan.sha256.prefix(4), to: &text)
        text.append(LineSplitter.lineFeed)
        return text
    }

    /// - Returns: nil when the text is damaged.
    init?(_ text: [UInt8]) {
        var lines = TextLines(text)
        guard let size = lines.next().flatMap(TextCoding.decimal), size > 0, size <= LogSettings.sequenceMax,
            let root = lines.next(after: "root ".utf8).flatMap(TreeHash.init(hex:)),
            let lastLine = lines.next(after: "line ".utf8).flatMap(TreeHash.init(hex:))
        else { return nil }
        self.init(size: size, root: root, lastLine: lastLine)
        guard self.text == text else { return nil }
    }
}

/// The file that a head is noted in, kept open: writing over it costs little, and a head that was written in part
/// counts as none. Not synced: the feed itself is.
struct HeadNote: ~Copyable {
    private let file: File
    private var size: UInt64

    init(_ file: consuming File) throws(EventLogError) {
        size = try file.status().size
        self.file = file
    }

    mutating func write(_ head: Head) throws(EventLogError) {
        let text = head.text
        // Only what is left of something else is longer: a feed's head never goes back.
        if size > text.count { try file.truncate(to: 0) }
        try file.write(text.rawSpan, at: 0)
        size = UInt64(text.count)
    }
}

/// What a device keeps outside of every case: the signing keys of its feeds, and their heads.
///
///     keys/<feed>   the feed's secret key, mode 0600
///     heads/<feed>  what was last acknowledged
///
/// Several may write on one device, each with a folder like this one: each knows what the others have acknowledged, and
/// nobody writes with another one's keys.
package struct DeviceFolder: Sendable {
    package let path: String
    private let fileSystem: any FileSystem
    private let other: String?
    private let others: String?

    /// - Parameters:
    ///   - other: the folder of somebody else who writes on this device; nil where nobody does.
    ///   - others: a folder with folders of further ones; it need not be there.
    package init(
        _ path: String, beside other: String? = nil, andIn others: String? = nil,
        in fileSystem: any FileSystem = SystemFileSystem()
    ) {
        self.path = path
        self.other = other
        self.others = others
        self.fileSystem = fileSystem
    }

    /// This folder, and then those of the others.
    private var all: [DeviceFolder] {
        let names = others.flatMap { try? fileSystem.list($0) } ?? []
        let paths = [other].compactMap(\.self) + names.sorted().map { "\(others ?? "")/\($0)" }
        return [self] + paths.filter { $0 != path }.map { DeviceFolder($0, in: fileSystem) }
    }

    /// Whether somebody on this device has the secret key of a feed.
    ///
    /// - Parameter name: as in `signingKey(of:name:)`.
    /// - Throws: `.io` where nobody has it among the keys that can be read, and one cannot be read or is damaged.
    package func isWritten(_ feed: FeedName, name: String) throws(EventLogError) -> Bool {
        var unreadable: EventLogError?
        for folder in all {
            do throws(EventLogError) {
                if try folder.signingKey(of: feed, name: name) != nil { return true }
            } catch {
                unreadable = unreadable ?? error
            }
        }
        if let unreadable { throw unreadable }
        return false
    }

    /// The signing key of a feed.
    ///
    /// - Parameter name: the name in the key, `caselog/<case>/<feed>`: a key is used in one case.
    /// - Returns: nil when this device has none of that name.
    /// - Throws: `.io` where it cannot be read, or is damaged.
    package func signingKey(of feed: FeedName, name: String) throws(EventLogError) -> SigningKey? {
        let file = "\(path)/keys/\(feed)"
        guard let bytes = try fileSystem.contents(file) else { return nil }
        let line = String(decoding: bytes, as: UTF8.self)
        if let key = SigningKey(privateLine: line, name: name) { return key }
        guard let other = SigningKey.name(inPrivateLine: line), let key = SigningKey(privateLine: line, name: other),
            key.publicKey.fingerprint == feed.fingerprint
        else {
            throw EventLogError(
                .io,
                "'\(file)' is not the secret key of '\(feed)'. Bring it back from a copy; without it nothing can be appended "
                    + "to that feed.")
        }
        return nil
    }

    /// Stores a key, durably, readable by nobody else.
    func store(_ key: SigningKey, of feed: FeedName, name: String) throws(EventLogError) {
        try fileSystem.makeFolders(path, mode: 0o700)
        try fileSystem.makeFolders("\(path)/keys", mode: 0o700)
        try fileSystem.replace(
            feed.text, in: "\(path)/keys", with: Array(key.privateLine(name: name).utf8), mode: 0o600, isSynced: true)
    }

    /// Removes what is kept of a feed: the head first, so that a key that stays behind is one of a feed without lines.
    func forget(_ feed: FeedName) throws(EventLogError) {
        try fileSystem.removeIfThere("\(path)/heads/\(feed)")
        try fileSystem.removeIfThere("\(path)/keys/\(feed)")
    }

    /// What this device last acknowledged of a feed; nil when it never did, or the note is damaged.
    package func head(of feed: FeedName) throws(EventLogError) -> Head? {
        if let bytes = try noted(feed) { return Head(bytes) }
        for folder in all.dropFirst() {
            if let bytes = try folder.noted(feed) { return Head(bytes) }
        }
        return nil
    }

    private func noted(_ feed: FeedName) throws(EventLogError) -> [UInt8]? {
        try fileSystem.contents("\(path)/heads/\(feed)")
    }

    /// The feeds of any case that this device has a head of, in order of name; none where it cannot tell.
    func acknowledgedFeeds() -> [FeedName] {
        let names = all.flatMap { folder in (try? fileSystem.list("\(folder.path)/heads")) ?? [] }
        return Set(names).compactMap { name in FeedName(name) }.sorted()
    }

    /// The note of what was acknowledged of a feed, opened to be written.
    func headNote(of feed: FeedName) throws(EventLogError) -> HeadNote {
        let note = "\(path)/heads/\(feed)"
        if let file = try existing(note) { return try HeadNote(file) }
        try fileSystem.makeFolders("\(path)/heads", mode: 0o700)
        return try HeadNote(File(note, .create(mode: 0o600), in: fileSystem))
    }

    private func existing(_ note: String) throws(EventLogError) -> File? {
        do throws(EventLogError) {
            return try File(note, .write, in: fileSystem)
        } catch {
            guard error.errno == Errno.missing.code else { throw error }
            return nil
        }
    }

    /// Keeps other programs on this device from making a feed at the same time.
    func lock(_ environment: LogEnvironment) throws(EventLogError) -> FeedLock {
        do throws(EventLogError) {
            return try FeedLock(path, environment)
        } catch {
            guard error.errno == Errno.missing.code else { throw error }
        }
        try fileSystem.makeFolders(path, mode: 0o700)
        return try FeedLock(path, environment)
    }
}
