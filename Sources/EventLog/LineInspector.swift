/// What EventLog has to know about a line, whose bytes mean nothing to it.
package struct LineStamp: Sendable, Equatable {
    /// The sequence number the line gives itself.
    package let sequence: UInt64
    /// When it takes effect, in milliseconds since 1970, UTC.
    package let effect: Int64
    /// When it was recorded, in milliseconds since 1970, UTC.
    package let recorded: Int64

    package init(sequence: UInt64, effect: Int64, recorded: Int64) {
        self.sequence = sequence
        self.effect = effect
        self.recorded = recorded
    }
}

/// Reads the stamp of a line. Called for every line when writing, sealing and verifying; when reading, only for the
/// last line and to find the place again after damage.
package protocol LineInspector: Sendable {
    /// - Parameter line: the bytes without the LF.
    /// - Returns: nil when this is not a line of `feed`.
    func inspect(_ line: RawSpan, feed: FeedName) -> LineStamp?
}
