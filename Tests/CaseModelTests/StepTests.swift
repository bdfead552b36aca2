import CaseModel
import Testing

/// A replay goes step by step from one date to another.
struct StepTests {
    private static func labels(_ from: String, _ to: String, _ length: Step.Length) throws -> [String] {
        let (from, to) = (try #require(QueryTime(from)), try #require(QueryTime(to)))
        return Step.steps(from: from.earliest, to: to.latest, every: length).map(\.label)
    }

    @Test func `steps are called by their month or year, else by their last day`() throws {
        #expect(try Self.labels("2019-11-15", "2020-02-01", .month) == ["2019-11", "2019-12", "2020-01", "2020-02"])
        #expect(try Self.labels("2019", "2020", .year) == ["2019", "2020"])
        #expect(try Self.labels("2019-01-31", "2019-04", .quarter) == ["2019-03-31", "2019-06-30"])
        #expect(try Self.labels("2020-02-28", "2020-03-01", .day) == ["2020-02-28", "2020-02-29", "2020-03-01"])
    }

    @Test(arguments: ["2019-12-30", "2020-01-02", "2020-01-05"])
    func `a week ends on its Sunday, across years too`(day: String) throws {
        #expect(try Self.labels(day, day, .week) == ["2020-01-05"])
    }

    @Test func `weeks before 1970 are weeks as well`() throws {
        #expect(try Self.labels("1969-12-31", "1969-12-31", .week) == ["1970-01-04"])
        #expect(try Self.labels("1969-12-28", "1969-12-28", .week) == ["1969-12-28"])
    }

    @Test(arguments: Step.Length.allCases)
    func `steps follow each other without a gap and end where they should`(length: Step.Length) throws {
        let (from, to) = (try #require(QueryTime("2018-05-17")), try #require(QueryTime("2021-02-03")))
        let steps = Step.steps(from: from.earliest, to: to.latest, every: length)
        #expect(zip(steps, steps.dropFirst()).allSatisfy { $0.latest < $1.latest })
        #expect(steps.first.map { $0.latest >= from.earliest } == true)
        #expect(steps.last.map { $0.latest >= to.latest } == true)
        #expect(steps.dropLast().last.map { $0.latest < to.latest } == true)
    }
}
