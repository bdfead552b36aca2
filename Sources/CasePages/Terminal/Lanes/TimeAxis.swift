package import CaseModel

/// A stretch of time in columns of one character each, as even as milliseconds allow.
package struct TimeAxis: Sendable {
    /// Months between two ticks: those are taken that leave room for the dates beneath them.
    private static let tickMonths = [1, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 3000, 12_000, 30_000]
    private static let daysPerMonth = 30.44

    package let count: Int
    private let first: Instant
    private let length: Int64

    /// - Parameters:
    ///   - span: from the day that it begins on to the day that it ends on, both of them whole.
    ///   - count: how many columns there are, at least one.
    package init(_ span: ClosedRange<Instant>, count: Int) {
        self.count = count
        first = Int64(Calendar.split(span.lowerBound).days) * Calendar.millisecondsPerDay
        let end = Int64(Calendar.split(span.upperBound).days + 1) * Calendar.millisecondsPerDay
        length = end - first
    }

    /// The first instant of a column.
    package func first(of column: Int) -> Instant { first + length * Int64(column) / Int64(count) }

    /// The last instant of a column.
    package func last(of column: Int) -> Instant { first(of: column + 1) - 1 }

    /// The column that an instant lies in; nil where it lies in none.
    package func column(of instant: Instant) -> Int? {
        guard instant >= first, instant < first + length else { return nil }
        let guess = Int((instant - first) * Int64(count) / length)
        return guess + 1 < count && first(of: guess + 1) <= instant ? guess + 1 : guess
    }

    /// How long a column is.
    private var days: Double { Double(length) / Double(count) / Double(Calendar.millisecondsPerDay) }

    /// How long a column is, in words.
    var columnWords: String {
        func of(_ number: Double, _ unit: String) -> String {
            let count = Int(number.rounded())
            return "\(count) \(unit)\(count == 1 ? "" : "s")"
        }
        if days < 0.95 { return of(max(1, days * 24), "hour") }
        return days < 60 ? of(days, "day") : of(days / Self.daysPerMonth, "month")
    }

    /// A line with ticks, and a line with the dates of those that there is room for.
    func scale(isASCII: Bool) -> [String] {
        var ruler = [Character](repeating: isASCII ? "-" : "─", count: count)
        var dates = [Character](repeating: " ", count: count)
        var free = 0
        var ticks = ticks()
        if ticks.isEmpty { ticks = [(0, String(RecordedTime.text(first).prefix(10)))] }
        for (column, date) in ticks {
            ruler[column] = isASCII ? "+" : "┬"
            // The date of a tick near the end ends with the line.
            let start = min(column, count - date.count)
            guard start >= free else { continue }
            dates.replaceSubrange(start..<start + date.count, with: date)
            free = start + date.count + 1
        }
        return [String(ruler), String(dates)]
    }

    private func ticks() -> [(column: Int, date: String)] {
        let perTick = Self.tickMonths.first { months in
            Double(months) * Self.daysPerMonth / days >= (months < 12 ? 9 : 6)
        }
        guard let perTick else { return [] }
        let begin = Calendar.civil(days: Calendar.split(first).days)
        var month = (begin.year * 12 + begin.month - 1) / perTick * perTick
        var ticks: [(column: Int, date: String)] = []
        while true {
            let start = Calendar.instant(year: month / 12, month: month % 12 + 1, day: 1)
            guard start < first + length else { return ticks }
            if let column = column(of: start) {
                ticks.append((column, String(RecordedTime.text(start).prefix(perTick < 12 ? 7 : 4))))
            }
            month += perTick
        }
    }
}
