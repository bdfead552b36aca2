import CaseModel
import TestHistories
import Testing

/// What holds of any entry.
struct EntryPropertyTests {
    private static let pieces =
        EntryForm.all.map { "!" + $0.name } + [
            "@council", "@p03", "@mary", "@“Ann Lee”", "@\"Joe", "#resources", "#listening", "#new-code", "#12", "@7",
            "pooled-budget", "money", "by", "on", "despite", "for", "without", "because", "12", "3", "jw-3f9c21ab/5",
            "compromise", "vote", "adopted", "funding", "finance", "left", "they wait", ":", "a:", ",", "\"quoted\"",
            "“so”", "é", "\u{0}", "\u{7}", "\\", "\"", "👩‍👧", "@Łucja", "https://x.example",
        ]

    private func entry(_ random: inout SeededRandom) -> String {
        if random.happens(20) {
            let bytes = (0..<random.number(0...40)).map { _ in UInt8(random.number(0...255)) }
            return String(decoding: bytes, as: UTF8.self)
        }
        let form =
            random.happens(60) ? random.pick(EntryForm.all.map(\.example)).split(separator: " ").map(String.init) : []
        var words = form + (0..<random.number(form.isEmpty ? 1...6 : 0...3)).map { _ in random.pick(Self.pieces) }
        if random.happens(30) { words.swapAt(random.number(0...words.count - 1), random.number(0...words.count - 1)) }
        if random.happens(20) { words.remove(at: random.number(0...words.count - 1)) }
        return words.joined(separator: random.happens(90) ? " " : "")
    }

    /// What `decide` may say all the same: the entry contradicts what was so.
    private func isContradiction(_ sentence: String) -> Bool {
        [" by then", "already", "itself", "is settled", "has not been offered"].contains {
            sentence.contains($0)
        }
    }

    @Test(arguments: 1...40 as ClosedRange<UInt64>)
    func `any line is taken apart without a crash, and what becomes of it is admitted or contradicts the case`(
        seed: UInt64
    ) throws {
        var random = SeededRandom(seed)
        var scene = try Scene(privacy: random.pick([.open, .people]))
        for _ in 0..<150 {
            let text = entry(&random)
            let parsed = Entry(text)
            _ = scene.names.completions(of: text, upTo: random.number(0...text.utf8.count))
            guard parsed.control == nil else { continue }
            let made: Composition
            do { made = try scene.compose(text) } catch {
                #expect(error is EntryProblem)
                continue
            }
            scene.names.use(made.names)
            for line in made.lines {
                var bytes: [UInt8] = []
                line.write(to: &bytes)
                let sentences = try scene.admit(bytes)
                #expect(
                    sentences.allSatisfy(isContradiction),
                    "\(text.debugDescription): \(String(decoding: bytes, as: UTF8.self)): \(sentences)")
                if !sentences.isEmpty { break }
            }
        }
    }

    @Test(arguments: 1...20 as ClosedRange<UInt64>)
    func `words are kept as they were typed`(seed: UInt64) throws {
        var random = SeededRandom(seed)
        for _ in 0..<100 {
            var scene = try Scene()
            let text = entry(&random)
            guard !text.hasPrefix("!"), let line = try scene.compose(text).lines.last else { continue }
            let kept = line["data"]?["text"]?.string ?? ""
            #expect(Entry(text).text.hasSuffix(kept), "\(text.debugDescription)")
            if line["data"]?["by"] == nil { #expect(kept == Entry(text).text) }
        }
    }

    @Test(arguments: 1...20 as ClosedRange<UInt64>)
    func `who answers every question is asked no more, and nothing is made known but what was said`(
        seed: UInt64
    ) throws {
        var random = SeededRandom(seed)
        for _ in 0..<60 {
            var scene = try Scene()
            let text = entry(&random)
            guard let asked = try? scene.compose(text).questions else { continue }
            var answers: Answers = [:]
            for question in asked {
                #expect(question.range.upperBound <= Entry(text).text.utf8.count)
                answers[question.text] = question.nearest.first.map { .known($0.id) } ?? .plain
            }
            guard let made = try? scene.compose(text, answers) else { continue }
            #expect(made.questions.isEmpty, "\(text.debugDescription)")
            #expect(
                made.minted.allSatisfy { ["not-said", "parties-not-said"].contains($0.name) },
                "\(text.debugDescription)")
        }
    }

    @Test func `who is written in letters that no identifier holds gets a number`() {
        #expect(NameSlug.unused("王小明", or: "person") { _ in false } == "person-1")
        #expect(NameSlug.unused("李", or: "person") { $0 == "person-1" } == "person-2")
    }

    @Test(arguments: ["Łódź – Góra", "Café  Noir", "---", "李", "a", String(repeating: "x", count: 90)])
    func `an identifier can be made of any words`(words: String) {
        let id = NameSlug.unused(words, or: "thing") { $0 == NameSlug.slug(words) || $0 == "thing" }
        #expect(Slug.isSlug(id))
        #expect(id != NameSlug.slug(words))
    }
}
