package import CaseModel
package import EventLog
import Synchronization

/// Appends to a case through `decide`, in a feed of this device.
package final class CaseWriter: Sendable {
    /// Lines of input that were refused; nothing of the input was stored.
    package struct Refused: Error, Sendable {
        package struct Line: Sendable {
            /// From 1.
            package let number: Int
            package let refusal: Refusal
        }

        package let lines: [Line]
        /// The input was one event, not a file of lines.
        package let isSingle: Bool
        /// No other line was accepted before.
        let isAlone: Bool
    }

    /// What became durable: `count` events, numbered from `firstSequence` in `feed`.
    package struct Appended: Sendable {
        package let feed: String
        package let firstSequence: UInt64
        package let count: Int
        /// What the case amounts to with these events.
        package let position: CasePosition
    }

    /// How input is taken.
    package struct Manner: Sendable {
        /// Whether what `decide` refuses is recorded all the same.
        package var isForced = false
        /// Whether lines may carry labels in `id`.
        package var takesLabels = false

        package init(isForced: Bool = false, takesLabels: Bool = false) {
            self.isForced = isForced
            self.takesLabels = takesLabels
        }
    }

    private let folder: CaseFolder
    private let device: Device
    private let initials: String
    private let onNote: @Sendable (Note) -> Void
    private let writer: Mutex<FeedWriter>
    private let texts: CaseTexts
    private let replica: Mutex<Replica?> = Mutex(nil)

    /// Opens this device's feed in a case, making one when it has none that is fit to be written to.
    ///
    /// - Parameter onNote: is told of what recovery did, and of feeds that were left.
    package init(
        _ folder: CaseFolder, device: Device, initials: String, onNote: @escaping @Sendable (Note) -> Void
    ) throws {
        self.folder = folder
        self.device = device
        self.initials = initials
        self.onNote = onNote
        // What is written is not read with these.
        texts = CaseTexts(device, case: folder.name) { CaseTexts.Whole() }
        writer = Mutex(
            try folder.feeds(on: device).openOwnFeed(
                initials: initials, sealsInBackground: true, onNote: onNote))
    }

    /// The feed that is written to; it is another one after the first turned out to be damaged.
    package var feed: String { current.feed.text }

    /// Whether events were judged without lines of the case that cannot be read.
    package var isJudgingIncompletely: Bool { replica.withLock { $0.map { !$0.damage.isEmpty } ?? false } }

    private var current: FeedWriter { writer.withLock { $0 } }

    /// Decides on each line and stores all of them, durably, or none. A feed that turns out to be damaged or rolled
    /// back is left for a new one.
    ///
    /// - Throws: `Refused` with every bad line; `EventLogError` when the log cannot be written.
    ///   Nothing that is refused changes the writer.
    package func append(
        _ input: sending InputLines, _ manner: Manner = Manner(), onLine: @escaping @Sendable (Int) -> Void = { _ in }
    ) throws -> Appended {
        try append(Append(input, manner, onLine: onLine))
    }

    /// Stores what a closure makes of the state that it is shown under the feed's lock, or nothing where that is
    /// nothing.
    ///
    /// - Throws: as `append` of lines does, and whatever the closure throws.
    package func append(
        _ manner: Manner = Manner(), expecting position: CasePosition? = nil,
        composing compose: @escaping @Sendable (Look) throws -> [UInt8]
    ) throws -> Appended {
        try append(Append(manner, expecting: position, composing: compose))
    }

    package func append(_ append: Append) throws -> Appended {
        var left: Set<FeedName> = []
        while true {
            let feed = current.feed
            do {
                return try appendHere(append)
            } catch let error as EventLogError where error.code == .damaged || error.code == .rolledBack {
                // A feed is left once; a new one has nothing that could be damaged.
                guard left.insert(feed).inserted else { throw error }
                try leaveFeeds(left)
            }
        }
    }

    private func appendHere(_ append: Append) throws -> Appended {
        let writer = current
        let reached = Mutex(CasePosition())
        let receipt = try writer.commit { [self] commit in
            let position = try put(append, writer.feed, into: &commit)
            reached.withLock { $0 = position }
        }
        return Appended(
            feed: writer.feed.text, firstSequence: receipt.firstSequence, count: Int(receipt.count),
            position: reached.withLock { $0 })
    }

    /// Puts one append into a commit.
    ///
    /// - Returns: the position that the case has with it.
    private func put(_ append: Append, _ feed: FeedName, into commit: inout Commit) throws -> CasePosition {
        try replica.withLock { replica in
            // What fails half-way does not come back: the next commit reads anew.
            var current = try caughtUp(replica.take(), feed, commit)
            if let expected = append.expected, expected != current.position {
                let moved = Moved(position: current.position)
                replica = current
                throw moved
            }
            defer { texts.dropKeys() }
            do {
                try append.withLines(current.look(from: commit, feed: feed.text)) { lines in
                    try current.append(
                        lines, append.manner, texts, to: &commit, feed: feed.text, now: device.now(),
                        onLine: append.onLine)
                }
                try texts.keepKeys()
            } catch let refused as Refused where refused.isAlone {
                // Nothing of the input was folded in.
                replica = current
                throw refused
            } catch let error as NotComposed {
                replica = current
                throw error.cause
            }
            let position = current.position
            replica = current
            return position
        }
    }

    /// The state as the log has it before a commit.
    private func caughtUp(
        _ replica: consuming Replica?, _ feed: FeedName, _ commit: borrowing Commit
    ) throws -> Replica {
        let folders = FeedFolders(of: folder, on: device, after: replica?.folders)
        var current = try replica ?? Replica(Case(folder, device: device), folders: folders)
        if try !current.knows(folders) || !current.catchUp(commit, feed: feed) {
            current = try Replica(Case(folder, device: device), folders: folders)
            guard try current.catchUp(commit, feed: feed) else {
                let message =
                    "The feeds of '\(folder.path)' changed while they were read. Nothing was stored; try again."
                throw EventLogError(.notStored, message)
            }
        }
        return current
    }

    /// Goes on in another feed.
    private func leaveFeeds(_ unfit: Set<FeedName>) throws {
        try writer.withLock { writer in
            writer = try folder.feeds(on: device).openOwnFeed(
                initials: initials, unfit: unfit, sealsInBackground: true, onNote: onNote)
        }
        replica.withLock { $0 = nil }
    }

    /// Keeps what the case came to, for the next program that opens it; after an acknowledgement, so that no commit
    /// waits for it. Whatever fails is nobody's trouble.
    package func keepFacts() { keepFacts(in: folder) }

    /// - Parameter folder: where the case lies by now.
    func keepFacts(in folder: CaseFolder) {
        guard let (history, key) = replica.withLock({ $0?.facts }) else { return }
        FactsCache(folder, on: device).keep(history, key, atLeast: device.keptLinesMin)
    }

    /// Seals the segments that are closed, and waits for what is being sealed in the background: before a program ends.
    ///
    /// - Throws: `EventLogError`; nothing is lost then, and the next time seals them.
    package func sealClosed() throws { _ = try current.seal(.closed) }

    /// Decides on each line as if this device had a feed, without storing anything: for a device that has none yet, so
    /// that a refused event leaves no trace.
    ///
    /// - Throws: `Refused` with every bad line.
    package static func check(
        _ input: InputLines, _ manner: Manner, in folder: CaseFolder, device: Device, initials: String
    ) throws {
        let feed = "\(initials)-00000000"
        var replica = try Replica(Case(folder, device: device), anticipating: feed)
        // Keys that this makes are forgotten with it.
        let texts = CaseTexts(device, case: folder.name) {
            CaseTexts.Whole(openedIn: nil, withdrawn: WithdrawnSubjects())
        }
        let batch = try replica.batch(manner, texts, feed: feed, firstSequence: 1, recorded: device.now())
        try replica.append(input, batch, onLine: { _ in }) { _ in }
    }
}
