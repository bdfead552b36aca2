/// An enumerated value: one of a fixed set of words.
package protocol Choice: RawRepresentable<String>, CaseIterable, ListElement, Hashable {
    static var table: ChoiceTable<Self> { get }
}

/// Finds the case of a word in place, without making a string of it.
///
/// An object, for every word of an event that is read or written asks for its table: a copy would count the references
/// to all that it holds, for which threads wait for one another.
package final class ChoiceTable<C: Choice>: Sendable {
    private let cases: [C]
    private let names: Names

    package init() {
        var names = Names(capacity: 64)
        cases = Array(C.allCases)
        for value in cases { _ = names.intern(value.rawValue) }
        self.names = names
    }

    package func find(_ bytes: RawSpan, _ range: Range<Int>) -> C? {
        names.find(bytes, range).map { cases[Int($0.index)] }
    }

    /// Appends the word of a case.
    package func write(_ value: C, to output: inout [UInt8]) {
        names.write(Symbol(index: UInt32(ordinal(of: value))), to: &output)
    }

    /// Enumerations without associated values are numbered in the order of their cases, in one byte.
    @inline(__always)
    func ordinal(of value: C) -> Int {
        MemoryLayout<C>.size == 1 ? Int(unsafeBitCast(value, to: UInt8.self)) : 0
    }
    subscript(ordinal: Int) -> C { cases[min(ordinal, cases.count - 1)] }
}

extension Choice {
    package static var shape: FieldShape { .word(allCases.map(\.rawValue)) }
    package init() { self = Self.table[0] }

    package mutating func read(from line: inout LineReader) {
        let range = line.string()
        guard !line.failed, let value = Self.table.find(line.bytes, range) else { return line.fail() }
        self = value
    }

    package func write(to line: inout LineWriter) {
        line.raw("\"")
        Self.table.write(self, to: &line.output)
        line.raw("\"")
    }

    package var word: UInt64 { UInt64(Self.table.ordinal(of: self)) }
    package init(word: UInt64) { self = Self.table[Int(truncatingIfNeeded: word)] }
}
