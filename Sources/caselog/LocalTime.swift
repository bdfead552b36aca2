import CaseModel

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// The clock on the wall.
enum LocalTime {
    /// Now, to the second, in local time with its offset from UTC.
    static func now() -> EDTF {
        var seconds = time(nil)
        var local = tm()
        localtime_r(&seconds, &local)
        var point = DatePoint()
        point.year = Int16(local.tm_year + 1900)
        point.month = UInt8(local.tm_mon + 1)
        point.day = UInt8(local.tm_mday)
        point.hour = UInt8(local.tm_hour)
        point.minute = UInt8(local.tm_min)
        point.second = UInt8(min(local.tm_sec, 59))
        point.precision = .second
        point.zone = .hoursAndMinutes
        point.offset = Int16(local.tm_gmtoff / 60)
        return EDTF(point)
    }
}
