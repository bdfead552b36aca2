import CaseModel
import Testing

@testable import CasePages

/// How much room characters take, and what narrow tables do with it.
struct ColumnsTests {
    @Test(arguments: [
        ("elm", 3), ("é", 1), ("e\u{301}", 1), ("日本", 4), ("ＡＢ", 4), ("한글", 4), ("🏥", 2), ("🇬🇧", 2), ("👩‍⚕️", 2),
        ("☺", 1), ("☺\u{FE0F}", 2), ("→–†", 3), ("𠀋", 2),
    ])
    func `wide characters take two columns`(text: String, columns: Int) { #expect(Columns.of(text) == columns) }

    @Test(arguments: [("abcd", 4, "abcd"), ("abcde", 4, "abc…"), ("日本", 4, "日本"), ("日本語", 5, "日本…"), ("日本語", 4, "日…")])
    func `a text is cut where its room ends`(text: String, width: Int, cut: String) {
        #expect(Columns.cut(text, to: width) == cut)
    }

    private static func columns(_ text: String) -> [Int] {
        text.split(separator: "\n").map { Columns.of($0) }
    }

    @Test func `cells behind wide ones stand below each other`() {
        let rows = Rows([["日本語", "x"], ["abc", "y"], ["🇬🇧", "z"]])
        let page = TerminalPage(width: 40).text(title: "T", [Section("S", columns: ["a", "b"], rows: rows)])
        let behind = page.split(separator: "\n").suffix(3).map { line in Columns.of(line.dropLast()) }
        #expect(Set(behind).count == 1)
    }

    @Test func `a title on several lines is one, and wide titles are underlined as far as they go`() {
        let page = TerminalPage(width: 40).text(title: "日本", [Section("Who\npays?")])
        #expect(page == "日本\n====\n\nWho pays?\n")
    }

    @Test func `titles of columns are broken with them`() {
        let long = String(repeating: "word ", count: 10) + "word"
        let rows = Rows([["1", long], ["2", long]])
        let titles = ["number of them that there are", "what"]
        let page = TerminalPage(width: 40).text(title: "T", [Section("S", columns: titles, rows: rows)])
        #expect(Self.columns(page).allSatisfy { $0 <= 40 })
        #expect(page.contains("number") && !page.contains("number of them that there are"))
    }

    @Test(arguments: 40...120)
    func `the id of an event is never broken`(width: Int) {
        let id = "[observer-326c568c/218]"
        let cell = "three disputes, two of them settled: \(id)"
        let titles = ["what there is", "elm", "oak", "willow"]
        let rows = Rows([["purpose", cell, cell, "–"], ["all", "–", cell, "日本 \(cell)"]])
        let page = TerminalPage(width: width).text(title: "T", [Section("S", columns: titles, rows: rows)])
        #expect(page.ranges(of: id).count == 4, "\(page)")
        #expect(Self.columns(page).allSatisfy { $0 <= width })
    }

    @Test func `where ids leave no room for columns, each cell has lines of its own`() {
        let rows = Rows([["resources", "beds [observer-326c568c/218]", "–"], ["power", "–", "wards [ab-00000000/3]"]])
        let page = TerminalPage(width: 40).text(
            title: "T", [Section("S", columns: ["issue", "elm", "oak"], rows: rows)])
        #expect(
            page.hasSuffix(
                """
                S
                  issue  resources
                  elm    beds [observer-326c568c/218]
                  oak    –

                  issue  power
                  elm    –
                  oak    wards [ab-00000000/3]

                """))
    }
}
