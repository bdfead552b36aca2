/// Lines that follow one another, in memory that is valid until the reader goes on.
package struct FrameLines: ~Escapable {
    /// Whole lines, each with its LF. `LineSplitter` takes them apart.
    package let bytes: RawSpan
    package let firstSequence: UInt64
    package let count: Int

    @_lifetime(copy bytes)
    init(_ bytes: RawSpan, firstSequence: UInt64, count: Int) {
        self.bytes = bytes
        self.firstSequence = firstSequence
        self.count = count
    }

    /// The sequence after the last.
    package var nextSequence: UInt64 { firstSequence + UInt64(count) }

    /// Where a line stands in `bytes`, without its LF; nil when it is not one of these.
    package func range(ofLine sequence: UInt64) -> Range<Int>? {
        guard sequence >= firstSequence, sequence < nextSequence else { return nil }
        let start = bytes.lineOffset(Int(sequence - firstSequence))
        return start..<(bytes.firstOffset(of: LineSplitter.lineFeed, from: start) ?? bytes.byteCount)
    }

    /// Calls `body` with some of these lines and where they stand, without their LF, going through the frame once.
    ///
    /// - Parameter sequences: in order; those that are not of these lines are passed over.
    package func forEachLine(_ sequences: [UInt64], _ body: (UInt64, Range<Int>) -> Void) {
        var (next, start) = (firstSequence, 0)
        for sequence in sequences where sequence >= next && sequence < nextSequence {
            start += bytes.extracting(droppingFirst: start).lineOffset(Int(sequence - next))
            let end = bytes.firstOffset(of: LineSplitter.lineFeed, from: start) ?? bytes.byteCount
            body(sequence, start..<end)
            (next, start) = (sequence + 1, min(end + 1, bytes.byteCount))
        }
    }
}

extension FrameDecoder {
    /// The lines of the frame just decoded that are in a range of sequences.
    @_lifetime(borrow self)
    borrowing func lines(of frame: FrameEntry, in sequences: Range<UInt64>) -> FrameLines {
        let first = max(frame.firstSequence, sequences.lowerBound)
        let next = min(frame.nextSequence, sequences.upperBound)
        var bytes = content
        if first >= next { return FrameLines(bytes.extracting(0..<0), firstSequence: first, count: 0) }
        if next < frame.nextSequence {
            bytes = bytes.extracting(first: bytes.lineOffset(Int(next - frame.firstSequence)))
        }
        if first > frame.firstSequence {
            bytes = bytes.extracting(droppingFirst: bytes.lineOffset(Int(first - frame.firstSequence)))
        }
        return FrameLines(bytes, firstSequence: first, count: Int(next - first))
    }
}
