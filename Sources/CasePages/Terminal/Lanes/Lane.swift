package import CaseModel

/// A dispute along an axis of time: what each column shows of it.
package struct Lane: Sendable {
    /// Whether the date of a turn, and all of it, can be taken at its word.
    package enum Sureness: Sendable {
        case sure, imprecise, reconstructed, whollyReconstructed

        init(_ marks: Marks) {
            self =
                if marks.isWhollyReconstructed {
                    .whollyReconstructed
                } else {
                    !marks.reconstructed.isEmpty ? .reconstructed : marks.isImprecise ? .imprecise : .sure
                }
        }
    }

    package struct Cell: Sendable {
        /// At the last instant of the column; nil before the dispute was raised, and behind what is drawn.
        package fileprivate(set) var state: DisputeLives.State?
        package fileprivate(set) var issue: Slug?
        package fileprivate(set) var isStirred = false
        /// Whether the dispute was raised, or came back, and was settled all within the column.
        package fileprivate(set) var isBrief = false
        /// The last turn in the column.
        package fileprivate(set) var turn: Sureness?
        /// The last re-ignition in the column.
        package fileprivate(set) var reignition: Sureness?
    }

    package let cells: [Cell]

    /// - Parameters:
    ///   - until: what comes later is not drawn.
    ///   - lives: those in which somebody has looked whether the dispute was stirred at the instants of the axis.
    package init(_ life: DisputeLives.Life, on axis: TimeAxis, until: Instant, _ lives: DisputeLives) {
        var cells = [Cell](repeating: Cell(), count: axis.count)
        var (next, last) = (life.turns[...], nil as DisputeLives.Turn?)
        while let turn = next.first, turn.at < axis.first(of: 0) { last = next.removeFirst() }
        for (column, end) in Self.instants(of: axis, until: until).enumerated() {
            let wasAlive = last?.state.isAlive ?? false
            var lived = false
            while let turn = next.first, turn.at <= end {
                last = next.removeFirst()
                lived = lived || turn.state.isAlive
                if turn.kind == .reignited { cells[column].reignition = Sureness(turn.marks) }
                if turn.kind != .recoded { cells[column].turn = Sureness(turn.marks) }
            }
            cells[column].state = last?.state
            cells[column].issue = last?.issue
            cells[column].isBrief = last?.state == .settled && lived && !wasAlive
            cells[column].isStirred = lives.isStirred(life, at: end) ?? false
        }
        self.cells = cells
    }

    /// The instants at which columns show what is so: their last ones, as far as is drawn.
    static func instants(of axis: TimeAxis, until: Instant) -> [Instant] {
        (0..<axis.count).prefix { axis.first(of: $0) <= until }.map { min(axis.last(of: $0), until) }
    }
}
