/// Works out an index from the stamps of the lines, frame by frame.
struct IndexBuilder {
    private(set) var index: SegmentIndex
    /// The latest instant of effect in the frames that are finished.
    private var latest = Int64.min
    private var frame = FrameEntry.unbegun
    /// The late lines of the frame that is being filled, while they are few enough to be listed.
    private var late: [LateEntry] = []
    private var lateCount = 0
    private var lateFirst = Int64.max
    private var lateLast = Int64.min
    /// The sequence after the last finished frame.
    private(set) var next: UInt64
    /// How many frames have their place, and where the next one goes.
    private var placedCount = 0
    private(set) var end: UInt64 = 0

    init(first: UInt64) {
        index = SegmentIndex(firstSequence: first, frames: [], late: [])
        next = first
    }

    /// Takes the stamp of the next line of the frame.
    mutating func add(_ stamp: LineStamp) {
        if stamp.effect < latest {
            lateCount += 1
            lateFirst = min(lateFirst, stamp.effect)
            lateLast = max(lateLast, stamp.effect)
            if late.count < SegmentIndex.lateInFrameMax {
                late.append(LateEntry(sequence: stamp.sequence, effect: stamp.effect))
            }
        } else {
            frame.effectFirst = min(frame.effectFirst, stamp.effect)
            frame.effectLast = max(frame.effectLast, stamp.effect)
        }
        frame.recordedFirst = min(frame.recordedFirst, stamp.recorded)
        frame.recordedLast = max(frame.recordedLast, stamp.recorded)
        frame.lineCount += 1
    }

    /// Ends a frame whose lines were all added. Where it is stored is said by `placeFrame`.
    mutating func endFrame(contentSize: Int) {
        frame.contentSize = UInt32(contentSize)
        frame.firstSequence = next
        next = frame.nextSequence
        latest = max(latest, frame.effectLast)
        if lateCount == late.count, index.late.count + lateCount <= SegmentIndex.lateCountMax {
            index.late += late
        } else {
            frame.effectFirst = min(frame.effectFirst, lateFirst)
            frame.effectLast = max(frame.effectLast, lateLast)
        }
        index.frames.append(frame)
        frame = .unbegun
        late.removeAll(keepingCapacity: true)
        (lateCount, lateFirst, lateLast) = (0, .max, .min)
    }

    /// Says how the first frame is stored that this was not said of.
    ///
    /// - Parameter checksum: the content checksum that ends the frame.
    mutating func placeFrame(storedSize: Int, checksum: UInt32) {
        index.frames[placedCount].offset = end
        index.frames[placedCount].storedSize = UInt32(storedSize)
        index.frames[placedCount].checksum = checksum
        end = index.frames[placedCount].end
        placedCount += 1
    }

    /// The index of all the frames.
    ///
    /// - Parameter tree: over the lines of the feed up to the last of these; where it does not reach back to the first
    ///   line, it is not kept.
    consuming func finish(_ tree: CompactRange) -> SegmentIndex {
        if tree.begin == 0 { index.peaks = tree.peaks }
        return index
    }
}

extension FrameEntry {
    /// A frame without a line: every range is empty.
    fileprivate static var unbegun: FrameEntry {
        FrameEntry(
            offset: 0, storedSize: 0, contentSize: 0, firstSequence: 0, lineCount: 0, checksum: 0,
            effectFirst: .max, effectLast: .min, recordedFirst: .max, recordedLast: .min)
    }
}
