extension RecordedTime {
    /// Reads the 24 bytes of `recorded`; nil when they are anything else.
    static func parse(_ bytes: RawSpan, _ range: Range<Int>) -> Instant? {
        guard range.count == byteCount, bytes.byte(at: range.upperBound - 1) == UInt8(ascii: "Z"),
            bytes.byte(at: range.lowerBound + 19) == UInt8(ascii: ".")
        else { return nil }
        var parser = EDTFParser(bytes, range.lowerBound..<range.lowerBound + 19)
        guard let time = parser.parse(), time.form == .single, time.begin.precision == .second,
            time.begin.zone == .absent
        else { return nil }
        var milliseconds: Int64 = 0
        for offset in range.lowerBound + 20..<range.upperBound - 1 {
            let digit = bytes.byte(at: offset) &- UInt8(ascii: "0")
            guard digit <= 9 else { return nil }
            milliseconds = milliseconds * 10 + Int64(digit)
        }
        return time.effect + milliseconds
    }
}
