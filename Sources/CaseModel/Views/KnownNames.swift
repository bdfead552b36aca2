/// The names of a book, each looked up once: a page names the same things again and again.
package struct KnownNames: Sendable {
    /// Set where a name is a title with the identifier behind it.
    private static let titled: UInt32 = 1 << 31

    private let book: NameBook
    package let names: Names
    /// For each symbol the label that it is known by, counted from 1; 0 where that was not looked up yet.
    private var found: [UInt32]

    package init(_ book: NameBook) {
        self.book = book
        names = book.names
        found = [UInt32](repeating: 0, count: names.count)
    }

    /// Appends a name, as between the quotes of a JSON string.
    package mutating func write(nameOf symbol: Symbol, to output: inout [UInt8]) {
        var entry = found[Int(symbol.index)]
        if entry == 0 {
            let (label, isTitle) = book.label(of: symbol)
            entry = (label.index + 1) | (isTitle ? Self.titled : 0)
            found[Int(symbol.index)] = entry
        }
        names.write(Symbol(index: entry & ~Self.titled - 1), to: &output)
        guard entry & Self.titled != 0 else { return }
        output.append(contentsOf: " (".utf8)
        names.write(symbol, to: &output)
        output.append(UInt8(ascii: ")"))
    }

    /// Appends the name for an identifier that stands in a line, or the identifier where the case does not know it.
    mutating func write(nameOf identifier: Range<Int>, in line: RawSpan, to output: inout [UInt8]) {
        if let symbol = names.find(line, identifier) {
            write(nameOf: symbol, to: &output)
        } else {
            output.append(line, identifier)
        }
    }
}
