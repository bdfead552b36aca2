/// Courses that never change any more, in arrays that may lie in a file. Those of a symbol are found by its number,
/// others in an open-addressed table.
final class CourseTable: Sendable {
    private let symbolCount: Int
    private let slots: Flat<UInt32>
    /// Of the courses that are in the table: two words for each.
    private let keys: Flat<UInt64>
    /// Where in `records` each course ends: those of symbols, kind after kind, then those in the table.
    private let ends: Flat<UInt32>
    private let records: Flat<RecordIndex>

    /// So many courses are looked at in one go.
    private static let pieceSize = 4096

    private struct Reordered: Sendable {
        let range: Range<Int>
        let course: [RecordIndex]
    }

    private init(
        symbolCount: Int, slots: Flat<UInt32>, keys: Flat<UInt64>, ends: Flat<UInt32>, records: Flat<RecordIndex>
    ) {
        self.symbolCount = symbolCount
        self.slots = slots
        self.keys = keys
        self.ends = ends
        self.records = records
    }

    subscript(key: CourseKey) -> RecordRun {
        guard let index = index(of: key) else { return RecordRun() }
        return RecordRun(records, range(index))
    }

    /// The last event of a course.
    func last(_ key: CourseKey) -> RecordIndex? {
        guard let index = index(of: key) else { return nil }
        let range = range(index)
        return range.isEmpty ? nil : records[range.upperBound - 1]
    }

    /// The key of every course that has events, in no order.
    func forEachKey(of kind: CourseKey.Kind, _ body: (CourseKey) -> Void) {
        if Int(kind.rawValue) < CourseKey.Kind.countBySymbol {
            for symbol in 0..<symbolCount where !range(Int(kind.rawValue) * symbolCount + symbol).isEmpty {
                body(.of(kind, Symbol(index: UInt32(symbol))))
            }
        } else {
            forEachKeyInTable { if $0.kind == kind { body($0) } }
        }
    }

    func forEachKeyInTable(_ body: (CourseKey) -> Void) {
        for index in 0..<keys.count / 2 { body(key(index)) }
    }

    @inline(__always)
    private func range(_ index: Int) -> Range<Int> { (index == 0 ? 0 : Int(ends[index - 1]))..<Int(ends[index]) }

    private func key(_ index: Int) -> CourseKey { CourseKey(high: keys[index * 2], low: keys[index * 2 + 1]) }

    @inline(__always)
    private func index(of key: CourseKey) -> Int? {
        if let symbol = key.symbolIndex {
            return symbol < symbolCount ? Int(key.high >> 56) * symbolCount + symbol : nil
        }
        guard slots.count > 0 else { return nil }
        var slot = Int(key.hash) & (slots.count - 1)
        while slots[slot] != 0 {
            let index = Int(slots[slot]) - 1
            if self.key(index) == key { return CourseKey.Kind.countBySymbol * symbolCount + index }
            slot = (slot + 1) & (slots.count - 1)
        }
        return nil
    }

    /// Gathers what was filed, in the order in which it was filed.
    convenience init(_ filings: Filings, symbolCount: Int) {
        var table = KeyTable()
        let bySymbol = CourseKey.Kind.countBySymbol * symbolCount
        var courses: [UInt32] = []
        courses.reserveCapacity(filings.count)
        for key in filings.keys {
            let course =
                key.symbolIndex.map { Int(key.high >> 56) * symbolCount + $0 } ?? bySymbol + table.index(of: key)
            courses.append(UInt32(truncatingIfNeeded: course))
        }
        // Counted, then laid out: each course ends where the counts up to it do.
        var ends = [UInt32](repeating: 0, count: bySymbol + table.keys.count)
        for course in courses { ends[Int(course)] += 1 }
        var next: UInt32 = 0
        for course in ends.indices {
            let count = ends[course]
            ends[course] = next
            next += count
        }
        var records = [RecordIndex](repeating: 0, count: filings.count)
        for (course, record) in zip(courses, filings.records) {
            records[Int(ends[Int(course)])] = record
            ends[Int(course)] += 1
        }
        self.init(table, ends, records, symbolCount: symbolCount)
    }

    private convenience init(_ table: KeyTable, _ ends: [UInt32], _ records: [RecordIndex], symbolCount: Int) {
        self.init(
            symbolCount: symbolCount, slots: Flat(copying: table.slots),
            keys: Flat(copying: table.keys.flatMap { [$0.high, $0.low] }), ends: Flat(copying: ends),
            records: Flat(copying: records))
    }

    /// The same courses in order.
    ///
    /// - Parameter inOrder: gives a course in its order; nil where it is in order.
    func sorted(_ sharing: Sharing, _ inOrder: @escaping @Sendable (RecordRun) -> [RecordIndex]?) -> CourseTable {
        let pieces = stride(from: 0, to: ends.count, by: Self.pieceSize).map {
            $0..<min($0 + Self.pieceSize, ends.count)
        }
        let changed = sharing.map(pieces, fewest: 2) { piece -> [Reordered] in
            piece.compactMap { index -> Reordered? in
                let range = self.range(index)
                guard range.count > 1, let course = inOrder(RecordRun(self.records, range)) else { return nil }
                return Reordered(range: range, course: course)
            }
        }
        var records = self.records.array(0..<self.records.count)
        for part in changed {
            for course in part { records.replaceSubrange(course.range, with: course.course) }
        }
        return CourseTable(
            symbolCount: symbolCount, slots: slots, keys: keys, ends: ends, records: Flat(copying: records))
    }

    /// - Parameter others: the keys of the courses that are not of symbols.
    static func write(
        _ courses: Courses, symbolCount: Int, others: [CourseKey], to facts: inout FactsWriter
    ) throws {
        var (ends, records): ([UInt32], [RecordIndex]) = ([], [])
        func add(_ key: CourseKey) {
            records += courses[key]
            ends.append(UInt32(records.count))
        }
        for kind in CourseKey.Kind.bySymbol {
            for symbol in 0..<symbolCount { add(.of(kind, Symbol(index: UInt32(symbol)))) }
        }
        var table = KeyTable()
        for key in others {
            _ = table.index(of: key)
            add(key)
        }
        try facts.add([UInt64(symbolCount)])
        try facts.add(table.slots)
        try facts.add(table.keys.flatMap { [$0.high, $0.low] })
        try facts.add(ends)
        try facts.add(records)
    }

    convenience init?(_ facts: inout FactsReader) {
        guard let counts: Flat<UInt64> = facts.take(), let slots: Flat<UInt32> = facts.take(),
            let keys: Flat<UInt64> = facts.take(), let ends: Flat<UInt32> = facts.take(),
            let records: Flat<RecordIndex> = facts.take(), counts.count == 1, slots.count.nonzeroBitCount == 1,
            counts[0] <= UInt64(UInt32.max),
            ends.count == keys.count / 2 + Int(counts[0]) * CourseKey.Kind.countBySymbol,
            ends.last ?? 0 == records.count
        else { return nil }
        self.init(symbolCount: Int(counts[0]), slots: slots, keys: keys, ends: ends, records: records)
    }
}
