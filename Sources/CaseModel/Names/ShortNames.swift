/// A string of at most 24 bytes, as three words filled up with zeros, and its length.
struct ShortName {
    static let countMax = 24

    let first: UInt64
    let second: UInt64
    let third: UInt64
    let count: UInt32

    /// nil where the bytes in `range` are too many.
    ///
    /// - Precondition: `range` lies within `source`.
    @inline(__always)
    init?(_ source: RawSpan, _ range: Range<Int>) {
        let (start, count) = (range.lowerBound, range.count)
        guard count <= Self.countMax else { return nil }
        self.count = UInt32(truncatingIfNeeded: count)
        if start + Self.countMax <= source.byteCount {
            first = source.checkedWord(at: start) & Self.mask(count)
            second = source.checkedWord(at: start + 8) & Self.mask(count - 8)
            third = source.checkedWord(at: start + 16) & Self.mask(count - 16)
        } else {
            // Near the end of the bytes, where what follows cannot be read along.
            var words: (UInt64, UInt64, UInt64) = (0, 0, 0)
            for index in 0..<count {
                let byte = UInt64(source.checkedByte(at: start + index)) << UInt64(index % 8 * 8)
                switch index / 8 {
                case 0: words.0 |= byte
                case 1: words.1 |= byte
                default: words.2 |= byte
                }
            }
            (first, second, third) = words
        }
    }

    /// Keeps so many of the lowest bytes.
    @inline(__always)
    private static func mask(_ count: Int) -> UInt64 { count >= 8 ? ~0 : count <= 0 ? 0 : ~(~0 &<< UInt64(count * 8)) }

    @inline(__always)
    var hash: Int {
        let front = (first ^ 0x9E37_79B9_7F4A_7C15).multipliedFullWidth(by: second ^ 0xBF58_476D_1CE4_E5B9)
        let back = (front.high ^ front.low ^ third).multipliedFullWidth(by: 0x94D0_49BB_1331_11EB &+ UInt64(count))
        return Int(truncatingIfNeeded: back.high ^ back.low)
    }
}

/// Finds the symbols of short strings: what is compared lies in the slot itself, so a look takes one line of the cache.
struct ShortNames: Sendable {
    private struct Slot {
        var first: UInt64 = 0
        var second: UInt64 = 0
        var third: UInt64 = 0
        var count: UInt32 = 0
        /// The symbol's index + 1, or 0 where the slot is free.
        var entry: UInt32 = 0

        @inline(__always)
        func holds(_ name: ShortName) -> Bool {
            (first ^ name.first) | (second ^ name.second) | (third ^ name.third) | UInt64(count ^ name.count) == 0
        }
    }

    private var slots: [Slot]
    private var count = 0

    /// - Parameter capacity: a power of two; it grows by itself.
    init(capacity: Int) { slots = [Slot](repeating: Slot(), count: capacity) }

    /// Where a name is, or would be.
    @inline(__always)
    func slot(of name: ShortName) -> Int {
        let mask = slots.count - 1
        var slot = name.hash & mask
        while slots[slot].entry != 0, !slots[slot].holds(name) { slot = (slot + 1) & mask }
        return slot
    }

    /// The symbol in a slot; nil where it is free.
    @inline(__always)
    subscript(slot: Int) -> Symbol? {
        let entry = slots[slot].entry
        return entry == 0 ? nil : Symbol(index: entry &- 1)
    }

    /// Adds a name that was not there to the slot where it would be.
    mutating func add(_ name: ShortName, _ symbol: Symbol, at slot: Int) {
        slots[slot] = Slot(
            first: name.first, second: name.second, third: name.third, count: name.count, entry: symbol.index + 1)
        count += 1
        if count * 3 > slots.count * 2 { grow() }
    }

    private mutating func grow() {
        let old = slots
        slots = [Slot](repeating: Slot(), count: old.count * 2)
        for entry in old where entry.entry != 0 {
            let name = ShortName(first: entry.first, second: entry.second, third: entry.third, count: entry.count)
            slots[slot(of: name)] = entry
        }
    }
}

extension ShortName {
    fileprivate init(first: UInt64, second: UInt64, third: UInt64, count: UInt32) {
        self.first = first
        self.second = second
        self.third = third
        self.count = count
    }
}
