/// Where lines begin that were taken from a file: of a few of them, the others being found by reading on from there.
struct LinePlaces {
    /// A line of which the place is known.
    private struct Mark {
        let number: Int
        let offset: UInt64
    }

    /// As many lines are read at once as it takes to read one.
    static let stride = 64

    /// How many lines were taken.
    private(set) var count = 0
    private var marks: [Mark] = []
    /// Whether lines were left out since the last one that was taken, so that counting from there would meet them.
    private var hasSkipped = false

    /// Takes the next line, which begins at `offset`.
    mutating func add(_ offset: UInt64) {
        if hasSkipped || count - (marks.last?.number ?? -Self.stride) >= Self.stride {
            marks.append(Mark(number: count, offset: offset))
        }
        hasSkipped = false
        count += 1
    }

    /// Leaves a line out.
    mutating func skip() { hasSkipped = true }

    /// Where to begin to read, and how many lines lie between there and the line.
    ///
    /// - Parameter number: from 0, among the lines that were taken.
    func place(of number: Int) -> (offset: UInt64, distance: Int) {
        precondition((0..<count).contains(number))
        var (low, high) = (0, marks.count)
        while high - low > 1 {
            let middle = (low + high) / 2
            if marks[middle].number <= number { low = middle } else { high = middle }
        }
        return (marks[low].offset, number - marks[low].number)
    }
}
