/// Which find each line of a feed is taken from: of several, the one in the most trustworthy place.
struct SalvagePlan {
    /// Some lines of a find.
    struct Piece: Sendable {
        let find: Find
        let sequences: Range<UInt64>
    }

    /// In order of sequence, without overlap.
    private(set) var pieces: [Piece] = []
    /// Lines that were found more than once.
    private(set) var doubles: [Piece] = []

    init(_ finds: [Find]) {
        let order = finds.indices.sorted { a, b in
            (finds[a].rank, finds[a].first, a) < (finds[b].rank, finds[b].first, b)
        }
        for index in order { add(finds[index]) }
    }

    private mutating func add(_ find: Find) {
        var start = find.first
        var place = position(of: start)
        while start < find.sequences.upperBound {
            let taken = place < pieces.count ? pieces[place].sequences : find.sequences.upperBound..<UInt64.max
            if start < taken.lowerBound {
                let end = min(taken.lowerBound, find.sequences.upperBound)
                pieces.insert(Piece(find: find, sequences: start..<end), at: place)
                start = end
                place += 1
            } else {
                let end = min(taken.upperBound, find.sequences.upperBound)
                doubles.append(Piece(find: find, sequences: start..<end))
                start = end
                place += 1
            }
        }
    }

    /// The first piece that ends behind a sequence.
    private func position(of sequence: UInt64) -> Int {
        var (low, high) = (0, pieces.count)
        while low < high {
            let middle = (low + high) / 2
            if pieces[middle].sequences.upperBound <= sequence { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// The piece that holds a sequence.
    func piece(holding sequence: UInt64) -> Piece? {
        let place = position(of: sequence)
        guard place < pieces.count, pieces[place].sequences.contains(sequence) else { return nil }
        return pieces[place]
    }

    /// The sequences from 1 to `last` that no piece holds.
    func missing(upTo last: UInt64) -> [Range<UInt64>] {
        var missing: [Range<UInt64>] = []
        var next: UInt64 = 1
        for piece in pieces where piece.sequences.lowerBound <= last {
            if piece.sequences.lowerBound > next { missing.append(next..<piece.sequences.lowerBound) }
            next = piece.sequences.upperBound
        }
        if next <= last { missing.append(next..<last + 1) }
        return missing
    }
}
