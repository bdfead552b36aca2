extension Names {
    func write(to facts: inout FactsWriter) throws {
        try facts.add(bytes)
        try facts.add(ends)
        var slots = [UInt64](repeating: 0, count: slotCount(for: count))
        for index in 0..<count {
            let hash = lend(Symbol(index: UInt32(index))) { Self.hash($0, 0..<$0.byteCount) }
            Self.put(UInt64(hash) << 32 | UInt64(index + 1), in: &slots)
        }
        try facts.add(slots)
        var ranks = [UInt32](repeating: 0, count: count)
        let inOrder = (0..<count).map { Symbol(index: UInt32($0)) }.sorted(by: areInOrder)
        for (rank, symbol) in inOrder.enumerated() { ranks[Int(symbol.index)] = UInt32(rank) }
        try facts.add(ranks)
    }

    init?(_ facts: inout FactsReader) {
        guard let bytes: Flat<UInt8> = facts.take(), let ends: Flat<UInt64> = facts.take(),
            let slots: Flat<UInt64> = facts.take(),
            let ranks: Flat<UInt32> = facts.take(), ranks.count == ends.count,
            ends.last ?? 0 == bytes.count, slots.count.nonzeroBitCount == 1
        else { return nil }
        self.init(capacity: 64)
        self.bytes = Grown(bytes)
        self.ends = Grown(ends)
        baseSlots = slots
        baseRanks = ranks
    }
}
