/// One end of an EDTF date: a year, season, month, day or time of day, as it was written.
///
/// It keeps what is needed to print the very text again, so a date costs no string.
package struct DatePoint: Hashable, Sendable, BitwiseCopyable {
    package enum Precision: UInt8, Sendable, BitwiseCopyable {
        case year, season, month, day, minute, second
    }

    /// How the distance from UTC was written.
    package enum Zone: UInt8, Sendable, BitwiseCopyable {
        case absent, utc, hours, hoursAndMinutes
    }

    /// ISO 8601-2's `~`, `?` and `%`: shown, and moving nothing.
    package enum Qualifier: UInt8, Sendable, BitwiseCopyable {
        case none, approximate, uncertain, both
    }

    package var year: Int16 = 1
    /// 1 to 12, or 21 to 24 for a season.
    package var month: UInt8 = 1
    package var day: UInt8 = 1
    package var hour: UInt8 = 0
    package var minute: UInt8 = 0
    package var second: UInt8 = 0
    package var precision = Precision.year
    package var zone = Zone.absent
    package var qualifier = Qualifier.none
    /// Minutes east of UTC.
    package var offset: Int16 = 0

    package init() {}

    /// The first instant that the date allows. Without an offset a time counts as UTC.
    package var earliest: Instant {
        let start = Calendar.instant(
            year: Int(year), month: firstMonth, day: Int(day), hour: Int(hour), minute: Int(minute),
            second: Int(second))
        return start - Int64(offset) * 60_000
    }

    /// The last millisecond that the date allows.
    package var latest: Instant {
        let year = Int(year)
        switch precision {
        case .year: return Calendar.instant(year: year + 1, month: 1, day: 1) - 1
        case .season: return Calendar.instant(year: seasonEnd.year, month: seasonEnd.month, day: 1) - 1
        case .month:
            let last = Calendar.length(ofMonth: Int(month), in: year)
            return Calendar.instant(year: year, month: Int(month), day: last) + Calendar.millisecondsPerDay - 1
        case .day: return earliest + Calendar.millisecondsPerDay - 1
        case .minute: return earliest + 59_999
        case .second: return earliest + 999
        }
    }

    /// Whether the date names no single day, or is qualified.
    package var isImprecise: Bool { precision.rawValue < Precision.day.rawValue || qualifier != .none }

    /// Spring begins on 1 March; winter lasts to the end of the next February.
    private var firstMonth: Int {
        precision == .season ? (Int(month) - 20) * 3 : Int(month)
    }

    private var seasonEnd: (year: Int, month: Int) {
        month == 24 ? (Int(year) + 1, 3) : (Int(year), firstMonth + 3)
    }

    /// The last year, month or day that this date allows, written at the given precision.
    package func end(at precision: Precision) -> DatePoint {
        // In UTC, a time with an offset may lie beyond the years that have a date.
        let days = min(max(Calendar.split(latest).days, Self.firstDay), Self.lastDay)
        let civil = Calendar.civil(days: days)
        var end = DatePoint()
        end.year = Int16(civil.year)
        end.precision = precision == .season ? .month : min(precision, .day)
        if end.precision.rawValue >= Precision.month.rawValue { end.month = UInt8(civil.month) }
        if end.precision == .day { end.day = UInt8(civil.day) }
        return end
    }

    private static let firstDay = Calendar.days(year: 1, month: 1, day: 1)
    private static let lastDay = Calendar.days(year: 9999, month: 12, day: 31)

    /// Appends the date as it was written.
    package func write(to output: inout [UInt8]) {
        output.appendDecimal(Int(year), width: 4)
        if precision != .year {
            output.append(UInt8(ascii: "-"))
            output.appendDecimal(Int(month), width: 2)
        }
        if precision.rawValue >= Precision.day.rawValue {
            output.append(UInt8(ascii: "-"))
            output.appendDecimal(Int(day), width: 2)
        }
        if precision.rawValue >= Precision.minute.rawValue { writeTime(to: &output) }
        switch qualifier {
        case .none: break
        case .approximate: output.append(UInt8(ascii: "~"))
        case .uncertain: output.append(UInt8(ascii: "?"))
        case .both: output.append(UInt8(ascii: "%"))
        }
    }

    private func writeTime(to output: inout [UInt8]) {
        output.append(UInt8(ascii: "T"))
        output.appendDecimal(Int(hour), width: 2)
        output.append(UInt8(ascii: ":"))
        output.appendDecimal(Int(minute), width: 2)
        if precision == .second {
            output.append(UInt8(ascii: ":"))
            output.appendDecimal(Int(second), width: 2)
        }
        switch zone {
        case .absent: return
        case .utc: return output.append(UInt8(ascii: "Z"))
        case .hours, .hoursAndMinutes: break
        }
        let distance = Int(offset.magnitude)
        output.append(offset < 0 ? UInt8(ascii: "-") : UInt8(ascii: "+"))
        output.appendDecimal(distance / 60, width: 2)
        if zone == .hoursAndMinutes {
            output.append(UInt8(ascii: ":"))
            output.appendDecimal(distance % 60, width: 2)
        }
    }
}

extension DatePoint.Precision: Comparable {
    package static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }
}
