/// What can be told of a line without its type: which it is, when it takes effect and when it was recorded.
package struct LineHeader: Sendable, Equatable {
    package let sequence: UInt64
    package let effect: Instant
    package let recorded: Instant

    /// Reads a line without LF; nil when it is no event of the feed.
    package init?(_ line: RawSpan, feed: String) {
        var reader = LineReader(line, tables: Tables.none)
        reader.start(0..<line.byteCount)
        if let header = reader.header(feed: feed) {
            self = header
            return
        }
        guard let value = try? JSONParser.parse(line, 0..<line.byteCount),
            let id = value["id"]?.string, id.hasPrefix(feed + "/"),
            let sequence = UInt64(id.dropFirst(feed.utf8.count + 1)), sequence > 0, id == "\(feed)/\(sequence)",
            value["type"]?.string != nil, value["data"] != nil, let occurred = value["occurred"]?.string,
            let recorded = value["recorded"]?.string.map({ Array($0.utf8) }),
            let instant = RecordedTime.parse(recorded.span.bytes, 0..<recorded.count)
        else { return nil }
        self.init(sequence: sequence, effect: EDTF(occurred)?.effect ?? instant, recorded: instant)
    }

    fileprivate init(sequence: UInt64, effect: Instant, recorded: Instant) {
        self.sequence = sequence
        self.effect = effect
        self.recorded = recorded
    }
}

extension LineReader {
    /// The header of a line whose keys stand in their order.
    @_lifetime(self: copy self)
    fileprivate mutating func header(feed: String) -> LineHeader? {
        expect("{\"id\":\"")
        for byte in feed.utf8 where !failed { expect(byte) }
        expect("/")
        let sequence = integer()
        expect("\"")
        guard !failed, sequence > 0, takesKey("type") else { return nil }
        _ = string()
        var occurred = EDTF()
        var learnt: EDTF?
        field("occurred", &occurred, .plain)
        field("learnt", &learnt, .plain)
        guard !failed, takesKey("recorded") else { return nil }
        let range = string()
        guard !failed, let recorded = RecordedTime.parse(bytes, range) else { return nil }
        return LineHeader(sequence: UInt64(sequence), effect: occurred.effect, recorded: recorded)
    }
}
