/// What the events of a case amount to: for each thing its course, the events that concern it in case order.
///
/// `evolve` only files an event under the things it concerns, so it is total, and the result does not depend on the
/// order in which events arrive. What stood at a date is read off a course up to that date; nothing is folded again.
package struct CaseState: Sendable {
    /// Index into `records`.
    typealias RecordIndex = UInt32

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

    private(set) var records: [Event] = []
    private var places: [Place] = []
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

    package init(names: inout Names) {
        for entry in Codebook.entries {
            let symbol = names.intern(entry.code)
            codes[symbol] = Code(symbol: symbol, builtIn: entry.kind)
        }
    }

    subscript(record: RecordIndex) -> Event { records[Int(record)] }
    func place(_ record: RecordIndex) -> Place { places[Int(record)] }

    /// The thing that an identifier names, if any event mentions it as more than a reference.
    func entity(_ symbol: Symbol) -> Entity? {
        guard Int(symbol.index) < entityIndexes.count else { return nil }
        let index = entityIndexes[Int(symbol.index)]
        return index == 0 ? nil : entities[Int(index) - 1]
    }

    /// Whether an event opened the case.
    func isOpening(_ id: EventID) -> Bool { openings.contains { self[$0].id == id } }

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
    /// - Returns: whether the event was kept, so that its lists in `lists` must stay.
    @discardableResult
    package mutating func evolve(_ event: Event, lists: [UInt64], isKnown: Bool = true) -> Bool {
        count(event.id)
        guard !event.payload.isFiledNowhere else { return false }
        let index = RecordIndex(records.count)
        var isKept = false
        event.forEachAttachment(in: lists) { attachment in
            if case .defines(let symbol, let kind) = attachment {
                define(symbol, Definition(kind: kind, id: event.id))
            } else if isKnown {
                if !isKept {
                    records.append(event)
                    places.append(event.place)
                    isKept = true
                }
                attach(index, attachment)
            }
        }
        return isKept
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

    private mutating func attach(_ record: RecordIndex, _ attachment: Attachment) {
        switch attachment {
        case .defines: break
        case .course(let symbol): Self.insert(record, places, into: &entities[entityIndex(symbol)].course)
        case .touches(let symbol): Self.insert(record, places, into: &entities[entityIndex(symbol)].touching)
        case .code(let symbol): Self.insert(record, places, into: &codes[symbol, default: Code(symbol: symbol)].course)
        case .tie(let key): Self.insert(record, places, into: &ties[key, default: []])
        case .coding(let id): Self.insert(record, places, into: &codings[id, default: []])
        case .answersPosition(let id): Self.insert(record, places, into: &answersToPositions[id, default: []])
        case .influence: Self.insert(record, places, into: &influences)
        case .caseItself: Self.insert(record, places, into: &openings)
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

    /// Keeps a course in case order; nearly always the newcomer belongs at its end.
    private static func insert(_ record: RecordIndex, _ places: [Place], into course: inout [RecordIndex]) {
        let place = places[Int(record)]
        var low = 0
        var high = course.count
        if let last = course.last, places[Int(last)] < place { low = high }
        while low < high {
            let middle = (low + high) / 2
            if places[Int(course[middle])] < place { low = middle + 1 } else { high = middle }
        }
        if low < course.count, course[low] == record { return }
        course.insert(record, at: low)
    }

    private static func remove(_ id: EventID, _ records: [Event], from course: inout [RecordIndex]) {
        course.removeAll { records[Int($0)].id == id }
    }

    /// The part of a course up to a place, that place included.
    func course(_ course: [RecordIndex], upTo place: Place) -> ArraySlice<RecordIndex> {
        if let last = course.last, places[Int(last)] <= place { return course[...] }
        var low = 0
        var high = course.count
        while low < high {
            let middle = (low + high) / 2
            if places[Int(course[middle])] <= place { low = middle + 1 } else { high = middle }
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
