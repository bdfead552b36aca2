package import CaseModel

/// The single-key codes of the sessions of a followed case, and their states that have begun: gone on from as the case
/// grows, so that asking again costs what is new.
package struct FollowedKeys: Sendable {
    private static let portion = 2_000

    /// What was worked out from a history holds for one that goes on from it without taking anything back.
    private struct Basis: Comparable {
        let readings: Int
        let withdrawals: Int
        let amendments: Int

        static func < (one: Basis, other: Basis) -> Bool {
            (one.readings, one.withdrawals, one.amendments) < (other.readings, other.withdrawals, other.amendments)
        }
    }

    private struct Place: Hashable {
        let session: String
        let feed: String
        /// The number of the event from which on the feed's lines count; that of a later start, once there is one.
        let start: UInt64
    }

    private struct Kept {
        var codes = KeyCodes()
        /// The last line of the feed that is in it.
        var seen: UInt64
    }

    private var basis = Basis(readings: 0, withdrawals: 0, amendments: 0)
    private var kept: [Place: Kept] = [:]

    package init() {}

    /// The codes and states of a session as a feed sets them.
    ///
    /// - Parameters:
    ///   - feed: one that holds a start of the session; another one sets none.
    ///   - current: as it is now, or as it was when somebody else looked at it.
    /// - Throws: where the lines of the feed cannot be read.
    package mutating func codes(of run: SessionRun, in feed: String, _ current: FollowedCase) throws -> KeyCodes {
        guard let start = run.starts[feed] else { return KeyCodes() }
        let basis = Basis(
            readings: current.readings, withdrawals: current.withdrawalsFound,
            amendments: current.history.amendmentCount)
        if basis > self.basis { (self.basis, kept) = (basis, [:]) }
        let place = Place(session: run.id, feed: feed, start: start.sequence)
        let known = kept[place] ?? Kept(seen: start.sequence)
        // Somebody who came later has gone on further already.
        guard basis == self.basis, known.seen <= current.opened.position[feed] else {
            return try Self.goOn(Kept(seen: start.sequence), run.id, feed, current).codes
        }
        let now = try Self.goOn(known, run.id, feed, current)
        kept[place] = now
        return now.codes
    }

    private static func goOn(
        _ known: Kept, _ session: String, _ feed: String, _ current: FollowedCase
    ) throws -> Kept {
        var now = known
        let lines = EntryLines(session: session, history: current.history, texts: current.opened.texts)
        var position = current.opened.position
        position[feed] = known.seen
        var hasMore = true
        while hasMore {
            let next = try EventsAfter(position, in: current.opened, limit: portion)
            for (id, line) in next.lines where lines.mayTell(line) && current.history.stands(id) {
                if let shown = try lines.current(line, of: id) { now.codes.take(shown) }
            }
            (position, hasMore) = (next.position, next.hasMore)
        }
        now.seen = max(known.seen, position[feed])
        return now
    }
}
