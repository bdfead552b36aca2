import Synchronization

/// A commit while its caller puts it together: where it will stand, what stands before it, and its lines.
///
/// It is made under the feed's lock. Nothing counts until `FeedWriter.commit` returns a receipt.
package struct Commit: ~Copyable {
    package let feed: FeedName
    /// Another one than the last commit's of the same writer where the feed may hold other than that commit left:
    /// others have appended, files were exchanged, or a commit has failed.
    package let epoch: UInt64
    private let snapshot: FeedSnapshot
    /// Lines of commits that go into the same frame, and after them this commit's own, until it is large.
    private var buffer: [UInt8]
    private let start: Int
    private let first: UInt64
    private var checker: LineChecker
    /// Over all lines up to this commit's last one, unless it is large.
    private var tree: CompactRange
    /// The hash of this commit's last line, unless it is large.
    private var lastLine: TreeHash?
    private let before: (checker: LineChecker, tree: CompactRange)
    private var large: SealedSegmentWriter?
    /// What went wrong with a line. The commit is lost, even where its caller goes on.
    private(set) var refusal: EventLogError?

    init(
        after checker: LineChecker, _ tree: CompactRange, in buffer: consuming [UInt8], _ snapshot: FeedSnapshot,
        epoch: UInt64
    ) {
        feed = snapshot.feed
        self.epoch = epoch
        self.snapshot = snapshot
        start = buffer.count
        self.buffer = buffer
        first = checker.nextSequence
        self.checker = checker
        self.tree = tree
        before = (checker, tree)
    }

    /// The sequence that the next line has to have.
    package var nextSequence: UInt64 { checker.nextSequence }

    /// The sequence of the last line that is durable. Those after it wait to become so together with this commit.
    package var lastDurable: UInt64 { snapshot.lastSequence }

    /// When the line before that was recorded, in milliseconds; nil where there is none.
    package var lastRecorded: Int64? { checker.lastRecorded }

    /// Hands over the lines that stand before this commit, in order, from the one after `sequence` on: those that
    /// others have appended meanwhile, and those of commits that will become durable together with this one.
    ///
    /// - Throws: `.damaged`, `.io`, and whatever `body` throws.
    package func forEachFrame(after sequence: UInt64, _ body: (borrowing FrameLines) throws -> Void) throws {
        if sequence + 1 < snapshot.nextSequence {
            var reader = FrameReader(snapshot)
            try reader.forEachFrame(Selection(sequences: sequence + 1..<snapshot.nextSequence), body)
            if let damage = reader.damage.first { throw EventLogError(.damaged, damage.message) }
        }
        let next = max(sequence + 1, snapshot.nextSequence)
        guard next < first else { return }
        let waiting = buffer.rawSpan.extracting(first: start)
        let skipped = waiting.lineOffset(Int(next - snapshot.nextSequence))
        try body(FrameLines(waiting.extracting(droppingFirst: skipped), firstSequence: next, count: Int(first - next)))
    }

    /// Adds whole lines, each ending in an LF. More than 1 MiB in all go to a temporary file at once, so that a commit
    /// of any size takes little memory; the chunks should then be large themselves.
    ///
    /// - Throws: `.lineTooLong`, `.lineRefused`; `.notStored` where the temporary file cannot be written. The commit
    ///   cannot be continued after that.
    package mutating func append(_ lines: RawSpan) throws(EventLogError) {
        if let refusal { throw refusal }
        do {
            try add(lines)
        } catch {
            refusal = error
            throw error
        }
    }

    private mutating func add(_ lines: RawSpan) throws(EventLogError) {
        if large == nil, buffer.count - start + lines.byteCount > snapshot.source.environment.settings.commitSizeMax {
            try growLarge()
        }
        if large != nil {
            do { try large?.append(lines) } catch { throw error.code == .io ? .notStored(error) : error }
            if let latest = large?.latest { checker = latest }
            return
        }
        try checker.requireWhole(lines)
        var splitter = LineSplitter(lines)
        while let line = splitter.next() {
            _ = try checker.take(line)
            let leaf = TreeHash(leaf: line)
            tree.append(leaf)
            lastLine = leaf
        }
        buffer.append(lines)
    }

    /// Moves this commit's lines from the buffer to a temporary file.
    private mutating func growLarge() throws(EventLogError) {
        let own = Array(buffer[start...])
        buffer.removeSubrange(start...)
        do {
            large = try SealedSegmentWriter(
                after: before.checker, before.tree, in: snapshot.source, helpers: Workers.countHere - 1)
            try large?.append(own.rawSpan)
        } catch {
            throw .notStored(error)
        }
    }

    /// Adds one line, or several, given as an array.
    package mutating func append(_ lines: [UInt8]) throws(EventLogError) { try append(lines.rawSpan) }

    /// What the commit came to.
    struct Outcome: ~Copyable {
        let receipt: Receipt
        let checker: LineChecker
        /// Means nothing where the commit is large.
        let tree: CompactRange
        /// The hash of the last line; nothing where the commit is large, or has none.
        let lastLine: TreeHash?
        var buffer: [UInt8]
        let start: Int
        var large: SealedSegmentWriter?
    }

    consuming func finish() -> Outcome {
        Outcome(
            receipt: Receipt(firstSequence: first, count: checker.nextSequence - first), checker: checker, tree: tree,
            lastLine: lastLine, buffer: buffer, start: start, large: large)
    }

    /// Gives up, and gives back what others have put into the buffer.
    consuming func abandon() -> [UInt8] {
        if let large { large.discard() }
        buffer.removeSubrange(start...)
        return buffer
    }
}

/// What was made durable.
package struct Receipt: Sendable, Equatable {
    package let firstSequence: UInt64
    package let count: UInt64

    package init(firstSequence: UInt64, count: UInt64) {
        self.firstSequence = firstSequence
        self.count = count
    }
}

/// Is told what is about to be written, so that something else can be made durable before it.
package final class WriteHook: Sendable {
    /// A commit with its number among those that were handed over together.
    package typealias Announced = (number: Int, receipt: Receipt)

    fileprivate let body: @Sendable ([Announced]) throws -> Void

    package init(_ body: @escaping @Sendable ([Announced]) throws -> Void) { self.body = body }
}

/// A commit that waits for its turn, and then its result.
final class CommitRequest: Sendable {
    let body: @Sendable (inout Commit) throws -> Void
    private let hook: WriteHook?
    private let number: Int
    private let result = Mutex<Result<Receipt, any Error>?>(nil)

    init(_ body: @escaping @Sendable (inout Commit) throws -> Void, hook: WriteHook? = nil, number: Int = 0) {
        self.body = body
        self.hook = hook
        self.number = number
    }

    /// Tells each hook of the commits that it is for.
    static func announce(_ members: [(request: CommitRequest, receipt: Receipt)]) throws {
        var rest = members[...]
        while let hook = rest.first(where: { member in member.request.hook != nil })?.request.hook {
            try hook.body(
                rest.filter { member in member.request.hook === hook }.map { ($0.request.number, $0.receipt) })
            rest = rest.filter { member in member.request.hook !== hook }[...]
        }
    }

    var isDone: Bool { result.withLock { result in result != nil } }

    /// Settles the request, unless it is settled.
    func settle(_ outcome: Result<Receipt, any Error>) {
        result.withLock { result in result = result ?? outcome }
    }

    func get() throws -> Receipt {
        guard let result = result.withLock({ result in result }) else {
            preconditionFailure("Every request is settled before the writer lets go.")
        }
        return try result.get()
    }
}
