/// Who says what root a feed has at some size: this device's head, the checkpoint in the feed's folder, and checkpoints
/// that were kept elsewhere.
struct Witnesses {
    private struct Statement {
        let size: UInt64
        let root: TreeHash
        /// In a message: "… vouches for".
        let witness: String
        /// Whether a feed that is shorter was found out before.
        let isLengthKnown: Bool
    }

    private let feed: FeedName
    private let origin: String
    private let key: FeedKey?
    private var statements: [Statement] = []
    /// What calls itself a checkpoint and is none.
    private(set) var damage: [Damage] = []
    /// How many lines the checkpoint in the feed's folder is signed for.
    private(set) var signedCount: UInt64?

    init(_ feed: FeedName, origin: String, key: FeedKey?) {
        self.feed = feed
        self.origin = origin
        self.key = key
    }

    /// The sizes whose roots have to be known.
    var sizes: Set<UInt64> { Set(statements.map { statement in statement.size }) }

    mutating func add(_ head: Head) {
        statements.append(
            Statement(size: head.size, root: head.root, witness: "this device", isLengthKnown: true))
    }

    /// Adds what stands in the place of the feed's checkpoint.
    mutating func add(_ text: [UInt8]) {
        guard let checkpoint = Checkpoint(text), checkpoint.origin == origin, isSigned(checkpoint) else {
            damage.append(.checkpoint(feed))
            return
        }
        signedCount = checkpoint.size
        statements.append(
            Statement(
                size: checkpoint.size, root: checkpoint.root, witness: "the feed's checkpoint", isLengthKnown: true))
    }

    /// Adds a checkpoint that was kept elsewhere.
    mutating func add(_ checkpoint: Checkpoint) {
        guard isSigned(checkpoint) else {
            damage.append(.strangeKey(feed, checkpoint))
            return
        }
        statements.append(
            Statement(
                size: checkpoint.size, root: checkpoint.root,
                witness: "the remembered checkpoint of \(checkpoint.size) lines", isLengthKnown: false))
    }

    private func isSigned(_ checkpoint: Checkpoint) -> Bool {
        key.map { key in checkpoint.isSigned(by: key) } ?? false
    }

    /// Where the lines of the feed are other than was said. Where some cannot be read, that is told elsewhere.
    func contradictions(of check: TreeCheck, _ snapshot: FeedSnapshot) -> [Damage] {
        var found: [Damage] = []
        var told: Set<Range<UInt64>> = []
        for statement in statements where statement.size > 0 {
            if statement.size > snapshot.lastSequence {
                guard !statement.isLengthKnown else { continue }
                found.append(.short(feed, snapshot.nextSequence..<statement.size + 1, statement.witness))
            } else {
                // What another statement vouches for, and is so, is as it was.
                let sound = statements.filter { other in
                    other.size < statement.size && check.roots[other.size] == other.root
                }
                let known = sound.map { other in other.size }.max() ?? 0
                for lines in check.changes(before: statement.size, statement.root, after: known)
                where !told.contains(lines) {
                    told.insert(lines)
                    found.append(.changed(feed, lines, statement.witness))
                }
            }
        }
        return found
    }
}
