/// The events that a state keeps, packed: a case has many, and a view looks at few of each one's fields.
///
/// A record is a head of eight words (type and marks; flags of what is absent; id; instant of effect; `recorded`), then
/// the date where it is no plain day, `learnt`, and the fields in the vocabulary's order. Prose, evidence, sources,
/// warrant and who told are left out: they are read from the line.
package struct EventRecords: Sendable {
    private(set) var words = Grown<UInt32>()

    init() {}

    /// What the next event will be called.
    var endIndex: RecordIndex { RecordIndex(truncatingIfNeeded: words.count) }

    /// Adds an event whose lists lie at the end of `lists`, and keeps of these what the record refers to.
    ///
    /// - Parameter mark: where in `lists` the event's own lists begin; nil where all of `lists` stays as it is.
    mutating func append(_ event: Event, lists: inout Grown<UInt64>, from mark: Int?) {
        var packer = RecordPacker(words: words, lists: lists, mark: mark)
        words = Grown()
        lists = Grown()
        packer.pack(event)
        words = packer.words
        lists = packer.takeLists()
    }

    func write(to facts: inout FactsWriter) throws { try facts.add(words) }

    init?(_ facts: inout FactsReader) {
        guard let words: Flat<UInt32> = facts.take() else { return nil }
        self.words = Grown(words)
    }

    subscript(record: RecordIndex) -> Event {
        let at = Int(record)
        if at < words.base.count {
            var unpacker = RecordUnpacker(words.base.span, at: at)
            return unpacker.event()
        }
        var unpacker = RecordUnpacker(words.own.span, at: at - words.base.count)
        return unpacker.event()
    }

    func id(_ record: RecordIndex) -> EventID { EventID(packed: double(Int(record) + 2)) }

    /// The type, without unpacking the rest.
    func type(_ record: RecordIndex) -> EventType { EventType.table[Int(words[Int(record)] & 0xFF)] }

    func place(_ record: RecordIndex) -> Place {
        let at = Int(record)
        return Place(
            effect: Int64(bitPattern: double(at + 4)), recorded: Int64(bitPattern: double(at + 6)),
            id: EventID(packed: double(at + 2)))
    }

    /// Sorts records by place; what was read of one feed is sorted already, mostly.
    func putInOrder(_ course: inout [RecordIndex]) {
        guard course.count > 1 else { return }
        var last = place(course[0])
        var isInOrder = true
        for record in course.dropFirst() {
            let next = place(record)
            if next < last {
                isInOrder = false
                break
            }
            last = next
        }
        guard !isInOrder else { return }
        course = course.map { (place: place($0), record: $0) }.sorted { $0.place < $1.place }.map(\.record)
    }

    private func double(_ at: Int) -> UInt64 { UInt64(words[at]) | UInt64(words[at + 1]) << 32 }

    /// Takes in the records of other tables, with everything in them renumbered.
    ///
    /// - Returns: by how much their indexes grow.
    mutating func append(_ other: EventRecords, _ renumbering: inout Renumbering) -> RecordIndex {
        let shift = endIndex
        // Histories that are put together were read from nothing, so all they have is their own.
        let others = other.words.own
        words.reserve(others.count)
        var packer = RecordPacker(words: words, lists: Grown(), mark: nil)
        words = Grown()
        var at = 0
        while at < others.count {
            var unpacker = RecordUnpacker(others.span, at: at)
            var event = unpacker.event()
            at = unpacker.at
            renumbering.renumber(&event)
            packer.pack(event)
        }
        words = packer.words
        return shift
    }
}

/// Where in the records an event begins.
typealias RecordIndex = UInt32

