#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

enum Clock {
    /// Seconds on a clock that is never set.
    static func now() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}

/// The measured values of one thing.
struct Samples {
    var values: [Double] = []

    var isEmpty: Bool { values.isEmpty }
    var median: Double { percentile(0.5) }
    var least: Double { values.min() ?? 0 }
    var most: Double { values.max() ?? 0 }

    /// The value that this part of all do not exceed; between two where it falls between them.
    func percentile(_ part: Double) -> Double {
        let sorted = values.sorted()
        guard !sorted.isEmpty else { return 0 }
        let place = part * Double(sorted.count - 1)
        let low = Int(place)
        let high = min(low + 1, sorted.count - 1)
        return sorted[low] + (sorted[high] - sorted[low]) * (place - Double(low))
    }
}

/// Numbers as people read them.
enum Text {
    static func seconds(_ value: Double) -> String {
        switch value {
        case 10...: "\(decimal(value, 1)) s"
        case 1...: "\(decimal(value, 2)) s"
        case 0.1...: "\(decimal(value * 1000, 0)) ms"
        case 0.001...: "\(decimal(value * 1000, 1)) ms"
        default: "\(decimal(value * 1_000_000, 0)) µs"
        }
    }

    static func mebibytes(_ bytes: Double) -> String { "\(decimal(bytes / 1_048_576, 0)) MiB" }

    static func megabytes(_ bytes: Double) -> String {
        switch bytes {
        case 1e7...: "\(decimal(bytes / 1e6, 0)) MB"
        case 1e5...: "\(decimal(bytes / 1e6, 2)) MB"
        case 1e3...: "\(decimal(bytes / 1e3, 1)) kB"
        default: "\(decimal(bytes, 0)) B"
        }
    }

    static func times(_ ratio: Double) -> String { "\(decimal(ratio, ratio < 10 ? 2 : 1)) ×" }

    static func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

    /// With thousands apart, as 1 000 000.
    static func count(_ number: Int) -> String {
        var digits = Array(String(number))
        var place = digits.count - 3
        while place > 0 {
            digits.insert(" ", at: place)
            place -= 3
        }
        return String(digits)
    }

    static func decimal(_ value: Double, _ places: Int) -> String {
        var scale = 1.0
        for _ in 0..<places { scale *= 10 }
        let scaled = Int((abs(value) * scale).rounded())
        let whole = scaled / Int(scale)
        let sign = value < 0 && scaled > 0 ? "-" : ""
        guard places > 0 else { return "\(sign)\(whole)" }
        let part = String(scaled % Int(scale))
        return "\(sign)\(whole).\(String(repeating: "0", count: places - part.count))\(part)"
    }
}
