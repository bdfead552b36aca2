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
        let input = Handover(input)
        var left: Set<FeedName> = []
        while true {
            let feed = current.feed
            do {
                return try append(input, manner, onLine)
            } catch let error as EventLogError where error.code == .damaged || error.code == .rolledBack {
                // A feed is left once; a new one has nothing that could be damaged.
                guard left.insert(feed).inserted else { throw error }
                try leaveFeeds(left)
            }
        }
    }

    private func append(
        _ input: Handover, _ manner: Manner, _ onLine: @escaping @Sendable (Int) -> Void
    ) throws -> Appended {
        let writer = current
        let receipt = try writer.commit { [self] commit in
            try replica.withLock { replica in
                // What fails half-way does not come back: the next commit reads anew.
                let folders = FeedFolders(of: folder, on: device, after: replica?.folders)
                var current = try replica.take() ?? Replica(Case(folder, device: device), folders: folders)
                if try !current.knows(folders) || !current.catchUp(commit, feed: writer.feed) {
                    current = try Replica(Case(folder, device: device), folders: folders)
                    guard try current.catchUp(commit, feed: writer.feed) else {
                        let message =
                            "The feeds of '\(folder.path)' changed while they were read. Nothing was stored; try again."
                        throw EventLogError(.notStored, message)
                    }
                }
                defer { texts.dropKeys() }
                do {
                    try input.withLines { lines in
                        let (feed, now) = (writer.feed.text, device.now())
                        try current.append(lines, manner, texts, to: &commit, feed: feed, now: now, onLine: onLine)
                    }
                    try texts.keepKeys()
                } catch let refused as Refused where refused.isAlone {
                    // Nothing of the input was folded in.
                    replica = current
                    throw refused
                }
                replica = current
            }
        }
        return Appended(feed: writer.feed.text, firstSequence: receipt.firstSequence, count: Int(receipt.count))
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

/// Input on its way into a commit, which may run on another thread; only one of them reads it.
private final class Handover: Sendable {
    private let lines: Mutex<InputLines>

    init(_ lines: sending InputLines) { self.lines = Mutex(lines) }

    func withLines(_ body: (InputLines) throws -> Void) throws {
        try lines.withLock { try body($0) }
    }
}
