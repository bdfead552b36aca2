/// An event's line, as corrected.
struct FoundLine: Sendable {
    let id: EventID
    let line: [UInt8]

    init(_ line: ScannedLine, _ frame: RawSpan) {
        id = line.event.id
        self.line = line.stored(in: frame)
    }
}

/// What some lines hold of what was looked for.
package struct LineFindings: Sendable {
    var tally = CodeTally()
    var evidence: EvidenceTally
    var strategies: [FoundLine] = []
    var causes: [FoundLine] = []
    var attendance: [FoundLine] = []
    /// The last instant at which anything happened, at whatever date.
    var last: Instant?

    init(_ actors: EngagedActors) { evidence = EvidenceTally(actors) }

    mutating func merge(_ other: LineFindings) {
        tally.merge(other.tally)
        evidence.merge(other.evidence)
        strategies += other.strategies
        causes += other.causes
        attendance += other.attendance
        last = [last, other.last].compactMap(\.self).max()
    }
}

/// What was looked up in the lines of a case, for views at one date. Its events have their lists in the tables of the
/// history that took them in.
package struct LookedUp: Sendable {
    let parts: LineLookup.Parts
    let at: Instant
    package let codes: CaseCodes
    let tally: CodeTally
    let evidence: EvidenceTally
    /// In case order.
    let strategies: [Event]
    /// At whatever date.
    let causes: [Event]
    let attendance: [Event]
    let last: Instant?

    /// - Precondition: the part was looked up, at the date of the view.
    func requires(_ part: LineLookup.Parts, for view: Viewpoint) {
        precondition(parts.contains(part) && at == view.at, "A view lacks what it needs of the lines.")
    }
}

extension CaseHistory {
    /// Takes in what was found in the lines of all frames, in any order. Whatever looks at the events has to be made
    /// of this history from then on.
    package mutating func take(_ found: [LineFindings], of lookup: LineLookup) -> LookedUp {
        var all = lookup.blank()
        for part in found { all.merge(part) }
        return LookedUp(
            parts: lookup.parts, at: lookup.at, codes: lookup.codes, tally: all.tally, evidence: all.evidence,
            strategies: read(all.strategies), causes: read(all.causes), attendance: read(all.attendance),
            last: all.last)
    }

    private mutating func read(_ lines: [FoundLine]) -> [Event] {
        lines.compactMap { found in
            if case .event(let event, _) = AnyForm.read(found.line, id: found.id, tables: &tables) {
                event
            } else {
                nil
            }
        }.sorted { $0.place < $1.place }
    }
}
