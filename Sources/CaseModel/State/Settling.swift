/// What a state holds in place of an event that was corrected or retracted.
enum Replacement {
    /// The event as corrected.
    case record(RecordIndex)
    /// It was retracted, or concerns nothing.
    case nothing
}

// Corrections and retractions act on the state here. What they make of a line is worked out when somebody asks for it:
// see `CaseHistory.version(of:stored:)`.
extension CaseHistory {
    /// Gets the stored line of an event, without LF; nil where it is not there or cannot be read.
    package typealias Fetch = (EventID, inout CaseHistory) throws -> [UInt8]?

    /// The events that corrections and retractions bear on which were read since the last time.
    private var unsettledEvents: Set<EventID> { Set(unsettled.compactMap { amendments.base(of: $0) }) }

    /// Lets every correction and retraction act that was read since the last time.
    package mutating func settle(_ fetch: Fetch) throws {
        state.putInOrder(symbolCount: tables.names.count)
        hasSettled = true
        if unsettled.isEmpty { return }
        let events = unsettledEvents
        unsettled = []
        var missing: Set<EventID> = []
        for id in events.sorted() where state.exists(id) {
            if let line = try fetch(id, &self) { settle(id, line) } else { missing.insert(id) }
        }
        // What the state knows of an event is corrected though its line can be read no more.
        amend(state.records(of: missing), .none)
    }

    /// Lets everything act that was read, without the lines: what a state keeps of an event is all that can change in
    /// it.
    ///
    /// - Precondition: nothing was settled before.
    package mutating func settleAll(_ sharing: Sharing = .none) {
        state.putInOrder(symbolCount: tables.names.count, sharing)
        hasSettled = true
        let events = unsettledEvents
        unsettled = []
        amend(state.records(of: events), sharing)
    }

    /// Lets corrections and retractions act on events by their original records.
    private mutating func amend(_ originals: [(EventID, RecordIndex)], _ sharing: Sharing) {
        for ((id, record), line) in zip(originals, amendedLines(originals, sharing)) {
            var event: Event?
            if let line {
                guard case .event(let read, _) = AnyForm.read(line, id: id, tables: &tables) else { continue }
                event = read
            }
            switch replacements[id] {
            case .record(let current): state.remove(state[current], lists: tables.lists)
            case .nothing: break
            case nil: state.remove(state[record], lists: tables.lists)
            }
            replacements[id] = .nothing
            if let event { replace(id, event) }
        }
    }

    /// What corrections make of the lines of some events; nil where they are retracted.
    private func amendedLines(_ originals: [(EventID, RecordIndex)], _ sharing: Sharing) -> [[UInt8]?] {
        let pieceSize = 128
        let starts = Array(stride(from: 0, to: originals.count, by: pieceSize))
        let pieces = sharing.map(starts, fewest: 2) { start in
            // Names are interned when the lines are read that come of it.
            var scratch = Tables(feeds: tables.feeds)
            return originals[start..<min(start + pieceSize, originals.count)].map { id, record -> [UInt8]? in
                let effect = amendments.effect(on: id)
                if effect.isRetracted { return nil }
                let line = line(of: state[record])
                guard case .event(let original, let canonical) = AnyForm.read(line, id: id, tables: &scratch) else {
                    return line
                }
                return Self.corrected(original, canonical, by: effect.corrections, &scratch).line
            }
        }
        return pieces.flatMap { $0 }
    }

    /// An event of the state as a line, with prose left blank and without the keys that records leave out.
    private func line(of event: Event) -> [UInt8] {
        let nothing: [UInt8] = []
        var writer = LineWriter(tables: tables, source: nothing.span.bytes)
        writer.line(event)
        return writer.output
    }

    private mutating func settle(_ id: EventID, _ line: [UInt8]) {
        guard case .event(let original, let canonical) = AnyForm.read(line, id: id, tables: &tables) else { return }
        switch replacements[id] {
        case .record(let record): state.remove(state[record], lists: tables.lists)
        case .nothing: break
        case nil: state.remove(original, lists: tables.lists)
        }
        let effect = amendments.effect(on: id)
        guard !effect.isRetracted else {
            replacements[id] = .nothing
            return
        }
        replace(id, Self.corrected(original, canonical, by: effect.corrections, &tables).event)
    }

