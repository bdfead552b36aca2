// How private texts stand in lines that are read, and in tables of names.

extension LineReader {
    /// The content of a string, without its quotes; of a private text all of it, braces included, which tells it apart.
    @inline(__always)
    @_lifetime(self: copy self)
    mutating func words() -> Range<Int> {
        if offset < end, bytes.checkedByte(at: offset) == UInt8(ascii: "{") { return privateText() }
        return string()
    }

    @inline(never)
    @_lifetime(self: copy self)
    private mutating func privateText() -> Range<Int> {
        // Words of input become private when they are taken in, and not before.
        guard use == .history || acceptsPrivate else {
            fail()
            return 0..<0
        }
        let start = offset
        expect("{\"private\":{\"subject\":")
        let subject = string()
        expect(",\"box\":")
        let box = string()
        expect("}}")
        let isSound =
            !failed && !box.isEmpty && box.allSatisfy { PrivateText.isBoxByte(bytes.byte(at: $0)) }
            && Subject.isSubject(bytes, subject)
        guard isSound else {
            fail()
            return 0..<0
        }
        return start..<offset
    }

    /// The symbol of a text that may be private. A private one is kept with the event and field that its box is bound
    /// to, for whoever shows it has nothing but the symbol.
    @inline(__always)
    @_lifetime(self: copy self)
    mutating func wordsSymbol(_ range: Range<Int>) -> Symbol {
        guard keepsNames, PrivateText.begins(bytes, at: range.lowerBound), !range.isEmpty else { return symbol(range) }
        return privateSymbol(range)
    }

    @inline(never)
    @_lifetime(self: copy self)
    private mutating func privateSymbol(_ range: Range<Int>) -> Symbol {
        var bound = Lines.copy(bytes, range)
        bound.append(UInt8(ascii: " "))
        tables.write(current, to: &bound)
        bound.append(contentsOf: " data.".utf8)
        bound.append(bytes, key(before: range.lowerBound))
        return tables.names.intern(bound.span.bytes, 0..<bound.count)
    }

    /// The key of the member whose value begins at an offset, between its quotes.
    private func key(before value: Int) -> Range<Int> {
        let end = value - 2
        var start = end
        while start > 0, bytes.byte(at: start - 1) != UInt8(ascii: "\"") { start -= 1 }
        return start..<end
    }
}

/// A private text in a table of names, with what its box is bound to.
package struct BoundText: Sendable, Hashable {
    /// The canonical bytes of the private text.
    package let text: String
    /// The id of the event whose words they are.
    package let event: String
    /// `note`, or `data.` and the name of the field.
    package let field: String

    package init(text: String, event: String, field: String) {
        self.text = text
        self.event = event
        self.field = field
    }

    /// - Parameter bytes: those of a symbol.
    /// - Returns: nil unless it is that of a private text.
    init?(symbol bytes: some Collection<UInt8>) {
        guard bytes.starts(with: "{\"".utf8) else { return nil }
        let parts = String(decoding: bytes, as: UTF8.self).split(separator: " ")
        guard parts.count == 3 else { return nil }
        self.init(text: String(parts[0]), event: String(parts[1]), field: String(parts[2]))
    }

    /// Whose words these are, and the box; nil where the text is not in its form.
    package var sealed: PrivateText? { (try? JSONParser.parse(Array(text.utf8))).flatMap { PrivateText($0) } }
}
