import LineEditor
import Testing

@testable import CaseModel
@testable import CasePages
@testable import caselog

/// The parts of `observe` that need no terminal.
@Suite struct ObserveWordsTests {
    private let plain = CapturePrompt.Style(showsSigns: true, showsColours: false, width: 80)

    @Test func `the prompt tells the clock, the running time and whether the last entry is safe`() {
        let prompt = CapturePrompt(clock: "14:05:07", session: .running(3 * 3600 + 65), safety: .safe("12"))
        #expect(prompt.text(plain) == "14:05:07 · 3:01:05 · ✓ 12 › ")
        let bare = CapturePrompt.Style(showsSigns: false, showsColours: false, width: 80)
        #expect(prompt.text(bare) == "14:05:07 | 3:01:05 | safe 12 > ")
        let narrow = CapturePrompt.Style(showsSigns: true, showsColours: false, width: 40)
        #expect(prompt.text(narrow) == "14:05 · ✓ 12 › ")
        let coloured = CapturePrompt.Style(showsSigns: true, showsColours: true, width: 80).self
        #expect(prompt.text(coloured).contains("\u{1}\u{1B}[32m\u{1}✓ 12\u{1}\u{1B}[0m\u{1}"))
    }

    @Test func `the prompt says plainly what is paused, over or not safe`() {
        let paused = CapturePrompt(clock: "14:05:07", session: .paused, safety: .waiting(2))
        #expect(paused.text(plain) == "14:05:07 · paused · ✗ 2 NOT SAFE › ")
        let over = CapturePrompt(clock: "14:05:07", session: .none, safety: .nothing)
        #expect(over.text(plain) == "14:05:07 · no session › ")
    }

