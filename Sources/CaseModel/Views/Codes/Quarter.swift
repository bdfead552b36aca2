/// Three months of a year.
package struct Quarter: Hashable, Comparable, Sendable {
    package let year: Int
    /// 1 to 4.
    package let number: Int

    /// The quarter that an instant lies in, in UTC.
    package init(_ instant: Instant) {
        let civil = Calendar.civil(days: Calendar.split(instant).days)
        year = civil.year
        number = (civil.month - 1) / 3 + 1
    }

    /// `2019-Q3`.
    package var text: String {
        var bytes: [UInt8] = []
        bytes.appendDecimal(year, width: 4)
        return String(decoding: bytes, as: UTF8.self) + "-Q\(number)"
    }

    package static func < (a: Quarter, b: Quarter) -> Bool { (a.year, a.number) < (b.year, b.number) }
}
