/// Reads of bytes and of eight at once. The span checks its bounds, so a wrong offset stops the program and never reads
/// beyond; hot loops compare the offset before, and the compiler drops the second comparison where it can see the first.
/// Where it cannot, `checkedWord` and its like read what a comparison just before has found to be there.
extension RawSpan {
    @inline(__always)
    func byte(at offset: Int) -> UInt8 {
        unsafe unsafeLoad(fromByteOffset: offset, as: UInt8.self)
    }

    /// Eight bytes, the first in the lowest bits.
    @inline(__always)
    func word(at offset: Int) -> UInt64 {
        UInt64(littleEndian: unsafe unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self))
    }
}

extension RawSpan {
    /// Eight bytes whose offset was compared before: `offset + 8 <= byteCount`.
    @inline(__always)
    func checkedWord(at offset: Int) -> UInt64 {
        assert(offset >= 0 && offset + 8 <= byteCount)
        return UInt64(littleEndian: unsafe unsafeLoadUnaligned(fromUncheckedByteOffset: offset, as: UInt64.self))
    }

    /// Four bytes whose offset was compared before.
    @inline(__always)
    func checkedHalf(at offset: Int) -> UInt64 {
        assert(offset >= 0 && offset + 4 <= byteCount)
        return UInt64(
            UInt32(littleEndian: unsafe unsafeLoadUnaligned(fromUncheckedByteOffset: offset, as: UInt32.self)))
    }

    /// A byte whose offset was compared before.
    @inline(__always)
    func checkedByte(at offset: Int) -> UInt8 {
        assert(offset >= 0 && offset < byteCount)
        return unsafe unsafeLoad(fromUncheckedByteOffset: offset, as: UInt8.self)
    }
}

/// Integer tricks on eight bytes at once: a byte's high bit is set where the byte has the property.
/// Bits above the lowest hit may be set falsely, so only the lowest one is used.
/// Source: Sean Eron Anderson, "Bit Twiddling Hacks", on zero bytes and bytes less than n.
enum EightBytes {
    static let ones: UInt64 = 0x0101_0101_0101_0101
    static let highs: UInt64 = 0x8080_8080_8080_8080

    @inline(__always)
    static func zeros(_ word: UInt64) -> UInt64 { (word &- ones) & ~word & highs }

    /// Where a JSON string may end or stop being plain: quotes, backslashes, control characters.
    @inline(__always)
    static func stringStops(_ word: UInt64) -> UInt64 {
        let quotes = word ^ (ones &* 0x22)
        let backslashes = word ^ (ones &* 0x5C)
        let controls = (word &- ones &* 0x20) & ~word & highs
        return zeros(quotes) | zeros(backslashes) | controls
    }
}