/// Writes an event's fields as words.
package struct RecordPacker: FieldVisitor {
    fileprivate var words: Grown<UInt32>
    private var lists: Grown<UInt64>
    /// Where the next list that is kept goes.
    private var cursor: Int
    /// Whether lists stay where they are.
    private let keepsLists: Bool
    private var flags: UInt32 = 0
    private var flagCount: UInt32 = 0

    fileprivate init(words: consuming Grown<UInt32>, lists: consuming Grown<UInt64>, mark: Int?) {
        self.words = words
        cursor = mark ?? lists.count
        keepsLists = mark == nil
        self.lists = lists
    }

    @inline(__always)
    package mutating func field<Value: FieldValue>(_ name: StaticString, _ value: inout Value, _ role: FieldRole) {
        value.pack(into: &self)
    }

    fileprivate mutating func pack(_ event: Event) {
        let start = words.count
        (flags, flagCount) = (0, 0)
        var event = event
        guard let known = event.type else {
            preconditionFailure("An opaque event concerns nothing, so it is not kept.")
        }
        let type = UInt32(truncatingIfNeeded: EventType.table.ordinal(of: known))
        let isPlain = event.occurred.isPlainDay
        word(0)
        word(0)
        double(event.id.packed)
        double(UInt64(bitPattern: event.occurred.effect))
        double(UInt64(bitPattern: event.recorded))
        if !isPlain { event.occurred.pack(into: &self) }
        event.learnt.pack(into: &self)
        event.context.visitKept(&self)
        event.payload.visit(&self)
        words[start] = type | (isPlain ? RecordUnpacker.plainDay : 0)
        precondition(flagCount <= 32, "A record has 32 flags; no type has so many optional fields.")
        words[start + 1] = flags
    }

    mutating func word(_ value: UInt32) { words.append(value) }

    mutating func double(_ value: UInt64) {
        words.append(UInt32(truncatingIfNeeded: value))
        words.append(UInt32(truncatingIfNeeded: value >> 32))
    }

    mutating func flag(_ value: Bool) {
        if value { flags |= 1 << flagCount }
        flagCount += 1
    }

    /// Keeps a list's elements: they move down over those of lists that are not kept.
    mutating func list(_ indices: Range<Int>) {
        if keepsLists {
            word(UInt32(truncatingIfNeeded: indices.lowerBound))
        } else {
            word(UInt32(truncatingIfNeeded: cursor))
            for index in indices {
                lists[cursor] = lists[index]
                cursor += 1
            }
        }
        word(UInt32(truncatingIfNeeded: indices.count))
    }

    /// Gives the lists back, without what is not kept of them.
    fileprivate mutating func takeLists() -> Grown<UInt64> {
        lists.removeLast(lists.count - cursor)
        let taken = lists
        lists = Grown()
        return taken
    }
}

/// Reads an event's fields from words.
package struct RecordUnpacker: FieldVisitor, ~Escapable {
    static let plainDay: UInt32 = 0x100

    private let words: Span<UInt32>
    fileprivate var at: Int
    private var flags: UInt32

    @_lifetime(copy words)
    init(_ words: Span<UInt32>, at start: Int) {
        self.words = words
        at = start
        flags = words[start + 1]
    }

    @inline(__always)
    @_lifetime(self: copy self)
    package mutating func field<Value: FieldValue>(_ name: StaticString, _ value: inout Value, _ role: FieldRole) {
        value.unpack(from: &self)
    }

    @_lifetime(self: copy self)
    mutating func event() -> Event {
        let head = words[at]
        at += 2
        let id = EventID(packed: double())
        let effect = Int64(bitPattern: double())
        let recorded = Int64(bitPattern: double())
        var event = Event(
            id: id, occurred: EDTF(), learnt: nil, recorded: recorded,
            payload: Payload(EventType.table[Int(head & 0xFF)]))
        if head & Self.plainDay != 0 {
            event.occurred = EDTF(plainDayAt: effect)
        } else {
            event.occurred.unpack(from: &self)
        }
        event.learnt.unpack(from: &self)
        event.context.visitKept(&self)
        event.payload.visit(&self)
        return event
    }

    @_lifetime(self: copy self)
    mutating func word() -> UInt32 {
        defer { at += 1 }
        return words[at]
    }

    @_lifetime(self: copy self)
    mutating func double() -> UInt64 {
        defer { at += 2 }
        return UInt64(words[at]) | UInt64(words[at + 1]) << 32
    }

    @_lifetime(self: copy self)
    mutating func flag() -> Bool {
        defer { flags >>= 1 }
        return flags & 1 != 0
    }

    @_lifetime(self: copy self)
    mutating func list() -> Range<Int> {
        let start = Int(word())
        return start..<start + Int(word())
    }
}

extension EDTF {
    /// Whether it is one day of the calendar and no more: what most dates are, which their instant of effect tells.
    var isPlainDay: Bool {
        form == .single && begin.precision == .day && begin.zone == .absent && begin.qualifier == .none
    }

    init(plainDayAt instant: Instant) {
        let civil = Calendar.civil(days: Calendar.split(instant).days)
        var day = DatePoint()
        day.year = Int16(civil.year)
        day.month = UInt8(civil.month)
        day.day = UInt8(civil.day)
        day.precision = .day
        self.init(day)
    }
}
