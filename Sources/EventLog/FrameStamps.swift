/// What the lines of a frame say of themselves.
struct FrameStamps: Sendable {
    let firstSequence: UInt64
    /// nil for what is no line of the feed.
    private(set) var stamps: [LineStamp?] = []
    /// The hashes of the lines, put together up to each of the sizes whose roots are wanted.
    let ranges: [CompactRange]

    init(_ frame: borrowing FrameLines, in feed: FeedName, _ inspector: any LineInspector, cutAt sizes: [UInt64]) {
        firstSequence = frame.firstSequence
        ranges = frame.ranges(cutAt: sizes)
        stamps.reserveCapacity(frame.count)
        var lines = LineSplitter(frame.bytes)
        while let line = lines.next() {
            stamps.append(line.byteCount <= LogSettings.lineSizeMax ? inspector.inspect(line, feed: feed) : nil)
        }
    }
}