    @Test func `a question about a name has a key for each answer`() {
        let unknown = UnknownName(
            text: "counsil", range: 0..<8, role: .actor,
            nearest: [UnknownName.Suggestion(id: "council", name: "The council")],
            choices: [.person, .organisation, .group, .body])
        let question = NameQuestion(unknown)
        #expect(
            question.lines(width: 200) == [
                "@counsil is not known.  Enter new person  o organisation  g group  b body  1 The council (council)"
                    + "  k only words"
            ])
        #expect(question.answer("\r") == .new(.person))
        #expect(question.answer("p") == .new(.person))
        #expect(question.answer("g") == .new(.group))
        #expect(question.answer("1") == .known("council"))
        #expect(question.answer("k") == .plain)
        #expect(question.answer("2") == nil && question.answer("x") == nil)
    }

    @Test func `who names an unknown dispute is asked whether it is raised now`() {
        let unknown = UnknownName(
            text: "nix", range: 8..<11, role: .dispute,
            nearest: [UnknownName.Suggestion(id: "fix", name: "fix")], choices: [.dispute])
        #expect(
            NameQuestion(unknown).lines(width: 200) == [
                "No dispute nix was ever raised.  Enter raise it now, as a new dispute  1 fix  Escape change the line"
            ])
        // What a dispute is settled by cannot be words.
        #expect(NameQuestion(unknown).answer("k") == nil)
    }

    @Test func `a session that was ended elsewhere is told as over, once`() throws {
        var watch = SessionWatch("elm", nil)
        #expect(watch.over(nil) == nil)
        let run = try #require(Self.run())
        watch = SessionWatch("elm", run)
        #expect(watch.over(run) == nil)
        #expect(watch.over(nil)?.contains("caselog observe elm") == true)
        #expect(watch.over(nil) == nil)
    }

    /// A session that is running.
    private static func run() -> SessionRun? {
        var history = CaseHistory(feeds: ["jw-3f9c21ab"])
        let lines = [
            #"{"type":"case.opened","occurred":"2026-01-01","data":{"case":"elm","title":"Elm","privacy":"open"}}"#,
            #"{"type":"session.started","occurred":"2026-03-05T10:00:00Z","data":{"session":"board","kind":"meeting"}}"#,
        ]
        for (index, line) in lines.enumerated() {
            let id = EventID(feed: 0, sequence: UInt64(index + 1))
            let admission = Admission(id: id, recorded: 1_790_000_000_000, isForced: false, takesLabels: false)
            var output: [UInt8] = []
            let bytes = Array(line.utf8)
            _ = try? history.admit(bytes.span.bytes, 0..<bytes.count, admission, output: &output) { _, _ in nil }
        }
        return SessionRun("board", in: history, nil)
    }

    @Test func `where nothing can be made known, Enter takes the nearest`() {
        let unknown = UnknownName(
            text: "ofer", range: 0..<4, role: .offset, nearest: [UnknownName.Suggestion(id: "offer", name: "offer")],
            choices: [])
        #expect(NameQuestion(unknown).answer("\n") == .known("offer"))
        #expect(NameQuestion(unknown).lines(width: 60) == ["ofer is not known.  Enter offer  Escape change the line"])
    }

    @Test func `one candidate takes the place of the piece, several put in what they share, then are listed`() {
        func candidates(_ inserts: String...) -> [PieceCompletion.Candidate] {
            inserts.map { PieceCompletion.Candidate(insert: $0, note: "person") }
        }
        #expect(
            PieceCompletion.change("then @ül", candidates("@uelzen"), width: 80)
                == LineEditor.Change(deleting: 3, inserting: "@uelzen "))
        #expect(
            PieceCompletion.change("@g", candidates("@gp-lead", "@gp-nurse"), width: 80)
                == LineEditor.Change(deleting: 2, inserting: "@gp-"))
        #expect(
            PieceCompletion.change("@gp-", candidates("@gp-lead", "@gp-nurse"), width: 80)
                == LineEditor.Change(listing: ["  @gp-lead   person", "  @gp-nurse  person"]))
        #expect(PieceCompletion.change("@x", [], width: 80) == LineEditor.Change())
    }

    @Test func `names cannot steer the terminal`() {
        let found = ["evil", "eval"].map {
            PieceCompletion.Candidate(insert: "@\($0)", note: "\u{1B}]0;owned\u{7}Evil")
        }
        let listing = PieceCompletion.change("@ev", found, width: 80).listing
        #expect(listing == ["  @evil  ␛]0;owned␇Evil", "  @eval  ␛]0;owned␇Evil"])
    }

    @Test func `help on all forms is a line each, and help on one is told in full`() throws {
        let lines = try #require(FormHelp.lines(for: "!help", width: 60))
        #expect(lines.allSatisfy { $0.count < 80 } && lines.count == EntryForm.all.count + 2)
        #expect(lines.contains { $0.hasPrefix("  !oppose ") && $0.contains("Each actor is against it") })
        #expect(FormHelp.lines(for: "!help oppose", width: 60) == nil)
        #expect(FormHelp.lines(for: "help", width: 60) == nil)
    }

    @Test func `wide characters take two columns of a line, of a question and of a list`() {
        let said = "  " + Array(repeating: "王小明 e\u{301}tude", count: 12).joined(separator: " ")
        let lines = Wrapping.lines(said, width: 40)
        #expect(lines.allSatisfy { Columns.of($0) < 40 })
        // No line has room for the word that the next one begins with.
        for (line, next) in zip(lines, lines.dropFirst()) {
            let word = next.split(separator: " ")[0]
            #expect(Columns.of(line) + 1 + Columns.of(word) > 39, "\(line)")
        }
        let unknown = UnknownName(
            text: "王小明", range: 0..<10, role: .actor, nearest: [],
            choices: [.person, .organisation, .group, .body])
        let question = NameQuestion(unknown).lines(width: 40)
        #expect(
            question == ["@王小明 is not known.", "  Enter new person  o organisation", "  g group  b body  k only words"])
        let found = [("@王小明", "person"), ("@wang", "person")].map {
            PieceCompletion.Candidate(insert: $0.0, note: $0.1)
        }
        let listed = PieceCompletion.change("@", found, width: 16).listing
        #expect(listed == ["  @王小明  per…", "  @wang    per…"])
    }

    @Test(arguments: 1...40) func `broken lines fit, and lose no word`(seed: Int) {
        var random = SystemRandomNumberGenerator()
        let width = Int.random(in: 24...100, using: &random)
        let words = (0..<seed).map { _ in String(repeating: "w", count: Int.random(in: 1...9, using: &random)) }
        let text = "  " + words.joined(separator: " ")
        let lines = Wrapping.lines(text, width: width)
        #expect(lines.allSatisfy { $0.count < width })
        #expect(lines.flatMap { $0.split(separator: " ") }.map(String.init) == words)
    }
}
