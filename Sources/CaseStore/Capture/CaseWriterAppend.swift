package import CaseModel
import EventLog
import Synchronization

extension CaseWriter {
    /// The case as it stands before an append, under the feed's lock. It must not outlive the closure that it is shown
    /// to: keeping it makes the next append copy all that it holds.
    package struct Look {
        private let shared: Shared
        package let feed: String
        /// The number that the first event of the append gets.
        package let nextSequence: UInt64
        package let position: CasePosition
        /// Another one where the history was read anew: what was taken from an earlier one does not hold for it.
        let identity: ReplicaIdentity
        private let fetch: (EventID) throws -> [UInt8]?

        init(
            history: CaseHistory, feed: String, nextSequence: UInt64, position: CasePosition,
            identity: ReplicaIdentity, fetch: @escaping (EventID) throws -> [UInt8]?
        ) {
            shared = Shared(history)
            self.feed = feed
            self.nextSequence = nextSequence
            self.position = position
            self.identity = identity
            self.fetch = fetch
        }

        package var history: CaseHistory { shared.history }

        /// The history in one place, so that handing a look on costs little.
        private final class Shared: Sendable {
            let history: CaseHistory

            init(_ history: CaseHistory) { self.history = history }
        }

        /// The stored line of an event, without LF; nil where there is none.
        package func line(_ id: EventID) throws -> [UInt8]? { try fetch(id) }

        /// An event as it stands now, and as it is shown to whom `texts` opens private words; nil where it is taken
        /// back.
        func shown(_ id: String, _ texts: any PrivateTexts) throws -> JSONValue? {
            guard let event = history.tables.event(named: id, from: .first), let line = try line(event),
                let current = history.current(line, of: event)
            else { return nil }
            return try JSONParser.parse(ShownLine.make(current.span.bytes, texts) ?? current)
        }

        /// Calls `body` with each stored line of this feed from one on, without LF.
        func forEachLine(from first: UInt64, _ body: (EventID, [UInt8]) throws -> Void) throws {
            guard let feed = history.tables.feeds.firstIndex(of: feed) else { return }
            for sequence in stride(from: first, to: nextSequence, by: 1) {
                let id = EventID(feed: feed, sequence: sequence)
                if let line = try line(id) { try body(id, line) }
            }
        }
    }

    /// An append that expected the case at another position. Nothing was stored.
    package struct Moved: Error, Sendable {
        /// Where the case is.
        package let position: CasePosition
    }

    /// An append that is about to be written.
    package struct Written: Sendable, Equatable {
        /// Which of those that were handed over together.
        package let number: Int
        package let feed: String
        package let firstSequence: UInt64
        package let count: Int

        init(number: Int, feed: String, _ receipt: Receipt) {
            self.number = number
            self.feed = feed
            firstSequence = receipt.firstSequence
            count = Int(receipt.count)
        }
    }

    /// Something to be appended, all of it or nothing.
    package struct Append: Sendable {
        private enum Source {
            case lines(Handover)
            case composing(@Sendable (Look) throws -> [UInt8])
        }

        private let source: Source
        let manner: Manner
        let expected: CasePosition?
        let onLine: @Sendable (Int) -> Void
        /// Is called as soon as it is known that nothing of it is stored, before whatever comes after it is composed;
        /// where what was put into a commit cannot be written, not at all.
        let leftOut: @Sendable () -> Void

        /// Lines of input.
        ///
        /// - Parameter position: where the case has to be for that; nil for anywhere.
        package init(
            _ lines: sending InputLines, _ manner: Manner = Manner(), expecting position: CasePosition? = nil,
            onLine: @escaping @Sendable (Int) -> Void = { _ in }
        ) {
            source = .lines(Handover(lines))
            self.manner = manner
            expected = position
            self.onLine = onLine
            leftOut = {}
        }

        /// Lines of input that are made of the state at hand. The closure may be called again, and on another thread;
        /// it must not call the writer.
        package init(
            _ manner: Manner = Manner(), expecting position: CasePosition? = nil,
            composing compose: @escaping @Sendable (Look) throws -> [UInt8],
            leftOut: @escaping @Sendable () -> Void = {}
        ) {
            source = .composing(compose)
            self.manner = manner
            expected = position
            onLine = { _ in }
            self.leftOut = leftOut
        }

        /// - Throws: `NotComposed`, before anything was done, and whatever `body` throws.
        func withLines(_ look: @autoclosure () -> Look, _ body: (InputLines) throws -> Void) throws {
            switch source {
            case .lines(let handover): try handover.withLines(body)
            case .composing(let compose):
                let bytes: [UInt8]
                do { bytes = try compose(look()) } catch { throw NotComposed(cause: error) }
                if !bytes.isEmpty { try body(InputLines(bytes)) }
            }
        }
    }

    /// What a closure threw instead of making lines.
    struct NotComposed: Error {
        let cause: any Error
    }

    /// Looks at the case as it stands, with all that others have written by now. Nothing is stored.
    package func look<Seen: Sendable>(_ body: @escaping @Sendable (Look) throws -> Seen) throws -> Seen {
        let seen = Mutex<Seen?>(nil)
        _ = try append { look in
            let made = try body(look)
            seen.withLock { $0 = made }
            return []
        }
        guard let made = seen.withLock({ $0 }) else { preconditionFailure("An append without lines is looked at.") }
        return made
    }
}

/// Tells one replica from another.
final class ReplicaIdentity: Sendable {}

/// Input on its way into a commit, which may run on another thread; only one of them reads it.
private final class Handover: Sendable {
    private let lines: Mutex<InputLines>

    init(_ lines: sending InputLines) { self.lines = Mutex(lines) }

    func withLines(_ body: (InputLines) throws -> Void) throws {
        try lines.withLock { try body($0) }
    }
}
