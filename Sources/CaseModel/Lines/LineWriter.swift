/// Writes values in canonical form (DESIGN §3), taking texts from where they were read.
package struct LineWriter: ~Escapable {
    package var output: [UInt8] = []
    let tables: Tables
    private let source: RawSpan

    /// - Parameter source: the bytes that the `Prose` of the events to be written points into.
    @_lifetime(copy source)
    package init(tables: Tables, source: RawSpan) {
        self.tables = tables
        self.source = source
    }

    @_lifetime(self: copy self)
    mutating func raw(_ text: StaticString) {
        for index in 0..<text.utf8CodeUnitCount { output.append(text.utf8Start[index]) }
    }

    @_lifetime(self: copy self)
    mutating func raw(_ text: String) { output.append(contentsOf: text.utf8) }

    @_lifetime(self: copy self)
    mutating func string(_ symbol: Symbol) {
        output.append(UInt8(ascii: "\""))
        tables.names.write(symbol, to: &output)
        output.append(UInt8(ascii: "\""))
    }

    @_lifetime(self: copy self)
    mutating func string(_ range: Range<Int>) {
        output.append(UInt8(ascii: "\""))
        for offset in range { output.append(source.byte(at: offset)) }
        output.append(UInt8(ascii: "\""))
    }

    /// Writes a text that may be private; such a one has no quotes, and what its box is bound to is not written.
    @_lifetime(self: copy self)
    mutating func words(_ symbol: Symbol) {
        guard let bound = BoundText(symbol: tables.names.bytes(of: symbol)) else { return string(symbol) }
        raw(bound.text)
    }

    @_lifetime(self: copy self)
    mutating func words(_ range: Range<Int>) {
        if !range.isEmpty, PrivateText.begins(source, at: range.lowerBound) { copy(range) } else { string(range) }
    }

    /// Copies bytes of the source as they are.
    @_lifetime(self: copy self)
    mutating func copy(_ range: Range<Int>) {
        for offset in range { output.append(source.byte(at: offset)) }
    }

    @_lifetime(self: copy self)
    mutating func date(_ date: EDTF) {
        output.append(UInt8(ascii: "\""))
        date.write(to: &output)
        output.append(UInt8(ascii: "\""))
    }

    @_lifetime(self: copy self)
    mutating func integer(_ value: Int) {
        if value < 0 { output.append(UInt8(ascii: "-")) }
        output.appendDecimal(Int(value.magnitude))
    }

    @_lifetime(self: copy self)
    mutating func event(_ id: EventID) {
        output.append(UInt8(ascii: "\""))
        tables.write(id, to: &output)
        output.append(UInt8(ascii: "\""))
    }

    /// Begins a member of an object: the comma where one is needed, and the key.
    @_lifetime(self: copy self)
    mutating func key(_ name: StaticString) {
        if output.last != UInt8(ascii: "{") { output.append(UInt8(ascii: ",")) }
        output.append(UInt8(ascii: "\""))
        raw(name)
        output.append(contentsOf: [UInt8(ascii: "\""), UInt8(ascii: ":")])
    }
}
