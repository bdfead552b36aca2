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

    /// Looks up what views ask of the lines, in one look at each; none where they ask for nothing.
    ///
    /// - Parameter history: a replay, which takes in the events that are found: viewpoints have to be made of it
    ///   afterwards.
    package func lookUp(
        _ parts: LineLookup.Parts, in history: inout CaseHistory, at: Instant
    ) throws -> (LookedUp, damage: [Damage]) {
        let lookup = LineLookup(parts, Viewpoint(history, at: at, sharing: .onAllProcessors))
        if parts.isEmpty { return (history.take([], of: lookup), []) }
        let (found, damage) = try find(in: history) { history, frame, feed, first in
            [lookup.look(in: frame, feed: feed, firstSequence: first, &history)]
        }
        return (history.take(found, of: lookup), damage)
    }
}
