import CaseModel
import Testing

/// What looks like a person's name, telephone number or e-mail address is found, and what does not is not.
struct TraceSearchTests {
    /// What is expected of a sentence, as it is written in `TraceSentences`.
    struct Sentence: CustomTestStringConvertible, Sendable {
        let text: String
        let expected: [String]

        var testDescription: String { text }

        init(_ marked: String) {
            var (text, expected): (String, [String]) = ("", [])
            for piece in marked.split(separator: "{", omittingEmptySubsequences: false) {
                let parts = piece.split(separator: "}", maxSplits: 1, omittingEmptySubsequences: false)
                guard parts.count == 2 else {
                    text += piece
                    continue
                }
                let mark = parts[0].split(separator: "|")
                let kind = mark[0].contains(" ") ? "" : " name"
                expected.append("\(mark[0])\(kind): \(mark[1])")
                text += mark[1] + parts[1]
            }
            (self.text, self.expected) = (text, expected)
        }

        static func all(_ table: String) -> [Sentence] {
            table.split(separator: "\n").map { Sentence(String($0)) }
        }
    }

    static func found(_ text: String, _ search: TraceSearch = TraceSearch()) -> [String] {
        var search = search
        let bytes = Array(text.utf8)
        return search.traces(in: bytes).map { trace in
            let words = String(decoding: bytes[trace.range], as: UTF8.self)
            return "\(trace.sureness.rawValue) \(trace.kind.rawValue): \(words)"
        }
    }

    /// A search in a case to which a line has given a name or title.
    static func search(registered line: String) throws -> TraceSearch {
        var members = LineMembers()
        let canonical = members.canonical(Array(line.utf8))
        let line = try #require(canonical)
        var registered = RegisteredNames()
        registered.add(line.span.bytes, members)
        return TraceSearch(registered: registered)
    }

    @Test(arguments: Sentence.all(TraceSentences.withTraces))
    func `a sentence with traces has just those`(sentence: Sentence) {
        #expect(!sentence.expected.isEmpty)
        #expect(Self.found(sentence.text) == sentence.expected)
    }

    @Test(arguments: Sentence.all(TraceSentences.without))
    func `a sentence without traces has none`(sentence: Sentence) {
        #expect(Self.found(sentence.text) == [])
    }

    @Test func `names of the case's own things are none of persons`() throws {
        let search = try Self.search(
            registered:
                #"{"type":"organisation.registered","data":{"organisation":"fq","name":"Dr Foster Quimby Ltd"}}"#)
        #expect(Self.found("We asked Dr Foster, and Foster Quimby too.", search) == [])
        #expect(Self.found("We asked Dr Foster Pym.", search) == ["sure name: Dr Foster Pym"])
        #expect(Self.found("We asked Dr Foster.") == ["sure name: Dr Foster"])
    }

    @Test func `a title hides what may be a name, and not what is likely one`() throws {
        let title = "Letter from Jane Smith on Bramble Oakum"
        let search = try Self.search(
            registered: #"{"type":"document.collected","data":{"document":"d","title":"\#(title)"}}"#)
        #expect(Self.found("It was Jane Smith on Bramble Oakum.", search) == ["likely name: Jane Smith"])
    }

    @Test func `a name that is sought is found in any letter case, and each part of it`() {
        let search = TraceSearch(sought: SoughtNames(["Mrs Jane Pell", "Łukasz O’Hara-Żak", "Cher"]))
        #expect(Self.found("then jane pell said", search) == ["sure name: jane pell"])
        #expect(Self.found("PELL, JANE", search) == ["sure name: PELL, JANE"])
        #expect(Self.found("Jane M. Pell", search) == ["sure name: Jane M. Pell"])
        #expect(Self.found("It was Pell's.", search) == ["likely name: Pell"])
        #expect(Self.found("it was pell", search) == ["perhaps name: pell"])
        #expect(Self.found("it was pellet and repell", search) == [])
        #expect(Self.found("ŁUKASZ o'hara-żak", search) == ["sure name: ŁUKASZ o'hara-żak"])
        #expect(Self.found("O'Hara-Z\u{307}ak spoke", search) == ["likely name: O'Hara-Z\u{307}ak"])
        #expect(Self.found("We asked Cher.", search) == ["sure name: Cher"])
    }

    @Test func `arbitrary bytes have traces within them, of which none lies in another`() {
        var random = SystemRandomNumberGenerator()
        let pieces = [
            "Mr ", "Jane", " Smith", ". ", "J.", "S.", " ", "@", "a.org", "07700 900123", "+44 ", "(0)", "’s",
            "\u{301}", "\u{A0}", "://",
            "van ", "\n", "Ł", "-", "'", "“",
        ].map { Array($0.utf8) }
        for _ in 0..<2_000 {
            var text: [UInt8] = []
            for _ in 0..<Int.random(in: 0..<12, using: &random) {
                let isPiece = Int.random(in: 0..<5, using: &random) > 0
                text +=
                    isPiece ? pieces.randomElement(using: &random) ?? [] : [UInt8.random(in: 0...255, using: &random)]
            }
            var search = TraceSearch(sought: SoughtNames(["Jane Smith"]))
            let ranges = search.traces(in: text).map(\.range)
            #expect(ranges.allSatisfy { !$0.isEmpty && $0.upperBound <= text.count })
            #expect(zip(ranges, ranges.dropFirst()).allSatisfy { $0.upperBound <= $1.lowerBound })
        }
    }
}
