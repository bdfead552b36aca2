package import CaseModel
package import EventLog

extension Case {
    /// Looks up what views ask of the lines, in one look at each on all processors; none where they ask for nothing.
    ///
    /// - Parameter history: a replay, which takes in the events that are found: viewpoints have to be made of it
    ///   afterwards.
    /// - Returns: the answer, and what could not be read.
    package func lookUp(
        _ parts: LineLookup.Parts, in history: inout CaseHistory, at: Instant
    ) throws -> (LookedUp, damage: [Damage]) {
        let lookup = LineLookup(parts, Viewpoint(history, at: at, sharing: .onAllProcessors))
        if parts.isEmpty { return (history.take([], of: lookup), []) }
        let (found, damage) = try reading(recorded: history.recorded).fold(history, from: lookup.blank()) {
            found, history, frame, feed in
            lookup.look(in: frame.bytes, feed: feed, firstSequence: frame.firstSequence, &history, into: &found)
        }
        return (history.take(found, of: lookup), damage)
    }
}
