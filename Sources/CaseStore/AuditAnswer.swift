package import CaseModel
package import EventLog

extension Case {
    /// How a dispute came, went and came back. Every line is read for it: facts that were kept are not trusted here.
    ///
    /// - Parameter history: a fresh replay, as known and recorded by the dates asked for.
    /// - Parameter damage: what that replay, and opening the case, found unreadable.
    /// - Parameter onLines: is told now and then how many lines were looked through.
    /// - Returns: the audit, nil when the case knows no such dispute; and what more could not be read.
    package func audit(
        _ dispute: String, _ history: CaseHistory, at: Instant, besides damage: [Damage],
        onLines: @escaping @Sendable (UInt64) -> Void = { _ in }
    ) throws -> (audit: Audit?, damage: [Damage]) {
        let (turns, found) = try reading(recorded: history.recorded).scan(history, onLines) { history, frame, feed in
            history.turns(of: dispute, in: frame.bytes, feed: feed, firstSequence: frame.firstSequence)
        }
        let more = found.filter { !damage.contains($0) }
        let lines = storedLines()
        let isWhole = history.known == .max && history.recorded == .max
        let audit = try Audit(
            of: dispute, turns: turns, in: history, at: at,
            quoting: isWhole ? history : self.history(isFresh: true).0, losses: (damage + more).map(loss)
        ) { events, take in
            try lines.forEach(events[...], take)
        }
        return (audit, more)
    }

    /// Told without places on this machine: an audit is handed on.
    private func loss(_ damage: Damage) -> Audit.Loss {
        let lines = damage.lost.map { $0.first...max($0.first, $0.last ?? .max) }
        return Audit.Loss(feed: damage.feed, lines: lines, withoutPlaces(damage.message))
    }
}
