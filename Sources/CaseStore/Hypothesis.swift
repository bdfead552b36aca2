package import CaseModel
package import EventLog

extension Case {
    /// Finds what falls with some events: every line is looked at once more, and again where corrections fall.
    ///
    /// - Parameters:
    ///   - whole: the case with everything known and recorded.
    ///   - onLines: is told now and then how many lines were looked at.
    /// - Returns: also what could not be read.
    package func hypothesis(
        without events: Set<EventID>, _ whole: CaseHistory,
        onLines: @escaping @Sendable (UInt64) -> Void = { _ in }
    ) throws -> (Hypothesis, [Damage]) {
        var damage: [Damage] = []
        let fallen = try whole.events(fallingWith: events) { undone in
            let history = undone.isEmpty ? whole : try self.history(leavingOut: undone).0
            let (found, lost) = try reading().scan(history, onLines) { history, frame, feed in
                history.causes(frame.bytes, feed: feed, firstSequence: frame.firstSequence)
            }
            damage += lost.filter { !damage.contains($0) }
            return (history, found)
        }
        return (Hypothesis(without: events.sorted(), leftOut: fallen.sorted()), damage)
    }
}
