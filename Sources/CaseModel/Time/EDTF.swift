/// A date as researchers know it: the part of EDTF (ISO 8601-2) that `occurred` and `learnt` take.
///
/// A date, a season, a time, an interval `A/B` (some time from A to B) or `../B` (by B at the latest); any of them
/// approximate (`~`), uncertain (`?`) or both (`%`).
package struct EDTF: Hashable, Sendable, BitwiseCopyable {
    package enum Form: UInt8, Sendable, BitwiseCopyable {
        case single, interval, byAtLatest
    }

    /// The date itself, or the beginning of an interval; for `../B` the same as `end`.
    package var begin: DatePoint
    package var end: DatePoint
    package var form: Form

    package init(_ point: DatePoint) {
        begin = point
        end = point
        form = .single
    }

    package init(from begin: DatePoint, to end: DatePoint) {
        self.begin = begin
        self.end = end
        form = .interval
    }

    package init(by end: DatePoint) {
        begin = end
        self.end = end
        form = .byAtLatest
    }

    /// When an event of this date takes effect: the earliest instant that the date allows (`../B`: the start of B).
    package var effect: Instant { begin.earliest }

    /// The last millisecond that the date allows: what a query by this date includes.
    package var latest: Instant { end.latest }

    /// Whether the date names no single day or time: coarser than a day, an interval, or qualified.
    /// Whether the date is a year and no more.
    package var isYear: Bool { form == .single && begin.precision == .year }

    package var isImprecise: Bool { form != .single || begin.isImprecise }

    /// Appends the date as it was written.
    package func write(to output: inout [UInt8]) {
        switch form {
        case .single: begin.write(to: &output)
        case .interval:
            begin.write(to: &output)
            output.append(UInt8(ascii: "/"))
            end.write(to: &output)
        case .byAtLatest:
            output.append(contentsOf: "../".utf8)
            end.write(to: &output)
        }
    }

    /// The date as it was written.
    package var text: String {
        var bytes: [UInt8] = []
        write(to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }
}

extension EDTF: CustomStringConvertible {
    package var description: String { text }
}
