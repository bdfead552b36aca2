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
    private let writer: FeedWriter
    private let replica: Mutex<Replica?> = Mutex(nil)

    /// Opens this device's feed in a case, making one when it has none that is fit to be written to.
    ///
    /// - Parameter onNote: is told of what recovery did, and of feeds that were left.
    package init(
        _ folder: CaseFolder, device: Device, initials: String, onNote: @escaping @Sendable (Note) -> Void
    ) throws {
        self.folder = folder
        self.device = device
        let feeds = FeedsFolder(
            folder.feedsPath, origin: "caselog/\(folder.name)", environment: device.logEnvironment,
            device: device.folder)
        writer = try feeds.openOwnFeed(initials: initials, onNote: onNote)
    }

    package var feed: String { writer.feed.text }

    /// Decides on each line and stores all of them, durably, or none.
    ///
    /// - Throws: `Refused` with every bad line; `EventLogError` when the log cannot be written.
    ///   Nothing that is refused changes the writer.
    package func append(
        _ input: sending InputLines, _ manner: Manner = Manner(), onLine: @escaping @Sendable (Int) -> Void = { _ in }
    ) throws -> Appended {
        let input = Handover(input)
        let receipt = try writer.commit { [self] commit in
            try replica.withLock { replica in
                var current: Replica
                if let kept = replica.take(), try kept.isBacked(by: commit, feed: writer.feed) {
                    current = kept
                } else {
                    current = try Replica(Case(folder, device: device))
                }
                // What fails half-way does not come back: the next commit reads anew.
                try current.catchUp(commit, feed: writer.feed)
                do {
                    try input.withLines { lines in
                        let (feed, now) = (writer.feed.text, device.now())
                        try current.append(lines, manner, to: &commit, feed: feed, now: now, onLine: onLine)
                    }
                } catch let refused as Refused where refused.isSingle {
                    // An event that was refused was not folded in.
                    replica = current
                    throw refused
                }
                replica = current
            }
        }
        return Appended(feed: feed, firstSequence: receipt.firstSequence, count: Int(receipt.count))
    }

    /// Seals the segments that are closed: after an acknowledgement, so that no commit waits for it.
    ///
    /// - Throws: `EventLogError`; nothing is lost then, and the next time seals them.
    package func sealClosed() throws {
        guard try writer.snapshot().awaitsSealing else { return }
        _ = try writer.seal(.closed)
    }

    /// Decides on each line as if this device had a feed, without storing anything: for a device that has none yet, so
    /// that a refused event leaves no trace.
    ///
    /// - Throws: `Refused` with every bad line.
    package static func check(
        _ input: InputLines, _ manner: Manner, in folder: CaseFolder, device: Device, initials: String
    ) throws {
        let feed = "\(initials)-00000000"
        var replica = try Replica(Case(folder, device: device), anticipating: feed)
        try replica.append(input, manner, feed: feed, firstSequence: 1, recorded: device.now(), onLine: { _ in }) { _ in
        }
    }

    /// Whether this device has a feed in a case.
    package static func hasFeed(in folder: CaseFolder, device: Device) throws -> Bool {
        let feeds = FeedsFolder(
            folder.feedsPath, origin: "caselog/\(folder.name)", environment: device.logEnvironment,
            device: device.folder)
        return try !feeds.ownFeeds().isEmpty
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
