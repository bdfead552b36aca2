package import EventLog

/// Lines of a simulated feed: `<feed>/<sequence> <recorded> <effect> <text>` and LF. EventLog does not mind.
package struct SimulatedLine: LineInspector {
    package init() {}

    static func bytes(_ feed: FeedName, _ sequence: UInt64, recorded: Int64, effect: Int64, _ text: [UInt8]) -> [UInt8]
    {
        Array("\(feed)/\(sequence) \(recorded) \(effect) ".utf8) + text + [LineSplitter.lineFeed]
    }

    package func inspect(_ line: RawSpan, feed: FeedName) -> LineStamp? {
        let name = Array(feed.text.utf8)
        guard line.byteCount > name.count, line.extracting(first: name.count).holdsSameBytes(as: name.rawSpan),
            line.byte(at: name.count) == UInt8(ascii: "/")
        else { return nil }
        var offset = name.count + 1
        guard let sequence = Self.number(in: line, &offset), let recorded = Self.number(in: line, &offset),
            let effect = Self.number(in: line, &offset)
        else { return nil }
        return LineStamp(sequence: UInt64(sequence), effect: effect, recorded: recorded)
    }

    /// The number at an offset, which is moved behind the space after it.
    private static func number(in line: RawSpan, _ offset: inout Int) -> Int64? {
        var value: Int64 = 0
        let start = offset
        while offset < line.byteCount, offset - start < 18 {
            let byte = line.byte(at: offset)
            offset += 1
            if byte == UInt8(ascii: " ") { return offset - start > 1 ? value : nil }
            guard (48...57).contains(byte) else { return nil }
            value = value * 10 + Int64(byte - 48)
        }
        return nil
    }
}
