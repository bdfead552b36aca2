/// A table of distinct strings, open-addressed, so that looking one up allocates nothing.
///
/// Strings are kept as the bytes between a canonical JSON string's quotes: JSON output copies them as they are.
package struct Names: Sendable {
    private var bytes: [UInt8] = []
    private var ends: [Int] = []
    private var hashes: [UInt32] = []
    /// Symbol index + 1, or 0 where free; the size is a power of two.
    private var slots: [UInt32]

    /// An empty table.
    ///
    /// - Parameter capacity: a power of two; the table grows beyond half of it by itself.
    package init(capacity: Int) { slots = [UInt32](repeating: 0, count: capacity) }

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
        var slot = Int(hash) & (slots.count - 1)
        while slots[slot] != 0 {
            let index = slots[slot] - 1
            if hashes[Int(index)] == hash, equals(index, source, range) { return Symbol(index: index) }
            slot = (slot + 1) & (slots.count - 1)
        }
        return add(source, range, hash: hash, slot: slot)
    }

    /// The symbol of the bytes in `range`, if they were ever interned.
    package func find(_ source: RawSpan, _ range: Range<Int>) -> Symbol? {
        let hash = Self.hash(source, range)
        var slot = Int(hash) & (slots.count - 1)
        while slots[slot] != 0 {
            let index = slots[slot] - 1
            if hashes[Int(index)] == hash, equals(index, source, range) { return Symbol(index: index) }
            slot = (slot + 1) & (slots.count - 1)
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
        for offset in range { bytes.append(source.byte(at: offset)) }
        ends.append(bytes.count)
        hashes.append(hash)
        slots[slot] = symbol.index + 1
        if ends.count * 2 > slots.count { grow() }
        return symbol
    }

    private mutating func grow() {
        slots = [UInt32](repeating: 0, count: slots.count * 2)
        for (index, hash) in hashes.enumerated() {
            var slot = Int(hash) & (slots.count - 1)
            while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = UInt32(index) + 1
        }
    }

    private func equals(_ index: UInt32, _ source: RawSpan, _ range: Range<Int>) -> Bool {
        let own = self.range(of: Symbol(index: index))
        guard own.count == range.count else { return false }
        let stored = bytes.span.bytes
        var distance = 0
        while distance + 8 <= range.count {
            if stored.word(at: own.lowerBound + distance) != source.word(at: range.lowerBound + distance) {
                return false
            }
            distance += 8
        }
        while distance < range.count {
            if stored.byte(at: own.lowerBound + distance) != source.byte(at: range.lowerBound + distance) {
                return false
            }
            distance += 1
        }
        return true
    }

    /// A multiply-and-fold hash, eight bytes at a time.
    @inline(__always)
    private static func hash(_ source: RawSpan, _ range: Range<Int>) -> UInt32 {
        var state: UInt64 = 0x9E37_79B9_7F4A_7C15 ^ UInt64(range.count)
        var offset = range.lowerBound
        while offset + 8 <= range.upperBound {
            state = mix(state ^ source.word(at: offset))
            offset += 8
        }
        var rest: UInt64 = 0
        while offset < range.upperBound {
            rest = rest << 8 | UInt64(source.byte(at: offset))
            offset += 1
        }
        state = mix(state ^ rest)
        return UInt32(truncatingIfNeeded: state ^ (state >> 32))
    }

    @inline(__always)
    private static func mix(_ value: UInt64) -> UInt64 {
        let product = value.multipliedFullWidth(by: 0xBF58_476D_1CE4_E5B9)
        return product.high ^ product.low
    }
}
