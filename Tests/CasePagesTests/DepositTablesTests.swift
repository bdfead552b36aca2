import CaseModel
import CasePages
import Testing

/// The tables and pages of a deposit.
struct DepositTablesTests {
    private func line(_ text: String) throws -> JSONValue { try JSONParser.parse(Array(text.utf8)) }

    private func contents(
        _ lines: [String], withheld: [Withheld: Int] = [:], dates: DateLimit? = nil
    ) throws -> DepositContents {
        var contents = DepositContents(withheld: withheld, dates: dates)
        for (number, text) in lines.enumerated() {
            let place = Place(effect: Int64(number), recorded: 0, id: EventID(feed: 0, sequence: UInt64(number + 1)))
            contents.add(try line(text), at: place, codes: ["mood"], isWhole: dates == nil)
        }
        return contents
    }

    @Test(arguments: [
        ("plain", "plain"), ("a, b", "\"a, b\""), ("say \"no\"", "\"say \"\"no\"\"\""),
        ("two\nlines", "\"two\nlines\""),
        ("=1+1", "'=1+1"), ("-1", "'-1"), ("@x", "'@x"), ("+1,2", "\"'+1,2\""), ("", ""), ("Zoë", "Zoë"),
    ])
    func `a cell is read as what it says, and never as a formula`(text: String, cell: String) {
        #expect(CSV.row([text, "x"]) == "\(cell),x\r\n")
    }

    @Test func `an event is a row with its words, whom it names, its codes and its sources`() throws {
        let event = try line(
            #"{"id":"a-00000000/1","type":"excerpt.recorded","occurred":"2019","recorded":"2020","sources":["talk","paper"],"note":"Loud.","data":{"text":"“We lose”, twice.","speaker":"p01"}}"#
        )
        #expect(
            DepositTables.row(of: event, actors: ["p01", "acute"], codes: ["mood"])
                == "a-00000000/1,excerpt.recorded,2019,p01; acute,\"Loud.\n“We lose”, twice.\",mood,talk; paper\r\n")
    }

    @Test func `the codebook has the built-in codes with their study, and those that nothing here defines`() throws {
        let contents = try contents([
            #"{"id":"a-00000000/1","type":"observation.noted","data":{"text":"x","codes":["mood"]}}"#,
            #"{"id":"a-00000000/2","type":"code.defined","data":{"code":"tone","label":"A | B","kind":"theme","parents":["purpose","power"]}}"#,
        ])
        let table = DepositTables.codebook(contents.codebook)
        #expect(table.contains("purpose,purpose,issue,,,,0,\(DepositTables.study)\r\n"))
        #expect(table.contains("listening,listening,strategy,meaning,,,0,\(DepositTables.study)\r\n"))
        #expect(table.contains("tone,A | B,theme,purpose; power,,,0,this case\r\n"))
        #expect(table.hasSuffix("mood,,,,,,1,\r\n"))
        #expect(DepositTables.codebookPage(contents.codebook).contains(#"| tone | A \| B | theme |"#))
    }

    @Test func `the vocabulary names the types, fields and keys that occur, and no others`() throws {
        let page = DepositTables.vocabularyPage(
            try contents([
                #"{"id":"a-00000000/1","type":"excerpt.recorded","occurred":"2019","recorded":"2020","note":"x","data":{"text":"x","locator":"p. 3"}}"#
            ]))
        #expect(page.contains("| `excerpt.recorded` | 1 |") && page.contains("`text`, `locator` |"))
        #expect(page.contains("| `note` |") && !page.contains("`told_by`") && !page.contains("speaker"))
        for key in EventDescription.contextFields.map(\.name) {
            let used = try contents([#"{"id":"a-00000000/1","type":"memo.written","\#(key)":[],"data":{}}"#])
            #expect(DepositTables.vocabularyPage(used).contains("| `\(key)` |"), "\(key) is explained.")
        }
    }

    @Test func `the page tells how many are withheld and why, how coarse dates are, and what remains to be filled in`()
        throws
    {
        let opening = #"{"id":"a-00000000/1","type":"case.opened","data":{"case":"elm","title":"Elm *and* oak"}}"#
        var all = try contents([opening], withheld: [.consent: 3, .retracted: 1], dates: .month)
        all.add(DepositContents.Feed("a-00000000", lineCount: 5, signedCount: nil))
        let page = DepositPage(caseName: "elm", all).text
        #expect(page.hasPrefix("# Elm \\*and\\* oak\n"))
        #expect(page.contains("**1 events** here; 4 were withheld") && page.contains("| 3 | names a participant"))
        #expect(page.contains("no date is finer than a **month**") && page.contains("| `a-00000000` | 5 | none |"))
        #expect(
            page.contains("To be filled in") && page.contains("none of them: a stored line would tell its exact date"))
        let empty = DepositPage(caseName: "elm", try contents([])).text
        #expect(empty.hasPrefix("# elm\n") && empty.contains("## What is withheld\n\nNothing."))
        #expect(Set(Withheld.allCases.map(DepositPage.words)).count == Withheld.allCases.count)
    }
}
