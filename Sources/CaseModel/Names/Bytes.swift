/// Reads of bytes and of eight at once. The span checks its bounds, so a wrong offset stops the program and never reads
/// beyond; hot loops compare the offset before, and the compiler drops the second comparison where it can see the
/// first. Where it cannot, `checkedWord` and its like read what a comparison just before has found to be there.
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

extension RawSpan {
    /// Whether a text stands at an offset whose bytes were compared with the end before. Where the text is known when
    /// this is compiled, as the keys of lines are, a few words are compared.
    @inline(__always)
    func checkedHolds(_ text: StaticString, at offset: Int) -> Bool {
        let count = text.utf8CodeUnitCount
        assert(offset >= 0 && offset + count <= byteCount)
        let expected = unsafe UnsafeRawPointer(text.utf8Start)
        if count >= 8 {
            var index = 0
            while index + 8 <= count {
                let word = unsafe expected.loadUnaligned(fromByteOffset: index, as: UInt64.self)
                if UInt64(littleEndian: word) != checkedWord(at: offset + index) { return false }
                index += 8
            }
            if index == count { return true }
            let last = unsafe expected.loadUnaligned(fromByteOffset: count - 8, as: UInt64.self)
            return UInt64(littleEndian: last) == checkedWord(at: offset + count - 8)
        }
        if count >= 4 {
            let first = unsafe expected.loadUnaligned(as: UInt32.self)
            let last = unsafe expected.loadUnaligned(fromByteOffset: count - 4, as: UInt32.self)
            return UInt64(UInt32(littleEndian: first)) == checkedHalf(at: offset)
                && UInt64(UInt32(littleEndian: last)) == checkedHalf(at: offset + count - 4)
        }
        for index in 0..<count where checkedByte(at: offset + index) != (unsafe text.utf8Start[index]) { return false }
        return true
    }

    /// Whether the bytes of another span stand at an offset.
    @inline(__always)
    func holds(_ other: RawSpan, at offset: Int) -> Bool {
        guard offset >= 0, offset + other.byteCount <= byteCount else { return false }
        var index = 0
        while index + 8 <= other.byteCount {
            if other.checkedWord(at: index) != checkedWord(at: offset + index) { return false }
            index += 8
        }
        while index < other.byteCount {
            if other.checkedByte(at: index) != checkedByte(at: offset + index) { return false }
            index += 1
        }
        return true
    }
}

extension RawSpan {
    /// Sixteen bytes whose offset was compared before.
    @inline(__always)
    func checkedBlock(at offset: Int) -> SIMD16<UInt8> {
        assert(offset >= 0 && offset + 16 <= byteCount)
        return unsafe unsafeLoadUnaligned(fromUncheckedByteOffset: offset, as: SIMD16<UInt8>.self)
    }
}

extension SIMD16<UInt8> {
    /// The bytes as two integers, the first byte in the lowest bits of the first.
    @inline(__always)
    var words: SIMD2<UInt64> {
        let words = unsafe unsafeBitCast(self, to: SIMD2<UInt64>.self)
        return SIMD2(UInt64(littleEndian: words[0]), UInt64(littleEndian: words[1]))
    }
}

enum SixteenBytes {
    /// Where a JSON string may end or stop being plain: quotes, backslashes, control characters. All bits of such a
    /// byte are set.
    ///
    /// Vectors are compared with vectors, and what comes of it is put together as integers: the operators on masks, and
    /// those that take a scalar, are not made into instructions of the processor.
    @inline(__always)
    static func stringStops(_ block: SIMD16<UInt8>) -> SIMD2<UInt64> {
        words(block .== all(UInt8(ascii: "\""))) | words(block .== all(UInt8(ascii: "\\"))) | words(block .< all(0x20))
    }

    @inline(__always)
    private static func all(_ byte: UInt8) -> SIMD16<UInt8> { SIMD16(repeating: byte) }

    @inline(__always)
    private static func words(_ mask: SIMDMask<SIMD16<Int8>>) -> SIMD2<UInt64> {
        unsafe unsafeBitCast(mask, to: SIMD16<UInt8>.self).words
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

    /// As `zeros`, but every bit is true.
    @inline(__always)
    static func exactZeros(_ word: UInt64) -> UInt64 { ~((word & ~highs) &+ ~highs | word) & highs }

    /// Where a JSON string may end or stop being plain: quotes, backslashes, control characters.
    @inline(__always)
    static func stringStops(_ word: UInt64) -> UInt64 {
        let quotes = word ^ (ones &* 0x22)
        let backslashes = word ^ (ones &* 0x5C)
        let controls = (word &- ones &* 0x20) & ~word & highs
        return zeros(quotes) | zeros(backslashes) | controls
    }
}

extension [UInt8] {
    /// Adds some of the bytes of a span, in one copy.
    @inline(__always)
    package mutating func append(_ span: RawSpan, _ range: Range<Int>) {
        span.extracting(range).withUnsafeBytes { append(contentsOf: $0) }
    }
}
