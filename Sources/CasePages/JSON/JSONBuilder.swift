package import CaseModel

/// Writes JSON straight into bytes; members that have no value are left out.
package struct JSONBuilder {
    package private(set) var output: [UInt8] = []
    private let tables: Tables

    package init(_ tables: Tables) { self.tables = tables }

    /// Writes `{…}` as an element, or as a member's value behind `key`.
    package mutating func object(_ body: (inout JSONBuilder) -> Void) {
        separate()
        output.append(UInt8(ascii: "{"))
        body(&self)
        output.append(UInt8(ascii: "}"))
    }

    /// Ends what is written with a line break.
    package mutating func endLine() { output.append(UInt8(ascii: "\n")) }

    /// Writes `"key":[…]` with an object for each element.
    package mutating func list<Element>(
        _ key: StaticString, _ elements: some Sequence<Element>, _ body: (inout JSONBuilder, Element) -> Void
    ) {
        self.key(key)
        output.append(UInt8(ascii: "["))
        for element in elements { object { body(&$0, element) } }
        output.append(UInt8(ascii: "]"))
    }

    package mutating func key(_ key: StaticString) {
        separate()
        output.append(UInt8(ascii: "\""))
        key.withUTF8Buffer { output.append(contentsOf: $0) }
        output.append(contentsOf: [UInt8(ascii: "\""), UInt8(ascii: ":")])
    }

    package mutating func text(_ key: StaticString, _ value: String?) {
        guard let value else { return }
        self.key(key)
        JSONText.write(value, to: &output)
    }

    package mutating func number(_ key: StaticString, _ value: Int?) {
        guard let value else { return }
        self.key(key)
        output.append(contentsOf: String(value).utf8)
    }

    package mutating func flag(_ key: StaticString, _ value: Bool?) {
        guard let value else { return }
        self.key(key)
        output.append(contentsOf: (value ? "true" : "false").utf8)
    }

    package mutating func slug(_ key: StaticString, _ value: Slug?) { symbol(key, value?.symbol) }
    package mutating func label(_ key: StaticString, _ value: Label?) { symbol(key, value?.symbol) }
    package mutating func word<C: Choice>(_ key: StaticString, _ value: C?) { text(key, value?.rawValue) }

    package mutating func date(_ key: StaticString, _ value: EDTF?) {
        guard let value else { return }
        self.key(key)
        output.append(UInt8(ascii: "\""))
        value.write(to: &output)
        output.append(UInt8(ascii: "\""))
    }

    package mutating func event(_ key: StaticString, _ value: EventID?) {
        text(key, value.map { tables.text($0) })
    }

    /// A member whose key is only known when the program runs.
    package mutating func member(_ key: String, _ value: String) {
        begin(key)
        JSONText.write(value, to: &output)
    }

    package mutating func member(_ key: String, _ values: [String]) {
        begin(key)
        JSONValue.array(values.map(JSONValue.string)).write(to: &output)
    }

    private mutating func begin(_ key: String) {
        separate()
        JSONText.write(key, to: &output)
        output.append(UInt8(ascii: ":"))
    }

    package mutating func slugs(_ key: StaticString, _ values: [Slug]) {
        strings(key, values) { $1.write($2.symbol, to: &$0) }
    }

    package mutating func words<C: Choice>(_ key: StaticString, _ values: [C]) {
        strings(key, values) { output, _, value in output.append(contentsOf: value.rawValue.utf8) }
    }

    package mutating func texts(_ key: StaticString, _ values: [String]) {
        strings(key, values) { output, _, value in output.append(contentsOf: JSONText.escaped(value)) }
    }

    package mutating func map(_ key: StaticString, _ value: TextMap?) {
        guard let value else { return }
        self.key(key)
        output.append(UInt8(ascii: "{"))
        for (key, value) in value.entries(in: tables) {
            separate()
            quoted(key.symbol)
            output.append(UInt8(ascii: ":"))
            quoted(value.symbol)
        }
        output.append(UInt8(ascii: "}"))
    }

    /// What a reader must be told about a fact, where there is something to tell.
    package mutating func marks(_ marks: Marks) {
        if marks.isImprecise { flag("imprecise", true) }
        if !marks.reconstructed.isEmpty { texts("reconstructed", marks.reconstructed) }
    }

    private mutating func symbol(_ key: StaticString, _ value: Symbol?) {
        guard let value else { return }
        self.key(key)
        quoted(value)
    }

    private mutating func quoted(_ symbol: Symbol) {
        output.append(UInt8(ascii: "\""))
        tables.names.write(symbol, to: &output)
        output.append(UInt8(ascii: "\""))
    }

    private mutating func strings<Value>(
        _ key: StaticString, _ values: [Value], _ write: (inout [UInt8], Names, Value) -> Void
    ) {
        self.key(key)
        output.append(UInt8(ascii: "["))
        for value in values {
            separate()
            output.append(UInt8(ascii: "\""))
            write(&output, tables.names, value)
            output.append(UInt8(ascii: "\""))
        }
        output.append(UInt8(ascii: "]"))
    }

    /// A comma, unless what comes is the first thing of its object or list, or the value of a key.
    private mutating func separate() {
        switch output.last {
        case nil, UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: ":"): return
        default: output.append(UInt8(ascii: ","))
        }
    }
}
