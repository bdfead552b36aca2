import EventLog
import Synchronization

/// A checksum for files that can be made again: it finds damage as fast as memory is read, and is no proof of anything.
///
/// Of each piece a sum, four lanes of multiply-and-fold over 32 bytes at a time; then a sum of these in their order. So
/// several processors can work it out. Writer and reader must hand over the same pieces.
struct FactsChecksum {
    private static let seed: UInt64 = 0x9E37_79B9_7F4A_7C15

    private(set) var value = seed

    mutating func add(_ piece: RawSpan) { add(sum: Self.sum(piece)) }

    private mutating func add(sum: UInt64) { value = Self.mix(value, sum) }

    /// The checksum of the first bytes of a file, in pieces of one size, and of some last ones.
    ///
    /// They are read, not mapped: a question touches few of them, and the others need not be in its memory.
    static func of(_ facts: OpenFacts, _ byteCount: Int, inPiecesOf size: Int, _ last: [UInt8]) throws -> UInt64 {
        let count = (byteCount + size - 1) / size
        let next = Atomic(0)
        let sums = Mutex([UInt64](repeating: 0, count: count))
        try Workers.run(min(Workers.countHere, count / 4 + 1)) { _ in
            var piece = [UInt8](repeating: 0, count: size)
            while true {
                let number = next.add(1, ordering: .relaxed).oldValue
                guard number < count else { return }
                let read = try facts.file.read(
                    min(size, byteCount - number * size), at: UInt64(number * size), into: &piece)
                let sum = Self.sum(piece.rawSpan.extracting(0..<read))
                sums.withLock { $0[number] = sum }
            }
        }
        var whole = FactsChecksum()
        for sum in sums.withLock({ $0 }) { whole.add(sum: sum) }
        whole.add(last.rawSpan)
        return whole.value
    }

    private static func sum(_ bytes: RawSpan) -> UInt64 {
        var (a, b, c, d) = (seed, seed ^ 1, seed ^ 2, seed ^ 3)
        var offset = 0
        while offset + 32 <= bytes.byteCount {
            a = mix(a, word(bytes, offset))
            b = mix(b, word(bytes, offset + 8))
            c = mix(c, word(bytes, offset + 16))
            d = mix(d, word(bytes, offset + 24))
            offset += 32
        }
        while offset < bytes.byteCount {
            a = mix(a, UInt64(bytes.unsafeLoad(fromByteOffset: offset, as: UInt8.self)))
            offset += 1
        }
        return mix(mix(mix(mix(a, b), c), d), UInt64(bytes.byteCount))
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

/// A file of facts that several threads read.
final class OpenFacts: Sendable {
    let file: File

    init(_ file: consuming File) { self.file = file }
}
