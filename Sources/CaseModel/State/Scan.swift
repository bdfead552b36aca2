/// A line looked at again, without being taken in.
package struct ScannedLine: Sendable {
    package let event: Event
    /// Where in the frame the stored line lies, without its LF.
    package let range: Range<Int>
    /// The line that the event's prose points into, where it is not the stored one.
    package let rewritten: [UInt8]?

    /// The stored line, in canonical form where it is an event.
    func stored(in frame: RawSpan) -> [UInt8] { rewritten ?? Lines.copy(frame, range) }
}

extension CaseHistory {
    /// Reads the events of a frame, hands each to `body` as stored or as corrected, and forgets them.
    ///
    /// - Parameters:
    ///   - isCorrected: whether corrected events are read as corrected and retracted ones are left out.
    ///   - body: gets each event that can be read at all; opaque ones too.
    package mutating func scan(
        _ frame: RawSpan, feed: FeedIndex, firstSequence: UInt64, isCorrected: Bool,
        _ body: (ScannedLine, CaseHistory) -> Void
    ) {
        let mark = tables.lists.count
        for line in scanned(frame, feed: feed, firstSequence: firstSequence, isCorrected: isCorrected) {
            body(line, self)
        }
        forgetLists(from: mark)
    }

    /// The events of a frame, without what is thought away; their lists stay in the tables until they are forgotten.
    mutating func scanned(
        _ frame: RawSpan, feed: FeedIndex, firstSequence: UInt64, isCorrected: Bool
    ) -> [ScannedLine] {
        var lines = lines(of: frame, feed: feed, firstSequence: firstSequence)
        if !leftOut.isEmpty { lines.removeAll { leftOut.contains($0.event.id) } }
        return isCorrected ? lines.compactMap { corrected($0, frame) } : lines
    }

    /// Takes away what was read of lists since there were as many.
    mutating func forgetLists(from mark: Int) { tables.lists.removeLast(tables.lists.count - mark) }

    private mutating func lines(of frame: RawSpan, feed: FeedIndex, firstSequence: UInt64) -> [ScannedLine] {
        var found: [ScannedLine] = []
        let prefix = Array("{\"id\":\"\(tables.feeds[feed])/".utf8)
        var reader = LineReader(frame, tables: tables.take())
        var start = 0
        var sequence = firstSequence
        while start < frame.byteCount {
            let end = Lines.end(in: frame, from: start)
            let id = EventID(feed: feed, sequence: sequence)
            if let event = reader.event(start..<end, id: id, prefix: prefix.span.bytes) {
                found.append(ScannedLine(event: event, range: start..<end, rewritten: nil))
            } else {
                tables = reader.finish()
                if let line = anyForm(Lines.copy(frame, start..<end), id, start..<end) { found.append(line) }
                reader = LineReader(frame, tables: tables.take())
            }
            sequence += 1
            start = end + 1
        }
        tables = reader.finish()
        return found
    }

    mutating func anyForm(_ line: [UInt8], _ id: EventID, _ range: Range<Int>) -> ScannedLine? {
        switch read(line, id: id) {
        case .event(let event, let canonical): ScannedLine(event: event, range: range, rewritten: canonical)
        case .opaque(let event): ScannedLine(event: event, range: range, rewritten: line)
        case .unreadable: nil
        }
    }

    mutating func corrected(_ line: ScannedLine, _ frame: RawSpan) -> ScannedLine? {
        switch version(of: line.event.id, stored: { line.stored(in: frame) }) {
        case .stored: return line
        case .retracted: return nil
        case .corrected(let corrected): return anyForm(corrected, line.event.id, line.range)
        }
    }
}
