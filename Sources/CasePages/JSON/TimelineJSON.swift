package import CaseModel

/// The timeline as JSON: each event with its words, written one by one, for there may be many.
package struct TimelineJSON: Sendable {
    private var wording: Wording
    private var members = LineMembers()
    private let tables: Tables

    package init(_ names: NameBook, _ tables: Tables) {
        wording = Wording(names)
        self.tables = tables
    }

    /// What comes before the events.
    package func head(_ question: Question) -> [UInt8] {
        var json = JSONBuilder(tables)
        json.object { question.write(to: &$0) }
        return json.bytes.dropLast() + Array(",\"events\":[".utf8)
    }

    /// Appends an event, with a comma before it where another one was appended; nothing for a line that cannot be read.
    ///
    /// - Parameter line: as corrected, in any valid form.
    package mutating func write(_ line: [UInt8], to output: inout [UInt8]) {
        guard let line = members.canonical(line) else { return }
        let span = line.span.bytes
        output.append(contentsOf: (output.isEmpty ? "{" : ",{").utf8)
        write("id", "\"id\":\"", of: span, to: &output)
        write("type", ",\"type\":\"", of: span, to: &output)
        write("occurred", ",\"occurred\":\"", of: span, to: &output)
        write("learnt", ",\"learnt\":\"", of: span, to: &output)
        write("recorded", ",\"recorded\":\"", of: span, to: &output)
        output.append(contentsOf: ",\"words\":\"".utf8)
        wording.write(span, members, to: &output)
        output.append(UInt8(ascii: "\""))
        if let occurred = members.text("occurred", in: span), EDTF(span, occurred)?.isImprecise ?? false {
            output.append(contentsOf: ",\"imprecise\":true".utf8)
        }
        writeReconstructed(span, to: &output)
        output.append(UInt8(ascii: "}"))
    }

    /// Copies the text of one of the line's keys, where it has one.
    private func write(_ key: StaticString, _ lead: String, of line: RawSpan, to output: inout [UInt8]) {
        guard let text = members.text(key, in: line) else { return }
        output.append(contentsOf: lead.utf8)
        output.append(line, text)
        output.append(UInt8(ascii: "\""))
    }

    private func writeReconstructed(_ line: RawSpan, to output: inout [UInt8]) {
        guard let list = members.value("reconstructed", in: line) else { return }
        var isFirst = true
        LineMembers.forEachText(of: list, in: line) { text in
            output.append(contentsOf: (isFirst ? ",\"reconstructed\":[\"" : ",\"").utf8)
            isFirst = false
            output.append(line, text)
            output.append(UInt8(ascii: "\""))
        }
        if !isFirst { output.append(UInt8(ascii: "]")) }
    }

    /// What comes behind the events.
    package var tail: [UInt8] { Array("]}\n".utf8) }
}
