import CaseModel
import TestHistories
import Testing

@testable import CasePages

/// Time in columns, and the dates beneath them.
struct TimeAxisTests {
    private static func span(_ from: String, _ to: String) throws -> ClosedRange<Instant> {
        let (first, last) = (try #require(QueryTime(from)), try #require(QueryTime(to)))
        return first.earliest...last.latest
    }

    @Test func `every instant lies in one column, and columns follow one another`() throws {
        var random = SeededRandom(7)
        for _ in 0..<200 {
            let first = Int64(random.number(-40_000_000...40_000_000)) * 60_000
            let span = first...(first + Int64(random.number(0...400_000_000)) * 60_000)
            let axis = TimeAxis(span, count: random.number(1...200))
            #expect(axis.column(of: span.lowerBound) == 0)
            #expect(axis.column(of: span.upperBound) != nil)
            #expect(axis.column(of: axis.first(of: 0) - 1) == nil)
            #expect(axis.column(of: axis.last(of: axis.count - 1) + 1) == nil)
            for column in 0..<axis.count {
                #expect(axis.first(of: column) <= axis.last(of: column))
                #expect(axis.column(of: axis.first(of: column)) == column)
                #expect(axis.column(of: axis.last(of: column)) == column)
            }
        }
    }

    @Test(arguments: [
        ("2019-01-01", "2019-12-31", 60, "2019-01       2019-04        2019-07        2019-10"),
        ("2016-05-01", "2021-06-30", 40, "     2017   2018    2019    2020    2021"),
        ("2019-06-03", "2019-06-05", 30, "2019-06-03"),
        ("1900-01-01", "1999-12-31", 30, "1900 1920  1940  1960  1980"),
        ("0001-01-01", "9999-12-31", 40, "         2500      5000      7500"),
    ])
    func `the scale dates years or months, as there is room`(
        from: String, to: String, count: Int, dates: String
    ) throws {
        let scale = TimeAxis(try Self.span(from, to), count: count).scale(isASCII: false)
        #expect(scale.map(\.count) == [count, count])
        #expect(String(scale[1].reversed().drop { $0 == " " }.reversed()) == dates)
    }

    @Test(arguments: [
        ("2019-01-01", "2019-01-01", 24, "1 hour"), ("2019-01-01", "2019-01-10", 10, "1 day"),
        ("2019-01-01", "2019-12-31", 10, "37 days"), ("2010-01-01", "2019-12-31", 40, "3 months"),
    ])
    func `how long a column is comes in words`(from: String, to: String, count: Int, words: String) throws {
        #expect(TimeAxis(try Self.span(from, to), count: count).columnWords == words)
    }
}
