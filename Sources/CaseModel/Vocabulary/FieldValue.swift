/// What kinds of values a field takes: for checks of input, JSON Schema and documents.
package indirect enum FieldShape: Sendable, Equatable {
    case slug
    /// A text that is never private: a name of an organisation, a label of a code, an address.
    case text
    /// A text in somebody's own words, which may be private.
    case words
    case word([String])
    case integer(ClosedRange<Int>)
    case flag
    case date
    case event
    /// An event's id or an identifier of the case.
    case reference
    case list(FieldShape)
    case map
    case object([FieldDescription])
    /// The changed fields of a corrected event: those of its type.
    case fieldsOfCorrectedType
}

/// A value that a line can hold: it reads itself from the canonical form, writes itself in it, and tells its shape.
package protocol FieldValue: Sendable, BitwiseCopyable {
    static var shape: FieldShape { get }
    static var isRequired: Bool { get }
    /// A value to read into; its meaning is none.
    init()
    var isAbsent: Bool { get }
    mutating func read(from line: inout LineReader)
    func write(to line: inout LineWriter)
    /// Calls `body` with each identifier or event that the value names.
    func forEachReference(in lists: Grown<UInt64>, _ body: (Reference) -> Void)
    /// Writes the value into a record; prose is left out.
    func pack(into record: inout RecordPacker)
    /// Reads into a fresh value what `pack` wrote.
    mutating func unpack(from record: inout RecordUnpacker)
    /// Makes a value of other tables one of these.
    mutating func renumber(_ renumbering: inout Renumbering)
}

extension FieldValue {
    package static var isRequired: Bool { true }
    package var isAbsent: Bool { false }
    package func forEachReference(in lists: Grown<UInt64>, _ body: (Reference) -> Void) {}
    package mutating func renumber(_ renumbering: inout Renumbering) {}
}

extension Optional: FieldValue where Wrapped: FieldValue {
    package static var shape: FieldShape { Wrapped.shape }
    package static var isRequired: Bool { false }
    package init() { self = nil }
    package var isAbsent: Bool { self == nil }

    package mutating func read(from line: inout LineReader) {
        var value = Wrapped()
        value.read(from: &line)
        self = value
    }

    package func write(to line: inout LineWriter) { self?.write(to: &line) }

    package func forEachReference(in lists: Grown<UInt64>, _ body: (Reference) -> Void) {
        self?.forEachReference(in: lists, body)
    }
}

/// An identifier: `a-z 0-9 -`, at most 64 characters.
package struct Slug: FieldValue, Hashable {
    package static let lengthMax = 64
    package static var shape: FieldShape { .slug }
    package var symbol = Symbol.empty

    package init() {}
    package init(_ symbol: Symbol) { self.symbol = symbol }

    package mutating func read(from line: inout LineReader) {
        let range = line.string()
        if line.use == .draft, !Self.isSlug(line.bytes, range) { return line.fail() }
        symbol = line.symbol(range)
    }

    package func write(to line: inout LineWriter) { line.string(symbol) }

    package func forEachReference(in lists: Grown<UInt64>, _ body: (Reference) -> Void) {
        body(.identifier(symbol))
    }

    static func isSlug(_ bytes: RawSpan, _ range: Range<Int>) -> Bool {
        range.count <= lengthMax && isSlugText(bytes, range)
    }

    /// Whether the bytes are those of an identifier, however many.
    static func isSlugText(_ bytes: RawSpan, _ range: Range<Int>) -> Bool {
        !range.isEmpty && range.allSatisfy { isSlugByte(bytes.byte(at: $0)) }
    }

    package static func isSlug(_ text: String) -> Bool {
        (1...lengthMax).contains(text.utf8.count) && text.utf8.allSatisfy(isSlugByte)
    }

    private static func isSlugByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"): true
        default: false
        }
    }
}

/// A short text that views show: a name, a title, a capacity. It is interned, so that it outlives its line.
package struct Label: FieldValue, Hashable {
    package static var shape: FieldShape { .text }
    package var symbol = Symbol.empty

    package init() {}
    package init(_ symbol: Symbol) { self.symbol = symbol }

    package mutating func read(from line: inout LineReader) {
        let range = line.string()
        // An empty text of input takes the slow path, which says so.
        if line.use == .draft, range.isEmpty { line.fail() }
        symbol = line.symbol(range)
    }

    package func write(to line: inout LineWriter) { line.string(symbol) }
}

/// A short text in the researcher's or a person's own words that views show. It may be private.
package struct Words: FieldValue, Hashable {
    package static var shape: FieldShape { .words }
    package var symbol = Symbol.empty

    package init() {}
    package init(_ symbol: Symbol) { self.symbol = symbol }

    package mutating func read(from line: inout LineReader) {
        let range = line.words()
        if line.use == .draft, range.isEmpty { line.fail() }
        symbol = line.wordsSymbol(range)
    }

    package func write(to line: inout LineWriter) { line.words(symbol) }
}

