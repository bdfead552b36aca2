import CaseModel
import CasePages
import TestHistories
import Testing

/// Tables fit the terminal, and nothing is cut off.
struct TerminalPageTests {
    @Test(arguments: [
        ("", 10, [""]), ("one two three", 7, ["one two", "three"]), ("one two three", 13, ["one two three"]),
        ("one", 3, ["one"]), ("abcdefghij", 4, ["abcd", "efgh", "ij"]),
        ("a abcdefgh b", 4, ["a", "abcd", "efgh", "b"]),
        ("a  b", 10, ["a b"]), ("first\n\nsecond line", 6, ["first", "", "second", "line"]),
        ("äöü 🏥🏥🏥", 3, ["äöü", "🏥🏥🏥"]),
    ])
    func `a text is broken at spaces, and a long word anywhere`(text: String, width: Int, lines: [String]) {
        #expect(TerminalPage(width: 80).wrap(text, width: width) == lines)
    }

    @Test func `no line of wrapped text is wider than asked, and no word is lost`() {
        var random = SeededRandom(3)
        let page = TerminalPage(width: 80)
        for _ in 0..<300 {
            let words = (0..<random.number(0...30)).map { _ in String(repeating: "w", count: random.number(1...25)) }
            let width = random.number(1...40)
            let lines = page.wrap(words.joined(separator: " "), width: width)
            #expect(lines.allSatisfy { $0.count <= width })
            #expect(lines.joined().filter { $0 != " " } == words.joined())
        }
    }

    @Test func `a table gives each column what it needs, and leaves empty ones out`() {
        let section = Section(
            "Title", remark: "A remark.", columns: ["id", "name", "", "kind"],
            rows: [["a", "Alpha", "", "x"], ["bb", "B", "", "longer"]])
        #expect(
            TerminalPage(width: 60).render(title: "Page", [section], footer: ["the end"]) == """
                Page
                ====

                Title
                  A remark.
                  id  name   kind
                  --  -----  ------
                  a   Alpha  x
                  bb  B      longer

                the end

                """)
    }

    @Test func `a table too wide is narrowed by its widest columns, cells being wrapped`() {
        let long = String(repeating: "word ", count: 12)
        let section = Section("T", columns: ["id", "text", "more"], rows: [["a", long, "short"], ["b", "x", long]])
        let page = TerminalPage(width: 40).render(title: "P", [section])
        #expect(page.split(separator: "\n").allSatisfy { $0.count <= 40 })
        #expect(page.count { $0 == "w" } == 24)
    }

    @Test func `tables of any shape fit, as long as there is room for their columns`() {
        var random = SeededRandom(5)
        for _ in 0..<200 {
            let columns = random.number(1...5)
            let rows = (0..<random.number(1...4)).map { _ in
                (0..<columns).map { _ in String(repeating: "ab ", count: random.number(0...30)) }
            }
            let section = Section("T", columns: (0..<columns).map { "column \($0)" }, rows: rows)
            let width = random.number(60...140)
            let page = TerminalPage(width: width).render(title: "P", [section])
            #expect(page.split(separator: "\n").allSatisfy { $0.count <= width }, "\(width)\n\(page)")
        }
    }
}

/// Events as people read them.
struct EventsPageTests {
    @Test func `an event is its date, its id, its sentence and what it rests on`() throws {
        let page = EventsPage(names: NameBook(try Notebook.withCast().view()), width: 70)
        let line = """
            {"id":"aa-00000000/20","type":"dispute.joined","occurred":"2019-06~","recorded":"2022-01-01T00:00:00.000Z",\
            "because":["aa-00000000/3"],"sources":["report"],"warrant":"told","told_by":["p01"],"reconstructed":["occurred"],\
            "note":"a note that is rather long","data":{"dispute":"beds","party":"acute"}}
            """
        #expect(
            page.entry(Array(line.utf8)) == """
                2019-06~            aa-00000000/20
                    The acute joined beds
                    (told; told by p01; because of aa-00000000/3; source report;
                    reconstructed: occurred; note: a note that is rather long)

                """)
    }

    @Test func `a line that is no JSON is said to be unreadable`() throws {
        let page = EventsPage(names: NameBook(try Notebook.withCast().view()), width: 70)
        #expect(page.entry(Array("{".utf8)) == "(a line that cannot be read)\n")
    }
}
