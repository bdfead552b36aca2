/// A checksum for files that can be made again: it finds damage as fast as memory is read, and is no proof of anything.
///
/// Four lanes of multiply-and-fold over 32 bytes at a time, put together at the end of each piece. Writer and reader
/// must hand over the same pieces.
struct FactsChecksum {
    private(set) var value: UInt64 = 0x9E37_79B9_7F4A_7C15

    mutating func add(_ bytes: RawSpan) {
        var (a, b, c, d) = (value, value ^ 1, value ^ 2, value ^ 3)
        var offset = 0
        while offset + 32 <= bytes.byteCount {
            a = Self.mix(a, Self.word(bytes, offset))
            b = Self.mix(b, Self.word(bytes, offset + 8))
            c = Self.mix(c, Self.word(bytes, offset + 16))
            d = Self.mix(d, Self.word(bytes, offset + 24))
            offset += 32
        }
        while offset < bytes.byteCount {
            a = Self.mix(a, UInt64(bytes.unsafeLoad(fromByteOffset: offset, as: UInt8.self)))
            offset += 1
        }
        value = Self.mix(Self.mix(Self.mix(Self.mix(a, b), c), d), UInt64(bytes.byteCount))
    }

    private static func word(_ bytes: RawSpan, _ offset: Int) -> UInt64 {
        UInt64(littleEndian: bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self))
    }

    @inline(__always)
    private static func mix(_ state: UInt64, _ word: UInt64) -> UInt64 {
        let product = (state ^ word) &* 0xBF58_476D_1CE4_E5B9
        return product ^ product >> 29
    }
}
