import CaseModel
import Testing

/// Dates as researchers know them (DESIGN §4).
struct EDTFTests {
    private static func day(_ year: Int, _ month: Int, _ day: Int) -> Instant {
        Calendar.instant(year: year, month: month, day: day)
    }

    /// Each form: the first instant it allows, the first that it does not allow any more, whether it is imprecise.
    static let forms: [(text: String, from: Instant, until: Instant, isImprecise: Bool)] = [
        ("2019", day(2019, 1, 1), day(2020, 1, 1), true),
        ("0001", day(1, 1, 1), day(2, 1, 1), true),
        ("9999", day(9999, 1, 1), day(10000, 1, 1), true),
        ("2019-06", day(2019, 6, 1), day(2019, 7, 1), true),
        ("2019-12", day(2019, 12, 1), day(2020, 1, 1), true),
        ("2020-02", day(2020, 2, 1), day(2020, 3, 1), true),
        ("2019-06-03", day(2019, 6, 3), day(2019, 6, 4), false),
        ("2020-02-29", day(2020, 2, 29), day(2020, 3, 1), false),
        ("2000-02-29", day(2000, 2, 29), day(2000, 3, 1), false),
        ("9999-12-31", day(9999, 12, 31), day(10000, 1, 1), false),
        ("2019-06-03T14:05", day(2019, 6, 3) + 50_700_000, day(2019, 6, 3) + 50_760_000, false),
        ("2019-06-03T14:05:30", day(2019, 6, 3) + 50_730_000, day(2019, 6, 3) + 50_731_000, false),
        ("2019-06-03T00:00:00Z", day(2019, 6, 3), day(2019, 6, 3) + 1_000, false),
        ("2019-06-03T00:30+01:00", day(2019, 6, 3) - 1_800_000, day(2019, 6, 3) - 1_740_000, false),
        ("2019-06-03T00:30+01", day(2019, 6, 3) - 1_800_000, day(2019, 6, 3) - 1_740_000, false),
        ("2019-06-03T00:30-03:30", day(2019, 6, 3) + 14_400_000, day(2019, 6, 3) + 14_460_000, false),
        ("2019-06-03T00:00+00:00", day(2019, 6, 3), day(2019, 6, 3) + 60_000, false),
        ("2019-06-03T00:00+14:59", day(2019, 6, 3) - 53_940_000, day(2019, 6, 3) - 53_880_000, false),
        ("2019-21", day(2019, 3, 1), day(2019, 6, 1), true),
        ("2019-22", day(2019, 6, 1), day(2019, 9, 1), true),
        ("2019-23", day(2019, 9, 1), day(2019, 12, 1), true),
        ("2019-24", day(2019, 12, 1), day(2020, 3, 1), true),
        ("2018-24", day(2018, 12, 1), day(2019, 3, 1), true),
        ("2018-22/2021-21", day(2018, 6, 1), day(2021, 6, 1), true),
        ("2019-06-03/2019-06-05", day(2019, 6, 3), day(2019, 6, 6), true),
        ("2019-06/2019", day(2019, 6, 1), day(2020, 1, 1), true),
        ("2019/2019", day(2019, 1, 1), day(2020, 1, 1), true),
        ("2019-06-03T10:00/2019-06-03", day(2019, 6, 3) + 36_000_000, day(2019, 6, 4), true),
        ("../2019-06", day(2019, 6, 1), day(2019, 7, 1), true),
        ("../2019-06-03", day(2019, 6, 3), day(2019, 6, 4), true),
        ("2019-06-03~", day(2019, 6, 3), day(2019, 6, 4), true),
        ("2019-06-03?", day(2019, 6, 3), day(2019, 6, 4), true),
        ("2019%", day(2019, 1, 1), day(2020, 1, 1), true),
        ("2019-06-03T14:05~", day(2019, 6, 3) + 50_700_000, day(2019, 6, 3) + 50_760_000, true),
        ("2019-24~/2020-21?", day(2019, 12, 1), day(2020, 6, 1), true),
        ("../2019%", day(2019, 1, 1), day(2020, 1, 1), true),
    ]

    @Test(arguments: forms.indices)
    func `a date allows what its form says, and is written as it was read`(index: Int) throws {
        let form = Self.forms[index]
        let date = try #require(EDTF(form.text))
        #expect(date.effect == form.from, "\(form.text)")
        #expect(date.latest == form.until - 1, "\(form.text)")
        #expect(date.isImprecise == form.isImprecise, "\(form.text)")
        #expect(date.text == form.text)
        #expect(EDTF.problem(in: form.text) == nil)
    }

