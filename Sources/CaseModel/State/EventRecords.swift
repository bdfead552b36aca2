/// The events that a state keeps, packed: a case has many, and a view looks at few of each one's fields.
///
/// A record is a head of eight words (type, marks and the number of words; flags of what is absent; id; instant of
/// effect; `recorded`), then
/// the date where it is no plain day, `learnt`, and the fields in the vocabulary's order. Prose, evidence, sources,
/// warrant and who told are left out: they are read from the line.
package struct EventRecords: Sendable {
    var words: Grown<UInt32>

    init() { words = Grown() }

    init(_ words: consuming Grown<UInt32>) { self.words = words }

    /// Words of the head: type and marks, flags, id, instant of effect, `recorded`.
    static let headSize = 8

    /// What the next event will be called.
    var endIndex: RecordIndex { RecordIndex(truncatingIfNeeded: words.count) }

    /// Adds an event whose lists lie at the end of `lists`, and keeps of these what the record refers to.
    ///
    /// - Parameter mark: where in `lists` the event's own lists begin; nil where all of `lists` stays as it is.
    mutating func append(_ event: Event, lists: inout Grown<UInt64>, from mark: Int?) {
        precondition(words.count < RecordIndex.max, "A state numbers its records in 32 bits.")
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
        unpack(record) { $0.event() }
    }

    /// The fields alone of an event, where it is of their type.
    func fields<Fields: PayloadFields>(_ record: RecordIndex, as type: Fields.Type) -> Fields? {
        guard self.type(record) == Fields.type else { return nil }
        return unpack(record) { $0.fields(as: type) }
    }

    /// The date of an event where it is no plain day, and what it is based on.
    func dateAndContext(_ record: RecordIndex) -> (occurred: EDTF?, context: EventContext) {
        unpack(record) { $0.dateAndContext() }
    }

    @inline(__always)
    private func unpack<Result>(_ record: RecordIndex, _ body: (inout RecordUnpacker) -> Result) -> Result {
        let at = Int(record)
        if at < words.base.count {
            var unpacker = RecordUnpacker(words.base.span, at: at)
            return body(&unpacker)
        }
        var unpacker = RecordUnpacker(words.own.span, at: at - words.base.count)
        return body(&unpacker)
    }

    /// Calls `body` with each record, in the order in which they came.
    func forEach(_ body: (RecordIndex, EventID) -> Void) {
        var at = 0
        while at < words.count {
            body(RecordIndex(truncatingIfNeeded: at), id(RecordIndex(truncatingIfNeeded: at)))
            at += Int(words[at] >> 16)
        }
    }

    /// Whether one of a type is among those from one on.
    func holds(_ type: EventType, from first: RecordIndex) -> Bool {
        var at = Int(first)
        while at < words.count {
            if self.type(RecordIndex(truncatingIfNeeded: at)) == type { return true }
            at += Int(words[at] >> 16)
        }
        return false
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

    /// Records by place; nil where they are in order, as what was read of one feed mostly is.
    func inOrder(_ course: RecordRun) -> [RecordIndex]? {
        guard let first = course.first else { return nil }
        var last = place(first)
        for record in course.dropFirst() {
            let next = place(record)
            if next < last {
                return course.map { (place: place($0), record: $0) }.sorted { $0.place < $1.place }.map(\.record)
            }
            last = next
        }
        return nil
    }

    private func double(_ at: Int) -> UInt64 { UInt64(words[at]) | UInt64(words[at + 1]) << 32 }
}

/// Where in the records an event begins.
package typealias RecordIndex = UInt32
