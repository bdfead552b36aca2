/// The events of a case, read into its state: all of them, or as far as they could be known, or stood in the log, by a
/// date. Frames may arrive in any order; `settle` then lets corrections and retractions act.
package struct CaseHistory: Sendable {
    package internal(set) var tables: Tables
    package private(set) var state: CaseState
    /// Events that could be known later than this count for nothing but their identifiers.
    package let known: Instant
    /// Events recorded later than this were not in the log.
    package let recorded: Instant
    /// Lines of types or enumerated values that this version does not know.
    package private(set) var opaqueCount = 0
    /// Lines that are no events at all: not JSON, or without the keys that every event has.
    package internal(set) var unreadable: [EventID] = []
    package internal(set) var lineCount: UInt64 = 0
    private var amendments = Amendments()
    /// The lines of events as corrected, and the retracted ones.
    private var amended: [EventID: Version] = [:]
    /// Corrections in force that leave no event of its type, so that they do nothing.
    private var ineffective: Set<EventID> = []
    /// Amendments, and events named by one, that were read and did not act yet.
    private var unsettled: Set<EventID> = []
    var minting = Minting()

    /// - Parameter feeds: the feeds of the case, in the order of their names.
    package init(feeds: [String], known: Instant = .max, recorded: Instant = .max) {
        tables = Tables(feeds: feeds)
        state = CaseState(names: &tables.names)
        self.known = known
        self.recorded = recorded
    }

    init(tables: Tables, state: CaseState, opaqueCount: Int, lineCount: UInt64) {
        self.tables = tables
        self.state = state
        self.opaqueCount = opaqueCount
        self.lineCount = lineCount
        known = .max
        recorded = .max
    }

    /// Whether every correction that was read has acted.
    var isSettled: Bool { unsettled.isEmpty }

    func writeAmendments(to facts: inout FactsWriter) throws {
        try amendments.write(to: &facts)
        let all = Array(amended)
        try facts.add(all.map(\.key.packed))
        var lines = FactsText()
        for version in all.map(\.value) {
            // A line has bytes; what has none was retracted.
            if case .corrected(let line) = version { lines.add(line) } else { lines.add([]) }
        }
        try lines.write(to: &facts)
        try facts.add(ineffective.map(\.packed))
    }

    /// - Returns: false where they are not there.
    mutating func readAmendments(_ facts: inout FactsReader) -> Bool {
        guard let amendments = Amendments(&facts), let ids: Flat<UInt64> = facts.take(),
            let lines = FactsText.read(&facts), ids.count == lines.count, let ineffective: Flat<UInt64> = facts.take()
        else { return false }
        self.amendments = amendments
        for (id, line) in zip(ids, lines) {
            amended[EventID(packed: id)] = line.isEmpty ? .retracted : .corrected(line)
        }
        self.ineffective = Set(ineffective.map { EventID(packed: $0) })
        return true
    }

    /// Takes in the lines of one frame, each ending in LF.
    package mutating func read(_ frame: RawSpan, feed: FeedIndex, firstSequence: UInt64) {
        let prefix = Array("{\"id\":\"\(tables.feeds[feed])/".utf8)
        var reader = courseReader(of: frame)
        var start = 0
        var sequence = firstSequence
        var event = Event.blank
        while start < frame.byteCount {
            let id = EventID(feed: feed, sequence: sequence)
            let mark = reader.tables.lists.count
            // Where a line ends is seen when it has been read: no string of a canonical line holds a LF.
            let isRead = reader.read(&event, in: start..<frame.byteCount, id: id, prefix: prefix.span.bytes)
            var end = reader.offset
            if isRead, end < frame.byteCount, frame.byte(at: end) == 0x0A {
                take(event, lists: &reader.tables.lists, from: mark, inOrder: false) {
                    Lines.copy(frame, start..<end)
                }
            } else {
                end = Lines.end(in: frame, from: start)
                tables = reader.finish()
                tables.lists.removeLast(tables.lists.count - mark)
                readAnyForm(Lines.copy(frame, start..<end), id: id)
                reader = courseReader(of: frame)
            }
            sequence += 1
            start = end + 1
        }
        tables = reader.finish()
        lineCount += sequence - firstSequence
    }

    @_lifetime(copy frame)
    private mutating func courseReader(of frame: RawSpan) -> LineReader {
        var reader = LineReader(frame, tables: takeTables())
        reader.readsCoursesOnly = true
        return reader
    }

    /// Moves the tables out, so that whoever holds them changes them in place.
    mutating func takeTables() -> Tables {
        let taken = tables
        tables = Tables.none
        return taken
    }

    /// A line that is not in canonical form: re-written if it is an event, counted if it is not.
    private mutating func readAnyForm(_ line: [UInt8], id: EventID) {
        let mark = tables.lists.count
        switch AnyForm.read(line, id: id, tables: &tables) {
        case .event(let event, let canonical): take(event, from: mark, line: canonical)
        case .opaque(let event):
            guard event.recorded <= recorded else { return }
            state.count(id)
            opaqueCount += 1
            if amendments.concern(id) { unsettled.insert(id) }
        case .unreadable:
            state.count(id)
            unreadable.append(id)
        }
    }

    /// Takes in an event whose lists lie in the tables, from `mark` on.
    mutating func take(_ event: Event, from mark: Int, line: [UInt8]) {
        var lists = tables.lists
        tables.lists = Grown()
        take(event, lists: &lists, from: mark, inOrder: true) { line }
        tables.lists = lists
    }

    private mutating func take(
        _ event: Event, lists: inout Grown<UInt64>, from mark: Int, inOrder: Bool, line: () -> [UInt8]
    ) {
        guard event.recorded <= recorded else {
            lists.removeLast(lists.count - mark)
            return
        }
        let isKnown = event.known <= known
        switch event.payload {
        case .eventCorrected(let p): amend(event, p.event, isRetraction: false, isKnown: isKnown, line)
        case .eventRetracted(let p): amend(event, p.event, isRetraction: true, isKnown: isKnown, line)
        default:
            if amendments.concern(event.id) { unsettled.insert(event.id) }
            state.evolve(event, lists: &lists, from: mark, isKnown: isKnown, inOrder: inOrder)
            return
        }
        lists.removeLast(lists.count - mark)
    }

    private mutating func amend(
        _ event: Event, _ target: EventID, isRetraction: Bool, isKnown: Bool, _ line: () -> [UInt8]
    ) {
        state.count(event.id)
        guard isKnown else { return }
        unsettled.insert(event.id)
        amendments.add(
            Amendments.Amendment(
                id: event.id, recorded: event.recorded, target: target, isRetraction: isRetraction, line: line()))
    }

    /// Takes in another part of the same case, read side by side with this one and not settled yet.
    package mutating func merge(_ part: consuming CaseHistory) {
        var renumbering = tables.merge(part.tables)
        state.merge(part.state, &renumbering)
        tables.lists = renumbering.lists
        amendments.merge(part.amendments, renumbering)
        unsettled.formUnion(part.unsettled.map { renumbering[$0] })
        opaqueCount += part.opaqueCount
        unreadable = (unreadable + part.unreadable.map { renumbering[$0] }).sorted()
        lineCount += part.lineCount
    }

    /// The events that corrections and retractions bear on which were read since the last time.
    package var unsettledEvents: Set<EventID> { Set(unsettled.compactMap { amendments.base(of: $0) }) }

    /// Gets the stored line of an event, without LF; nil where it is not there or cannot be read.
    package typealias Fetch = (EventID, inout CaseHistory) throws -> [UInt8]?

    /// Lets every correction and retraction act that was read since the last time.
    package mutating func settle(_ fetch: Fetch) throws {
        state.putInOrder()
        let events = unsettledEvents
        unsettled = []
        for id in events.sorted() { try settle(id, fetch) }
    }

    private mutating func settle(_ id: EventID, _ fetch: Fetch) throws {
        for amendment in amendments.naming(id) { ineffective.remove(amendment.id) }
        guard state.exists(id), let stored = try fetch(id, &self) else { return }
        guard case .event(let original, let line) = AnyForm.read(stored, id: id, tables: &tables) else {
            // What this version does not know it cannot correct, but it can leave it out.
            amended[id] = amendments.effect(on: id).isRetracted ? .retracted : nil
            return
        }
        switch version(of: id) {
        case .stored: state.remove(original, lists: tables.lists)
        case .corrected(let line):
            if case .event(let event, _) = read(line, id: id) { state.remove(event, lists: tables.lists) }
        case .retracted: break
        }
        let effect = amendments.effect(on: id)
        if effect.isRetracted {
            amended[id] = .retracted
            return
        }
        amended[id] = nil
        var current = (event: original, line: line)
        for correction in effect.corrections {
            guard let corrected = apply(correction.line, to: current.line, of: id) else {
                ineffective.insert(correction.id)
                continue
            }
            current = corrected
            amended[id] = .corrected(corrected.line)
        }
        state.evolve(current.event, lists: &tables.lists, isKnown: current.event.known <= known)
    }

    /// What a correction makes of an event; nil where that would be no event of its type.
    mutating func apply(_ correction: [UInt8], to line: [UInt8], of id: EventID) -> (event: Event, line: [UInt8])? {
        guard let corrected = AmendedLine.make(line, correction: correction),
            case .event(let event, let line) = AnyForm.read(corrected, id: id, tables: &tables)
        else { return nil }
        return (event, line)
    }

    /// See `Amendments.isRetracted(_:apartFrom:)`.
    func isRetracted(_ event: EventID, apartFrom correction: Event) -> Bool {
        amendments.isRetracted(event, apartFrom: correction)
    }

    /// Whether a correction that counts could not be applied.
    func isIneffective(_ correction: EventID) -> Bool { ineffective.contains(correction) }

    /// Reads one line without taking it in.
    package mutating func read(_ line: [UInt8], id: EventID) -> AnyForm.Reading {
        AnyForm.read(line, id: id, tables: &tables)
    }

    /// How an event is shown: its stored line, its corrected line, or not at all when it is retracted.
    package enum Version: Sendable {
        case stored
        case corrected([UInt8])
        case retracted
    }

    package func version(of id: EventID) -> Version {
        amended[id] ?? .stored
    }

    /// Whether an event, a correction or a retraction has been retracted.
    func isRetracted(_ id: EventID) -> Bool {
        if case .retracted = version(of: id) { return true }
        return amendments.isUndone(id)
    }

    /// The event as corrected, with its line, where it is.
    mutating func currentVersion(of id: EventID) -> (event: Event, line: [UInt8])? {
        guard case .corrected(let line) = version(of: id), case .event(let event, _) = read(line, id: id) else {
            return nil
        }
        return (event, line)
    }

    /// Forgets the labels of a file that was read.
    package mutating func forgetLabels() { tables.labels = Labels() }

    /// Looks at the state as it would be without one of its events.
    mutating func withoutEvent<Result>(_ event: Event, _ body: (CaseState, Tables) -> Result) -> Result {
        state.remove(event, lists: tables.lists)
        let result = body(state, tables)
        state.evolve(event, lists: &tables.lists, isKnown: event.known <= known)
        return result
    }

    /// Whether an id is that of a correction or a retraction that counts.
    package func isAmendment(_ id: EventID) -> Bool { amendments.isAmendment(id) }
}
