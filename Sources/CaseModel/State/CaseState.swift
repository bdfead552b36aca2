/// What the events of a case amount to: for each thing its course, the events that concern it in case order.
///
/// `evolve` only files an event under the things it concerns, so it is total, and the result does not depend on the
/// order in which events arrive. What stood at a date is read off a course up to that date; nothing is folded again.
package struct CaseState: Sendable {
    struct Definition: Sendable, Equatable {
        let kind: EntityKind
        let id: EventID
    }

    /// A code of the codebook.
    struct Code: Sendable {
        let symbol: Symbol
        /// Of a built-in code.
        var builtIn: CodeKind?
        var course = RecordRun()
    }

    private var records = EventRecords()
    private var courses = Courses()
    private var things = Things()
    private var builtInCodes: [Symbol: CodeKind] = [:]
    /// Every identifier that was ever a person's, retracted ones too: none is given to somebody else.
    private(set) var people: [Symbol] = []
    /// The number of lines read of each feed: an event exists if its sequence is within it.
    private(set) var feedSizes: [UInt64] = []
    /// What was read and is not in its courses yet.
    private var filings = Filings()

    package init(names: inout Names) {
        for entry in Codebook.entries {
            let symbol = names.intern(entry.code)
            builtInCodes[symbol] = entry.kind
        }
    }

    subscript(record: RecordIndex) -> Event { records[record] }
    func place(_ record: RecordIndex) -> Place { records.place(record) }
    func id(_ record: RecordIndex) -> EventID { records.id(record) }
    func type(_ record: RecordIndex) -> EventType { records.type(record) }

    /// Whether an event of a type came since `cursor` was told: any at all where it is nil.
    func hasNew(_ type: EventType, after cursor: inout RecordIndex?) -> Bool {
        let isThere = records.holds(type, from: cursor ?? 0)
        cursor = records.endIndex
        return isThere
    }

    /// What an identifier stands for, whatever can be known of it at the date asked for; empty where nothing says.
    func kinds(_ symbol: Symbol) -> EntityKinds { things.kinds(symbol) }

    /// The events that make an identifier known, by their ids.
    func definitions(_ symbol: Symbol) -> [Definition] { things[symbol]?.definitions ?? [] }

    /// The things of some kinds, in no order.
    func symbols(of kinds: EntityKinds) -> [Symbol] { things.symbols(of: kinds) }

    /// What was made known, or changed in what it is, since `cursor` was told: all that is known where it is nil.
    func things(after cursor: inout Int?) -> [Symbol] { things.symbols(after: &cursor) }

    /// A thing's beginning, its changes and its end, in case order.
    func course(of symbol: Symbol) -> RecordRun { courses[.thing(symbol)] }

    /// The fields alone of an event, where it is of their type: much less to unpack than all of it.
    func fields<Fields: PayloadFields>(_ record: RecordIndex, as type: Fields.Type) -> Fields? {
        records.fields(record, as: type)
    }

    /// The date of an event where it is no plain day, and what it is based on.
    func dateAndContext(_ record: RecordIndex) -> (occurred: EDTF?, context: EventContext) {
        records.dateAndContext(record)
    }

    /// Events about a thing that do not change it, in case order.
    func touching(_ symbol: Symbol) -> RecordRun { courses[.touching(symbol)] }

    /// Whether an identifier is known, or any event concerns what it names all the same.
    func concerns(_ symbol: Symbol) -> Bool {
        !kinds(symbol).isEmpty || courses.holds(.thing(symbol)) || courses.holds(.touching(symbol))
    }

    /// A code that is built in or that events concern.
    func code(_ symbol: Symbol) -> Code? {
        let builtIn = builtInCodes[symbol]
        guard builtIn != nil || courses.holds(.code(symbol)) else { return nil }
        return Code(symbol: symbol, builtIn: builtIn, course: courses[.code(symbol)])
    }

    /// All codes, in no order.
    var codes: [Code] {
        var symbols = Set(builtInCodes.keys)
        courses.forEachKey(of: .code) { if let symbol = $0.code { symbols.insert(symbol) } }
        return symbols.compactMap(code)
    }

    /// What events change or end that nothing makes known, in no order.
    var unknownThings: [Symbol] {
        var symbols: [Symbol] = []
        courses.forEachKey(of: .thing) { key in
            let symbol = key.symbolIndex.map { Symbol(index: UInt32($0)) }
            if let symbol, kinds(symbol).isEmpty { symbols.append(symbol) }
        }
        return symbols
    }

    /// What events are about without changing it, in no order.
    var touchedThings: [Symbol] {
        var symbols: [Symbol] = []
        courses.forEachKey(of: .touching) { key in
            if let index = key.symbolIndex { symbols.append(Symbol(index: UInt32(index))) }
        }
        return symbols
    }

    func ties(_ key: TieKey) -> RecordRun { courses[.tie(key)] }

    /// All relations that events began or ended, in no order.
    var tieKeys: [TieKey] {
        var keys: [TieKey] = []
        courses.forEachKey(of: .tie) { if let key = $0.tie { keys.append(key) } }
        return keys
    }

    /// The events that put codes on an event, or take them off.
    func codings(_ id: EventID) -> RecordRun { courses[.coding(id)] }
    /// The events that codes were put on or taken off, in no order.
    var codedEvents: [EventID] {
        var events: [EventID] = []
        courses.forEachKey(of: .coding) { if let event = $0.codedEvent { events.append(event) } }
        return events
    }
    /// The events that offer something against a position that was taken.
    func answers(toPosition id: EventID) -> RecordRun { courses[.answersPosition(id)] }
    /// All perceptions of influence.
    var influences: RecordRun { courses[.influence] }
    var openings: RecordRun { courses[.caseItself] }

    /// Whether an event opened the case.
    func isOpening(_ id: EventID) -> Bool { openings.contains { self.id($0) == id } }

    /// Whether an event of this id is in the log.
    package func exists(_ id: EventID) -> Bool {
        id.sequence > 0 && id.feed < feedSizes.count && id.sequence <= feedSizes[id.feed]
    }

    /// Notes that a line is there, whatever it holds.
    package mutating func count(_ id: EventID) {
        while feedSizes.count <= id.feed { feedSizes.append(0) }
        feedSizes[id.feed] = max(feedSizes[id.feed], id.sequence)
    }

    /// Files an event under the things it concerns. Total: a recorded fact is never refused.
    ///
    /// - Parameter isKnown: false for an event that could not be known at the date asked for; it then makes its
    ///   identifiers known (whether a thing exists does not depend on dates) and nothing else.
    /// - Parameter lists: where the event's lists are; if `mark` says since where they are its own, what it no longer
    ///   needs of them is taken away.
    /// - Parameter inOrder: false where many events are read; `putInOrder` must follow before the state is looked at.
    /// - Returns: the record of the event, if it concerns anything.
    @discardableResult
    package mutating func evolve(
        _ event: Event, lists: inout Grown<UInt64>, from mark: Int? = nil, isKnown: Bool = true, inOrder: Bool = true
    ) -> RecordIndex? {
        count(event.id)
        var isKept = false
        let record = records.endIndex
        if !event.payload.isFiledNowhere {
            let place = event.place
            event.forEachAttachment(in: lists) { attachment in
                isKept = true
                if case .defines(let symbol, let kind) = attachment {
                    define(symbol, Definition(kind: kind, id: event.id))
                } else if isKnown {
                    attach(record, place, attachment, inOrder)
                }
            }
        }
        if isKept {
            records.append(event, lists: &lists, from: mark)
        } else if let mark {
            lists.removeLast(lists.count - mark)
        }
        return isKept ? record : nil
    }

    /// The original records of some events, as far as they concern anything.
    func records(of ids: Set<EventID>) -> [(EventID, RecordIndex)] {
        var found: [(EventID, RecordIndex)] = []
        if ids.isEmpty { return found }
        // Nearly all are told apart by a few bits of their ids, without hashing these.
        let mask = slotCount(for: ids.count * 4) - 1
        var candidates = [Bool](repeating: false, count: mask + 1)
        func slot(_ id: EventID) -> Int { Int(truncatingIfNeeded: id.sequence) & mask }
        for id in ids { candidates[slot(id)] = true }
        var rest = ids
        // The first of an event is its original: what corrections make of it comes later.
        records.forEach { record, id in
            if candidates[slot(id)], rest.remove(id) != nil { found.append((id, record)) }
        }
        return found.sorted { $0.0 < $1.0 }
    }

    /// Takes an event out again, as if it had never been: it was corrected or retracted.
    package mutating func remove(_ event: Event, lists: Grown<UInt64>) {
        if event.payload.isFiledNowhere { return }
        event.forEachAttachment(in: lists) { attachment in
            detach(event, attachment)
        }
    }

    private mutating func define(_ symbol: Symbol, _ definition: Definition) {
        if definition.kind == .person || definition.kind == .participant { people.append(symbol) }
        things.change(symbol) { $0.add(definition) }
    }

    private mutating func attach(
        _ record: RecordIndex, _ place: Place, _ attachment: Attachment, _ inOrder: Bool
    ) {
        guard let key = attachment.courseKey else { return }
        if inOrder {
            courses.change(key) { course in Self.insert(record, place, records, into: &course) }
        } else {
            filings.add(key, record)
        }
    }

    private mutating func detach(_ event: Event, _ attachment: Attachment) {
        if case .defines(let symbol, _) = attachment {
            things.change(symbol) { $0.remove(event.id) }
        }
        guard let key = attachment.courseKey else { return }
        let place = event.place
        courses.change(key) { course in
            let at = course.halved { records.place($0) >= place }
            if at < course.count, records.id(course[at]) == event.id { course.remove(at: at) }
        }
    }

    /// Keeps a course in case order; nearly always the newcomer belongs at its end.
    private static func insert(
        _ record: RecordIndex, _ place: Place, _ records: EventRecords, into course: inout [RecordIndex]
    ) {
        // The newcomer is not among the records yet; it may be in the course, for an event may name a thing twice.
        func isBefore(_ other: RecordIndex) -> Bool { other != record && records.place(other) < place }
        let isLast = course.last.map(isBefore) ?? true
        let at = isLast ? course.count : course.halved { !isBefore($0) }
        if at < course.count, course[at] == record { return }
        course.insert(record, at: at)
    }

    /// Takes in what another state holds, whose names and lists are renumbered.
    ///
    /// - Returns: the lists of what the other state holds.
    mutating func merge(_ other: CaseState, _ renumbering: Renumbering, _ sharing: Sharing) -> [UInt64] {
        let (shift, lists) = records.append(other.records, renumbering, sharing)
        filings.append(other.filings, shiftedBy: shift, renumbering)
        things.merge(other.things, renumbering)
        people += other.people.map { renumbering[$0] }
        for (feed, size) in other.feedSizes.enumerated() where size > 0 {
            count(EventID(feed: feed, sequence: size))
        }
        return lists
    }

    /// Puts what was read into its courses, each in case order.
    mutating func putInOrder(symbolCount: Int, _ sharing: Sharing = .none) {
        let filed = filings
        filings = Filings()
        if filed.isEmpty { return }
        if courses.isEmpty {
            let records = records
            let table = CourseTable(filed, symbolCount: symbolCount)
            courses = Courses(table.sorted(sharing) { records.inOrder($0) })
            return
        }
        for (key, record) in zip(filed.keys, filed.records) {
            courses.change(key) { course in Self.insert(record, records.place(record), records, into: &course) }
        }
    }

    /// Every course must be in order.
    func write(to facts: inout FactsWriter, symbolCount: Int) throws {
        try records.write(to: &facts)
        try courses.write(to: &facts, symbolCount: symbolCount)
        try things.write(to: &facts, symbolCount: symbolCount)
        try facts.add(people.map(\.index))
        try facts.add(feedSizes)
    }

    init?(_ facts: inout FactsReader, names: inout Names) {
        self.init(names: &names)
        guard let records = EventRecords(&facts), let courses = Courses(&facts), let things = Things(&facts),
            let people: Flat<UInt32> = facts.take(), let feedSizes: Flat<UInt64> = facts.take()
        else { return nil }
        self.records = records
        self.courses = courses
        self.things = things
        self.people = people.map { Symbol(index: $0) }
        self.feedSizes = Array(feedSizes)
    }

    /// The part of a course up to a place, that place included.
    func course(_ course: RecordRun, upTo place: Place) -> RecordRun {
        if let last = course.last, records.place(last) <= place { return course }
        return course[course.startIndex..<course.halved { records.place($0) > place }]
    }
}

extension Place {
    /// Behind every event that takes effect at or before an instant.
    package static func end(of instant: Instant) -> Place {
        Place(effect: instant, recorded: .max, id: EventID(packed: .max))
    }

    /// Behind everything.
    package static let end = Place.end(of: .max)
}
