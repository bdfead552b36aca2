/// A table of distinct strings, open-addressed, so that looking one up allocates nothing.
///
/// Strings are kept as the bytes between a canonical JSON string's quotes: JSON output copies them as they are.
package struct Names: Sendable {
    var bytes = Grown<UInt8>()
    /// Where each string ends in `bytes`.
    var ends = Grown<UInt64>()
    /// The slots of the strings in memory, and of those that were added and are no short ones: the hash in the upper
    /// half and symbol index + 1 in the lower, or 0 where free; the sizes are powers of two.
    var baseSlots = Flat<UInt64>()
    /// The place of each string in memory among them all, in the order of their bytes.
    var baseRanks = Flat<UInt32>()
    private var slots: [UInt64]
    private var slotsInUse = 0
    private var short: ShortNames
    /// Who opens private texts among the strings.
    package private(set) var privateTexts: (any PrivateTexts)?
    /// What stands in the place of words that are withheld; nothing as long as nobody opens private texts.
    private(set) var withdrawn = Symbol.empty

    /// An empty table.
    ///
    /// - Parameter capacity: a power of two; the table grows beyond half of it by itself.
    package init(capacity: Int) {
        slots = [UInt64](repeating: 0, count: 64)
        short = ShortNames(capacity: capacity)
    }

    /// A table with the symbols that are the same in all of them.
    package init() {
        self.init(capacity: 1024)
        _ = intern("")
        _ = intern("researcher")
    }

    package var count: Int { ends.count }

    /// The symbol of the bytes in `range`, new or known.
    @inline(__always)
    package mutating func intern(_ source: RawSpan, _ range: Range<Int>) -> Symbol {
        precondition(range.lowerBound >= 0 && range.upperBound <= source.byteCount)
        guard baseSlots.count == 0, let name = ShortName(source, range) else { return internAny(source, range) }
        return internShort(name, source, range)
    }

    @inline(__always)
    private mutating func internShort(_ name: ShortName, _ source: RawSpan, _ range: Range<Int>) -> Symbol {
        let slot = short.slot(of: name)
        if let known = short[slot] { return known }
        let symbol = add(source, range)
        short.add(name, symbol, at: slot)
        return symbol
    }

    @inline(never)
    private mutating func internAny(_ source: RawSpan, _ range: Range<Int>) -> Symbol {
        let hash = Self.hash(source, range)
        if let known = findInBase(source, range, hash: hash) { return known }
        if let name = ShortName(source, range) { return internShort(name, source, range) }
        let slot = slot(of: source, range, hash: hash)
        if slots[slot] != 0 { return Symbol(index: UInt32(truncatingIfNeeded: slots[slot]) &- 1) }
        let symbol = add(source, range)
        slots[slot] = UInt64(hash) << 32 | UInt64(symbol.index + 1)
        slotsInUse += 1
        if slotsInUse * 2 > slots.count { grow() }
        return symbol
    }

    /// The symbol of the bytes in `range`, if they were ever interned.
    package func find(_ source: RawSpan, _ range: Range<Int>) -> Symbol? {
        precondition(range.lowerBound >= 0 && range.upperBound <= source.byteCount)
        if baseSlots.count > 0, let known = findInBase(source, range, hash: Self.hash(source, range)) { return known }
        if let name = ShortName(source, range) { return short[short.slot(of: name)] }
        let entry = slots[slot(of: source, range, hash: Self.hash(source, range))]
        return entry == 0 ? nil : Symbol(index: UInt32(truncatingIfNeeded: entry) &- 1)
    }

    /// Where in `slots` a string is, or would be.
    @inline(__always)
    private func slot(of source: RawSpan, _ range: Range<Int>, hash: UInt32) -> Int {
        let mask = slots.count - 1
        var slot = Int(hash) & mask
        while true {
            let entry = slots[slot]
            if entry == 0 { return slot }
            if UInt32(truncatingIfNeeded: entry >> 32) == hash {
                if equals(UInt32(truncatingIfNeeded: entry) &- 1, source, range) { return slot }
            }
            slot = (slot + 1) & mask
        }
    }

    @inline(__always)
    private func findInBase(_ source: RawSpan, _ range: Range<Int>, hash: UInt32) -> Symbol? {
        guard baseSlots.count > 0 else { return nil }
        let mask = baseSlots.count - 1
        var slot = Int(hash) & mask
        while true {
            let entry = baseSlots[slot]
            if entry == 0 { return nil }
            let index = UInt32(truncatingIfNeeded: entry) &- 1
            if UInt32(truncatingIfNeeded: entry >> 32) == hash, equals(index, source, range) {
                return Symbol(index: index)
            }
            slot = (slot + 1) & mask
        }
    }

    package mutating func intern(_ text: String) -> Symbol {
        let escaped = JSONText.escaped(text)
        return intern(escaped.span.bytes, 0..<escaped.count)
    }

    package func find(_ text: String) -> Symbol? {
        let escaped = JSONText.escaped(text)
        return find(escaped.span.bytes, 0..<escaped.count)
    }

    mutating func openPrivateTexts(_ texts: any PrivateTexts) {
        privateTexts = texts
        withdrawn = intern(OpenedText.withdrawn.shown)
    }

    /// The bytes of a symbol, as between the quotes of a JSON string.
    package func bytes(of symbol: Symbol) -> ArraySlice<UInt8> {
        let range = range(of: symbol)
        let known = bytes.base.count
        if range.lowerBound < known { return bytes.base.array(range)[...] }
        return bytes.own[range.lowerBound - known..<range.upperBound - known]
    }

    /// Appends the bytes of a symbol, a private text as it is shown.
    package func write(_ symbol: Symbol, to output: inout [UInt8]) {
        let isPrivate = lend(symbol) { bytes in
            if PrivateText.begins(bytes, at: 0) { return true }
            bytes.withUnsafeBytes { output.append(contentsOf: $0) }
            return false
        }
        if isPrivate, let bound = BoundText(symbol: bytes(of: symbol)) {
            output.append(contentsOf: JSONText.escaped(shown(bound)))
        }
    }

    /// The text of a symbol, with JSON's escapes undone; a private one as it is shown.
    package func text(_ symbol: Symbol) -> String {
        let bytes = bytes(of: symbol)
        return BoundText(symbol: bytes).map(shown) ?? JSONText.unescaped(bytes)
    }

    /// The order of two symbols by their bytes as they are stored, which is the same on every device.
    package func areInOrder(_ a: Symbol, _ b: Symbol) -> Bool {
        guard a != b else { return false }
        if Int(a.index) < baseRanks.count, Int(b.index) < baseRanks.count {
            return baseRanks[Int(a.index)] < baseRanks[Int(b.index)]
        }
        return lend(a) { first in
            lend(b) { second in
                for index in 0..<min(first.byteCount, second.byteCount) {
                    let (one, other) = (first.byte(at: index), second.byte(at: index))
                    if one != other { return one < other }
                }
                return first.byteCount < second.byteCount
            }
        }
    }

    func lend<Result>(_ symbol: Symbol, _ body: (RawSpan) -> Result) -> Result {
        let range = range(of: symbol)
        let known = bytes.base.count
        if range.lowerBound < known { return body(bytes.base.rawSpan.extracting(range)) }
        return body(bytes.own.span.bytes.extracting(range.lowerBound - known..<range.upperBound - known))
    }

    /// Takes in the strings of another table.
    ///
    /// - Returns: for each symbol there, the one here.
    mutating func merge(_ other: Names) -> [Symbol] {
        // What is put together was read from nothing, so all it has is its own.
        let source = other.bytes.own.span.bytes
        return (0..<other.count).map { index in
            intern(source, other.range(of: Symbol(index: UInt32(index))))
        }
    }

    private func range(of symbol: Symbol) -> Range<Int> {
        let index = Int(symbol.index)
        return (index == 0 ? 0 : Int(ends[index - 1]))..<Int(ends[index])
    }

    private mutating func add(_ source: RawSpan, _ range: Range<Int>) -> Symbol {
        let symbol = Symbol(index: UInt32(ends.count))
        source.extracting(range).withUnsafeBytes { bytes.append(contentsOf: $0) }
        ends.append(UInt64(bytes.count))
        return symbol
    }

    private mutating func grow() {
        var larger = [UInt64](repeating: 0, count: slots.count * 2)
        for entry in slots where entry != 0 { Self.put(entry, in: &larger) }
        slots = larger
    }

    static func put(_ entry: UInt64, in slots: inout [UInt64]) {
        var slot = Int(entry >> 32) & (slots.count - 1)
        while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
        slots[slot] = entry
    }

    private func equals(_ index: UInt32, _ source: RawSpan, _ range: Range<Int>) -> Bool {
        var own = self.range(of: Symbol(index: index))
        guard own.count == range.count else { return false }
        let known = bytes.base.count
        if own.lowerBound < known { return Self.equals(bytes.base.rawSpan, own, source, range) }
        own = own.lowerBound - known..<own.upperBound - known
        return Self.equals(bytes.own.span.bytes, own, source, range)
    }
}
