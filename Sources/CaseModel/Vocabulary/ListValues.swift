/// A value that fits a word, so that lists of it lie in one array for the whole replay.
package protocol ListElement: FieldValue {
    var word: UInt64 { get }
    init(word: UInt64)
}

/// A list of at least one element, kept in `Tables.lists`.
package struct List<Element: ListElement>: FieldValue, Hashable {
    package static var shape: FieldShape { .list(Element.shape) }
    package private(set) var start: UInt32 = 0
    package private(set) var count: UInt32 = 0

    package init() {}

    init(indices: Range<Int>) {
        start = UInt32(truncatingIfNeeded: indices.lowerBound)
        count = UInt32(truncatingIfNeeded: indices.count)
    }

    package var isEmpty: Bool { count == 0 }
    package var indices: Range<Int> { Int(start)..<Int(start) + Int(count) }

    package mutating func read(from line: inout LineReader) {
        let start = line.tables.lists.count
        self.start = UInt32(truncatingIfNeeded: start)
        var count: UInt32 = 0
        line.elements { line in
            var element = Element()
            element.read(from: &line)
            // Input that names a thing twice takes the slow path, which says so.
            if line.use == .draft, line.tables.lists.holds(element.word, from: start) { line.fail() }
            if line.keepsNames { line.tables.lists.append(element.word) }
            count += 1
        }
        self.count = count
    }

    package func write(to line: inout LineWriter) {
        line.raw("[")
        for (position, index) in indices.enumerated() {
            if position > 0 { line.raw(",") }
            Element(word: line.tables.lists[index]).write(to: &line)
        }
        line.raw("]")
    }

    package func forEachReference(in lists: Grown<UInt64>, _ body: (Reference) -> Void) {
        for index in indices { Element(word: lists[index]).forEachReference(in: lists, body) }
    }

    /// The elements, copied out.
    package func elements(in tables: borrowing Tables) -> [Element] {
        indices.map { Element(word: tables.lists[$0]) }
    }
}

extension Optional {
    /// The elements of a list that may be absent.
    package func elements<Element>(in tables: borrowing Tables) -> [Element] where Wrapped == List<Element> {
        self?.elements(in: tables) ?? []
    }
}

extension Slug: ListElement {
    package var word: UInt64 { UInt64(symbol.index) }
    package init(word: UInt64) { symbol = Symbol(index: UInt32(truncatingIfNeeded: word)) }
}

extension Label: ListElement {
    package var word: UInt64 { UInt64(symbol.index) }
    package init(word: UInt64) { symbol = Symbol(index: UInt32(truncatingIfNeeded: word)) }
}

extension EventID: ListElement {
    package var word: UInt64 { packed }
    package init(word: UInt64) { self.init(packed: word) }
}

extension Reference: ListElement {
    /// An event leaves the top bit free (`EventID.feedMax`): it tells identifiers.
    private static let identifierBit: UInt64 = 1 << 63

    package var word: UInt64 {
        switch self {
        case .event(let id): id.packed
        case .identifier(let symbol): UInt64(symbol.index) | Self.identifierBit
        }
    }

    package init(word: UInt64) {
        if word & Self.identifierBit == 0 {
            self = .event(EventID(packed: word))
        } else {
            self = .identifier(Symbol(index: UInt32(truncatingIfNeeded: word)))
        }
    }
}

/// An open map of texts, its keys sorted bytewise: published codes by scheme.
package struct TextMap: FieldValue, Hashable {
    package static var shape: FieldShape { .map }
    private var start: UInt32 = 0
    private var count: UInt32 = 0

    package init() {}

    init(indices: Range<Int>) {
        start = UInt32(truncatingIfNeeded: indices.lowerBound)
        count = UInt32(truncatingIfNeeded: indices.count / 2)
    }

    /// The keys and values, one after the other.
    var indices: Range<Int> { Int(start)..<Int(start) + Int(count) * 2 }

    package mutating func read(from line: inout LineReader) {
        start = UInt32(truncatingIfNeeded: line.tables.lists.count)
        count = 0
        // The order of the keys is told by their symbols.
        let keepsNames = line.keepsNames
        line.keepsNames = true
        defer { line.keepsNames = keepsNames }
        line.expect(UInt8(ascii: "{"))
        var previous: Label?
        repeat {
            var key = Label()
            var value = Label()
            key.read(from: &line)
            line.expect(UInt8(ascii: ":"))
            value.read(from: &line)
            if let previous, !line.tables.names.areInOrder(previous.symbol, key.symbol) { line.fail() }
            previous = key
            line.tables.lists.append(key.word)
            line.tables.lists.append(value.word)
            count += 1
        } while !line.failed && line.takes(UInt8(ascii: ","))
        line.expect(UInt8(ascii: "}"))
    }

    package func write(to line: inout LineWriter) {
        line.raw("{")
        for index in 0..<Int(count) {
            if index > 0 { line.raw(",") }
            let at = Int(start) + index * 2
            line.string(Label(word: line.tables.lists[at]).symbol)
            line.raw(":")
            line.string(Label(word: line.tables.lists[at + 1]).symbol)
        }
        line.raw("}")
    }

    /// The entries in the order of their keys.
    package func entries(in tables: borrowing Tables) -> [(key: Label, value: Label)] {
        (0..<Int(count)).map { index in
            let at = Int(start) + index * 2
            return (Label(word: tables.lists[at]), Label(word: tables.lists[at + 1]))
        }
    }
}