    @Test(arguments: [
        ("2019-02-30", "\"2019-02-30\" does not exist: that month has 28 days."),
        ("2020-02-30", "\"2020-02-30\" does not exist: that month has 29 days."),
        ("1900-02-29", "\"1900-02-29\" does not exist: that month has 28 days."),
        ("2019-04-31", "\"2019-04-31\" does not exist: that month has 30 days."),
        ("2019-06-00", "\"2019-06-00\" does not exist: that month has 30 days."),
        ("2019-00", "\"2019-00\" does not exist: months run from 01 to 12, seasons from 21 to 24."),
        ("2019-13", "\"2019-13\" does not exist: months run from 01 to 12, seasons from 21 to 24."),
        ("2019-20", "\"2019-20\" does not exist: months run from 01 to 12, seasons from 21 to 24."),
        ("2019-25", "\"2019-25\" does not exist: months run from 01 to 12, seasons from 21 to 24."),
        ("0000", "\"0000\" does not exist: years run from 0001 to 9999."),
        ("2019-06-03T24:00", "\"2019-06-03T24:00\" does not exist: times run from 00:00:00 to 23:59:59."),
        ("2019-06-03T23:59:60", "\"2019-06-03T23:59:60\" does not exist: times run from 00:00:00 to 23:59:59."),
        (
            "2019-06-03T10:00+15:00",
            "\"2019-06-03T10:00+15:00\" does not exist: offsets from UTC run from -14:59 to +14:59."
        ),
        (
            "2019-06-03T10:00-00:00",
            "\"2019-06-03T10:00-00:00\" does not exist: offsets from UTC run from -14:59 to +14:59."
        ),
        ("2019-06/2019-05", "\"2019-06/2019-05\" does not exist: the interval ends before it begins."),
        ("2019-02-30/2020", "\"2019-02-30/2020\" does not exist: that month has 28 days."),
        ("../2019-02-30", "\"../2019-02-30\" does not exist: that month has 28 days."),
    ])
    func `a date that cannot be is refused with the reason`(text: String, sentence: String) {
        #expect(EDTF(text) == nil)
        #expect(EDTF.problem(in: text) == sentence)
    }

    @Test(arguments: ["0001-01-01T00:00+14:59", "9999-12-31T23:59-14:59"])
    func `the end of a time that lies beyond the years with dates is a date all the same`(text: String) throws {
        let point = try #require(EDTF(text)).end
        for precision in [DatePoint.Precision.year, .month, .day, .minute] {
            let end = EDTF(point.end(at: precision))
            #expect(EDTF(end.text) == end)
        }
    }

    @Test(arguments: [
        "", "19", "219", "12019", "-2019", "2019-6", "2019-06-3", "2019-06-03T14", "2019-06-03 14:05",
        "2019-06-03T14:5",
        "2019-06-03t14:05", "2019-06-03T14:05:30.5", "2019-06-03T14:05z", "2019-06-03T14:05+1", "2019-21-03",
        "2019~-06",
        "2019~~", "2019/", "/2019", "2019/..", "../..", "..", "../", "2019//2020", "2019/2020/2021",
        "2019-06-03T14:05+01:0",
        " 2019", "2019 ", "２０１９", "yesterday", "2019-06-03T", "2019-", "2019-06-", "../2019/2020", "2019-W23",
        "06/2019",
    ])
    func `what is no date is told what dates look like`(text: String) throws {
        #expect(EDTF(text) == nil)
        let problem = try #require(EDTF.problem(in: text))
        #expect(problem.hasPrefix("\"\(text)\" is not a date. Dates look like 2019, 2019-21 (spring;"))
    }
}

/// A date in a question means the end of what it names.
struct QueryTimeTests {
    @Test func `a question includes everything up to the end of its date`() {
        #expect(QueryTime("2019")?.latest == Calendar.instant(year: 2020, month: 1, day: 1) - 1)
        #expect(QueryTime("2019-06-30")?.latest == Calendar.instant(year: 2019, month: 7, day: 1) - 1)
        #expect(QueryTime("2019-24")?.latest == Calendar.instant(year: 2020, month: 3, day: 1) - 1)
        #expect(QueryTime("../2019-06")?.latest == Calendar.instant(year: 2019, month: 7, day: 1) - 1)
        #expect(QueryTime("2019-06-30")?.text == "2019-06-30")
    }

    @Test func `a question may name the very millisecond of a record`() throws {
        let time = try #require(QueryTime("2019-06-03T14:02:11.512Z"))
        #expect(time.latest == Calendar.instant(year: 2019, month: 6, day: 3, hour: 14, minute: 2, second: 11) + 512)
        #expect(RecordedTime.text(time.latest) == "2019-06-03T14:02:11.512Z")
    }

    @Test(arguments: [
        "", "now", "2019-02-30", "2019-06-03T14:02:11.51Z", "2019-06-03T14:02:11.512", "2019-06-03T14:02:11.5x2Z",
    ])
    func `what is no date is no question`(text: String) { #expect(QueryTime(text) == nil) }
}
