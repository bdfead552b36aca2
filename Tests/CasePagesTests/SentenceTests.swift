import CaseModel
import Testing

@testable import CasePages

/// What a report is made of: sentences with their events, and text that stays text.
struct SentenceTests {
    private static func id(_ sequence: UInt64, feed: Int = 0) -> EventID { EventID(feed: feed, sequence: sequence) }

    private static func text(_ events: [EventID], marks: (EventID) -> String = { _ in "" }) -> String {
        let tables = Tables(feeds: ["aa-00000000", "bb-00000000"])
        var previous: CitedRun?
        return CitedRun.all(events, marks: marks).map { run in
            defer { previous = run }
            return run.text(behind: previous, tables)
        }.joined(separator: ", ")
    }

    @Test func `without an event there is no sentence`() {
        #expect(Sentence("So it was", citing: []) == nil)
        #expect(
            Sentence("So it was", citing: [Self.id(3), Self.id(1), Self.id(3)])?.citing == [Self.id(1), Self.id(3)])
    }

    @Test(arguments: [
        ("It was.", "It was"), ("Was it?", "Was it?"), ("It was\nso.", "It was so"), ("And...", "And..."),
    ])
    func `a sentence is on one line, and gets its full stop behind its events`(words: String, told: String) {
        #expect(Sentence(words, citing: Self.id(1)).words == told)
    }

    @Test func `three events in a row are a run, of one feed and with the same marks`() {
        #expect(Self.text([1, 2, 4, 5, 6].map { Self.id($0) }) == "aa-00000000/1, 2, 4–6")
        #expect(Self.text([Self.id(1), Self.id(2, feed: 1)]) == "aa-00000000/1, bb-00000000/2")
        let marked = Self.text([1, 2, 3, 4].map { Self.id($0) }) { $0.sequence < 4 ? "*" : "~" }
        #expect(marked == "aa-00000000/1–3 *, 4 ~")
    }

    @Test func `runs stand for the events that they are made of, whatever these are`() {
        for bits in 0..<256 {
            let events = (0..<8).filter { bits & (1 << $0) != 0 }.map { Self.id(UInt64($0 + 1)) }
            let back = CitedRun.all(events) { $0.sequence % 5 == 0 ? "~" : "" }.flatMap { run in
                (run.first.sequence...run.last.sequence).map { Self.id($0) }
            }
            #expect(back == events)
        }
    }

    @Test func `names that have commas are kept apart by semicolons`() {
        #expect(Telling.list(["A", "B", "C"]) == "A, B and C")
        #expect(Telling.list(["A, B", "C", "D"]) == "A, B; C and D")
        #expect(Telling.list(["A", "B", "C"], atMost: 2) == "A, B and 1 more")
    }

    @Test func `in HTML text stays text`() {
        #expect(HTMLText.escaped(#"<a href='x'>"&</a>"#) == "&lt;a href=&#39;x&#39;&gt;&quot;&amp;&lt;/a&gt;")
        // A mark that combines with a character does not hide it.
        #expect(HTMLText.escaped("<\u{338}script>") == "&lt;\u{338}script&gt;")
    }
}
