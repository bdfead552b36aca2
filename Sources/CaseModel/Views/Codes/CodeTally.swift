/// The first and the last of some events, in case order.
package struct DateSpan: Sendable {
    private var begin: (place: Place, date: EDTF)?
    private var end: (place: Place, date: EDTF)?

    package var first: EDTF? { begin?.date }
    package var last: EDTF? { end?.date }

    mutating func add(_ place: Place, _ date: EDTF) {
        if begin.map({ place < $0.place }) ?? true { begin = (place, date) }
        if end.map({ place > $0.place }) ?? true { end = (place, date) }
    }

    mutating func merge(_ other: DateSpan) {
        if let begin = other.begin { add(begin.place, begin.date) }
        if let end = other.end { add(end.place, end.date) }
    }
}

/// How much evidence there is of something, by its type.
package struct EvidenceCount: Sendable {
    package private(set) var observations = 0
    package private(set) var excerpts = 0
    package private(set) var memos = 0
    private(set) var span = DateSpan()
    private(set) var marks = Marks()

    package init() {}

    package var all: Int { observations + excerpts + memos }

    mutating func add(_ event: Event, _ tables: Tables) {
        switch event.payload {
        case .observationNoted: observations += 1
        case .excerptRecorded: excerpts += 1
        case .memoWritten: memos += 1
        default: return
        }
        span.add(event.place, event.occurred)
        marks.add(event, tables)
    }

    mutating func merge(_ other: EvidenceCount) {
        observations += other.observations
        excerpts += other.excerpts
        memos += other.memos
        span.merge(other.span)
        marks.merge(other.marks)
    }
}

/// The evidence for issues and drivers, by quarter: what observations, excerpts and memos with their codes come to.
struct CodeTally: Sendable {
    struct Key: Hashable {
        let code: Symbol
        let quarter: Quarter
    }

    private(set) var counts: [Key: EvidenceCount] = [:]

    mutating func merge(_ other: CodeTally) { counts.merge(other.counts) { $0.merging($1) } }

    /// - Parameter codes: each once.
    mutating func add(_ event: Event, for codes: [Symbol], _ tables: Tables) {
        let quarter = Quarter(event.occurred.effect)
        for code in codes { counts[Key(code: code, quarter: quarter), default: EvidenceCount()].add(event, tables) }
    }
}

extension EvidenceCount {
    fileprivate func merging(_ other: EvidenceCount) -> EvidenceCount {
        var sum = self
        sum.merge(other)
        return sum
    }
}
