/// Puts events into words, by the phrase of their type.
///
/// Words are bytes as between the quotes of a JSON string: so they stand in lines and in tables of names, and most of
/// what is put into words is put into JSON, or has nothing to be unescaped.
package struct Wording: Sendable {
    private var names: KnownNames

    package init(_ names: NameBook) { self.names = KnownNames(names) }

    /// A sentence without a full stop; an event of an unknown type is shown with its data as it stands.
    ///
    /// - Parameter line: the event's line, as a tree.
    package mutating func sentence(_ line: JSONValue) -> String {
        var bytes: [UInt8] = []
        line.write(to: &bytes)
        var members = LineMembers()
        var words: [UInt8] = []
        if members.find(in: bytes.span.bytes, 0..<bytes.count) { write(bytes.span.bytes, members, to: &words) }
        return JSONText.unescaped(words)
    }

    /// Appends the sentence for a line.
    package mutating func write(_ line: RawSpan, _ members: LineMembers, to output: inout [UInt8]) {
        let name = members.text("type", in: line) ?? 0..<0
        if let type = EventType.table.find(line, name) {
            _ = write(Phrase.of(type).parts, line, members, to: &output)
            return
        }
        output.append(line, name)
        output.append(UInt8(ascii: " "))
        if let data = members.value("data", in: line) { JSONText.writeEscaped(line, data, to: &output) }
    }

    /// - Returns: whether no field was missing.
    private mutating func write(
        _ parts: [Phrase.Part], _ line: RawSpan, _ members: LineMembers, to output: inout [UInt8]
    ) -> Bool {
        var isWhole = true
        for part in parts {
            switch part {
            case .words(let words): output.append(contentsOf: words)
            case .field(let field):
                if let field, let value = members.datum(field.key, in: line) {
                    write(value, of: line, field, to: &output)
                } else {
                    output.append(UInt8(ascii: "?"))
                    isWhole = false
                }
            case .optional(let parts):
                let mark = output.count
                if !write(parts, line, members, to: &output) { output.removeLast(output.count - mark) }
            }
        }
        return isWhole
    }

    private mutating func write(
        _ value: Range<Int>, of line: RawSpan, _ field: Phrase.Field, to output: inout [UInt8]
    ) {
        guard field.isList, line.byte(at: value.lowerBound) == UInt8(ascii: "[") else {
            return write(value, of: line, field.isList ? .plain : field.manner, to: &output)
        }
        writeList(value, of: line, field.manner, to: &output)
    }

    private mutating func writeList(
        _ list: Range<Int>, of line: RawSpan, _ manner: Phrase.Manner, to output: inout [UInt8]
    ) {
        var isFirst = true
        LineMembers.forEachElement(of: list, in: line) { element in
            if !isFirst { output.append(contentsOf: ", ".utf8) }
            isFirst = false
            write(element, of: line, manner, to: &output)
        }
    }

    private mutating func write(
        _ value: Range<Int>, of line: RawSpan, _ manner: Phrase.Manner, to output: inout [UInt8]
    ) {
        switch line.byte(at: value.lowerBound) {
        case UInt8(ascii: "\""):
            let text = value.lowerBound + 1..<value.upperBound - 1
            switch manner {
            case .plain: output.append(line, text)
            case .word: Self.writeSpaced(line, text, to: &output)
            case .name: names.write(nameOf: text, in: line, to: &output)
            }
        case UInt8(ascii: "["): writeList(value, of: line, .plain, to: &output)
        case UInt8(ascii: "{"):
            var isFirst = true
            LineMembers.forEachMember(of: value, in: line) { key, value in
                if !isFirst { output.append(contentsOf: ", ".utf8) }
                isFirst = false
                Self.writeSpaced(line, key, to: &output)
                output.append(UInt8(ascii: " "))
                write(value, of: line, .plain, to: &output)
            }
        case UInt8(ascii: "t"): output.append(contentsOf: "yes".utf8)
        case UInt8(ascii: "f"): output.append(contentsOf: "no".utf8)
        case UInt8(ascii: "n"): break
        default: if Self.isInteger(line, value) { output.append(line, value) }
        }
    }

    /// Whether a number is an integer that every reader of JSON keeps; others are not shown.
    private static func isInteger(_ line: RawSpan, _ value: Range<Int>) -> Bool {
        if case .integer? = try? JSONParser.parse(line, value) { true } else { false }
    }

    /// A word without its hyphens.
    private static func writeSpaced(_ line: RawSpan, _ word: Range<Int>, to output: inout [UInt8]) {
        for offset in word {
            let byte = line.byte(at: offset)
            let isJoint = byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
            output.append(isJoint ? UInt8(ascii: " ") : byte)
        }
    }
}
