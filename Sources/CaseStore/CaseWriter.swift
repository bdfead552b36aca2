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

    /// Stores one append, durably, or nothing of it.
    ///
    /// - Throws: as `append` of lines does; `Moved`; whatever composes it throws.
    package func append(_ append: Append) throws -> Appended { try self.append(together: [append])[0].get() }

    /// Stores several appends, one after the other, each as if it stood alone; but they become durable together, as
    /// far as a frame holds them. One that is refused leaves the others.
    ///
    /// - Parameter willWrite: is told which of them are about to be written, and as what, before they are: once for
    ///   each frame. Where it throws, none of these is stored, nor any after them, and all of them fail with its error.
    /// - Returns: what became of each.
    package func append(
        together appends: [Append], willWrite: (@Sendable ([Written]) throws -> Void)? = nil
    ) -> [Result<Appended, any Error>] {
        var results = [Result<Appended, any Error>?](repeating: nil, count: appends.count)
        var left: Set<FeedName> = []
        var open = Array(appends.indices)
        while !open.isEmpty {
            let feed = current.feed
            for (index, result) in zip(open, appendHere(open.map { appends[$0] }, numbers: open, willWrite)) {
                results[index] = result
            }
            open = open.filter { Self.isUnfit(results[$0]) }
            // A feed is left once; a new one has nothing that could be damaged.
            if open.isEmpty || !left.insert(feed).inserted { break }
            do { try leaveFeeds(left) } catch {
                for index in open { results[index] = .failure(error) }
                break
            }
        }
        return results.map { result in
            guard let result else { preconditionFailure("Every append has a result.") }
            return result
        }
    }

    /// Whether an append failed because the feed has damage, or is not the one that this device knows.
    private static func isUnfit(_ result: Result<Appended, any Error>?) -> Bool {
        guard case .failure(let error as EventLogError) = result else { return false }
        return error.code == .damaged || error.code == .rolledBack
    }

    private func appendHere(
        _ appends: [Append], numbers: [Int], _ willWrite: (@Sendable ([Written]) throws -> Void)?
    ) -> [Result<Appended, any Error>] {
        let writer = current
        let feed = writer.feed.text
        let reached = Mutex([CasePosition](repeating: CasePosition(), count: appends.count))
        let bodies = appends.enumerated().map { number, append -> @Sendable (inout Commit) throws -> Void in
            { [self] commit in
                do {
                    let position = try put(append, writer.feed, into: &commit)
                    reached.withLock { $0[number] = position }
                } catch {
                    append.leftOut()
                    throw error
                }
            }
        }
        let hook = willWrite.map { willWrite in
            WriteHook { announced in
                try willWrite(announced.map { Written(number: numbers[$0.number], feed: feed, $0.receipt) })
            }
        }
        let receipts = writer.commit(together: bodies, willWrite: hook)
        return zip(receipts, reached.withLock { $0 }).map { receipt, position in
            receipt.map {
                Appended(feed: feed, firstSequence: $0.firstSequence, count: Int($0.count), position: position)
            }
        }
    }

    /// Puts one append into a commit.
    ///
    /// - Returns: the position that the case has with it.
    private func put(_ append: Append, _ feed: FeedName, into commit: inout Commit) throws -> CasePosition {
        try replica.withLock { replica in
            // What fails half-way does not come back: the next commit reads anew.
            var current = try caughtUp(&replica, feed, commit)
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
            replica = consume current
            return position
        }
    }

    /// The state as the log has it before a commit.
    ///
    /// - Parameter replica: is taken, so that it is changed in place.
    private func caughtUp(
        _ replica: inout Replica?, _ feed: FeedName, _ commit: borrowing Commit
    ) throws -> Replica {
        let folders = FeedFolders(of: folder, on: device, after: replica?.folders)
        var current = try replica.take() ?? Replica(Case(folder, device: device), folders: folders)
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

    /// Leaves the feed that is written to for another one, if it is among those in which somebody has found damage.
    ///
    /// - Throws: as `init` does; then the feed is the one that it was.
    package func leave(_ damaged: Set<FeedName>) throws {
        if damaged.contains(current.feed) { try leaveFeeds(damaged) }
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
