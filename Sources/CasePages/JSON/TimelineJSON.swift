package import CaseModel

/// The timeline as JSON: each event with its words.
package enum TimelineJSON {
    /// - Parameter lines: in case order, as corrected.
    package static func write(_ lines: [[UInt8]], _ names: NameBook, to json: inout JSONBuilder) {
        let wording = Wording(names)
        json.list("events", lines.compactMap { try? JSONParser.parse($0) }) { json, line in
            json.text("id", line["id"]?.string)
            json.text("type", line["type"]?.string)
            json.text("occurred", line["occurred"]?.string)
            json.text("learnt", line["learnt"]?.string)
            json.text("recorded", line["recorded"]?.string)
            json.text("words", wording.sentence(line))
            if let occurred = line["occurred"]?.string, EDTF(occurred)?.isImprecise ?? false {
                json.flag("imprecise", true)
            }
            let reconstructed = (line["reconstructed"]?.array ?? []).compactMap(\.string)
            if !reconstructed.isEmpty { json.texts("reconstructed", reconstructed) }
        }
    }
}
