import CaseModel
import TestHistories
import Testing

/// Words as they are shown to others, in stored lines with their corrections beside them.
struct QuotingTests {
    private var book: Notebook

    init() throws {
        book = try Notebook.withCast()
        try book.record(
            .participantRecruited, "2017", ["participant": "p03", "title": "Nurse", "sector": "acute-provider"])
    }

    /// What every line says in the place of an excerpt's words.
    private func words(_ book: Notebook) throws -> [String] {
        let lines = book.feeds.flatMap(\.lines)
        return try lines.compactMap { line in
            let shown = try JSONParser.parse(
                book.history.quotedAsStored(line) { id in
                    book.feeds[id.feed].lines[Int(id.sequence) - 1]
                })
            switch shown["type"]?.string {
            case "excerpt.recorded": return shown["data"]?["text"]?.string
            case "event.corrected": return shown["data"]?["data"]?["text"]?.string
            default: return nil
            }
        }
    }

    private func excerpt(_ book: inout Notebook, by speaker: String, verbatim: Bool) throws -> String {
        let data: JSONValue = ["text": "We lose.", "speaker": .string(speaker), "verbatim": .bool(verbatim)]
        return try book.record(.excerptRecorded, "2018-03-01", data, anyway: true)
    }

    private func correct(_ book: inout Notebook, _ event: String, _ changes: JSONValue) throws {
        try book.record(
            .eventCorrected, "2022", ["event": .string(event), "reason": "a slip", "data": changes], anyway: true)
    }

    @Test func `a correction's words are withheld with the excerpt's`() throws {
        var book = book
        let event = try excerpt(&book, by: "p02", verbatim: true)
        try correct(&book, event, ["text": "We lose all."])
        #expect(try words(book) == ["We lose.", "We lose all."])
        try book.record(.consentGiven, "2018", ["participant": "p02", "scope": ["record"]])
        let withheld = "[not quoted: p02 has not consented to it]"
        #expect(try words(book) == [withheld, withheld])
    }

    @Test func `the consent of everybody counts who was ever said to be the speaker`() throws {
        var book = book
        let event = try excerpt(&book, by: "p02", verbatim: true)
        try correct(&book, event, ["speaker": "p03", "text": "They lose."])
        #expect(try words(book) == ["We lose.", "They lose."])
        try book.record(.consentGiven, "2018", ["participant": "p03", "scope": ["record"]])
        let withheld = "[not quoted: p03 has not consented to it]"
        #expect(try words(book) == [withheld, withheld])
    }

    @Test func `what is not word for word, and what nobody spoke, is shown`() throws {
        var book = book
        _ = try excerpt(&book, by: "p02", verbatim: false)
        try book.record(.consentGiven, "2018", ["participant": "p02", "scope": ["record"]])
        let document = try book.record(.excerptRecorded, "2018", ["text": "As printed.", "verbatim": .bool(true)])
        try correct(&book, document, ["text": "As it is printed."])
        #expect(try words(book) == ["We lose.", "As printed.", "As it is printed."])
    }
}
