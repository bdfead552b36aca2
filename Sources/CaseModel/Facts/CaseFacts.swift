extension CaseHistory {
    /// Raise when what stands in a file of facts changes its form or its meaning: other files are then not read any
    /// more. `FactsTests` notices changes of the vocabulary and of the layout.
    package static let factsVersion: UInt32 = 5

    /// Whether nothing was left out, and all that was read has acted.
    package var isWhole: Bool {
        known == .max && recorded == .max && leftOut.isEmpty && isSettled
    }

    /// Writes everything that was read and settled, so that it need not be read again.
    ///
    /// - Precondition: `isWhole`.
    package func write(to facts: inout FactsWriter) throws {
        precondition(isWhole)
        try tables.write(to: &facts)
        try state.write(to: &facts, symbolCount: tables.names.count)
        try facts.add([UInt64(opaqueCount), lineCount])
        try facts.add(unreadable.map(\.packed))
        try writeAmendments(to: &facts)
        try facts.add([UInt8(examination == nil ? 0 : 1)])
        try examination?.write(to: &facts)
    }

    /// What another history wrote; nil where these are no such facts.
    ///
    /// - Parameter memory: holds the very bytes that were written.
    package init?(facts memory: Memory) {
        guard var facts = FactsReader(memory), var tables = Tables(&facts),
            let state = CaseState(&facts, names: &tables.names), let counts: Flat<UInt64> = facts.take(),
            let unreadable: Flat<UInt64> = facts.take(), counts.count == 2
        else { return nil }
        self.init(tables: tables, state: state, opaqueCount: Int(counts[0]), lineCount: counts[1])
        self.unreadable = unreadable.map { EventID(packed: $0) }
        guard readAmendments(&facts), let isExamined: Flat<UInt8> = facts.take(), let mark = isExamined.first else {
            return nil
        }
        if mark == 1 {
            guard let examination = Examination(&facts) else { return nil }
            self.examination = examination
        }
    }
}
