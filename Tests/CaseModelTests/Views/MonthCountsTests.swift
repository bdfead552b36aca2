import CaseModel
import TestHistories
import Testing

/// Events, month by month.
struct MonthCountsTests {
    @Test func `the most in any month of a stretch is what counting them one by one says`() {
        var random = SeededRandom(3)
        func month(_ instant: Instant) -> Int {
            let civil = Calendar.civil(days: Calendar.split(instant).days)
            return civil.year * 12 + civil.month
        }
        for _ in 0..<50 {
            let instants = (0..<random.number(1...200)).map { _ in
                Int64(random.number(-1000...3000)) * Calendar.millisecondsPerDay / 2
            }.sorted()
            var counts = MonthCounts()
            for instant in instants { counts.add(instant) }
            #expect(counts.span == instants[0]...instants[instants.count - 1])
            let plain = Dictionary(grouping: instants, by: month).mapValues(\.count)
            #expect(counts.most == plain.values.max())
            for _ in 0..<20 {
                let first = Int64(random.number(-1200...3200)) * Calendar.millisecondsPerDay / 2
                let last = first + Int64(random.number(0...600)) * Calendar.millisecondsPerDay / 2
                let most = plain.filter { month(first) <= $0.key && $0.key <= month(last) }.values.max() ?? 0
                #expect(counts.most(from: first, to: last) == most)
            }
        }
    }

    @Test func `without an event there is nothing to tell`() {
        #expect(MonthCounts().most == 0)
        #expect(MonthCounts().span == nil)
        #expect(MonthCounts().most(from: 0, to: 1) == 0)
    }
}
