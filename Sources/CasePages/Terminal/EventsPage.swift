package import CaseModel

/// Events as lines for people: the date, the id, the event in words, and what it rests on.
package struct EventsPage {
    private static let dateWidth = 20
    private let wording: Wording
    private let page: TerminalPage
    private let width: Int

    package init(names: NameBook, width: Int) {
        wording = Wording(names)
        page = TerminalPage(width: width)
        self.width = max(60, width)
    }

    /// One event, ending in a line break.
    ///
    /// - Parameter line: in any valid JSON form.
    package func entry(_ line: [UInt8]) -> String {
        guard let value = try? JSONParser.parse(line) else { return "(a line that cannot be read)\n" }
        let date = value["occurred"]?.string ?? "?"
        let head = date.padding(to: Self.dateWidth) + (value["id"]?.string ?? "?")
        let indent = String(repeating: " ", count: 4)
        var text = head + "\n"
        for part in page.wrap(wording.sentence(value), width: width - 4) { text += indent + part + "\n" }
        let basis = basis(value)
        if !basis.isEmpty {
            for part in page.wrap("(" + basis.joined(separator: "; ") + ")", width: width - 4) {
                text += indent + part + "\n"
            }
        }
        return text
    }

    private func basis(_ line: JSONValue) -> [String] {
        var parts: [String] = []
        if let warrant = line["warrant"]?.string { parts.append(warrant) }
        for (key, words) in [
            ("told_by", "told by"), ("because", "because of"), ("evidence", "shown by"), ("sources", "source"),
            ("reconstructed", "reconstructed:"),
        ] {
            let values = (line[key]?.array ?? []).compactMap(\.string)
            if !values.isEmpty { parts.append("\(words) \(values.joined(separator: ", "))") }
        }
        if let note = line["note"]?.string { parts.append("note: \(note)") }
        return parts
    }
}

extension String {
    fileprivate func padding(to width: Int) -> String {
        self + String(repeating: " ", count: Swift.max(1, width - count))
    }
}
