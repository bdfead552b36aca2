/// Under what events belong, noted as they are read: a line each, and nothing looked up. Courses are made of it at
/// once.
struct Filings: Sendable {
    private(set) var keys: [CourseKey] = []
    private(set) var records: [RecordIndex] = []

    var count: Int { keys.count }
    var isEmpty: Bool { keys.isEmpty }

    /// Files the event that is read; under one key once, though it name a thing twice.
    mutating func add(_ key: CourseKey, _ record: RecordIndex) {
        var index = records.count - 1
        while index >= 0, records[index] == record {
            if keys[index] == key { return }
            index -= 1
        }
        keys.append(key)
        records.append(record)
    }

    /// Adds what another reader noted.
    mutating func append(_ other: Filings, shiftedBy shift: RecordIndex, _ renumbering: Renumbering) {
        keys.reserveCapacity(count + other.count)
        records.reserveCapacity(count + other.count)
        for key in other.keys { keys.append(key.renumbered(renumbering)) }
        for record in other.records { records.append(record + shift) }
    }
}
