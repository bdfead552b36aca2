package import CaseModel

/// A table as spreadsheets read it (RFC 4180).
package enum CSV {
    package static func row(_ cells: [String]) -> String { cells.map(cell).joined(separator: ",") + "\r\n" }

    private static func cell(_ text: String) -> String {
        // A spreadsheet would take these for the beginning of a formula, and do what it says.
        let isFormula = text.unicodeScalars.first.map { "=+-@\t\r".unicodeScalars.contains($0) } ?? false
        let text = isFormula ? "'" + text : text
        guard text.unicodeScalars.contains(where: { ",\"\r\n".unicodeScalars.contains($0) }) else { return text }
        return "\"" + text.replacing("\"", with: "\"\"") + "\""
    }
}

/// The tables of a deposit.
package enum DepositTables {
    package static let eventsHead = CSV.row(["id", "type", "date", "actors", "text", "codes", "sources"])

    /// An event in one row. Where a cell holds several things, there is a semicolon between them.
    ///
    /// - Parameter line: with words in the place of private texts.
    package static func row(of line: JSONValue, actors: [String], codes: [String]) -> String {
        let text = EventText.all(line).split(separator: "\n").joined(separator: "\n")
        let sources = (line["sources"]?.array ?? []).compactMap(\.string)
        return CSV.row(
            ["id", "type", "occurred"].map { line[$0]?.string ?? "" } + [
                list(actors), text, list(codes), list(sources),
            ])
    }

    private static func list(_ names: [String]) -> String { names.joined(separator: "; ") }

    /// Where the built-in codes come from.
    package static let study = "https://doi.org/10.1177/13558196221142237"

    private static let codebookHead = [
        "code", "label", "kind", "parents", "description", "merged_into", "used_by", "source",
    ]

    private static func cells(of code: DepositedCode) -> [String] {
        [
            code.code, code.label, code.kind, list(code.parents), code.description, code.mergedInto ?? "",
            String(code.uses), code.isBuiltIn ? study : code.kind.isEmpty ? "" : "this case",
        ]
    }

    /// The codebook for spreadsheets.
    package static func codebook(_ codes: [DepositedCode]) -> String {
        CSV.row(codebookHead) + codes.map { CSV.row(cells(of: $0)) }.joined()
    }

    /// The codebook as a page.
    package static func codebookPage(_ codes: [DepositedCode]) -> String {
        let rows = codes.map { row(cells(of: $0).map(MarkdownText.escaped)) }.joined()
        return """
            # Codebook

            The codes in force at the end, and those that were merged into others. `used_by` is how many events of this deposit \
            name the code. A code without a kind is used here, and what defines it is withheld. The codes with a link as their \
            source are those of the published study that it leads to.

            \(row(codebookHead))\(row(codebookHead.map { _ in "---" }))\(rows)
            """
    }

    /// The types of events, and the fields, that occur.
    package static func vocabularyPage(_ contents: DepositContents) -> String {
        let types = EventDescription.all.compactMap { description -> String? in
            guard let use = contents.types[description.type.rawValue] else { return nil }
            let fields = description.fields.filter { use.fields.contains($0.name) }.map { "`\($0.name)`" }
            let cells = [
                "`\(description.type.rawValue)`", String(use.count), description.summary,
                fields.joined(separator: ", "),
            ]
            return row(cells)
        }.joined()
        let keys = keyWords.filter { contents.keys.contains($0.key) }.map { row(["`\($0.key)`", $0.words]) }.joined()
        return """
            # Vocabulary

            What an event can say, as far as it occurs in this deposit.

            ## Types of events

            \(row(["type", "events", "says", "fields in `data`"]))\(row(["---", "---", "---", "---"]))\(types)
            ## Keys of an event

            \(row(["key", ""]))\(row(["---", "---"]))\(row(["`id`", "feed, slash, number: the event's name for ever"]))\
            \(row(["`type`", "what kind of event it is"]))\(row(["`occurred`", "when it happened: a date of EDTF (ISO 8601-2)"]))\
            \(row(["`recorded`", "when it was written down"]))\(keys)\(row(["`data`", "the fields of its type"]))
            """
    }

    private static let keyWords: [(key: String, words: String)] = [
        ("learnt", "when it could be known, if that was before it was recorded"),
        ("because", "the events that led to it"), ("evidence", "the events that show it"),
        ("sources", "the sessions or documents where it was learnt"),
        ("warrant", "how it is known: observed, told, documented or interpreted"), ("told_by", "who told it"),
        ("reconstructed", "keys and fields that no source gives"), ("note", "the researcher's remark"),
    ]

    private static func row(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |\n" }
}
