/// The name of a segment's file: its first sequence in 20 digits, and whether it is sealed.
package struct SegmentName: Sendable, Hashable, Comparable, CustomStringConvertible {
    package let first: UInt64
    package let isSealed: Bool

    package init(first: UInt64, isSealed: Bool) {
        self.first = first
        self.isSealed = isSealed
    }

    /// - Returns: nil when the file is not a segment.
    init?(_ name: String) {
        guard let digits = Self.digits(of: name), let first = UInt64(digits), first > 0,
            first <= LogSettings.sequenceMax
        else { return nil }
        self.first = first
        isSealed = !name.hasSuffix(Self.openSuffix)
        guard name == description else { return nil }
    }

    /// Whether a file has the name of a segment whose first line no feed can have.
    static func isBeyondLimit(_ name: String) -> Bool {
        guard let digits = digits(of: name), digits.utf8.count == digitCount,
            digits.utf8.allSatisfy({ digit in (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) })
        else { return false }
        return UInt64(digits) ?? .max > LogSettings.sequenceMax
    }

    /// What stands before the suffix; nil without one.
    private static func digits(of name: String) -> Substring? {
        guard name.hasSuffix(sealedSuffix) else { return nil }
        return name.dropLast((name.hasSuffix(openSuffix) ? openSuffix : sealedSuffix).count)
    }

    package var description: String {
        let digits = String(first)
        return String(repeating: "0", count: Self.digitCount - digits.count) + digits
            + (isSealed ? Self.sealedSuffix : Self.openSuffix)
    }

    /// By first sequence; of two for the same one, the open segment first.
    package static func < (left: SegmentName, right: SegmentName) -> Bool {
        (left.first, left.isSealed ? 1 : 0) < (right.first, right.isSealed ? 1 : 0)
    }

    private static let digitCount = 20
    private static let sealedSuffix = ".jsonl.lz4"
    private static let openSuffix = ".open.jsonl.lz4"
}

/// One frame of a segment, as the index of a sealed segment or a scan of an open one describes it.
package struct FrameEntry: Sendable, Equatable {
    /// Where the frame begins in its file.
    package var offset: UInt64
    /// Bytes in the file, from the magic number to the content checksum.
    package var storedSize: UInt32
    /// Bytes of lines, LFs included.
    package var contentSize: UInt32
    package var firstSequence: UInt64
    package var lineCount: UInt32
    /// The checksum that ends the frame: it ties an entry to the lines it was made from.
    package var checksum: UInt32
    /// From the earliest to the latest instant of effect, in milliseconds, late entries left out. Everything where no
    /// index says; earliest after latest where all lines are late.
    package var effectFirst = Int64.min
    package var effectLast = Int64.max
    /// The same of `recorded`, all lines counted.
    package var recordedFirst = Int64.min
    package var recordedLast = Int64.max

    /// The sequence after the last.
    package var nextSequence: UInt64 { firstSequence + UInt64(lineCount) }
    /// Whether a feed can have all of the lines: before this is known, `nextSequence` may overflow.
    var isWithinLimit: Bool {
        firstSequence <= LogSettings.sequenceMax && UInt64(lineCount) <= LogSettings.sequenceMax - firstSequence + 1
    }
    var end: UInt64 { offset + UInt64(storedSize) }
}

/// A line that takes effect before the latest instant in the frames before its own.
package struct LateEntry: Sendable, Equatable {
    package let sequence: UInt64
    /// When it takes effect, in milliseconds.
    package let effect: Int64
}

/// One segment as a reader found it.
package struct Segment: Sendable {
    package let name: SegmentName
    /// The whole frames, by sequence.
    package internal(set) var frames: [FrameEntry] = []
    /// The late entries of a sealed segment, by sequence.
    package internal(set) var late: [LateEntry] = []
    package internal(set) var damage: [Damage] = []
    package internal(set) var notes: [Note] = []
    /// What stands after the last whole frame: a crash's torn tail, or damage.
    package internal(set) var tail: Range<UInt64>?
    /// Bytes of padding after the last whole frame of an open segment.
    var padding: UInt64 = 0
    /// Why the rest of the file, after the last whole frame, could not be read.
    var failure: EventLogError?
    /// Whether frames with good checksums stand in the tail, which no crash leaves there.
    var tailHoldsFrames = false
    /// The file as it was read.
    var status: FileStatus
    /// The tree over all lines up to the last of this segment, where its index keeps it.
    var tree: CompactRange?
    /// Whether the frames come from the index and their lines have not been looked at.
    var isIndexed = false

    init(name: SegmentName, status: FileStatus) {
        self.name = name
        self.status = status
    }

    /// A segment of which nothing can be read.
    init(name: SegmentName, failure: EventLogError) {
        self.init(name: name, status: FileStatus(size: 0, node: 0, modified: 0))
        self.failure = failure
    }

    /// Whether it is sealed and nothing in its structure is amiss, so that nobody has a reason to change its file.
    var isFinal: Bool { name.isSealed && isIndexed && damage.isEmpty && failure == nil }

    /// The sequence after the last whole line.
    package var nextSequence: UInt64 { frames.last?.nextSequence ?? name.first }
    package var lineCount: UInt64 { frames.reduce(0) { count, frame in count + UInt64(frame.lineCount) } }
    /// Bytes of lines.
    var contentSize: UInt64 { frames.reduce(0) { size, frame in size + UInt64(frame.contentSize) } }
    /// Where the next frame of an open segment goes.
    var end: UInt64 { frames.last?.end ?? 0 }
}
