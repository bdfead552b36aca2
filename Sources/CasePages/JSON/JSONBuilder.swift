package import CaseModel

/// Writes JSON straight into bytes; members that have no value are left out.
package struct JSONBuilder {
    /// What stands before `output`: what several threads wrote is not copied together, for it may be much.
    private var finished: [[UInt8]] = []
    private var output: [UInt8] = []
    private let tables: Tables
    private let sharing: Sharing

    /// - Parameter sharing: who writes the elements of long lists.
    package init(_ tables: Tables, sharing: Sharing = .none) {
        self.tables = tables
        self.sharing = sharing
    }

    /// One for some elements of a list of this one.
    private init(apart builder: JSONBuilder) {
        tables = builder.tables
        sharing = .none
    }

    /// What is written, piece by piece.
    package var pieces: [[UInt8]] { finished + [output] }

    /// What is written.
    package var bytes: [UInt8] { pieces.reduce(into: []) { $0 += $1 } }

    /// Writes `"key":{…}`.
    package mutating func object(_ key: StaticString, _ body: (inout JSONBuilder) -> Void) {
        self.key(key)
        object(body)
    }

    /// Writes `{…}` as an element, or as a member's value behind `key`.
    package mutating func object(_ body: (inout JSONBuilder) -> Void) {
        separate()
        output.append(UInt8(ascii: "{"))
        body(&self)
        output.append(UInt8(ascii: "}"))
    }

    /// Writes the members of an object.
    ///
    /// - Parameter line: the object in canonical form, with at least one member.
    package mutating func members(of line: [UInt8]) {
        separate()
        output.append(contentsOf: line.dropFirst().dropLast())
    }

    package mutating func value(_ key: StaticString, _ value: JSONValue?) {
        guard let value else { return }
        self.key(key)
        value.write(to: &output)
    }

    /// Ends what is written with a line break.
    package mutating func endLine() { output.append(UInt8(ascii: "\n")) }

    /// Writes `"key":[…]` with an object for each element.
    package mutating func list<Element: Sendable>(
        _ key: StaticString, _ elements: [Element],
        _ body: @escaping @Sendable (inout JSONBuilder, Element) -> Void
    ) {
        self.key(key)
        output.append(UInt8(ascii: "["))
        if sharing.isAlone || elements.count < Self.pieceSize {
            for element in elements { object { body(&$0, element) } }
        } else {
            share(elements, body)
        }
        output.append(UInt8(ascii: "]"))
    }

    private mutating func share<Element: Sendable>(
        _ elements: [Element], _ body: @escaping @Sendable (inout JSONBuilder, Element) -> Void
    ) {
        let empty = JSONBuilder(apart: self)
        let starts = Array(stride(from: 0, to: elements.count, by: Self.pieceSize))
        finished.append(output)
        output = []
        finished += sharing.map(starts, fewest: 2) { start in
            var piece = empty
            for index in start..<min(start + Self.pieceSize, elements.count) {
                if index > 0 { piece.output.append(UInt8(ascii: ",")) }
                piece.output.append(UInt8(ascii: "{"))
                body(&piece, elements[index])
                piece.output.append(UInt8(ascii: "}"))
            }
            return piece.output
        }
    }

    /// So many elements are written in one go.
    private static let pieceSize = 64

    package mutating func key(_ key: StaticString) {
        separate()
        output.append(UInt8(ascii: "\""))
        key.withUTF8Buffer { output.append(contentsOf: $0) }
        output.append(UInt8(ascii: "\""))
        output.append(UInt8(ascii: ":"))
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

    /// Writes a number with at most six decimals, and none where it is whole.
    package mutating func decimal(_ key: StaticString, _ value: Double?) {
        guard let value else { return }
        self.key(key)
        let rounded = (value * 1_000_000).rounded() / 1_000_000
        let text = rounded == rounded.rounded() ? String(Int(rounded)) : String(rounded)
        output.append(contentsOf: text.utf8)
    }

    package mutating func flag(_ key: StaticString, _ value: Bool?) {
        guard let value else { return }
        self.key(key)
        output.append(contentsOf: (value ? "true" : "false").utf8)
    }

    package mutating func slug(_ key: StaticString, _ value: Slug?) { symbol(key, value?.symbol) }
    package mutating func label(_ key: StaticString, _ value: Label?) { symbol(key, value?.symbol) }
    package mutating func label(_ key: StaticString, _ value: Words?) { symbol(key, value?.symbol) }

    package mutating func word<C: Choice>(_ key: StaticString, _ value: C?) {
        guard let value else { return }
        self.key(key)
        output.append(UInt8(ascii: "\""))
        C.table.write(value, to: &output)
        output.append(UInt8(ascii: "\""))
    }

    package mutating func date(_ key: StaticString, _ value: EDTF?) {
        guard let value else { return }
        self.key(key)
        output.append(UInt8(ascii: "\""))
        value.write(to: &output)
        output.append(UInt8(ascii: "\""))
    }

    package mutating func event(_ key: StaticString, _ value: EventID?) {
        guard let value else { return }
        self.key(key)
        output.append(UInt8(ascii: "\""))
        tables.write(value, to: &output)
        output.append(UInt8(ascii: "\""))
    }

    /// A member whose key is only known when the program runs.
    package mutating func member(_ key: String, _ value: String) {
        begin(key)
        JSONText.write(value, to: &output)
    }

    package mutating func member(_ key: String, _ value: Int) {
        begin(key)
        output.append(contentsOf: String(value).utf8)
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
        strings(key, values) { $0.tables.names.write($1.symbol, to: &$0.output) }
    }

    package mutating func words<C: Choice>(_ key: StaticString, _ values: [C]) {
        strings(key, values) { C.table.write($1, to: &$0.output) }
    }

    package mutating func texts(_ key: StaticString, _ values: [String]) {
        strings(key, values) { $0.output.append(contentsOf: JSONText.escaped($1)) }
    }

    package mutating func events(_ key: StaticString, _ values: [EventID]) {
        strings(key, values) { $0.tables.write($1, to: &$0.output) }
    }

    package mutating func references(_ key: StaticString, _ values: [Reference]) {
        strings(key, values) { json, value in
            switch value {
            case .event(let id): json.tables.write(id, to: &json.output)
            case .identifier(let symbol): json.tables.names.write(symbol, to: &json.output)
            }
        }
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
        _ key: StaticString, _ values: [Value], _ write: (inout JSONBuilder, Value) -> Void
    ) {
        self.key(key)
        output.append(UInt8(ascii: "["))
        for value in values {
            separate()
            output.append(UInt8(ascii: "\""))
            write(&self, value)
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
