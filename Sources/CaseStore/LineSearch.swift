package import CaseModel
package import EventLog

extension Case {
    /// Looks at each line again for what a view asks that the state does not keep; on all processors.
    ///
    /// - Parameters:
    ///   - history: a replay; each thread has a copy.
    ///   - look: gets a frame of whole lines, the number of its feed and the sequence of its first line.
    /// - Returns: what was found, in no order, and what could not be read.
    package func find<Found: Sendable>(
        in history: CaseHistory,
        _ look: @escaping @Sendable (inout CaseHistory, RawSpan, FeedIndex, UInt64) -> [Found]
    ) throws -> (found: [Found], damage: [Damage]) {
        try reading(recorded: history.recorded).scan(history) { history, frame, feed in
            look(&history, frame.bytes, feed, frame.firstSequence)
        }
    }
}
