/// Where a text may tell who somebody is.
package struct Trace: Sendable, Equatable {
    package enum Kind: String, Sendable, CaseIterable {
        case name
        case telephone
        case email = "e-mail"
    }

    /// How sure it is that this is what it looks like, the surest first.
    package enum Sureness: String, Sendable, CaseIterable, Comparable {
        case sure, likely, perhaps

        /// Whether one is surer than another.
        package static func < (a: Sureness, b: Sureness) -> Bool { a.rank < b.rank }

        private var rank: Int {
            switch self {
            case .sure: 0
            case .likely: 1
            case .perhaps: 2
            }
        }
    }

    package let kind: Kind
    package let sureness: Sureness
    /// The bytes of the text that look so.
    package let range: Range<Int>

    /// The traces of which none lies in another: of two that overlap the surer one stays, of two as sure the longer
    /// one.
    static func apart(_ traces: [Trace]) -> [Trace] {
        guard traces.count > 1 else { return traces }
        var kept: [Trace] = []
        for trace in traces.sorted(by: isRather) where !kept.contains(where: { $0.range.overlaps(trace.range) }) {
            kept.append(trace)
        }
        return kept.sorted { $0.range.lowerBound < $1.range.lowerBound }
    }

    private static func isRather(_ a: Trace, _ b: Trace) -> Bool {
        if a.sureness != b.sureness { return a.sureness < b.sureness }
        if a.range.count != b.range.count { return a.range.count > b.range.count }
        return a.range.lowerBound < b.range.lowerBound
    }
}
