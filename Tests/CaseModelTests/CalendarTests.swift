import CaseModel
import Testing

struct CalendarTests {
    /// Counts every day from the year 1 to 10000, one by one.
    @Test func `days are those of a plain count`() {
        var count = -719_162
        for year in 1...10_000 {
            for month in 1...12 {
                let isLong = [1, 3, 5, 7, 8, 10, 12].contains(month)
                let isLeap = year % 400 == 0 || (year % 4 == 0 && year % 100 != 0)
                let length = month == 2 ? (isLeap ? 29 : 28) : isLong ? 31 : 30
                if Calendar.length(ofMonth: month, in: year) != length { Issue.record("\(year)-\(month)") }
                for day in [1, 2, length] {
                    let number = count + day - 1
                    let civil = Calendar.civil(days: number)
                    if Calendar.days(year: year, month: month, day: day) != number || civil != (year, month, day) {
                        Issue.record("\(year)-\(month)-\(day)")
                    }
                }
                count += length
            }
        }
        #expect(Calendar.days(year: 1970, month: 1, day: 1) == 0)
        #expect(Calendar.days(year: 1969, month: 12, day: 31) == -1)
    }

    @Test(arguments: [
        (Int64(0), "1970-01-01T00:00:00.000Z"), (-1, "1969-12-31T23:59:59.999Z"),
        (1_559_570_531_512, "2019-06-03T14:02:11.512Z"),
        (-62_135_596_800_000, "0001-01-01T00:00:00.000Z"), (253_402_300_799_999, "9999-12-31T23:59:59.999Z"),
    ])
    func `an instant is written with milliseconds`(instant: Instant, text: String) {
        #expect(RecordedTime.text(instant) == text)
    }

    @Test func `numbers are padded with zeros`() {
        var bytes: [UInt8] = []
        for (value, width) in [(0, 1), (7, 3), (1234, 2), (1 << 53, 1)] { bytes.appendDecimal(value, width: width) }
        #expect(String(decoding: bytes, as: UTF8.self) == "000712349007199254740992")
    }
}
