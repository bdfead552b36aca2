/// Writes arrays one behind the other, each at a multiple of eight bytes, and in the end where they are.
package struct FactsWriter {
    private let put: (RawSpan) throws -> Void
    private var offset = 0
    private var sections: [UInt64] = []

    /// - Parameter put: takes the next bytes.
    package init(_ put: @escaping (RawSpan) throws -> Void) { self.put = put }

    mutating func add<Element: BitwiseCopyable & Sendable>(_ elements: [Element]) throws {
        try add(Flat(), elements)
    }

    mutating func add<Element: BitwiseCopyable & Sendable>(_ elements: Grown<Element>) throws {
        try add(elements.base, elements.own)
    }

    private mutating func add<Element: BitwiseCopyable & Sendable>(_ base: Flat<Element>, _ own: [Element]) throws {
        let size = (base.count + own.count) * MemoryLayout<Element>.stride
        sections += [UInt64(offset), UInt64(size)]
        if base.count > 0 { try put(base.rawSpan) }
        if !own.isEmpty { try put(own.span.bytes) }
        let padding = [UInt8](repeating: 0, count: -size & 7)
        if !padding.isEmpty { try put(padding.span.bytes) }
        offset += size + padding.count
    }

    /// Writes the table of sections; nothing may follow.
    package consuming func finish() throws {
        let table = sections + [UInt64(sections.count / 2)]
        try put(table.span.bytes)
    }
}

/// Finds the arrays again that a `FactsWriter` wrote, in the same order.
struct FactsReader {
    private let memory: Memory
    private let table: Flat<UInt64>
    private var next = 0

    /// nil where there is no table of sections.
    init?(_ memory: Memory) {
        let end = memory.byteCount
        guard let last = Flat<UInt64>(memory, max(0, end - 8)..<end), let count = last.first,
            count <= UInt64(end) / 16,
            let table = Flat<UInt64>(memory, max(0, end - 8 - Int(count) * 16)..<end - 8),
            table.count == Int(count) * 2
        else { return nil }
        self.memory = memory
        self.table = table
    }

    /// The next array; nil where it is not there.
    mutating func take<Element: BitwiseCopyable & Sendable>(_: Element.Type = Element.self) -> Flat<Element>? {
        guard next + 1 < table.count, table[next] <= UInt64(memory.byteCount),
            table[next + 1] <= UInt64(memory.byteCount) - table[next]
        else { return nil }
        let start = Int(table[next])
        let size = Int(table[next + 1])
        next += 2
        return Flat(memory, start..<start + size)
    }
}

/// Byte strings, one behind the other.
struct FactsText {
    private(set) var bytes: [UInt8] = []
    private(set) var ends: [UInt64] = []

    mutating func add(_ text: some Sequence<UInt8>) {
        bytes.append(contentsOf: text)
        ends.append(UInt64(bytes.count))
    }

    func write(to facts: inout FactsWriter) throws {
        try facts.add(bytes)
        try facts.add(ends)
    }

    static func read(_ facts: inout FactsReader) -> [[UInt8]]? {
        guard let bytes: Flat<UInt8> = facts.take(), let ends: Flat<UInt64> = facts.take() else { return nil }
        var texts: [[UInt8]] = []
        var start = 0
        for end in ends {
            guard end >= start, end <= bytes.count else { return nil }
            texts.append(bytes.array(start..<Int(end)))
            start = Int(end)
        }
        return texts
    }
}

/// The smallest power of two that leaves half of a table free.
func slotCount(for count: Int) -> Int {
    var size = 64
    while size < count * 2 { size *= 2 }
    return size
}
