/// The events of a case, read into its state: all of them, or as far as they could be known, or stood in the log, by a
/// date. Frames may arrive in any order; `settle` then lets corrections and retractions act.
package struct CaseHistory: Sendable {
    package internal(set) var tables: Tables
    package internal(set) var state: CaseState
    /// Events that could be known later than this count for nothing but their identifiers.
    package let known: Instant
    /// Events recorded later than this were not in the log.
    package let recorded: Instant
    /// Events that are thought away: only their places are there.
    package let leftOut: Set<EventID>
    /// Lines of types or enumerated values that this version does not know.
    package private(set) var opaqueCount = 0
    /// Lines that are no events at all: not JSON, or without the keys that every event has.
    package internal(set) var unreadable: [EventID] = []
    package internal(set) var lineCount: UInt64 = 0
    var amendments = Amendments()
    /// What stands in the state in place of events that corrections or retractions changed.
    var replacements: [EventID: Replacement] = [:]
    /// Amendments, and events named by one, that were read and did not act yet.
    var unsettled: Set<EventID> = []
    /// Whether amendments may have acted: as long as none has, all of them are unsettled themselves.
    var hasSettled = false
    var minting = Minting()
    /// Whether lines are only checked, and nothing is kept of those that are events.
    let checksOnly: Bool
    /// What the last examination found, as long as what was read since cannot have changed what it said of other lines.
    var examination: Examination?

    /// - Parameter feeds: the feeds of the case, in the order of their names.
    /// - Parameter leavingOut: events to be thought away.
    /// - Parameter checksOnly: whether lines are only checked: then nothing but `unreadable`,
    ///   `opaqueCount` and `lineCount` is told.
    package init(
        feeds: [String], known: Instant = .max, recorded: Instant = .max, leavingOut leftOut: Set<EventID> = [],
        checksOnly: Bool = false
    ) {
        tables = Tables(feeds: feeds)
        state = CaseState(names: &tables.names)
        self.known = known
        self.recorded = recorded
        self.leftOut = leftOut
        self.checksOnly = checksOnly
    }

    init(tables: Tables, state: CaseState, opaqueCount: Int, lineCount: UInt64) {
        self.tables = tables
        self.state = state
        self.opaqueCount = opaqueCount
        self.lineCount = lineCount
        known = .max
        recorded = .max
        leftOut = []
        checksOnly = false
    }

    /// Whether every correction that was read has acted.
    var isSettled: Bool { unsettled.isEmpty }

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
        var reader = LineReader(frame, tables: tables.take())
        reader.keeping = checksOnly ? .none : .courses
        return reader
    }

    /// A line that is not in canonical form: re-written if it is an event, counted if it is not.
    private mutating func readAnyForm(_ line: [UInt8], id: EventID) {
        let mark = tables.lists.count
        switch AnyForm.read(line, id: id, tables: &tables) {
        case .event(let event, let canonical):
            var lists = tables.lists
            tables.lists = Grown()
            take(event, lists: &lists, from: mark, inOrder: false) { canonical }
            tables.lists = lists

        case .opaque(let event):
            guard event.recorded <= recorded else { return }
            state.count(id)
            if leftOut.contains(id) { return }
            opaqueCount += 1
            noteIfAmended(id)
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
        guard event.recorded <= recorded, !checksOnly else {
            lists.removeLast(lists.count - mark)
            return
        }
        if !leftOut.isEmpty, leftOut.contains(event.id) {
            state.count(event.id)
            lists.removeLast(lists.count - mark)
            return
        }
        let isKnown = event.known <= known
        switch event.payload {
        case .eventCorrected(let p): amend(event, p.event, isRetraction: false, isKnown: isKnown, line)
        case .eventRetracted(let p): amend(event, p.event, isRetraction: true, isKnown: isKnown, line)
        case .codeDefined, .codeMerged, .codeRenamed, .consentGiven, .consentWithdrawn:
            // What kind of code it is may be another from now on; and what consent covers.
            examination = nil
            fallthrough
        default:
            noteIfAmended(event.id)
            state.evolve(event, lists: &lists, from: mark, isKnown: isKnown, inOrder: inOrder)
            return
        }
        lists.removeLast(lists.count - mark)
    }

    /// An event that comes after an amendment that acted already.
    private mutating func noteIfAmended(_ id: EventID) {
        if hasSettled, amendments.concern(id) { unsettled.insert(id) }
    }

    private mutating func amend(
        _ event: Event, _ target: EventID, isRetraction: Bool, isKnown: Bool, _ line: () -> [UInt8]
    ) {
        state.count(event.id)
        examination = nil
        guard isKnown else { return }
        unsettled.insert(event.id)
        amendments.add(
            Amendments.Amendment(
                id: event.id, recorded: event.recorded, target: target, isRetraction: isRetraction, line: line()))
    }

    /// Takes in another part of the same case, read side by side with this one and not settled yet.
    package mutating func merge(_ part: consuming CaseHistory, _ sharing: Sharing = .none) {
        let renumbering = tables.merge(part.tables)
        tables.lists.append(contentsOf: state.merge(part.state, renumbering, sharing))
        amendments.merge(part.amendments, renumbering)
        unsettled.formUnion(part.unsettled.map { renumbering[$0] })
        opaqueCount += part.opaqueCount
        unreadable = (unreadable + part.unreadable.map { renumbering[$0] }).sorted()
        lineCount += part.lineCount
    }

    /// See `Amendments.isRetracted(_:apartFrom:)`.
    func isRetracted(_ event: EventID, apartFrom correction: Event) -> Bool {
        amendments.isRetracted(event, apartFrom: correction)
    }

    /// Reads one line without taking it in.
    package mutating func read(_ line: [UInt8], id: EventID) -> AnyForm.Reading {
        AnyForm.read(line, id: id, tables: &tables)
    }

    /// Forgets the labels of a file that was read.
    package mutating func forgetLabels() { tables.labels = Labels() }

    /// Whether an id is that of a correction or a retraction that counts.
    package func isAmendment(_ id: EventID) -> Bool { amendments.isAmendment(id) }
}
