/// Works out an index from the stamps of the lines, frame by frame.
struct IndexBuilder {
    private(set) var index: SegmentIndex
    /// The latest instant of effect in the frames that are finished.
    private var latest = Int64.min
    private var frame = FrameEntry.unbegun
    /// The sequence after the last finished frame.
    private(set) var next: UInt64

    init(first: UInt64) {
        index = SegmentIndex(firstSequence: first, frames: [], late: [])
        next = first
    }

    /// Takes the stamp of the next line of the frame.
    mutating func add(_ stamp: LineStamp) {
        if stamp.effect < latest {
            index.late.append(LateEntry(sequence: stamp.sequence, effect: stamp.effect))
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
        index.frames.append(frame)
        frame = .unbegun
    }

    /// The index of all the frames. Where more lines are late than an index may list, it does not say when any takes
    /// effect.
    consuming func finish(lateCountMax: Int = SegmentIndex.lateCountMax) -> SegmentIndex {
        guard index.late.count > lateCountMax else { return index }
        index.late = []
        for number in index.frames.indices {
            index.frames[number].effectFirst = .min
            index.frames[number].effectLast = .max
        }
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
