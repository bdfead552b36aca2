extension EventRecords {
    /// About two thousand events' worth of another state's records: where they begin and end among its words.
    private static let pieceSize = 1 << 15

    /// Takes in the records of other tables, with everything in them renumbered.
    ///
    /// - Returns: by how much their indexes grow, and the lists that they refer to.
    mutating func append(
        _ other: EventRecords, _ renumbering: Renumbering, _ sharing: Sharing
    ) -> (shift: RecordIndex, lists: [UInt64]) {
        let shift = endIndex
        // Histories that are put together were read from nothing, so all they have is their own.
        let others = other.words.own
        let pieces = sharing.map(Self.pieces(others), fewest: 2) { Self.renumber(others, $0, renumbering) }
        words.reserve(others.count)
        var lists: [UInt64] = []
        for piece in pieces {
            words.append(contentsOf: piece.words)
            piece.renumbering.appendLists(to: &lists)
        }
        renumbering.appendRest(to: &lists)
        return (shift, lists)
    }

    private static func pieces(_ words: [UInt32]) -> [Range<Int>] {
        var pieces: [Range<Int>] = []
        var (start, at) = (0, 0)
        while at < words.count {
            at += Int(words[at] >> 16)
            if at - start >= pieceSize || at == words.count {
                pieces.append(start..<at)
                start = at
            }
        }
        return pieces
    }

    private static func renumber(
        _ words: [UInt32], _ piece: Range<Int>, _ renumbering: Renumbering
    ) -> (words: [UInt32], renumbering: Renumbering) {
        var renumbering = renumbering
        var own = Grown<UInt32>()
        own.reserve(piece.count)
        var packer = RecordPacker(words: own, lists: Grown(), mark: nil)
        var at = piece.lowerBound
        while at < piece.upperBound {
            var unpacker = RecordUnpacker(words.span, at: at)
            var event = unpacker.event()
            at = unpacker.at
            renumbering.renumber(&event)
            packer.pack(event)
        }
        return (packer.words.own, renumbering)
    }
}