/// Words at length: where they stand in the line, never copied unless asked for. They may be private.
package struct Prose: FieldValue, Hashable {
    package static var shape: FieldShape { .words }
    /// Bytes of the frame (or of the re-written line) between the quotes; all of a private text.
    package var start: UInt32 = 0
    package var count: UInt32 = 0

    package init() {}

    package mutating func read(from line: inout LineReader) {
        let range = line.words()
        if line.use == .draft, range.isEmpty { line.fail() }
        start = UInt32(truncatingIfNeeded: range.lowerBound)
        count = UInt32(truncatingIfNeeded: range.count)
    }

    package func write(to line: inout LineWriter) { line.words(range) }

    package var range: Range<Int> { Int(start)..<Int(start) + Int(count) }
}

extension EDTF: FieldValue {
    package static var shape: FieldShape { .date }
    package init() { self.init(DatePoint()) }

    package mutating func read(from line: inout LineReader) {
        let range = line.string()
        guard !line.failed else { return }
        var parser = EDTFParser(line.bytes, range)
        guard let date = parser.parse() else { return line.fail() }
        self = date
    }

    package func write(to line: inout LineWriter) { line.date(self) }
}

extension Bool: FieldValue {
    package static var shape: FieldShape { .flag }

    package mutating func read(from line: inout LineReader) {
        self = line.takes("true")
        if !self { line.expect("false") }
    }

    package func write(to line: inout LineWriter) { line.raw(self ? "true" : "false") }
}

/// An integer from 0 to 2⁵³: counts, minutes, populations.
package struct Count: FieldValue, Hashable {
    package static var shape: FieldShape { .integer(0...JSONParser.integerMax) }
    package var value = 0
    package init() {}

    package mutating func read(from line: inout LineReader) {
        value = line.integer()
        if value < 0 { line.fail() }
    }

    package func write(to line: inout LineWriter) { line.integer(value) }
}

/// How much a stake weighs: 1 to 3.
package struct Weight: FieldValue, Hashable {
    package static var shape: FieldShape { .integer(1...3) }
    package var value: UInt8 = 1
    package init() {}

    package mutating func read(from line: inout LineReader) {
        let number = line.integer()
        guard (1...3).contains(number) else { return line.fail() }
        value = UInt8(number)
    }

    package func write(to line: inout LineWriter) { line.integer(Int(value)) }
}

extension EventID: FieldValue {
    package static var shape: FieldShape { .event }
    package init() { self.init(packed: 0) }

    package mutating func read(from line: inout LineReader) {
        let range = line.string()
        guard !line.failed else { return }
        guard let id = line.eventID(range) else { return line.fail() }
        self = id
    }

    package func write(to line: inout LineWriter) { line.event(self) }

    package func forEachReference(in lists: Grown<UInt64>, _ body: (Reference) -> Void) { body(.event(self)) }
}

extension Reference: FieldValue {
    package static var shape: FieldShape { .reference }
    package init() { self = .identifier(.empty) }

    package mutating func read(from line: inout LineReader) {
        let range = line.string()
        guard !line.failed else { return }
        if let id = line.eventID(range) {
            self = .event(id)
        } else if line.use == .history || Slug.isSlug(line.bytes, range) {
            self = .identifier(line.symbol(range))
        } else {
            line.fail()
        }
    }

    package func write(to line: inout LineWriter) {
        switch self {
        case .event(let id): line.event(id)
        case .identifier(let symbol): line.string(symbol)
        }
    }

    package func forEachReference(in lists: Grown<UInt64>, _ body: (Reference) -> Void) { body(self) }
}

extension LineReader {
    /// The symbol of a string; the empty one where the event is only checked.
    @inline(__always)
    @_lifetime(self: copy self)
    mutating func symbol(_ range: Range<Int>) -> Symbol {
        keepsNames ? tables.names.intern(bytes, range) : .empty
    }

    /// The event that a text names: by a label of the file being read, or by feed, slash and sequence.
    @_lifetime(self: copy self)
    mutating func eventID(_ range: Range<Int>) -> EventID? {
        if use == .draft, let labelled = tables.labels.id(bytes, range), labelled < draftID {
            usedLabels = true
            return labelled
        }
        guard let slash = range.last(where: { bytes.byte(at: $0) == UInt8(ascii: "/") }),
            slash > range.lowerBound, slash + 1 < range.upperBound,
            bytes.byte(at: slash + 1) != UInt8(ascii: "0"), range.upperBound - slash <= 14
        else { return nil }
        var sequence: UInt64 = 0
        for offset in slash + 1..<range.upperBound {
            let digit = bytes.byte(at: offset) &- UInt8(ascii: "0")
            guard digit <= 9 else { return nil }
            sequence = sequence * 10 + UInt64(digit)
        }
        guard let feed = tables.index(ofFeed: bytes, range.lowerBound..<slash), sequence <= EventID.sequenceMax,
            feed < EventID.feedMax
        else { return nil }
        return EventID(feed: feed, sequence: sequence)
    }
}
