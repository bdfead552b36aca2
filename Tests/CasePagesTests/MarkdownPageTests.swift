import CaseModel
import CasePages
import Foundation
import TestHistories
import Testing

/// Views as Markdown.
struct MarkdownPageTests {
    private func page(_ title: String, _ sections: [Section], footer: [String] = []) -> String {
        var bytes: [UInt8] = []
        MarkdownPage.render(title: title, sections, footer: footer) { bytes += $0 }
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test func `a page has a heading, and a heading, a remark and a table for each section`() {
        let section = Section(
            "Title (2)", remark: "A remark.\nAnother.", columns: ["id", "name", "", "kind"],
            rows: Rows([["a", "Alpha", "", "x"], ["bb", "B", "", "~*"]]))
        let text = page("elm: ledger", [section, Section("Empty", remark: "None.")], footer: ["~ imprecise"])
        #expect(
            text == #"""
                # elm: ledger

                ## Title (2)

                A remark.

                Another.

                | id | name | kind |
                |---|---|---|
                | a | Alpha | x |
                | bb | B | \~\* |

                ## Empty

                None.

                \~ imprecise

                """#)
    }

    @Test(arguments: [
        ("plain - words, \"quoted\" (so)", "plain - words, \"quoted\" (so)"),
        ("a|b*c_d`e<f>g~h#i\\j", ##"a\|b\*c\_d\`e\<f\>g\~h\#i\\j"##),
        ("[x](y) [x][y] [z]", #"[x\](y) [x\][y] [z]"#), ("R & D &amp; &#x41;", ##"R & D \&amp; \&\#x41;"##),
        ("one\ntwo\r\nthree", "one two three"),
        ("see https://a.example/b_c|d).", "see <https://a.example/b_c%7Cd>)."), ("", ""),
        ("https://a.example/b_(c)/[d]!e\\f`", "<https://a.example/b_%28c%29/%5Bd%5D%21e%5Cf%60>"),
        ("https://a\t[open](javascript:alert(1)//)z", #"<https://a> [open\](javascript:alert(1)//)z"#),
        ("https://a \u{338}[open](javascript:alert(1)//)z", "<https://a> \u{338}[open\\](javascript:alert(1)//)z"),
        ("https://a\u{2028}<b>", #"<https://a> \<b\>"#), ("https://a\u{7}<b>", "https://a\u{7}\\<b\\>"),
        ("https://a\u{202E}_b", "https://a\u{202E}\\_b"), ("a \tb  c", "a  b  c"),
        ("a|\u{301}b", "a\\|\u{301}b"),
    ])
    func `words mean themselves in Markdown`(words: String, escaped: String) {
        let text = page("T", [Section("S", columns: ["c", "d"], rows: Rows([[words, "x"]]))])
        let row = escaped.isEmpty ? "| x |" : "| \(escaped) | x |"
        #expect(text.split(separator: "\n").last.map(String.init) == row)
    }

    @Test(arguments: [("- x", #"\- x"#), ("12. x", #"12\. x"#), ("3 of 4", "3 of 4"), ("# x", ##"\# x"##)])
    func `a paragraph begins no list and no heading`(remark: String, shown: String) {
        #expect(page("T", [Section("S", remark: remark)]).hasSuffix("\n\n\(shown)\n"))
    }

    @Test func `every row of a long table is there`() {
        let rows = (0..<10_000).map { ["row \($0)", "x"] }
        let lines = page("T", [Section("S", columns: ["a", "b"], rows: Rows(rows))]).split(separator: "\n")
        #expect(lines.suffix(rows.count).map(String.init) == rows.map { "| \($0[0]) | x |" })
    }

    @Test func `events are a list`() throws {
        var events = MarkdownEvents(names: NameBook(Viewpoint(CaseHistory(feeds: []))))
        var output: [UInt8] = []
        let head = #"{"id":"jw-00000000/3","type":"observation.noted","occurred":"2019~","#
        let line = head + #""reconstructed":["occurred","by"],"data":{"text":"A *b* \"c\""}}"#
        events.write(Array(line.utf8), to: &output)
        events.write(Array("{".utf8), to: &output)
        #expect(
            String(decoding: output, as: UTF8.self) == #"""
                - **2019\~** A \*b\* "c" (reconstructed: occurred, by) `jw-00000000/3`
                - (a line that cannot be read)

                """#)
    }
}
