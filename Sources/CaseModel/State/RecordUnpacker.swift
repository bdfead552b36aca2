/// Reads an event's fields from words.
package struct RecordUnpacker: FieldVisitor, ~Escapable {
    static let plainDay: UInt32 = 0x100

    private let words: Span<UInt32>
    private(set) var at: Int
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
        var (occurred, learnt, context) = (EDTF(), EDTF?.none, EventContext())
        if head & Self.plainDay != 0 {
            occurred = EDTF(plainDayAt: effect)
        } else {
            occurred.unpack(from: &self)
        }
        learnt.unpack(from: &self)
        context.visitKept(&self)
        return Event(
            id: id, occurred: occurred, learnt: learnt, recorded: recorded, context: context,
            payload: Payload(EventType.table[Int(head & 0xFF)], filledBy: &self))
    }

    /// The fields alone of an event of a type.
    @_lifetime(self: copy self)
    mutating func fields<Fields: PayloadFields>(as _: Fields.Type) -> Fields {
        _ = dateAndContext()
        var fields = Fields()
        fields.visit(&self)
        return fields
    }

    /// The date where it is no plain day, and what the event is based on.
    @_lifetime(self: copy self)
    mutating func dateAndContext() -> (occurred: EDTF?, context: EventContext) {
        let isPlain = words[at] & Self.plainDay != 0
        at += EventRecords.headSize
        var (occurred, learnt, context) = (EDTF(), EDTF?.none, EventContext())
        if !isPlain { occurred.unpack(from: &self) }
        learnt.unpack(from: &self)
        context.visitKept(&self)
        return (isPlain ? nil : occurred, context)
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
