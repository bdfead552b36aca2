/// The checksum of LZ4 frames: XXH32 with seed 0, after the specification of xxHash (doc/xxhash_spec.md there).
///
/// liblz4 has one of its own, which takes longer than decompressing where compilers make vectors of it: 32-bit
/// multiplication has none that is fast everywhere. Here four independent chains of scalars keep the processor busy.
enum XXH32 {
    private static let prime1: UInt32 = 2_654_435_761
    private static let prime2: UInt32 = 2_246_822_519
    private static let prime3: UInt32 = 3_266_489_917
    private static let prime4: UInt32 = 668_265_263
    private static let prime5: UInt32 = 374_761_393

    static func hash(_ bytes: RawSpan) -> UInt32 {
        let count = bytes.byteCount
        var offset = 0
        var hash = prime5
        if count >= 16 {
            var (first, second, third, fourth) = (prime1 &+ prime2, prime2, 0 as UInt32, 0 &- prime1)
            while offset <= count - 16 {
                let (low, high) = (
                    bytes.integer(at: offset, as: UInt64.self), bytes.integer(at: offset + 8, as: UInt64.self)
                )
                first = round(first, UInt32(truncatingIfNeeded: low))
                second = round(second, UInt32(truncatingIfNeeded: low >> 32))
                third = round(third, UInt32(truncatingIfNeeded: high))
                fourth = round(fourth, UInt32(truncatingIfNeeded: high >> 32))
                offset += 16
            }
            hash = rotated(first, 1) &+ rotated(second, 7) &+ rotated(third, 12) &+ rotated(fourth, 18)
        }
        hash &+= UInt32(truncatingIfNeeded: count)
        while offset + 4 <= count {
            hash &+= bytes.integer(at: offset, as: UInt32.self) &* prime3
            hash = rotated(hash, 17) &* prime4
            offset += 4
        }
        while offset < count {
            hash &+= UInt32(bytes.byte(at: offset)) &* prime5
            hash = rotated(hash, 11) &* prime1
            offset += 1
        }
        hash = (hash ^ hash >> 15) &* prime2
        hash = (hash ^ hash >> 13) &* prime3
        return hash ^ hash >> 16
    }

    @inline(__always)
    private static func round(_ chain: UInt32, _ word: UInt32) -> UInt32 {
        rotated(chain &+ word &* prime2, 13) &* prime1
    }

    @inline(__always)
    private static func rotated(_ value: UInt32, _ count: UInt32) -> UInt32 {
        value << count | value >> (32 &- count)
    }
}
