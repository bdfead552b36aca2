/// Cuts whole lines apart at their LF, without copying.
package struct LineSplitter: ~Escapable {
    package static let lineFeed: UInt8 = 0x0A

    private let lines: RawSpan
    /// The offset of the line that `next()` returns.
    package private(set) var offset = 0

    /// - Parameter lines: ends with an LF, or is empty; what follows the last LF is not returned.
    @_lifetime(copy lines)
    package init(_ lines: RawSpan) {
        self.lines = lines
    }

    /// The next line without its LF; nil after the last.
    @_lifetime(copy self)
    package mutating func next() -> RawSpan? {
        guard let end = lines.firstOffset(of: Self.lineFeed, from: offset) else { return nil }
        defer { offset = end + 1 }
        return lines.extracting(offset..<end)
    }
}

extension RawSpan {
    /// How many lines these are: how many LFs there are.
    package var lineCount: Int {
        var count = 0
        var offset = 0
        while let end = firstOffset(of: LineSplitter.lineFeed, from: offset) {
            count += 1
            offset = end + 1
        }
        return count
    }

    /// The offset at which line number `index`, counted from 0, begins; the end when there are not so many.
    package func lineOffset(_ index: Int) -> Int {
        var offset = 0
        for _ in 0..<index {
            guard let end = firstOffset(of: LineSplitter.lineFeed, from: offset) else { return byteCount }
            offset = end + 1
        }
        return offset
    }

    /// The last line without its LF; empty when there is none.
    package var lastLine: RawSpan {
        @_lifetime(copy self)
        get {
            guard byteCount > 0 else { return self }
            var start = byteCount - 1
            while start > 0, byte(at: start - 1) != LineSplitter.lineFeed { start -= 1 }
            return extracting(start..<(byteCount - 1))
        }
    }
}
