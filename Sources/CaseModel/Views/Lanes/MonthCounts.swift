/// How many events there are in each month.
package struct MonthCounts: Sendable {
    private var firstMonth = 0
    private var counts: [Int] = []
    /// The month of the last event: most events are in the same one as the event before.
    private var current: Range<Instant> = 0..<0
    package private(set) var span: ClosedRange<Instant>?

    package init() {}

    /// Counts an event.
    ///
    /// - Parameter instant: not before that of the event before.
    package mutating func add(_ instant: Instant) {
        span = (span?.lowerBound ?? instant)...instant
        if current.contains(instant) {
            counts[counts.count - 1] += 1
            return
        }
        let month = Self.month(instant)
        if counts.isEmpty { firstMonth = month }
        while counts.count <= month - firstMonth { counts.append(0) }
        counts[counts.count - 1] += 1
        current = Self.beginning(of: month)..<Self.beginning(of: month + 1)
    }

    /// The largest number of events in a month.
    package var most: Int { counts.max() ?? 0 }

    /// The largest number of events in any of the months from that of an instant to that of another.
    package func most(from first: Instant, to last: Instant) -> Int {
        let months = max(Self.month(first) - firstMonth, 0)..<max(Self.month(last) - firstMonth + 1, 0)
        return counts[months.clamped(to: counts.indices)].max() ?? 0
    }

    private static func month(_ instant: Instant) -> Int {
        let civil = Calendar.civil(days: Calendar.split(instant).days)
        return civil.year * 12 + civil.month - 1
    }

    private static func beginning(of month: Int) -> Instant {
        Calendar.instant(year: month / 12, month: month % 12 + 1, day: 1)
    }
}
