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

    /// - Returns: whether no field was missing, and each said something.
    private mutating func write(
        _ parts: [Phrase.Part], _ line: RawSpan, _ members: LineMembers, to output: inout [UInt8]
    ) -> Bool {
        var isWhole = true
        for part in parts {
            switch part {
            case .words(let words): output.append(contentsOf: words)
            case .field(let field):
                if let field, let value = members.datum(field.key, in: line) {
                    let before = output.count
                    write(value, of: line, field, besides: members.datum("text", in: line), to: &output)
                    if field.isList, output.count == before { isWhole = false }
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

    /// - Parameter text: the event's own text, in which codes may be named already.
    private mutating func write(
        _ value: Range<Int>, of line: RawSpan, _ field: Phrase.Field, besides text: Range<Int>?,
        to output: inout [UInt8]
    ) {
        guard field.isList, line.byte(at: value.lowerBound) == UInt8(ascii: "[") else {
            return write(value, of: line, field.isList ? .plain : field.manner, to: &output)
        }
        writeList(value, of: line, field.manner, besides: text, to: &output)
    }

    private mutating func writeList(
        _ list: Range<Int>, of line: RawSpan, _ manner: Phrase.Manner, besides text: Range<Int>? = nil,
        to output: inout [UInt8]
    ) {
        var isFirst = true
        LineMembers.forEachElement(of: list, in: line) { element in
            if case .code = manner, let text, Self.names(element, in: text, of: line) { return }
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
            case .plain, .code: output.append(line, text)
            case .word: Self.writeSpaced(line, text, to: &output)
            case .said(let said):
                if let known = said.first(where: { Self.stands($0.word, at: text, in: line) }) {
                    output.append(contentsOf: known.words)
                } else {
                    Self.writeSpaced(line, text, to: &output)
                }
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

    private static func stands(_ word: [UInt8], at text: Range<Int>, in line: RawSpan) -> Bool {
        text.count == word.count && zip(text, word).allSatisfy { line.byte(at: $0) == $1 }
    }

    /// Whether a text names a code: behind its sign, and whole.
    private static func names(_ code: Range<Int>, in text: Range<Int>, of line: RawSpan) -> Bool {
        let length = code.count - 2
        guard length > 0, text.count > length, line.byte(at: code.lowerBound) == UInt8(ascii: "\""),
            line.byte(at: text.lowerBound) == UInt8(ascii: "\"")
        else { return false }
        for start in text.lowerBound..<text.upperBound - length where line.byte(at: start) == UInt8(ascii: "#") {
            let end = start + 1 + length
            let isSame = (0..<length).allSatisfy { offset in
                line.byte(at: start + 1 + offset) == line.byte(at: code.lowerBound + 1 + offset)
            }
            if isSame, end >= text.upperBound || !isPartOfCode(line.byte(at: end)) { return true }
        }
        return false
    }

    private static func isPartOfCode(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"): true
        default: false
        }
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
