/// A signed statement of a feed's size and root (c2sp.org/tlog-checkpoint), signed with the feed's own key.
package struct Checkpoint: Sendable, Equatable {
    /// `caselog/<case>/<feed>`: which tree it is of, and the name of the key.
    package let origin: String
    /// In lines.
    package let size: UInt64
    package let root: TreeHash
    let note: SignedNote

    /// The name of the file in a feed's folder.
    static let file = "checkpoint"
    /// What is larger, in bytes, is no checkpoint.
    static let sizeMax = 64 << 10

    /// Signs the size and root of a feed.
    init(_ tree: CompactRange, origin: String, key: SigningKey) throws(EventLogError) {
        self.origin = origin
        size = tree.end
        root = tree.root
        note = try SignedNote(Array("\(origin)\n\(size)\n\(root.base64)\n".utf8), signedBy: key, name: origin)
    }

    /// Reads the checkpoint that comes next.
    ///
    /// - Returns: nil where it is none. Who signed it is not looked at.
    init?(_ lines: inout TextLines) {
        guard let note = SignedNote(&lines) else { return nil }
        var body = TextLines(note.body)
        guard let origin = body.next(), let size = body.next().flatMap(TextCoding.decimal),
            let root = body.next().flatMap(TreeHash.init(base64:)),
            body.isAtEnd, size <= LogSettings.sequenceMax
        else { return nil }
        self.origin = String(decoding: origin, as: UTF8.self)
        self.size = size
        self.root = root
        self.note = note
    }

    /// Reads a text that is one checkpoint.
    package init?(_ text: [UInt8]) {
        var lines = TextLines(text)
        self.init(&lines)
        guard lines.isAtEnd else { return nil }
    }

    /// Reads a text of checkpoints, one after the other, as `caselog sign` prints them. Empty lines between them do not
    /// matter.
    ///
    /// - Returns: nil where any of it is no checkpoint.
    package static func all(in text: [UInt8]) -> [Checkpoint]? {
        var lines = TextLines(text)
        var found: [Checkpoint] = []
        while !lines.isAtEnd {
            while lines.skip("") {}
            guard !lines.isAtEnd else { break }
            guard let checkpoint = Checkpoint(&lines) else { return nil }
            found.append(checkpoint)
        }
        return found.isEmpty ? nil : found
    }

    /// The note as it stands in the file.
    package var text: [UInt8] { note.text }

    /// The name of the feed it is of, if the origin names one.
    package var feed: FeedName? {
        origin.split(separator: "/", omittingEmptySubsequences: false).last.flatMap { name in FeedName(name) }
    }

    /// Whether it was signed with the key of the feed.
    package func isSigned(by key: FeedKey) -> Bool { note.isSigned(by: key, name: origin) }
}
