/// Writes an event's fields as words.
package struct RecordPacker: FieldVisitor {
    private(set) var words: Grown<UInt32>
    private var lists: Grown<UInt64>
    /// Where the next list that is kept goes.
    private var cursor: Int
    /// Whether lists stay where they are.
    private let keepsLists: Bool
    private var flags: UInt32 = 0
    private var flagCount: UInt32 = 0

    init(words: consuming Grown<UInt32>, lists: consuming Grown<UInt64>, mark: Int?) {
        self.words = words
        cursor = mark ?? lists.count
        keepsLists = mark == nil
        self.lists = lists
    }

    @inline(__always)
    package mutating func field<Value: FieldValue>(_ name: StaticString, _ value: inout Value, _ role: FieldRole) {
        value.pack(into: &self)
    }

    mutating func pack(_ event: Event) {
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
        let size = words.count - start
        precondition(size < 1 << 16, "A record counts its words in 16 bits; no type has so many fields.")
        words[start] = type | (isPlain ? RecordUnpacker.plainDay : 0) | UInt32(size) << 16
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
    mutating func takeLists() -> Grown<UInt64> {
        lists.removeLast(lists.count - cursor)
        let taken = lists
        lists = Grown()
        return taken
    }
}
