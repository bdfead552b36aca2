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

    /// Ends a frame whose lines were all added.
    ///
    /// - Parameter checksum: the content checksum that ends the frame.
    mutating func endFrame(storedSize: Int, contentSize: Int, checksum: UInt32) {
        frame.offset = index.start
        frame.storedSize = UInt32(storedSize)
        frame.contentSize = UInt32(contentSize)
        frame.firstSequence = next
        frame.checksum = checksum
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

    /// The index of all the frames.
    consuming func finish() -> SegmentIndex { index }
}

extension FrameEntry {
    /// A frame without a line: every range is empty.
    fileprivate static var unbegun: FrameEntry {
        FrameEntry(
            offset: 0, storedSize: 0, contentSize: 0, firstSequence: 0, lineCount: 0, checksum: 0,
            effectFirst: .max, effectLast: .min, recordedFirst: .max, recordedLast: .min)
    }
}
