/// Milliseconds since 1970-01-01T00:00:00 UTC, in the proleptic Gregorian calendar.
package typealias Instant = Int64

/// Gregorian calendar arithmetic on plain integers, so that dates cost no Foundation.
///
/// The day count follows Howard Hinnant's "chrono-Compatible Low-Level Date Algorithms".
package enum Calendar {
    package static let millisecondsPerDay: Int64 = 86_400_000

    /// Days from 1970-01-01 to the given day; valid for years 0 to 9999.
    package static func days(year: Int, month: Int, day: Int) -> Int {
        let shifted = month <= 2 ? year - 1 : year
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }

    /// The day that lies `days` days after 1970-01-01.
    package static func civil(days: Int) -> (year: Int, month: Int, day: Int) {
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return (year, month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
    }

    /// The day that an instant lies in, counted from 1970-01-01, and the milliseconds since its beginning.
    package static func split(_ instant: Instant) -> (days: Int, milliseconds: Int) {
        let rest = instant % millisecondsPerDay
        let milliseconds = rest < 0 ? rest + millisecondsPerDay : rest
        return (Int((instant - milliseconds) / millisecondsPerDay), Int(milliseconds))
    }

    package static func isLeap(_ year: Int) -> Bool {
        year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    }

    /// The number of days of a month from 1 to 12.
    package static func length(ofMonth month: Int, in year: Int) -> Int {
        switch month {
        case 2: isLeap(year) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// The instant of a wall-clock time, counted as UTC.
    package static func instant(
        year: Int, month: Int, day: Int, hour: Int = 0, minute: Int = 0, second: Int = 0
    ) -> Instant {
        let seconds = hour * 3600 + minute * 60 + second
        return Int64(days(year: year, month: month, day: day)) * millisecondsPerDay + Int64(seconds) * 1000
    }
}

/// The form of `recorded`: UTC with milliseconds, always 24 bytes (`2019-06-03T14:02:11.512Z`).
package enum RecordedTime {
    package static let byteCount = 24

    /// Appends the 24 bytes of an instant between the years 0001 and 9999.
    package static func write(_ instant: Instant, to output: inout [UInt8]) {
        let (day, rest) = Calendar.split(instant)
        let (year, month, dayOfMonth) = Calendar.civil(days: day)
        output.appendDecimal(year, width: 4)
        output.append(UInt8(ascii: "-"))
        output.appendDecimal(month, width: 2)
        output.append(UInt8(ascii: "-"))
        output.appendDecimal(dayOfMonth, width: 2)
        output.append(UInt8(ascii: "T"))
        output.appendDecimal(rest / 3_600_000, width: 2)
        output.append(UInt8(ascii: ":"))
        output.appendDecimal(rest / 60_000 % 60, width: 2)
        output.append(UInt8(ascii: ":"))
        output.appendDecimal(rest / 1000 % 60, width: 2)
        output.append(UInt8(ascii: "."))
        output.appendDecimal(rest % 1000, width: 3)
        output.append(UInt8(ascii: "Z"))
    }

    package static func text(_ instant: Instant) -> String {
        var bytes: [UInt8] = []
        write(instant, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }
}

extension [UInt8] {
    /// Appends a non-negative number, padded with zeros to `width` digits.
    package mutating func appendDecimal(_ value: Int, width: Int = 1) {
        var divisor = 1
        var digits = 1
        while digits < width || value / divisor >= 10 {
            divisor *= 10
            digits += 1
        }
        var rest = value
        while divisor > 0 {
            append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest / divisor))
            rest %= divisor
            divisor /= 10
        }
    }
}
