package import CaseModel

/// The timeline as JSON: each event with its words, written one by one, for there may be many.
package struct TimelineJSON {
    private let wording: Wording
    private let tables: Tables
    private var isFirst = true

    package init(_ names: NameBook, _ tables: Tables) {
        wording = Wording(names)
        self.tables = tables
    }

    /// What comes before the events.
    package func head(_ question: Question) -> [UInt8] {
        var json = JSONBuilder(tables)
        json.object { question.write(to: &$0) }
        return json.output.dropLast() + Array(",\"events\":[".utf8)
    }

    /// An event, with a comma before it where one is needed; nothing for a line that cannot be read.
    ///
    /// - Parameter line: as corrected, in any valid form.
    package mutating func event(_ line: [UInt8]) -> [UInt8] {
        guard let line = try? JSONParser.parse(line) else { return [] }
        var json = JSONBuilder(tables)
        json.object { json in
            for key: StaticString in ["id", "type", "occurred", "learnt", "recorded"] {
                json.text(key, line["\(key)"]?.string)
            }
            json.text("words", wording.sentence(line))
            if let occurred = line["occurred"]?.string, EDTF(occurred)?.isImprecise ?? false {
                json.flag("imprecise", true)
            }
            let reconstructed = (line["reconstructed"]?.array ?? []).compactMap(\.string)
            if !reconstructed.isEmpty { json.texts("reconstructed", reconstructed) }
        }
        defer { isFirst = false }
        return (isFirst ? [] : [UInt8(ascii: ",")]) + json.output
    }

    /// What comes behind the events.
    package var tail: [UInt8] { Array("]}\n".utf8) }
}
