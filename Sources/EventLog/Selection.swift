/// Which lines a reader wants. What is left out does not limit.
package struct Selection: Sendable {
    /// By sequence.
    package var sequences: Range<UInt64>
    /// By instant of effect, in milliseconds.
    package var effect: ClosedRange<Int64>?
    /// By instant of `recorded`, in milliseconds.
    package var recorded: ClosedRange<Int64>?

    package init(
        sequences: Range<UInt64> = 1..<UInt64.max, effect: ClosedRange<Int64>? = nil,
        recorded: ClosedRange<Int64>? = nil
    ) {
        self.sequences = sequences
        self.effect = effect
        self.recorded = recorded
    }

    /// Every line.
    package static let all = Selection()

    /// Whether a frame may hold a line that is wanted; where no index tells, it may.
    func admits(_ frame: FrameEntry, late: [LateEntry]) -> Bool {
        guard frame.firstSequence < sequences.upperBound, frame.nextSequence > sequences.lowerBound else {
            return false
        }
        if let recorded, frame.recordedLast < recorded.lowerBound || frame.recordedFirst > recorded.upperBound {
            return false
        }
        guard let effect else { return true }
        if frame.effectFirst <= frame.effectLast, frame.effectLast >= effect.lowerBound,
            frame.effectFirst <= effect.upperBound
        {
            return true
        }
        return late[firstLate(from: frame.firstSequence, in: late)...]
            .prefix { entry in entry.sequence < frame.nextSequence }
            .contains { entry in effect.contains(entry.effect) }
    }

    /// The place of the first late entry at or after a sequence.
    private func firstLate(from sequence: UInt64, in late: [LateEntry]) -> Int {
        var low = 0
        var high = late.count
        while low < high {
            let middle = (low + high) / 2
            if late[middle].sequence < sequence { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
