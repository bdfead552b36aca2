/// What a course is the course of, or what its events touch, in two words.
struct CourseKey: Equatable, Sendable, BitwiseCopyable {
    enum Kind: UInt8 {
        /// A thing's beginning, its changes and its end.
        case thing
        /// Events about a thing that do not change it.
        case touching
        case code, tie, coding, answersPosition, influence, caseItself
    }

    let high: UInt64
    let low: UInt64

    private init(_ kind: Kind, _ high: UInt64 = 0, _ low: UInt64 = 0) {
        self.high = UInt64(kind.rawValue) << 56 | high
        self.low = low
    }

    init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    static func thing(_ symbol: Symbol) -> CourseKey { CourseKey(.thing, 0, UInt64(symbol.index)) }
    static func touching(_ symbol: Symbol) -> CourseKey { CourseKey(.touching, 0, UInt64(symbol.index)) }
    static func code(_ symbol: Symbol) -> CourseKey { CourseKey(.code, 0, UInt64(symbol.index)) }
    static func coding(_ id: EventID) -> CourseKey { CourseKey(.coding, 0, id.packed) }
    static func answersPosition(_ id: EventID) -> CourseKey { CourseKey(.answersPosition, 0, id.packed) }
    static let influence = CourseKey(.influence)
    static let caseItself = CourseKey(.caseItself)

    static func tie(_ key: TieKey) -> CourseKey {
        let ends = UInt64(key.other.index) << 32 | UInt64(key.quality)
        return CourseKey(.tie, UInt64(key.kind.rawValue) << 48 | UInt64(key.actor.index), ends)
    }

    var kind: Kind? { Kind(rawValue: UInt8(high >> 56)) }

    /// The relation, where it is one.
    var tie: TieKey? {
        guard kind == .tie, let kind = TieKey.Kind(rawValue: UInt8(high >> 48 & 0xFF)) else { return nil }
        return TieKey(
            kind: kind, actor: Symbol(index: UInt32(truncatingIfNeeded: high)),
            other: Symbol(index: UInt32(truncatingIfNeeded: low >> 32)), quality: UInt32(truncatingIfNeeded: low))
    }

    /// The code, where it is one's.
    var code: Symbol? { kind == .code ? Symbol(index: UInt32(truncatingIfNeeded: low)) : nil }

    /// The same in other tables.
    func renumbered(_ renumbering: Renumbering) -> CourseKey {
        switch kind {
        case .thing, .touching, .code:
            let symbol = renumbering[Symbol(index: UInt32(truncatingIfNeeded: low))]
            return CourseKey(high: high, low: UInt64(symbol.index))
        case .coding, .answersPosition:
            return CourseKey(high: high, low: renumbering[EventID(packed: low)].packed)
        case .tie: return tie.map { .tie(renumbering[$0]) } ?? self
        case .influence, .caseItself, nil: return self
        }
    }

    @inline(__always)
    var hash: UInt32 {
        let product = (high ^ 0x9E37_79B9_7F4A_7C15).multipliedFullWidth(by: low ^ 0xBF58_476D_1CE4_E5B9)
        let folded = product.high ^ product.low
        return UInt32(truncatingIfNeeded: folded ^ folded >> 32)
    }
}

/// The courses of a case: for each key its events, in case order once they were put in order. An open-addressed table;
/// its beginning may lie in memory, and what changes of that is copied first.
struct Courses: Sendable {
    /// Courses that lie in memory and never change.
    final class Base: Sendable {
        let slots: Flat<UInt32>
        /// Two words for each.
        let keys: Flat<UInt64>
        /// Where in `records` each course ends.
        let ends: Flat<UInt32>
        let records: Flat<RecordIndex>

        init(slots: Flat<UInt32>, keys: Flat<UInt64>, ends: Flat<UInt32>, records: Flat<RecordIndex>) {
            self.slots = slots
            self.keys = keys
            self.ends = ends
            self.records = records
        }

        func find(_ key: CourseKey) -> Int? {
            guard slots.count > 0 else { return nil }
            var slot = Int(key.hash) & (slots.count - 1)
            while slots[slot] != 0 {
                let index = Int(slots[slot]) - 1
                if self.key(index) == key { return index }
                slot = (slot + 1) & (slots.count - 1)
            }
            return nil
        }

        func key(_ index: Int) -> CourseKey { CourseKey(high: keys[index * 2], low: keys[index * 2 + 1]) }

