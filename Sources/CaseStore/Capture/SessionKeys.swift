package import CaseModel

extension FollowedCase {
    private static let portion = 2_000

    /// The single-key codes of a session as a feed sets them, and the states that have begun.
    ///
    /// - Parameter feed: one that holds a start of the session; another one sets none.
    package func keyCodes(of run: SessionRun, in feed: String) throws -> KeyCodes {
        var keys = KeyCodes()
        guard let start = run.starts[feed] else { return keys }
        var position = opened.position
        position[feed] = start.sequence
        var hasMore = true
        while hasMore {
            let next = try EventsAfter(position, in: opened, limit: Self.portion)
            for (id, line) in next.lines where EntryPast.mayTell(line) && history.stands(id) {
                let current = history.current(line, of: id) ?? line
                let shown = try JSONParser.parse(history.shown(current))
                guard shown["sources"]?.array?.contains(.string(run.id)) ?? true else { continue }
                keys.take(shown)
            }
            (position, hasMore) = (next.position, next.hasMore)
        }
        return keys
    }
}
