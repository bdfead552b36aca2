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
        ("äöü 🏥🏥🏥", 4, ["äöü", "🏥🏥", "🏥"]), ("日本語 x", 6, ["日本語", "x"]),
    ])
    func `a text is broken at spaces, and a long word anywhere`(text: String, width: Int, lines: [String]) {
        #expect(TerminalPage.wrap(text, width: width) == lines)
    }

    @Test func `no line of wrapped text is wider than asked, and no word is lost`() {
        var random = SeededRandom(3)
        for _ in 0..<300 {
            let words = (0..<random.number(0...30)).map { _ in String(repeating: "w", count: random.number(1...25)) }
            let width = random.number(1...40)
            let lines = TerminalPage.wrap(words.joined(separator: " "), width: width)
            #expect(lines.allSatisfy { $0.count <= width })
            #expect(lines.joined().filter { $0 != " " } == words.joined())
        }
    }

    @Test func `a table gives each column what it needs, and leaves empty ones out`() {
        let section = Section(
            "Title", remark: "A remark.", columns: ["id", "name", "", "kind"],
            rows: Rows([["a", "Alpha", "", "x"], ["bb", "B", "", "longer"]]))
        #expect(
            TerminalPage(width: 60).text(title: "Page", [section], footer: ["the end"]) == """
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
        let section = Section(
            "T", columns: ["id", "text", "more"], rows: Rows([["a", long, "short"], ["b", "x", long]]))
        let page = TerminalPage(width: 40).text(title: "P", [section])
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
            let section = Section("T", columns: (0..<columns).map { "column \($0)" }, rows: Rows(rows))
            let width = random.number(60...140)
            let page = TerminalPage(width: width).text(title: "P", [section])
            #expect(page.split(separator: "\n").allSatisfy { $0.count <= width }, "\(width)\n\(page)")
        }
    }
}

/// What a text takes on a line is told from its bytes just as its characters would tell it.
struct TextShapeTests {
    /// Letters, spaces, punctuation, and what joins with its neighbours or is of several scalars.
    private static let pieces = [
        "a", "word", " ", " ", "  ", "é", "e\u{301}", "“", "—", "\u{AD}", "\n", "\r\n", "\t", "\u{7F}", "🏥", "👩‍⚕️",
        "\u{200D}",
        "ﷺ", "longerword", "0", "~", "!",
    ]

    @Test func `a width is that of the characters, and what is told to fit is shown as it is`() {
        var random = SeededRandom(11)
        for _ in 0..<3000 {
            let text = (0..<random.number(0...12)).map { _ in Self.pieces[random.number(0...Self.pieces.count - 1)] }
                .joined()
            let padding = String(repeating: "x ", count: random.number(0...4))
            let bytes = Array((padding + text + padding).utf8)
            let start = padding.utf8.count
            let width = TextShape(bytes.span.bytes, start..<bytes.count - start).width
            guard let width else { continue }
            #expect(width == text.count, "\(text.debugDescription)")
            #expect(TerminalPage.wrap(text, width: max(width, 1)) == [text], "\(text.debugDescription)")
        }
    }

    @Test func `cells are wrapped alike by bytes and by characters`() {
        var random = SeededRandom(12)
        for _ in 0..<500 {
            let text = (0..<random.number(1...30)).map { _ in Self.pieces[random.number(0...Self.pieces.count - 1)] }
                .joined()
            let section = Section("T", columns: [""], rows: Rows([[text], [String(repeating: "y", count: 90)]]))
            let page = TerminalPage(width: 40).text(title: "P", [section])
            let lines = TerminalPage.wrap(text, width: 38).map { line in
                var line = "  " + line
                while line.utf8.last == UInt8(ascii: " ") { line.removeLast() }
                return line + "\n"
            }
            #expect(page.hasPrefix("P\n=\n\nT\n" + lines.joined()), "\(text.debugDescription)")
        }
    }

    @Test func `what several make of long tables and of many is what one makes of them`() {
        let long = (0..<20_000).map { ["row \($0)", String(repeating: "word ", count: $0 % 40)] }
        var sections = (0..<300).map {
            Section("S\($0)", remark: "Short.", columns: ["", "b"], rows: Rows([long[$0]]))
        }
        sections.append(Section("T", columns: ["a", "b"], rows: Rows(long)))
        sections.append(Section("None", remark: "Nothing."))
        let several = Sharing(among: 3) { count, work in
            for number in (0..<count).reversed() { work(number) }
        }
        let shared = TerminalPage(width: 70, sharing: several).text(title: "P", sections, footer: ["the end"])
        #expect(shared == TerminalPage(width: 70).text(title: "P", sections, footer: ["the end"]))
    }

    @Test func `headings and footers that are wider than the terminal are broken at spaces`() {
        let words = Array(repeating: "words", count: 12).joined(separator: " ")
        let page = TerminalPage(width: 40).text(
            title: words, [Section(words, remark: words)], footer: ["short   as it is", words])
        #expect(page.split(separator: "\n").allSatisfy { $0.count <= 40 })
        #expect(page.contains("\nshort   as it is\n"))
        #expect(page.matches(of: /words/).count == 48)
    }

    @Test func `a page that is long is handed over in pieces`() {
        let rows = (0..<5000).map { ["row \($0)", "some words of it"] }
        var pieces: [[UInt8]] = []
        TerminalPage(width: 80).render(title: "P", [Section("T", columns: ["a", "b"], rows: Rows(rows))]) {
            pieces.append($0)
        }
        #expect(pieces.count > 1)
        #expect(pieces.joined().count { $0 == UInt8(ascii: "\n") } == 5 + 1 + 5000)
    }
}

extension TerminalPage {
    /// The whole page.
    func text(title: String, _ sections: [Section], footer: [String] = []) -> String {
        var bytes: [UInt8] = []
        render(title: title, sections, footer: footer) { bytes += $0 }
        return String(decoding: bytes, as: UTF8.self)
    }
}

extension EventsPage {
    fileprivate mutating func text(_ line: String) -> String {
        var bytes: [UInt8] = []
        write(Array(line.utf8), to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }
}

/// Events as people read them.
struct EventsPageTests {
    @Test func `an event is its date, its id, its sentence and what it rests on`() throws {
        var page = EventsPage(names: NameBook(try Notebook.withCast().view()), width: 70)
        let line = """
            {"id":"aa-00000000/20","type":"dispute.joined","occurred":"2019-06~","recorded":"2022-01-01T00:00:00.000Z",\
            "because":["aa-00000000/3"],"sources":["report"],"warrant":"told","told_by":["p01"],"reconstructed":["occurred"],\
            "note":"a note that is rather long","data":{"dispute":"beds","party":"acute"}}
            """
        let text = page.text(line)
        #expect(
            text == """
                2019-06~            aa-00000000/20
                    The acute joined beds
                    (told; told by p01; because of aa-00000000/3; source report;
                    reconstructed: occurred; note: a note that is rather long)

                """)
    }

    @Test(arguments: [40, 55, 80])
    func `no line of an event is wider than the terminal`(width: Int) throws {
        var page = EventsPage(names: NameBook(try Notebook.withCast().view()), width: width)
        let text = page.text(
            """
            {"id":"aa-00000000/20","type":"memo.written","occurred":"2019-06~","recorded":"2022-01-01T00:00:00.000Z",\
            "note":"a note that is rather long","data":{"text":"Words enough for more than one line, however wide."}}
            """)
        #expect(text.split(separator: "\n").allSatisfy { $0.count <= width })
        #expect(text.contains("however"))
    }

    @Test func `a line that is no JSON is said to be unreadable`() throws {
        var page = EventsPage(names: NameBook(try Notebook.withCast().view()), width: 70)
        let text = page.text("{")
        #expect(text == "(a line that cannot be read)\n")
    }
}
