/// Reads a canonical line in place: every method expects the very bytes that the canonical form prescribes.
///
/// The first unexpected byte sets `failed`; what follows then reads nothing, and the caller takes the slow path, which
/// accepts any valid JSON. So the fast path needs no errors, no optionals and no branches back.
package struct LineReader: ~Copyable, ~Escapable {
    /// What a line is read as.
    enum Use {
        /// A line of the log: nothing is refused but what is malformed.
        case history
        /// Input: identifiers must be slugs, and labels of the file stand for events.
        case draft
    }

    /// Events whose strings and lists are kept.
    enum Keeping {
        case all
        /// Those that concern the course of a thing.
        case courses
        case none
    }

    let bytes: RawSpan
    var offset = 0
    var end = 0
    private(set) var failed = false
    /// Set by the first byte outside ASCII, so that only such lines are checked for valid UTF-8.
    private(set) var hasNonASCII = false
    var tables: Tables
    var use = Use.history
    /// Whether strings and lists are kept, or only checked: most events of a case are evidence, which views of its
    /// things do not look at.
    var keepsNames = true
    /// Of which events they are kept.
    var keeping = Keeping.all
    /// The event that a draft would become: labels of later lines do not count for it.
    var draftID = EventID.refused
    /// The event whose line is read: the boxes of its private texts are bound to it.
    var current = EventID.refused
    /// Set when private texts of a draft have been made of its words, and are none that somebody has put there.
    var acceptsPrivate = false
    /// Set when an event was referred to by its label, so that the line's bytes are not those to store.
    var usedLabels = false
    /// Set when the changed fields of a correction have been checked against the corrected event's type.
    var acceptsChangedFields = false

    /// The 24 bytes of the `recorded` read last, and what they mean.
    var lastRecorded: (words: (UInt64, UInt64, UInt64), instant: Instant) = ((0, 0, 0), 0)

    @_lifetime(copy bytes)
    init(_ bytes: RawSpan, tables: consuming Tables) {
        self.bytes = bytes
        self.tables = tables
    }

    @_lifetime(self: copy self)
    mutating func start(_ range: Range<Int>) {
        precondition(range.lowerBound >= 0 && range.upperBound <= bytes.byteCount)
        offset = range.lowerBound
        end = range.upperBound
        failed = false
        hasNonASCII = false
        usedLabels = false
    }

    @_lifetime(self: copy self)
    mutating func fail() {
        failed = true
        offset = end
    }

    /// Whether the next byte is this one; moves behind it if so.
    @inline(__always)
    @_lifetime(self: copy self)
    mutating func takes(_ byte: UInt8) -> Bool {
        guard offset < end, bytes.checkedByte(at: offset) == byte else { return false }
        offset += 1
        return true
    }

    @inline(__always)
    @_lifetime(self: copy self)
    mutating func expect(_ byte: UInt8) {
        if !takes(byte) { fail() }
    }

    /// Whether these bytes come next; moves behind them if so.
    @inline(__always)
    @_lifetime(self: copy self)
    mutating func takes(_ text: StaticString) -> Bool {
        let count = text.utf8CodeUnitCount
        guard offset + count <= end else { return false }
        guard bytes.checkedHolds(text, at: offset) else { return false }
        offset += count
        return true
    }

    @inline(__always)
    @_lifetime(self: copy self)
    mutating func expect(_ text: StaticString) {
        if !takes(text) { fail() }
    }

    /// Whether `,"name":` comes next (without the comma at the beginning of an object); moves behind it if so.
    @inline(__always)
    @_lifetime(self: copy self)
    mutating func takesKey(_ name: StaticString) -> Bool {
        let count = name.utf8CodeUnitCount
        guard offset > 0, offset + count + 4 <= end else { return false }
        var at = offset
        if bytes.checkedByte(at: at - 1) != UInt8(ascii: "{") {
            guard bytes.checkedByte(at: at) == UInt8(ascii: ",") else { return false }
            at += 1
        }
        guard bytes.checkedByte(at: at) == UInt8(ascii: "\"") else { return false }
        at += 1
        guard bytes.checkedHolds(name, at: at) else { return false }
        at += count
        guard bytes.checkedByte(at: at) == UInt8(ascii: "\""), bytes.checkedByte(at: at + 1) == UInt8(ascii: ":") else {
            return false
        }
        offset = at + 2
        return true
    }

    /// A string's content, without its quotes and with its escapes as they stand.
    @_lifetime(self: copy self)
    mutating func string() -> Range<Int> {
        guard takes(UInt8(ascii: "\"")) else {
            fail()
            return 0..<0
        }
        let start = offset
        while true {
            skipPlain()
            guard offset < end else { break }
            let byte = bytes.byte(at: offset)
            if byte == UInt8(ascii: "\"") {
                offset += 1
                return start..<offset - 1
            }
            guard byte == UInt8(ascii: "\\"), skipsEscape() else { break }
        }
        fail()
        return 0..<0
    }

    /// Moves to the next quote, backslash or control character. Most strings are short, so a single block comes first.
    @inline(__always)
    @_lifetime(self: copy self)
    private mutating func skipPlain() {
        while offset + 16 <= bytes.byteCount {
            let block = bytes.checkedBlock(at: offset)
            let stops = SixteenBytes.stringStops(block)
            let words = block.words
            if stops[0] | stops[1] != 0 {
                let isFar = stops[0] == 0
                let count = (isFar ? stops[1] : stops[0]).trailingZeroBitCount / 8
                var before = (isFar ? words[1] : words[0]) & ~(~0 << UInt64(count * 8))
                if isFar { before |= words[0] }
                if before & EightBytes.highs != 0 { hasNonASCII = true }
                offset += isFar ? count + 8 : count
                return
            }
            if (words[0] | words[1]) & EightBytes.highs != 0 { hasNonASCII = true }
            offset += 16
            skipPlainBlocks()
        }
        while offset < bytes.byteCount {
            let byte = bytes.byte(at: offset)
            if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") || byte < 0x20 { return }
            if byte >= 0x80 { hasNonASCII = true }
            offset += 1
        }
    }

    /// Moves on by blocks of 32 bytes in which nothing stops a string.
    @inline(__always)
    @_lifetime(self: copy self)
    private mutating func skipPlainBlocks() {
        while offset + 32 <= bytes.byteCount {
            let (first, second) = (bytes.checkedBlock(at: offset), bytes.checkedBlock(at: offset + 16))
            let stops = SixteenBytes.stringStops(first) | SixteenBytes.stringStops(second)
            guard stops[0] | stops[1] == 0 else { return }
            let all = first.words | second.words
            if (all[0] | all[1]) & EightBytes.highs != 0 { hasNonASCII = true }
            offset += 32
        }
    }

    /// Whether a canonical escape comes next; moves behind it if so.
    @_lifetime(self: copy self)
    private mutating func skipsEscape() -> Bool {
        guard let size = JSONText.escapeSize(bytes, offset, end) else { return false }
        offset += size
        return true
    }

    /// An integer in canonical form: no plus sign, no leading zeros, no `-0`, at most 2⁵³ in magnitude.
    @_lifetime(self: copy self)
    mutating func integer() -> Int {
        let isNegative = takes(UInt8(ascii: "-"))
        let start = offset
        var value = 0
        while offset < end, offset - start < 17 {
            let digit = bytes.byte(at: offset) &- UInt8(ascii: "0")
            if digit > 9 { break }
            value = value * 10 + Int(digit)
            offset += 1
        }
        let hasLeadingZero = offset > start && bytes.byte(at: start) == UInt8(ascii: "0")
        let isCanonical = hasLeadingZero ? offset - start == 1 && !isNegative : offset > start
        guard isCanonical, value <= JSONParser.integerMax else {
            fail()
            return 0
        }
        return isNegative ? -value : value
    }

    /// Reads `[…]`, calling `element` for each one; an empty list counts as malformed here.
    @inline(__always)
    @_lifetime(self: copy self)
    mutating func elements(_ element: (inout LineReader) -> Void) {
        expect(UInt8(ascii: "["))
        repeat { element(&self) } while !failed && takes(UInt8(ascii: ","))
        expect(UInt8(ascii: "]"))
    }
}
