package import CaseModel

/// Events as lines for people: the date, the id, the event in words, and what it rests on.
package struct EventsPage: Sendable {
    private static let dateWidth = 20
    private static let whollyLead = Marks.lead(isWholly: true) + " "
    private static let partlyLead = Marks.lead(isWholly: false) + " "
    private static let indent = Array("    ".utf8)
    private var wording: Wording
    private var members = LineMembers()
    private var part: [UInt8] = []
    private let width: Int

    package init(names: NameBook, width: Int) {
        wording = Wording(names)
        self.width = max(40, width)
    }

    /// Appends one event, ending in a line break.
    ///
    /// - Parameter line: in any valid JSON form.
    package mutating func write(_ line: [UInt8], to output: inout [UInt8]) {
        guard let line = members.canonical(line) else {
            return output.append(contentsOf: "(a line that cannot be read)\n".utf8)
        }
        let span = line.span.bytes
        writeHead(span, to: &output)
        part.removeAll(keepingCapacity: true)
        wording.write(span, members, to: &part)
        writePart(to: &output)
        part.removeAll(keepingCapacity: true)
        writeBasis(span)
        if !part.isEmpty { writePart(to: &output) }
    }

    private func writeHead(_ line: RawSpan, to output: inout [UInt8]) {
        let start = output.count
        writeText("occurred", of: line, to: &output)
        let length = TextShape(output.span.bytes, start..<output.count).width
        let width = length ?? Columns.of(String(decoding: output[start...], as: UTF8.self))
        output.append(contentsOf: repeatElement(UInt8(ascii: " "), count: max(1, Self.dateWidth - width)))
        writeText("id", of: line, to: &output)
        output.append(UInt8(ascii: "\n"))
    }

    /// Writes the text of a key, or a question mark where the line has none.
    private func writeText(_ key: StaticString, of line: RawSpan, to output: inout [UInt8]) {
        guard let text = members.text(key, in: line) else { return output.append(UInt8(ascii: "?")) }
        let start = output.count
        output.append(line, text)
        JSONText.unescape(&output, from: start)
    }

    /// Writes `part`, whose bytes stand as between the quotes of a JSON string, on lines of its own.
    private mutating func writePart(to output: inout [UInt8]) {
        JSONText.unescape(&part, from: 0)
        let bytes = part.span.bytes
        guard let partWidth = TextShape(bytes, 0..<part.count).width else {
            for line in TerminalPage.wrap(String(decoding: part, as: UTF8.self), width: width - 4) {
                output.append(contentsOf: Self.indent)
                output.append(contentsOf: line.utf8)
                output.append(UInt8(ascii: "\n"))
            }
            return
        }
        var start = 0
        repeat {
            let isASCII = partWidth == part.count
            let end = TextShape.lineEnd(bytes, from: start, part.count, isASCII: isASCII, width: width - 4).end
            output.append(contentsOf: Self.indent)
            output.append(bytes, start..<end)
            output.append(UInt8(ascii: "\n"))
            start = end
            if start < part.count, part[start] == UInt8(ascii: " ") { start += 1 }
        } while start < part.count
    }

    /// Writes into `part` what the event rests on, in brackets; nothing where the line does not tell.
    private mutating func writeBasis(_ line: RawSpan) {
        if let warrant = members.text("warrant", in: line) {
            beginBasis()
            part.append(line, warrant)
        }
        writeList("told_by", "told by ", line)
        writeList("because", "because of ", line)
        writeList("evidence", "shown by ", line)
        writeList("sources", "source ", line)
        writeList("reconstructed", isWhollyReconstructed(line) ? Self.whollyLead : Self.partlyLead, line)
        if let note = members.text("note", in: line) {
            beginBasis()
            part.append(contentsOf: "note: ".utf8)
            part.append(line, note)
        }
        if !part.isEmpty { part.append(UInt8(ascii: ")")) }
    }

    private func isWhollyReconstructed(_ line: RawSpan) -> Bool {
        guard let list = members.value("reconstructed", in: line) else { return false }
        return LineMembers.lists(Marks.event, in: list, of: line)
    }

    private mutating func beginBasis() { part.append(contentsOf: (part.isEmpty ? "(" : "; ").utf8) }

    private mutating func writeList(_ key: StaticString, _ words: String, _ line: RawSpan) {
        guard let list = members.value(key, in: line) else { return }
        var isFirst = true
        LineMembers.forEachText(of: list, in: line) { text in
            if isFirst { beginBasis() }
            part.append(contentsOf: (isFirst ? words : ", ").utf8)
            part.append(line, text)
            isFirst = false
        }
    }
}
