import CaseModel
import CasePages
import CaseStore
import EventLog
import LineEditor

/// What is asked on the terminal, in seconds: a key or a line, Enter takes what is most likely.
struct TerminalAsking {
    enum Leaving { case stay, goOnLater, end }

    /// By how much clocks of two devices may differ before it is told, in milliseconds.
    private static let clockSlack: Int64 = 60_000

    private let start: SessionStart
    private let editor: LineEditor
    private var live: LiveSession { start.recorder.live }

    init(_ start: SessionStart, _ editor: LineEditor) {
        self.start = start
        self.editor = editor
    }

    // Which session.

    /// - Returns: false where nobody wants any.
    func chooseSession() throws -> Bool {
        if let session = start.options.session {
            try start.goOn(with: session)
            return true
        }
        try live.refresh()
        let running = try start.running()
        if !running.isEmpty {
            switch choose(among: running) {
            case .session(let id):
                try start.goOn(with: id)
                return true
            case .new: break
            case .none: return false
            }
        }
        return try begin()
    }

    private enum Choice { case session(String), new, none }

    private func choose(among running: [SessionRun]) -> Choice {
        let shown = running.prefix(9)
        editor.setAside()
        for (index, run) in shown.enumerated() {
            let key = index == 0 ? "Enter" : "    \(index + 1)"
            Screen.say("\(key)  go on with \(start.describe(run)), \(Self.since(run))")
        }
        Screen.say("    n  begin \(start.options.title.map { "“\($0)”" } ?? "a new session")")
        while let key = readKey() {
            if key == "n" { return .new }
            if key == "\r" || key == "\n" { return .session(shown[0].id) }
            if let number = Character(key).wholeNumberValue, shown.indices.contains(number - 1) {
                return .session(shown[number - 1].id)
            }
        }
        return .none
    }

    private static func since(_ run: SessionRun) -> String {
        let parts = run.started.text.split(separator: "T")
        let day = parts.first.map(String.init) ?? ""
        let time = parts.count > 1 ? " \(parts[1].prefix(5))" : ""
        return "since \(day)\(time)\(run.isPaused ? ", paused" : "")"
    }

    private func begin() throws -> Bool {
        var new = start.options.new(observer: start.observer)
        if new.title == nil {
            guard let title = readLine("Which meeting? (Enter: no title)") else { return false }
            new.title = title.isEmpty ? nil : title
        }
        if new.body == nil, new.kind == .meeting || new.kind == .publicEvent {
            let likely = start.bodies.first
            let hint = likely.map { "Enter: \($0.name)" } ?? "Enter: none"
            editor.complete = { [live] text in
                let found = live.completions(of: "@" + text, upTo: text.utf8.count + 1).filter { $0.kind == "body" }
                return PieceCompletion.change(
                    text, PieceCompletion.candidates(found, areBare: true), width: Output.width)
            }
            guard let body = readLine("Which body? (\(hint)\(likely == nil ? "" : "; -: none"))") else { return false }
            if body.isEmpty {
                new.body = likely?.id
            } else if body != "-" {
                guard let meant = whichBody(body) else { return false }
                new.body = meant
            }
        }
        return try begin(new)
    }

    /// Begins a session, as often as it takes: nobody has to answer again because a disk was full.
    private func begin(_ new: NewSession) throws -> Bool {
        while true {
            do {
                for sentence in try start.begin(new).told { Screen.say("  " + sentence) }
                return true
            } catch let error as EventLogError {
                editor.setAside()
                Screen.say("✗ The session cannot begin yet. \(error.message)")
                Screen.say("Enter try again  Escape leave")
                guard readKey() != nil else { throw error }
            }
        }
    }