        func course(_ index: Int) -> [RecordIndex] {
            records.array((index == 0 ? 0 : Int(ends[index - 1]))..<Int(ends[index]))
        }
    }

    private let base: Base?
    private var slots = [UInt32](repeating: 0, count: 64)
    private var keys: [CourseKey] = []
    private var courses: [[RecordIndex]] = []

    init(_ base: Base? = nil) { self.base = base }

    subscript(key: CourseKey) -> [RecordIndex] {
        let slot = slot(of: key)
        if slots[slot] != 0 { return courses[Int(slots[slot]) - 1] }
        return courseInBase(key)
    }

    /// The last event of a course.
    func last(_ key: CourseKey) -> RecordIndex? {
        let slot = slot(of: key)
        if slots[slot] != 0 { return courses[Int(slots[slot]) - 1].last }
        guard let base, let index = base.find(key) else { return nil }
        let (start, end) = (index == 0 ? 0 : Int(base.ends[index - 1]), Int(base.ends[index]))
        return start < end ? base.records[end - 1] : nil
    }

    /// Whether there is a course, even an empty one.
    func holds(_ key: CourseKey) -> Bool { slots[slot(of: key)] != 0 || base?.find(key) != nil }

    /// Changes a course.
    @inline(__always)
    mutating func change(_ key: CourseKey, _ body: (inout [RecordIndex]) -> Void) {
        var slot = slot(of: key)
        if slots[slot] == 0 {
            if (keys.count + 1) * 2 > slots.count {
                grow()
                slot = self.slot(of: key)
            }
            keys.append(key)
            courses.append(courseInBase(key))
            slots[slot] = UInt32(keys.count)
        }
        body(&courses[Int(slots[slot]) - 1])
    }

    /// Every key, in no order.
    func forEachKey(_ body: (CourseKey) -> Void) {
        for key in keys { body(key) }
        guard let base else { return }
        for index in 0..<base.ends.count where slots[slot(of: base.key(index))] == 0 { body(base.key(index)) }
    }

    /// Changes every course that is not in memory.
    mutating func changeEach(_ body: (inout [RecordIndex]) -> Void) {
        for index in courses.indices { body(&courses[index]) }
    }

    /// Adds the courses of another history, which was read from nothing.
    mutating func merge(_ other: Courses, shiftedBy shift: RecordIndex, _ renumbering: Renumbering) {
        for (key, course) in zip(other.keys, other.courses) {
            change(key.renumbered(renumbering)) { own in
                for record in course { own.append(record + shift) }
            }
        }
    }

    func write(to facts: inout FactsWriter) throws {
        var all: [CourseKey] = []
        forEachKey { all.append($0) }
        var slots = [UInt32](repeating: 0, count: slotCount(for: all.count))
        var (words, ends, records): ([UInt64], [UInt32], [RecordIndex]) = ([], [], [])
        for (index, key) in all.enumerated() {
            var slot = Int(key.hash) & (slots.count - 1)
            while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = UInt32(index + 1)
            words += [key.high, key.low]
            records += self[key]
            ends.append(UInt32(records.count))
        }
        try facts.add(slots)
        try facts.add(words)
        try facts.add(ends)
        try facts.add(records)
    }

    init?(_ facts: inout FactsReader) {
        guard let slots: Flat<UInt32> = facts.take(), let keys: Flat<UInt64> = facts.take(),
            let ends: Flat<UInt32> = facts.take(), let records: Flat<RecordIndex> = facts.take(),
            slots.count.nonzeroBitCount == 1, keys.count == ends.count * 2, ends.last ?? 0 == records.count
        else { return nil }
        self.init(Base(slots: slots, keys: keys, ends: ends, records: records))
    }

    private func courseInBase(_ key: CourseKey) -> [RecordIndex] {
        guard let base, let index = base.find(key) else { return [] }
        return base.course(index)
    }

    @inline(__always)
    private func slot(of key: CourseKey) -> Int {
        let mask = slots.count - 1
        var slot = Int(key.hash) & mask
        while slots[slot] != 0, keys[Int(slots[slot]) - 1] != key { slot = (slot + 1) & mask }
        return slot
    }

    private mutating func grow() {
        slots = [UInt32](repeating: 0, count: slots.count * 2)
        for (index, key) in keys.enumerated() { slots[slot(of: key)] = UInt32(index) + 1 }
    }
}
