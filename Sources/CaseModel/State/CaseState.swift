/// What the events of a case amount to: for each thing its course, the events that concern it in case order.
///
/// `evolve` only files an event under the things it concerns, so it is total, and the result does not depend on the
/// order in which events arrive. What stood at a date is read off a course up to that date; nothing is folded again.
package struct CaseState: Sendable {
    /// A thing of the case.
    struct Entity: Sendable {
        let symbol: Symbol
        /// Events that make it known, by their ids, whatever can be known of them at the date asked for.
        var definitions: [Definition] = []
        /// Its beginning, its changes and its end, in case order.
        var course: [RecordIndex] = []
        /// Events about it that do not change it, in case order.
        var touching: [RecordIndex] = []

        var kinds: EntityKinds {
            definitions.reduce(into: []) { $0.insert(EntityKinds($1.kind)) }
        }
    }

    struct Definition: Sendable, Equatable {
        let kind: EntityKind
        let id: EventID
    }

    /// A code of the codebook.
    struct Code: Sendable {
        let symbol: Symbol
        /// Of a built-in code.
        var builtIn: CodeKind?
        var course: [RecordIndex] = []
    }

    private var records = EventRecords()
    private(set) var entities: [Entity] = []
    private var entityIndexes: [UInt32] = []
    private(set) var codes: [Symbol: Code] = [:]
    private(set) var ties: [TieKey: [RecordIndex]] = [:]
    private(set) var codings: [EventID: [RecordIndex]] = [:]
    private(set) var answersToPositions: [EventID: [RecordIndex]] = [:]
    private(set) var influences: [RecordIndex] = []
    private(set) var openings: [RecordIndex] = []
    /// Every identifier that was ever a person's, retracted ones too: none is given to somebody else.
    private(set) var people: [Symbol] = []
    /// The number of lines read of each feed: an event exists if its sequence is within it.
    private(set) var feedSizes: [UInt64] = []
    /// Whether courses may hold events as they came, not yet in case order.
    private var isInArrivalOrder = false

    package init(names: inout Names) {
        for entry in Codebook.entries {
            let symbol = names.intern(entry.code)
            codes[symbol] = Code(symbol: symbol, builtIn: entry.kind)
        }
    }

    subscript(record: RecordIndex) -> Event { records[record] }
    func place(_ record: RecordIndex) -> Place { records.place(record) }
    func id(_ record: RecordIndex) -> EventID { records.id(record) }
    func type(_ record: RecordIndex) -> EventType { records.type(record) }

    /// The thing that an identifier names, if any event mentions it as more than a reference.
    func entity(_ symbol: Symbol) -> Entity? {
        guard Int(symbol.index) < entityIndexes.count else { return nil }
        let index = entityIndexes[Int(symbol.index)]
        return index == 0 ? nil : entities[Int(index) - 1]
    }

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
    package mutating func evolve(
        _ event: Event, lists: inout [UInt64], from mark: Int? = nil, isKnown: Bool = true, inOrder: Bool = true
    ) {
        count(event.id)
        var isKept = false
        if !event.payload.isFiledNowhere {
            let (record, place) = (records.endIndex, event.place)
            event.forEachAttachment(in: lists) { attachment in
                if case .defines(let symbol, let kind) = attachment {
                    define(symbol, Definition(kind: kind, id: event.id))
                } else if isKnown {
                    attach(record, place, attachment, inOrder)
                    isKept = true
                }
            }
        }
        if isKept {
            records.append(event, lists: &lists, from: mark)
        } else if let mark {
            lists.removeLast(lists.count - mark)
        }
    }

    /// Takes an event out again, as if it had never been: it was corrected or retracted.
    package mutating func remove(_ event: Event, lists: [UInt64]) {
        event.forEachAttachment(in: lists) { attachment in
            detach(event.id, attachment)
        }
    }

    private mutating func define(_ symbol: Symbol, _ definition: Definition) {
        let index = entityIndex(symbol)
        if definition.kind == .person || definition.kind == .participant { people.append(symbol) }
        let at = entities[index].definitions.firstIndex { $0.id > definition.id }
        entities[index].definitions.insert(definition, at: at ?? entities[index].definitions.count)
    }

    private mutating func entityIndex(_ symbol: Symbol) -> Int {
        while entityIndexes.count <= Int(symbol.index) { entityIndexes.append(0) }
        let index = entityIndexes[Int(symbol.index)]
        if index > 0 { return Int(index) - 1 }
        entities.append(Entity(symbol: symbol))
        entityIndexes[Int(symbol.index)] = UInt32(entities.count)
        return entities.count - 1
    }

    private mutating func attach(
        _ record: RecordIndex, _ place: Place, _ attachment: Attachment, _ inOrder: Bool
    ) {
        let place = inOrder ? place : nil
        if !inOrder { isInArrivalOrder = true }
        switch attachment {
        case .defines: break
        case .course(let symbol): Self.insert(record, place, records, into: &entities[entityIndex(symbol)].course)
        case .touches(let symbol): Self.insert(record, place, records, into: &entities[entityIndex(symbol)].touching)
        case .code(let symbol):
            Self.insert(record, place, records, into: &codes[symbol, default: Code(symbol: symbol)].course)
        case .tie(let key): Self.insert(record, place, records, into: &ties[key, default: []])
        case .coding(let id): Self.insert(record, place, records, into: &codings[id, default: []])
        case .answersPosition(let id): Self.insert(record, place, records, into: &answersToPositions[id, default: []])
        case .influence: Self.insert(record, place, records, into: &influences)
        case .caseItself: Self.insert(record, place, records, into: &openings)
        }
    }

    private mutating func detach(_ id: EventID, _ attachment: Attachment) {
        switch attachment {
        case .defines(let symbol, _):
            let index = entityIndex(symbol)
            entities[index].definitions.removeAll { $0.id == id }
        case .course(let symbol): Self.remove(id, records, from: &entities[entityIndex(symbol)].course)
        case .touches(let symbol): Self.remove(id, records, from: &entities[entityIndex(symbol)].touching)
        case .code(let symbol): Self.remove(id, records, from: &codes[symbol, default: Code(symbol: symbol)].course)
        case .tie(let key): Self.remove(id, records, from: &ties[key, default: []])
        case .coding(let on): Self.remove(id, records, from: &codings[on, default: []])
        case .answersPosition(let position): Self.remove(id, records, from: &answersToPositions[position, default: []])
        case .influence: Self.remove(id, records, from: &influences)
        case .caseItself: Self.remove(id, records, from: &openings)
        }
    }

    /// Adds to a course: in case order, where nearly always the newcomer belongs at its end, or, without a place, there.
    private static func insert(
        _ record: RecordIndex, _ place: Place?, _ records: EventRecords, into course: inout [RecordIndex]
    ) {
        guard let place else {
            if course.last != record { course.append(record) }
            return
        }
        // The newcomer is not among the records yet; it may be in the course, for an event may name a thing twice.
        func isBefore(_ other: RecordIndex) -> Bool { other != record && records.place(other) < place }
        var low = 0
        var high = course.count
        if let last = course.last, isBefore(last) { low = high }
        while low < high {
            let middle = (low + high) / 2
            if isBefore(course[middle]) { low = middle + 1 } else { high = middle }
        }
        if low < course.count, course[low] == record { return }
        course.insert(record, at: low)
    }

    private static func remove(_ id: EventID, _ records: EventRecords, from course: inout [RecordIndex]) {
        course.removeAll { records.id($0) == id }
    }

    /// Takes in what another state holds, whose names and lists are renumbered.
    mutating func merge(_ other: CaseState, _ renumbering: inout Renumbering) {
        isInArrivalOrder = true
        let shift = records.append(other.records, &renumbering)
        for entity in other.entities {
            let index = entityIndex(renumbering[entity.symbol])
            entities[index].definitions += entity.definitions.map { definition in
                Definition(kind: definition.kind, id: renumbering[definition.id])
            }
            entities[index].definitions.sort { $0.id < $1.id }
            entities[index].course += entity.course.map { $0 + shift }
            entities[index].touching += entity.touching.map { $0 + shift }
        }
        for (symbol, code) in other.codes {
            let symbol = renumbering[symbol]
            codes[symbol, default: Code(symbol: symbol)].course += code.course.map { $0 + shift }
        }
        for (key, course) in other.ties { ties[renumbering[key], default: []] += course.map { $0 + shift } }
        for (id, course) in other.codings { codings[renumbering[id], default: []] += course.map { $0 + shift } }
        for (id, course) in other.answersToPositions {
            answersToPositions[renumbering[id], default: []] += course.map { $0 + shift }
        }
        influences += other.influences.map { $0 + shift }
        openings += other.openings.map { $0 + shift }
        people += other.people.map { renumbering[$0] }
        for (feed, size) in other.feedSizes.enumerated() where size > 0 {
            count(EventID(feed: feed, sequence: size))
        }
    }

    /// Puts every course in case order, where events were filed as they came.
    mutating func putInOrder() {
        guard isInArrivalOrder else { return }
        isInArrivalOrder = false
        for index in entities.indices {
            records.putInOrder(&entities[index].course)
            records.putInOrder(&entities[index].touching)
        }
        for symbol in codes.keys { records.putInOrder(&codes[symbol, default: Code(symbol: symbol)].course) }
        for key in ties.keys { records.putInOrder(&ties[key, default: []]) }
        for id in codings.keys { records.putInOrder(&codings[id, default: []]) }
        for id in answersToPositions.keys { records.putInOrder(&answersToPositions[id, default: []]) }
        records.putInOrder(&influences)
        records.putInOrder(&openings)
    }

    /// The part of a course up to a place, that place included.
    func course(_ course: [RecordIndex], upTo place: Place) -> ArraySlice<RecordIndex> {
        if let last = course.last, records.place(last) <= place { return course[...] }
        var low = 0
        var high = course.count
        while low < high {
            let middle = (low + high) / 2
            if records.place(course[middle]) <= place { low = middle + 1 } else { high = middle }
        }
        return course[..<low]
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