    private mutating func replace(_ id: EventID, _ event: Event) {
        let record = state.evolve(event, lists: &tables.lists, isKnown: event.known <= known)
        replacements[id] = record.map { .record($0) } ?? .nothing
    }

    /// What a line is after some corrections, and those that would leave no event of its type, so that they do nothing.
    private static func corrected(
        _ original: Event, _ line: [UInt8], by corrections: [Amendments.Amendment], _ tables: inout Tables
    ) -> (event: Event, line: [UInt8], ineffective: [Amendments.Amendment]) {
        var current = (event: original, line: line, ineffective: [Amendments.Amendment]())
        for correction in corrections {
            if let corrected = apply(correction.line, to: current.line, of: original.id, &tables) {
                (current.event, current.line) = corrected
            } else {
                current.ineffective.append(correction)
            }
        }
        return current
    }

    /// What a correction makes of an event; nil where that would be no event of its type.
    static func apply(
        _ correction: [UInt8], to line: [UInt8], of id: EventID, _ tables: inout Tables
    ) -> (event: Event, line: [UInt8])? {
        guard let corrected = AmendedLine.make(line, correction: correction),
            case .event(let event, let line) = AnyForm.read(corrected, id: id, tables: &tables)
        else { return nil }
        return (event, line)
    }

    /// How an event is shown: its stored line, its corrected line, or not at all when it is retracted.
    package enum Version: Sendable {
        case stored
        case corrected([UInt8])
        case retracted
    }

    /// - Parameter line: the stored line, asked for where corrections are in force.
    package mutating func version(of id: EventID, stored line: () throws -> [UInt8]) rethrows -> Version {
        guard isAmended(id) else { return .stored }
        let effect = amendments.effect(on: id)
        if effect.isRetracted { return .retracted }
        guard !effect.corrections.isEmpty, case .event(let original, let canonical) = read(try line(), id: id) else {
            return .stored
        }
        let current = Self.corrected(original, canonical, by: effect.corrections, &tables)
        return current.ineffective.count < effect.corrections.count ? .corrected(current.line) : .stored
    }

    /// The corrections in force that can do nothing to an event.
    mutating func ineffectiveCorrections(of id: EventID, stored line: () -> [UInt8]) -> [Amendments.Amendment] {
        guard isAmended(id) else { return [] }
        let effect = amendments.effect(on: id)
        guard !effect.isRetracted, !effect.corrections.isEmpty,
            case .event(let original, let canonical) = read(line(), id: id)
        else { return [] }
        return Self.corrected(original, canonical, by: effect.corrections, &tables).ineffective
    }

    /// Whether amendments bear on an event that is none itself: those are undone, never changed.
    package func isAmended(_ id: EventID) -> Bool { amendments.concern(id) && !amendments.isAmendment(id) }

    /// Whether an event, a correction or a retraction has been retracted.
    package func isRetracted(_ id: EventID) -> Bool {
        if isAmended(id), state.exists(id) { return amendments.effect(on: id).isRetracted }
        return amendments.isUndone(id)
    }

    /// Looks at the state as it would be without one of its events.
    mutating func withoutEvent<Result>(_ event: Event, _ body: (CaseState, Tables) -> Result) -> Result {
        state.remove(event, lists: tables.lists)
        let result = body(state, tables)
        state.evolve(event, lists: &tables.lists, isKnown: event.known <= known)
        return result
    }

    func writeAmendments(to facts: inout FactsWriter) throws {
        try amendments.write(to: &facts)
        let all = Array(replacements)
        try facts.add(all.map(\.key.packed))
        // A record is never as far as the last number.
        try facts.add(all.map { if case .record(let record) = $0.value { record } else { RecordIndex.max } })
    }

    /// - Returns: false where they are not there.
    mutating func readAmendments(_ facts: inout FactsReader) -> Bool {
        guard let amendments = Amendments(&facts), let ids: Flat<UInt64> = facts.take(),
            let records: Flat<RecordIndex> = facts.take(), ids.count == records.count
        else { return false }
        self.amendments = amendments
        hasSettled = true
        for (id, record) in zip(ids, records) {
            replacements[EventID(packed: id)] = record == .max ? .nothing : .record(record)
        }
        return true
    }
}
