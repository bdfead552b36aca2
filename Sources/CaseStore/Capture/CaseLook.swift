package import CaseModel
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
