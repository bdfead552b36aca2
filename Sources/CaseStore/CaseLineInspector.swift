import CaseModel
import EventLog

/// Tells the log what it must know of a line.
struct CaseLineInspector: LineInspector {
    func inspect(_ line: RawSpan, feed: FeedName) -> LineStamp? {
        guard let header = LineHeader(line, feed: feed.text) else { return nil }
        return LineStamp(sequence: header.sequence, effect: header.effect, recorded: header.recorded)
    }
}
