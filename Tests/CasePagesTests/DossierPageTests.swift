import CaseModel
import CasePages
import TestHistories
import Testing

/// The page that a dossier is read from.
struct DossierPageTests {
    private static func page(
        _ title: String = "D", at: String? = nil, isIncomplete: Bool = false, feeds: [DossierPage.Feed] = [],
        unproven: [DossierPage.Unproven] = [], withheld: [String] = []
    ) throws -> String {
        var book = try Notebook.withCast()
        let data: JSONValue = ["dispute": "d", "title": .string(title), "issues": ["purpose"], "parties": ["acute"]]
        let heard = try book.record(.observationNoted, "2018", ["text": "x"])
        try book.record(
            .disputeRaised, "2019", data, ["because": [.string(heard)], "evidence": [.string(heard)]])
        let audit = try #require(Audits(book.feeds).audit("d"))
        let question = Question(caseName: "elm", view: "audit", at: at, isIncomplete: isIncomplete)
        let words = AuditWords(audit, NameBook(book.view()))
        return DossierPage(words, question, dispute: "d", feeds: feeds, unproven: unproven, withheld: withheld).text
    }

    private static let feed = DossierPage.Feed("jw-3f9c21ab", lineCount: 2, provenCount: 2, signedCount: 7)

    @Test func `the page says what was asked, what is here and that nothing is missing`() throws {
        let page = try Self.page(at: "2019-06", feeds: [Self.feed])
        #expect(page.hasPrefix("# elm: a dossier on D (d)\n\n"))
        #expect(page.contains("- what had happened: by 2019-06\n- what could be known: at any time\n"))
        #expect(page.contains("the lines that it tells of, 2 in all,"))
        #expect(page.contains("| `jw-3f9c21ab` | 2 | 2 | 7 lines |\n"))
        #expect(page.contains("- Nothing: all of the case could be read, and every line here is proven.\n"))
        #expect(page.contains("caselog audit --output \"$again/dossier\" --at '2019-06' -- \"$CASE\" d\n"))
        #expect(page.hasSuffix("```\n"))
    }

    @Test func `what is missing is said first, and why`() throws {
        let page = try Self.page(
            isIncomplete: true,
            feeds: [DossierPage.Feed("jw-3f9c21ab", lineCount: 2, provenCount: 0, signedCount: nil)],
            unproven: [DossierPage.Unproven(["jw-3f9c21ab/1", "jw-3f9c21ab/9"], "Not <signed>.")])
        #expect(page.contains("- **The case is damaged and this audit incomplete.**"))
        #expect(page.contains("- **Not provable yet:** jw-3f9c21ab/1, jw-3f9c21ab/9. Not \\<signed\\>.\n"))
        #expect(page.contains("| `jw-3f9c21ab` | 2 | 0 | nothing |\n"))
        #expect(!page.contains("check-proof \"$proof\"") && !page.contains("--whole"))
    }

    @Test func `what was withdrawn is said to be left out`() throws {
        let page = try Self.page(feeds: [Self.feed], withheld: ["jw-3f9c21ab/4"])
        #expect(page.contains("- **Withdrawn:** the lines of jw-3f9c21ab/4, with their proofs."))
    }

    @Test func `a title stays words, whatever it holds`() throws {
        let page = try Self.page("# *a*\n```sh\nrm -rf .\n```", feeds: [Self.feed])
        #expect(page.hasPrefix("# elm: a dossier on \\# \\*a\\* \\`\\`\\`sh rm -rf . \\`\\`\\` (d)\n"))
    }

    @Test func `without lines there is no step about lines`() throws {
        let page = try Self.page()
        #expect(page.contains("\n1. ") && page.contains("\n3. ") && !page.contains("\n2. ") && !page.contains("\n5. "))
    }
}
