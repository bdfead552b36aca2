import CaseModel

/// Writes the cells of tables, row by row and one table after the other, with the names of things at hand.
struct TableWriter: Sendable {
    private var names: KnownNames
    private let tables: Tables
    private let sharing: Sharing
    private var bytes: [UInt8] = []
    private var ends: [Int] = []

    init(_ names: NameBook, _ tables: Tables) {
        self.names = KnownNames(names)
        self.tables = tables
        sharing = names.sharing
    }

    /// The rows written since the last time.
    mutating func take(columnCount: Int) -> Rows {
        defer { (bytes, ends) = ([], []) }
        return Rows(columnCount: columnCount, bytes: bytes, ends: ends)
    }

    /// Writes the next cell: whatever `write` adds.
    mutating func cell(_ write: (inout TableWriter) -> Void = { _ in }) {
        write(&self)
        ends.append(bytes.count)
    }

    /// Writes the rows of many things: part of them on each thread, with names at its own hand.
    mutating func rows<Item: Sendable>(
        of items: [Item], _ write: @escaping @Sendable (inout TableWriter, Item) -> Void
    ) {
        guard !sharing.isAlone, items.count >= Sharing.countMin else { return items.forEach { write(&self, $0) } }
        var empty = self
        (empty.bytes, empty.ends) = ([], [])
        let begun = empty
        let parts = sharing.map(sharing.parts(of: items.count), fewest: 2) { range in
            var part = begun
            for item in items[range] { write(&part, item) }
            return part
        }
        bytes.reserveCapacity(parts.reduce(bytes.count) { $0 + $1.bytes.count })
        ends.reserveCapacity(parts.reduce(ends.count) { $0 + $1.ends.count })
        for part in parts {
            let start = bytes.count
            bytes += part.bytes
            for end in part.ends { ends.append(start + end) }
        }
    }

    mutating func add(_ text: String) { bytes.append(contentsOf: text.utf8) }
    mutating func add(_ text: [UInt8]) { bytes.append(contentsOf: text) }
    mutating func add(_ number: some BinaryInteger) { add(String(number)) }
    mutating func add(_ date: EDTF) { date.write(to: &bytes) }
    mutating func add(_ event: EventID) { tables.write(event, to: &bytes) }
    mutating func add(_ word: (some Choice)?) { if let word { add(word.rawValue) } }
    mutating func add(_ label: Label?) { if let label { add(label.symbol) } }
    mutating func add(_ words: Words?) { if let words { add(words.symbol) } }
    mutating func add(_ id: Slug?) { if let id { add(id.symbol) } }
    mutating func add(nameOf id: Slug?) { if let id { add(nameOf: id.symbol) } }

    mutating func add(_ symbol: Symbol) {
        let mark = bytes.count
        names.names.write(symbol, to: &bytes)
        JSONText.unescape(&bytes, from: mark)
    }

    mutating func add(nameOf symbol: Symbol) {
        let mark = bytes.count
        names.write(nameOf: symbol, to: &bytes)
        JSONText.unescape(&bytes, from: mark)
    }

    /// Adds elements with a comma between them.
    mutating func add<Element>(
        list elements: some Sequence<Element>, _ write: (inout TableWriter, Element) -> Void
    ) {
        var isFirst = true
        for element in elements {
            if !isFirst { add(", ") }
            isFirst = false
            write(&self, element)
        }
    }

    /// Adds names with a comma between them.
    mutating func add(namesOf ids: [Slug]) { add(list: ids) { $0.add(nameOf: $1) } }

    mutating func add(list ids: [Slug]) { add(list: ids) { $0.add($1) } }

    mutating func add(_ reference: Reference) {
        switch reference {
        case .event(let id): add(id)
        case .identifier(let symbol): add(symbol)
        }
    }
}
