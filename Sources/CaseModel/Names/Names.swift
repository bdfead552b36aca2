/// A table of distinct strings, open-addressed, so that looking one up allocates nothing.
///
/// Strings are kept as the bytes between a canonical JSON string's quotes: JSON output copies them as they are.
package struct Names: Sendable {
    private var bytes: [UInt8] = []
    private var ends: [Int] = []
    private var hashes: [UInt32] = []
    /// The hash in the upper half and symbol index + 1 in the lower, or 0 where free; the size is a power of two.
    private var slots: [UInt64]

    /// An empty table.
    ///
    /// - Parameter capacity: a power of two; the table grows beyond half of it by itself.
    package init(capacity: Int) { slots = [UInt64](repeating: 0, count: capacity) }

    /// A table with the symbols that are the same in all of them.
    package init() {
        self.init(capacity: 1024)
        _ = intern("")
        _ = intern("researcher")
    }

    package var count: Int { ends.count }

    /// The symbol of the bytes in `range`, new or known.
    package mutating func intern(_ source: RawSpan, _ range: Range<Int>) -> Symbol {
        intern(source, range, hash: Self.hash(source, range))
    }

    @inline(__always)
    private mutating func intern(_ source: RawSpan, _ range: Range<Int>, hash: UInt32) -> Symbol {
        let mask = slots.count - 1
        var slot = Int(hash) & mask
        while true {
            let entry = slots[slot]
            if entry == 0 { break }
            if UInt32(truncatingIfNeeded: entry >> 32) == hash {
                let index = UInt32(truncatingIfNeeded: entry) &- 1
                if equals(index, source, range) { return Symbol(index: index) }
            }
            slot = (slot + 1) & mask
        }
        return add(source, range, hash: hash, slot: slot)
    }

    /// The symbol of the bytes in `range`, if they were ever interned.
    package func find(_ source: RawSpan, _ range: Range<Int>) -> Symbol? {
        let hash = Self.hash(source, range)
        let mask = slots.count - 1
        var slot = Int(hash) & mask
        while true {
            let entry = slots[slot]
            if entry == 0 { break }
            if UInt32(truncatingIfNeeded: entry >> 32) == hash {
                let index = UInt32(truncatingIfNeeded: entry) &- 1
                if equals(index, source, range) { return Symbol(index: index) }
            }
            slot = (slot + 1) & mask
        }
        return nil
    }

    package mutating func intern(_ text: String) -> Symbol {
        let escaped = JSONText.escaped(text)
        return intern(escaped.span.bytes, 0..<escaped.count)
    }

    package func find(_ text: String) -> Symbol? {
        let escaped = JSONText.escaped(text)
        return find(escaped.span.bytes, 0..<escaped.count)
    }

    /// The bytes of a symbol, as between the quotes of a JSON string.
    package func bytes(of symbol: Symbol) -> ArraySlice<UInt8> { bytes[range(of: symbol)] }

    /// The text of a symbol, with JSON's escapes undone.
    package func text(_ symbol: Symbol) -> String { JSONText.unescaped(bytes(of: symbol)) }

    /// The order of two symbols by their bytes as they are stored, which is the same on every device.
    package func areInOrder(_ a: Symbol, _ b: Symbol) -> Bool {
        a != b && bytes(of: a).lexicographicallyPrecedes(bytes(of: b))
    }

    /// Takes in the strings of another table.
    ///
    /// - Returns: for each symbol there, the one here.
    mutating func merge(_ other: Names) -> [Symbol] {
        let source = other.bytes.span.bytes
        return (0..<other.count).map { index in
            intern(source, other.range(of: Symbol(index: UInt32(index))), hash: other.hashes[index])
        }
    }

    private func range(of symbol: Symbol) -> Range<Int> {
        let index = Int(symbol.index)
        return (index == 0 ? 0 : ends[index - 1])..<ends[index]
    }

    private mutating func add(_ source: RawSpan, _ range: Range<Int>, hash: UInt32, slot: Int) -> Symbol {
        let symbol = Symbol(index: UInt32(ends.count))
        source.extracting(range).withUnsafeBytes { bytes.append(contentsOf: $0) }
        ends.append(bytes.count)
        hashes.append(hash)
        slots[slot] = UInt64(hash) << 32 | UInt64(symbol.index + 1)
        if ends.count * 2 > slots.count { grow() }
        return symbol
    }

    private mutating func grow() {
        slots = [UInt64](repeating: 0, count: slots.count * 2)
        for (index, hash) in hashes.enumerated() {
            var slot = Int(hash) & (slots.count - 1)
            while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = UInt64(hash) << 32 | UInt64(index + 1)
        }
    }

    private func equals(_ index: UInt32, _ source: RawSpan, _ range: Range<Int>) -> Bool {
        let own = self.range(of: Symbol(index: index))
        guard own.count == range.count else { return false }
        let stored = bytes.span.bytes
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

    /// A multiply-and-fold hash, eight bytes at a time; the last eight, and two halves of fewer, overlap what was before.
    @inline(__always)
    private static func hash(_ source: RawSpan, _ range: Range<Int>) -> UInt32 {
        precondition(range.lowerBound >= 0 && range.upperBound <= source.byteCount)
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
