extension RandomAccessCollection {
    /// The first index, found by halving, from which on a condition holds that holds for all elements behind it; else the
    /// end.
    @inline(__always)
    func halved(where holds: (Element) -> Bool) -> Index {
        var (low, count) = (startIndex, count)
        while count > 0 {
            let middle = index(low, offsetBy: count / 2)
            if holds(self[middle]) {
                count /= 2
            } else {
                low = index(after: middle)
                count -= count / 2 + 1
            }
        }
        return low
    }
}

/// Records one after the other, of a course in case order: a part of an array that is shared or of one that is its own.
struct RecordRun: RandomAccessCollection, Sendable {
    private let shared: Flat<RecordIndex>
    private let own: [RecordIndex]
    let startIndex: Int
    let endIndex: Int

    init(_ shared: Flat<RecordIndex> = Flat(), _ range: Range<Int> = 0..<0) {
        precondition(range.upperBound <= shared.count)
        self.shared = shared
        own = []
        startIndex = range.lowerBound
        endIndex = range.upperBound
    }

    init(_ own: [RecordIndex]) {
        shared = Flat()
        self.own = own
        startIndex = 0
        endIndex = own.count
    }

    private init(_ run: RecordRun, _ range: Range<Int>) {
        shared = run.shared
        own = run.own
        startIndex = range.lowerBound
        endIndex = range.upperBound
    }

    @inline(__always)
    subscript(index: Int) -> RecordIndex { own.isEmpty ? shared[index] : own[index] }

    subscript(range: Range<Int>) -> RecordRun {
        precondition(range.lowerBound >= startIndex && range.upperBound <= endIndex)
        return RecordRun(self, range)
    }
}