    /// The body that a typed name means: a known one, or else, where one is similar, what a key says; nil where nobody
    /// wants to answer.
    private func whichBody(_ typed: String) -> String? {
        let wanted = typed.lowercased()
        let similar = start.bodies.filter { $0.id.contains(wanted) || $0.name.lowercased().contains(wanted) }.prefix(9)
        if similar.isEmpty || similar.contains(where: { $0.id == wanted || $0.name.lowercased() == wanted }) {
            return typed
        }
        editor.setAside()
        let known = similar.enumerated().map { index, body in "\(index + 1) \(body.name) (\(body.id))" }
        Screen.say("  \(typed) is not known.  Enter new body  \(known.joined(separator: "  "))")
        while let key = readKey() {
            if key == "\r" || key == "\n" { return typed }
            if let number = Character(key).wholeNumberValue, similar.indices.contains(number - 1) {
                return similar[number - 1].id
            }
        }
        return nil
    }

    /// A line that answers a question; nil where there is none.
    private func readLine(_ question: String) -> String? {
        // A name in it must not be obeyed by the terminal.
        var lines = Wrapping.lines(HarmlessText.of(question), width: Output.width)
        let prompt = lines.removeLast() + " "
        for line in lines { Screen.say(line) }
        editor.prompt = { prompt }
        guard case .line(let line) = editor.read() else { return nil }
        return String(line.drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
    }

    /// Nil where nobody wants to answer: Ctrl-C, Ctrl-D, Escape.
    private func readKey() -> Unicode.Scalar? {
        guard let key = editor.readKey(), key != "\u{3}", key != "\u{4}", key != "\u{1B}" else { return nil }
        return key
    }

    // Names.

    /// Asks about each name that the case does not know, by keys that are pressed after the question was shown; nil
    /// where the entry is to be changed instead. Where no key can come any more, names become what is most
    /// likely.
    func answers(about unknown: [UnknownName]) -> Answers? {
        var answers: Answers = [:]
        for name in unknown where !name.choices.isEmpty || !name.nearest.isEmpty {
            let question = NameQuestion(name)
            editor.setAside()
            for line in question.lines(width: Output.width) { Screen.say("  " + line) }
            while answers[name.text] == nil {
                guard let key = readKey() else { return editor.isOver ? answers : nil }
                answers[name.text] = question.answer(key)
                if answers[name.text] == nil { editor.ring() }
            }
        }
        return answers
    }

    // Beginning and end.

    /// Who observes what, and where things stand.
    func greet() {
        guard let run = live.run else { return }
        let seconds = run.seconds(at: Device.clock())
        let running = seconds < 5 ? "from now on" : "running for \(CapturePrompt.duration(seconds))"
        let session = start.describe(run)
        Screen.say("\(start.observer) observes \(start.caseName): \(session), \(run.isPaused ? "paused" : running).")
        if Device.clock() < run.started.effect - Self.clockSlack {
            Screen.say(
                "✗ The clock of this machine is behind the start of the session, \(run.started.text): what is entered is recorded "
                    + "with this clock. See whether it is right.")
        }
        if let unopened = WaitingWords.unopened(start.recorder.waiting) { Screen.say("✗ " + unopened) }
        for entry in live.recent.filter({ !$0.isAmendment }).suffix(3) {
            let number = EntryLine.number(entry.id)
            let line = "  \(number) \(entry.occurred.dropFirst(11).prefix(5)) \(entry.words)"
            Screen.say(Screen.cut(entry.isRetracted ? "\(line) (taken back)" : line))
        }
        if editor.wasLeftRaw {
            Screen.say(
                "✗ A program before was stopped hard, and left the terminal as it was: `stty sane` puts it right.")
        }
        Screen.say(
            "A line is an entry: words, @name, #code, or a form with !. Tab completes, !help tells more, Ctrl-D ends.")
    }

    func askHowToLeave() -> Leaving {
        guard live.run != nil, editor.signal == nil else { return .goOnLater }
        editor.setAside()
        Screen.say("Enter leave, the session goes on later  e end the session  s stay")
        while true {
            guard let key = editor.readKey() else { return .goOnLater }
            switch key {
            case "\r", "\n", "\u{4}": return .goOnLater
            case "e": return .end
            case "s", "\u{3}", "\u{1B}": return .stay
            default: continue
            }
        }
    }

    func saySessionGoesOn() {
        guard let run = live.run else { return }
        Screen.say("\(run.id) goes on: caselog observe \(start.caseName)")
    }

    func sayGoodbye() { Screen.say("The session is over.") }
}
