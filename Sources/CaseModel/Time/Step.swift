/// One step through time: a day, a week, a month, a quarter or a year.
package struct Step: Sendable, Equatable {
    package enum Length: String, Sendable, CaseIterable {
        case day, week, month, quarter, year
    }

    /// What the step is called: `2019`, `2019-06`, or its last day.
    package let label: String
    /// Its last millisecond.
    package let latest: Instant

    /// The steps from the one that holds an instant to the one that holds another. Weeks begin on Mondays.
    package static func steps(from: Instant, to: Instant, every length: Length) -> [Step] {
        var steps: [Step] = []
        var start = beginning(of: from, length)
        while start <= to {
            let next = beginningAfter(start, length)
            steps.append(Step(label: label(start, next, length), latest: next - 1))
            start = next
        }
        return steps
    }

    private static func date(_ instant: Instant) -> (year: Int, month: Int, day: Int) {
        Calendar.civil(days: Calendar.split(instant).days)
    }

    private static func beginning(of instant: Instant, _ length: Length) -> Instant {
        let (year, month, day) = date(instant)
        switch length {
        case .day: return Calendar.instant(year: year, month: month, day: day)
        case .week:
            // 1970-01-01 was a Thursday.
            let days = Calendar.split(instant).days
            let monday = days - ((days + 3) % 7 + 7) % 7
            return Int64(monday) * Calendar.millisecondsPerDay
        case .month: return Calendar.instant(year: year, month: month, day: 1)
        case .quarter: return Calendar.instant(year: year, month: (month - 1) / 3 * 3 + 1, day: 1)
        case .year: return Calendar.instant(year: year, month: 1, day: 1)
        }
    }

    private static func beginningAfter(_ start: Instant, _ length: Length) -> Instant {
        let (year, month, _) = date(start)
        switch length {
        case .day: return start + Calendar.millisecondsPerDay
        case .week: return start + 7 * Calendar.millisecondsPerDay
        case .month: return later(year, month, by: 1)
        case .quarter: return later(year, month, by: 3)
        case .year: return Calendar.instant(year: year + 1, month: 1, day: 1)
        }
    }

    private static func later(_ year: Int, _ month: Int, by months: Int) -> Instant {
        let count = month - 1 + months
        return Calendar.instant(year: year + count / 12, month: count % 12 + 1, day: 1)
    }

    private static func label(_ start: Instant, _ next: Instant, _ length: Length) -> String {
        let text = RecordedTime.text(length == .month || length == .year ? start : next - 1)
        switch length {
        case .year: return String(text.prefix(4))
        case .month: return String(text.prefix(7))
        case .day, .week, .quarter: return String(text.prefix(10))
        }
    }
}
