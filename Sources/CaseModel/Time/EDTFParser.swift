/// Reads an EDTF date in place, from the bytes of a line.
///
/// The subset and its meaning are those of DESIGN §4; EDTF itself is specified at loc.gov/standards/datetime.
package struct EDTFParser: ~Escapable {
    private let bytes: RawSpan
    private var offset: Int
    private let end: Int
    /// Set when the text has the form of a date, but names a day or a time that does not exist.
    package private(set) var impossible: String?

    @_lifetime(copy bytes)
    package init(_ bytes: RawSpan, _ range: Range<Int>) {
        self.bytes = bytes
        offset = range.lowerBound
        end = range.upperBound
    }

    /// The date, or nil when the bytes are no date of the supported forms.
    @_lifetime(self: copy self)
    package mutating func parse() -> EDTF? {
        if let date = plain() { return date }
        if peek(0) == UInt8(ascii: ".") {
            guard end - offset > 3, peek(1) == UInt8(ascii: "."), peek(2) == UInt8(ascii: "/") else { return nil }
            offset += 3
            guard let last = point(), offset == end else { return nil }
            return EDTF(by: last)
        }
        guard let first = point() else { return nil }
        if offset == end { return EDTF(first) }
        guard peek(0) == UInt8(ascii: "/") else { return nil }
        offset += 1
        guard let last = point(), offset == end else { return nil }
        guard first.earliest <= last.latest else {
            impossible = "the interval ends before it begins"
            return nil
        }
        return EDTF(from: first, to: last)
    }

    /// The two forms that nearly all dates have, `2019-06-03` and `2019-06-03T14:05:30Z`, without a branch for each
    /// byte.
    @inline(__always)
    private func plain() -> EDTF? {
        let count = end - offset
        guard count == 10 || count == 20, let date = yearAndMonth(offset), let day = two(offset + 8) else {
            return nil
        }
        var point = DatePoint()
        point.year = Int16(truncatingIfNeeded: date / 100)
        point.month = UInt8(truncatingIfNeeded: date % 100)
        point.day = UInt8(truncatingIfNeeded: day)
        guard date >= 100, (1...12).contains(point.month), day >= 1,
            day <= 28 || day <= Calendar.length(ofMonth: Int(point.month), in: Int(point.year))
        else { return nil }
        point.precision = .day
        if count == 10 { return EDTF(point) }
        guard bytes.byte(at: offset + 10) == UInt8(ascii: "T"), bytes.byte(at: offset + 13) == UInt8(ascii: ":"),
            bytes.byte(at: offset + 16) == UInt8(ascii: ":"), bytes.byte(at: offset + 19) == UInt8(ascii: "Z"),
            let hour = two(offset + 11), let minute = two(offset + 14), let second = two(offset + 17),
            hour < 24, minute < 60, second < 60
        else { return nil }
        point.hour = UInt8(truncatingIfNeeded: hour)
        point.minute = UInt8(truncatingIfNeeded: minute)
        point.second = UInt8(truncatingIfNeeded: second)
        point.precision = .second
        point.zone = .utc
        return EDTF(point)
    }

    /// The number of two digits.
    @inline(__always)
    private func two(_ at: Int) -> Int? {
        let (tens, ones) = (bytes.byte(at: at) &- UInt8(ascii: "0"), bytes.byte(at: at + 1) &- UInt8(ascii: "0"))
        return tens <= 9 && ones <= 9 ? Int(tens) * 10 + Int(ones) : nil
    }

    /// Year and month of the eight bytes `YYYY-MM-`, as one number of six digits.
    @inline(__always)
    private func yearAndMonth(_ at: Int) -> Int? {
        guard let century = two(at), let year = two(at + 2), bytes.byte(at: at + 4) == UInt8(ascii: "-"),
            let month = two(at + 5), bytes.byte(at: at + 7) == UInt8(ascii: "-")
        else { return nil }
        return (century * 100 + year) * 100 + month
    }

    private func peek(_ distance: Int) -> UInt8 {
        offset + distance < end ? bytes.byte(at: offset + distance) : 0
    }

    /// The number written in the next `count` digits, without moving.
    private func digits(_ distance: Int, _ count: Int) -> Int? {
        guard offset + distance + count <= end else { return nil }
        var value = 0
        for index in 0..<count {
            let digit = bytes.byte(at: offset + distance + index) &- UInt8(ascii: "0")
            guard digit <= 9 else { return nil }
            value = value * 10 + Int(digit)
        }
        return value
    }

    @_lifetime(self: copy self)
    private mutating func point() -> DatePoint? {
        guard let year = digits(0, 4) else { return nil }
        guard year > 0 else { return fail("years run from 0001 to 9999") }
        var point = DatePoint()
        point.year = Int16(year)
        offset += 4
        if peek(0) == UInt8(ascii: "-"), let month = digits(1, 2) {
            offset += 3
            guard (1...12).contains(month) || (21...24).contains(month) else {
                return fail("months run from 01 to 12, seasons from 21 to 24")
            }
            point.month = UInt8(month)
            point.precision = month > 12 ? .season : .month
            if month <= 12, peek(0) == UInt8(ascii: "-"), let day = digits(1, 2) {
                offset += 3
                guard day >= 1, day <= Calendar.length(ofMonth: month, in: year) else {
                    return fail("that month has \(Calendar.length(ofMonth: month, in: year)) days")
                }
                point.day = UInt8(day)
                point.precision = .day
                if peek(0) == UInt8(ascii: "T"), !time(&point) { return nil }
            }
        }
        qualifier(&point)
        return point
    }

    @_lifetime(self: copy self)
    private mutating func time(_ point: inout DatePoint) -> Bool {
        guard let hour = digits(1, 2), peek(3) == UInt8(ascii: ":"), let minute = digits(4, 2) else { return false }
        offset += 6
        var second = 0
        point.precision = .minute
        if peek(0) == UInt8(ascii: ":") {
            guard let value = digits(1, 2) else { return false }
            offset += 3
            second = value
            point.precision = .second
        }
        guard hour < 24, minute < 60, second < 60 else {
            impossible = "times run from 00:00:00 to 23:59:59"
            return false
        }
        point.hour = UInt8(hour)
        point.minute = UInt8(minute)
        point.second = UInt8(second)
        return zone(&point)
    }

    @_lifetime(self: copy self)
    private mutating func zone(_ point: inout DatePoint) -> Bool {
        let sign = peek(0)
        if sign == UInt8(ascii: "Z") {
            offset += 1
            point.zone = .utc
            return true
        }
        guard sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") else { return true }
        guard let hours = digits(1, 2) else { return false }
        offset += 3
        point.zone = .hours
        var minutes = 0
        if peek(0) == UInt8(ascii: ":") {
            guard let value = digits(1, 2) else { return false }
            offset += 3
            minutes = value
            point.zone = .hoursAndMinutes
        }
        guard hours <= 14, minutes < 60, sign == UInt8(ascii: "+") || hours + minutes > 0 else {
            impossible = "offsets from UTC run from -14:59 to +14:59"
            return false
        }
        point.offset = Int16((hours * 60 + minutes) * (sign == UInt8(ascii: "-") ? -1 : 1))
        return true
    }

    @_lifetime(self: copy self)
    private mutating func qualifier(_ point: inout DatePoint) {
        switch peek(0) {
        case UInt8(ascii: "~"): point.qualifier = .approximate
        case UInt8(ascii: "?"): point.qualifier = .uncertain
        case UInt8(ascii: "%"): point.qualifier = .both
        default: return
        }
        offset += 1
    }

    @_lifetime(self: copy self)
    private mutating func fail(_ reason: String) -> DatePoint? {
        impossible = reason
        return nil
    }
}

extension EDTF {
    /// Reads a date from text; nil when it is none of the supported forms or does not exist.
    package init?(_ bytes: RawSpan, _ range: Range<Int>) {
        var parser = EDTFParser(bytes, range)
        guard let date = parser.parse() else { return nil }
        self = date
    }

    package init?(_ text: String) {
        let bytes = Array(text.utf8)
        var parser = EDTFParser(bytes.span.bytes, 0..<bytes.count)
        guard let date = parser.parse() else { return nil }
        self = date
    }

    /// Why a text is not a date, and what would be one; nil when it is one.
    package static func problem(in text: String) -> String? {
        let bytes = Array(text.utf8)
        var parser = EDTFParser(bytes.span.bytes, 0..<bytes.count)
        guard parser.parse() == nil else { return nil }
        if let reason = parser.impossible { return "\"\(text)\" does not exist: \(reason)." }
        return """
            \"\(text)\" is not a date. Dates look like 2019, 2019-21 (spring; 22 summer, 23 autumn, 24 winter), 2019-06, \
            2019-06-03, 2019-06-03T14:05, 2018/2019-06 (some time from, to) or ../2019-06-03 (by then), with ~, ? or % \
            behind.
            """
    }
}
