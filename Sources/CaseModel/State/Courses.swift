/// The courses of a case: for each key its events, in case order. Most lie in a table that never changes; what changes
/// of it is copied first.
struct Courses: Sendable {
    private let table: CourseTable?
    /// The courses that were changed since.
    private var changed = KeyTable()
    private var courses: [[RecordIndex]] = []

    init(_ table: CourseTable? = nil) { self.table = table }

    /// Whether nothing was ever filed.
    var isEmpty: Bool { table == nil && courses.isEmpty }

    subscript(key: CourseKey) -> RecordRun {
        if let index = changed.find(key) { return RecordRun(courses[index]) }
        return table?[key] ?? RecordRun()
    }

    /// The last event of a course.
    func last(_ key: CourseKey) -> RecordIndex? {
        if let index = changed.find(key) { return courses[index].last }
        return table?.last(key)
    }

    /// Whether there are events in a course.
    func holds(_ key: CourseKey) -> Bool { last(key) != nil }

    /// Changes a course.
    mutating func change(_ key: CourseKey, _ body: (inout [RecordIndex]) -> Void) {
        let index = changed.index(of: key)
        if index == courses.count { courses.append(table.map { Array($0[key]) } ?? []) }
        body(&courses[index])
    }

    /// The key of every course of a kind that has events, in no order.
    func forEachKey(of kind: CourseKey.Kind, _ body: (CourseKey) -> Void) {
        for (key, course) in zip(changed.keys, courses) where key.kind == kind && !course.isEmpty { body(key) }
        table?.forEachKey(of: kind) { if changed.find($0) == nil { body($0) } }
    }

    func write(to facts: inout FactsWriter, symbolCount: Int) throws {
        var others = changed.keys.filter { $0.symbolIndex == nil && holds($0) }
        table?.forEachKeyInTable { if changed.find($0) == nil { others.append($0) } }
        try CourseTable.write(self, symbolCount: symbolCount, others: others, to: &facts)
    }

    init?(_ facts: inout FactsReader) {
        guard let table = CourseTable(&facts) else { return nil }
        self.init(table)
    }
}
