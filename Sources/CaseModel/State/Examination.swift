/// What was found when every line was looked at again, with everything known: references to nothing, corrections that
/// do not apply, and what contradicts the course of what it is about.
struct Examination: Sendable {
    /// Everything odd, in case order.
    let anomalies: [Anomaly]
    /// The stored lines that something in them speaks against, without LF. They are looked at again when the case has
    /// grown, for what they name may have come; of others nothing new can be said then.
    let suspects: [(id: EventID, line: [UInt8])]
    /// How many lines of each feed were looked at.
    let sizes: [UInt64]

    func write(to facts: inout FactsWriter) throws {
        try facts.add(sizes)
        try facts.add(suspects.map(\.id.packed))
        var lines = FactsText()
        for suspect in suspects { lines.add(suspect.line) }
        try lines.write(to: &facts)
        try Anomaly.write(anomalies, to: &facts)
    }

    init(anomalies: [Anomaly], suspects: [(id: EventID, line: [UInt8])], sizes: [UInt64]) {
        self.anomalies = anomalies
        self.suspects = suspects
        self.sizes = sizes
    }

    init?(_ facts: inout FactsReader) {
        guard let sizes: Flat<UInt64> = facts.take(), let ids: Flat<UInt64> = facts.take(),
            let lines = FactsText.read(&facts), let anomalies = Anomaly.read(&facts), ids.count == lines.count
        else { return nil }
        self.init(
            anomalies: anomalies, suspects: zip(ids, lines).map { (EventID(packed: $0), $1) }, sizes: Array(sizes))
    }
}

/// A line that something speaks against.
package struct Finding: Sendable {
    let id: EventID
    /// As stored, without LF.
    let line: [UInt8]
    package let anomalies: [Anomaly]
}

extension CaseHistory {
    /// Everything odd in the case, in case order, once it was examined.
    package var anomalies: [Anomaly] { examination?.anomalies ?? [] }

    /// Whether all that was read was examined.
    package var isExamined: Bool { examination?.sizes == state.feedSizes }

    /// How many lines of each feed were examined; nil where all must be looked at again.
    package var examinedSizes: [UInt64]? { examination?.sizes }

    /// Looks again at the lines that something spoke against before.
    package mutating func examineSuspects() -> [Finding] {
        (examination?.suspects ?? []).flatMap { suspect in
            examine((suspect.line + [0x0A]).span.bytes, feed: suspect.id.feed, firstSequence: suspect.id.sequence)
        }
    }

    /// Takes what was found, in any order, for everything that can be found in lines, and adds what contradicts.
    package mutating func finishExamination(_ found: [Finding], _ sharing: Sharing = .none) {
        let all = found.flatMap(\.anomalies) + ContradictionSearch.all(Viewpoint(self, sharing: sharing))
        examination = Examination(
            anomalies: all.sorted(by: Anomaly.areInOrder),
            suspects: found.map { ($0.id, $0.line) }.sorted { $0.id < $1.id }, sizes: state.feedSizes)
    }

    /// Looks at each line of a frame again, with everything known.
    ///
    /// - Returns: those that something speaks against.
    package mutating func examine(_ frame: RawSpan, feed: FeedIndex, firstSequence: UInt64) -> [Finding] {
        let mark = tables.lists.count
        var lines: [(id: EventID, stored: Range<Int>, current: ScannedLine?, anomalies: [Anomaly])] = []
        for line in scanned(frame, feed: feed, firstSequence: firstSequence, isCorrected: false) {
            let id = line.event.id
            guard isAmended(id) else {
                lines.append((id, line.range, line, []))
                continue
            }
            let ineffective = ineffectiveCorrections(of: id, stored: line.stored(in: frame))
            lines.append((id, line.range, corrected(line, frame), ineffective))
        }
        var references = ReferenceVisitor(tables.lists)
        let found = lines.compactMap { line -> Finding? in
            let anomalies = line.anomalies + (line.current.map { examine($0.event, &references) } ?? [])
            if anomalies.isEmpty { return nil }
            return Finding(id: line.id, line: Lines.copy(frame, line.stored), anomalies: anomalies)
        }
        forgetLists(from: mark)
        return found
    }

    private func examine(_ event: Event, _ references: inout ReferenceVisitor) -> [Anomaly] {
        guard event.recorded <= recorded, event.known <= known, let type = event.type else { return [] }
        let objections = state.objections(
            to: references.references(of: event), of: event.id, tables, suggests: false)
        var found = objections.map { Anomaly(event, type: type.rawValue, $0.kind, $0.text) }
        let problem =
            event.isAmendment
            ? problem(ofAmendment: event) : state.useWithoutConsent(event, at: event.place, tables)
        if let problem { found.append(Anomaly(event, type: type.rawValue, .contradiction, problem)) }
        return found
    }

    /// Corrections that can do nothing to an event.
    private mutating func ineffectiveCorrections(of id: EventID, stored line: [UInt8]) -> [Anomaly] {
        ineffectiveCorrections(of: id, stored: { line }).compactMap { correction in
            guard case .event(let event, _) = read(correction.line, id: correction.id) else { return nil }
            let message = "What it would make of \(tables.text(id)) is no event of its type, so it changes nothing."
            return Anomaly(event, type: EventType.eventCorrected.rawValue, .contradiction, message)
        }
    }

    /// Why a correction or a retraction does nothing.
    package func problem(ofAmendment event: Event) -> String? {
        switch event.payload {
        case .eventCorrected(let p):
            if isAmendment(p.event) {
                return "\(tables.text(p.event)) is itself a correction or a retraction; retract it and write another."
            }
            if isRetracted(p.event, apartFrom: event) { return "\(tables.text(p.event)) is retracted." }
            return nil
        case .eventRetracted(let p):
            return p.event == event.id ? "An event cannot retract itself." : nil
        default: return nil
        }
    }
}
