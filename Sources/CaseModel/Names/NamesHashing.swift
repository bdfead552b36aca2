/// How strings are told apart, eight bytes at a time.
extension Names {
    @inline(__always)
    static func equals(
        _ stored: RawSpan, _ own: Range<Int>, _ source: RawSpan, _ range: Range<Int>
    ) -> Bool {
        var (mine, theirs, rest) = (own.lowerBound, range.lowerBound, range.count)
        guard own.upperBound <= stored.byteCount, range.upperBound <= source.byteCount else { return false }
        while rest >= 8 {
            if stored.checkedWord(at: mine) != source.checkedWord(at: theirs) { return false }
            (mine, theirs, rest) = (mine + 8, theirs + 8, rest - 8)
        }
        while rest > 0 {
            if stored.checkedByte(at: mine) != source.checkedByte(at: theirs) { return false }
            (mine, theirs, rest) = (mine + 1, theirs + 1, rest - 1)
        }
        return true
    }

    /// A multiply-and-fold hash, eight bytes at a time; the last eight, and two halves of fewer, overlap what was
    /// before.
    @inline(__always)
    static func hash(_ source: RawSpan, _ range: Range<Int>) -> UInt32 {
        var state: UInt64 = 0x9E37_79B9_7F4A_7C15 ^ UInt64(truncatingIfNeeded: range.count)
        if range.count >= 8 {
            var offset = range.lowerBound
            while offset + 8 < range.upperBound {
                state = mix(state ^ source.checkedWord(at: offset))
                offset += 8
            }
            state = mix(state ^ source.checkedWord(at: range.upperBound - 8))
        } else if range.count >= 4 {
            let halves = source.checkedHalf(at: range.lowerBound) << 32 | source.checkedHalf(at: range.upperBound - 4)
            state = mix(state ^ halves)
        } else {
            var rest: UInt64 = 0
            for offset in range { rest = rest << 8 | UInt64(source.checkedByte(at: offset)) }
            state = mix(state ^ rest)
        }
        return UInt32(truncatingIfNeeded: state ^ (state >> 32))
    }

    @inline(__always)
    private static func mix(_ value: UInt64) -> UInt64 {
        let product = value.multipliedFullWidth(by: 0xBF58_476D_1CE4_E5B9)
        return product.high ^ product.low
    }
}
