extension RandomAccessCollection {
    /// The first index, found by halving, from which on a condition holds that holds for all elements behind it; else
    /// the end.
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
///
/// Most courses are short, and those are copied: many are looked at by several threads at once, which would wait for
/// one another to count the references to the array that all of them lie in.
struct RecordRun: RandomAccessCollection, Sendable {
    private static let shortCountMax = 8

    /// The records, where they are few.
    private var short = SIMD8<RecordIndex>()
    private let shared: Flat<RecordIndex>
    private let own: [RecordIndex]
    private let isShort: Bool
    let startIndex: Int
    let endIndex: Int

    init(_ shared: Flat<RecordIndex> = Flat(), _ range: Range<Int> = 0..<0) {
        precondition(range.upperBound <= shared.count)
        isShort = range.count <= Self.shortCountMax
        if isShort {
            for index in range { short[index - range.lowerBound] = shared[index] }
        }
        self.shared = isShort ? Flat() : shared
        own = []
        startIndex = isShort ? 0 : range.lowerBound
        endIndex = isShort ? range.count : range.upperBound
    }

    init(_ own: [RecordIndex]) {
        isShort = own.isEmpty
        shared = Flat()
        self.own = own
        startIndex = 0
        endIndex = own.count
    }

    private init(_ run: RecordRun, _ range: Range<Int>) {
        short = run.short
        shared = run.shared
        own = run.own
        isShort = run.isShort
        startIndex = range.lowerBound
        endIndex = range.upperBound
    }

    @inline(__always)
    subscript(index: Int) -> RecordIndex {
        precondition(index >= startIndex && index < endIndex)
        if isShort { return short[index] }
        return own.isEmpty ? shared[index] : own[index]
    }

    subscript(range: Range<Int>) -> RecordRun {
        precondition(range.lowerBound >= startIndex && range.upperBound <= endIndex)
        return RecordRun(self, range)
    }
}
