/// Compares what the index of a sealed segment says with the lines, frame by frame: it has to cover them.
///
/// It need not be the index that would be written now. Which late lines are listed apart, and which make their frame's
/// range wider, is its own affair; a range that is wider than the lines makes nobody miss one.
struct IndexCheck {
    /// The sequence after the last line that was compared.
    private(set) var next: UInt64
    /// Whether all that was said of the lines so far is true, and none is hidden from a selection.
    private(set) var isCovering = true
    /// The late entries that were not compared yet.
    private var late: ArraySlice<LateEntry>

    init(_ segment: Segment) {
        next = segment.name.first
        late = segment.late[...]
    }

    /// Compares an entry with the stamps of all lines of its frame.
    ///
    /// - Precondition: the frame begins at `next`.
    mutating func take(_ entry: FrameEntry, _ stamps: [LineStamp]) {
        precondition(entry.firstSequence == next)
        for stamp in stamps where !covers(stamp, entry) { isCovering = false }
        next = entry.nextSequence
    }

    private mutating func covers(_ stamp: LineStamp, _ entry: FrameEntry) -> Bool {
        guard entry.recordedFirst <= stamp.recorded, stamp.recorded <= entry.recordedLast else { return false }
        guard late.first?.sequence == stamp.sequence else {
            return entry.effectFirst <= stamp.effect && stamp.effect <= entry.effectLast
        }
        return late.removeFirst().effect == stamp.effect
    }
}
