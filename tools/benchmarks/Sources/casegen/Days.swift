/// The days that the case spans, numbered from 2016-01-01, and those up to three years before them.
struct Days {
    static let first = -1100
    /// 2016 to 2025.
    static let count = 3653

    struct Date {
        let year: Int
        let month: Int
        let day: Int
    }

    private let dates: [Date]
    private let text: [UInt8]

    init() {
        var dates: [Date] = []
        var text: [UInt8] = []
        for number in Self.first..<Self.count {
            let date = Self.date(number)
            dates.append(date)
            Self.append(date, to: &text)
        }
        self.dates = dates
        self.text = text
    }

    func date(_ day: Int) -> Date { dates[day - Self.first] }

    /// `YYYY-MM-DD`.
    func bytes(_ day: Int) -> ArraySlice<UInt8> {
        let start = (day - Self.first) * 10
        return text[start..<start + 10]
    }

    /// The day on which a month began, seen from a day in it.
    func monthStart(_ day: Int) -> Int { day - date(day).day + 1 }

    private static func date(_ number: Int) -> Date {
        // Days from civil, inverted: eras of 400 years that begin on 1 March.
        let shifted = number + 16_801 + 719_468
        let era = shifted / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return Date(year: year, month: month, day: dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
    }

    private static func append(_ date: Date, to text: inout [UInt8]) {
        for (value, width) in [(date.year, 4), (date.month, 2), (date.day, 2)] {
            if width == 2 { text.append(UInt8(ascii: "-")) }
            let digits = Array(String(value).utf8)
            text += [UInt8](repeating: UInt8(ascii: "0"), count: width - digits.count) + digits
        }
    }
}
