/// Follows the lines that are appended to a feed, and refuses one that does not belong there.
struct LineChecker {
    let feed: FeedName
    private let inspector: any LineInspector
    private(set) var nextSequence: UInt64
    /// Of the last line, in milliseconds; nil before the first.
    private(set) var lastRecorded: Int64?

    init(feed: FeedName, inspector: any LineInspector, nextSequence: UInt64, lastRecorded: Int64?) {
        self.feed = feed
        self.inspector = inspector
        self.nextSequence = nextSequence
        self.lastRecorded = lastRecorded
    }

    /// Takes the next line, without its LF.
    ///
    /// - Throws: `.lineTooLong`, or `.lineRefused` where the line is not the next one of this feed.
    mutating func take(_ line: RawSpan) throws(EventLogError) -> LineStamp {
        guard line.byteCount <= LogSettings.lineSizeMax else {
            throw EventLogError(
                .lineTooLong,
                "The line for \(feed)/\(nextSequence) has \(line.byteCount) bytes; it may have "
                    + "\(LogSettings.lineSizeMax). Nothing was stored: make it shorter.")
        }
        guard nextSequence <= LogSettings.sequenceMax else {
            throw EventLogError(
                .lineRefused, "\(feed) is full: no feed can have more than \(LogSettings.sequenceMax) lines.")
        }
        guard let stamp = inspector.inspect(line, feed: feed), stamp.sequence == nextSequence else {
            throw EventLogError(.lineRefused, "The line for \(feed)/\(nextSequence) is not a line of that name.")
        }
        if let lastRecorded, stamp.recorded < lastRecorded {
            throw EventLogError(
                .lineRefused, "The line for \(feed)/\(nextSequence) was recorded before the one before it.")
        }
        nextSequence += 1
        lastRecorded = stamp.recorded
        return stamp
    }

    /// Makes sure that lines to be appended end with an LF.
    func requireWhole(_ lines: RawSpan) throws(EventLogError) {
        guard lines.byteCount > 0, lines.byte(at: lines.byteCount - 1) != LineSplitter.lineFeed else { return }
        throw EventLogError(.lineRefused, "The lines for \(feed) from \(nextSequence) on do not end with an LF.")
    }
}
