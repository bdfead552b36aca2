import CaseModel
import CaseStore
import LineEditor

/// A session whose entries are typed on a terminal.
final class TerminalCapture {
    private let start: SessionStart
    private let editor: LineEditor
    private let asking: TerminalAsking
    private var safety = CapturePrompt.Safety.nothing
    /// Stands at the next prompt, to be changed: it could not be recorded as it was.
    private var offered: (text: String, occurred: EDTF?) = ("", nil)
    private var recorder: EntryRecorder { start.recorder }
    private var live: LiveSession { start.recorder.live }

    /// - Returns: nil where the terminal cannot be edited on.
    init?(_ start: SessionStart) {
        guard let editor = LineEditor(program: "caselog") else { return nil }
        self.start = start
        self.editor = editor
        asking = TerminalAsking(start, editor)
    }

    func run() throws {
        defer { editor.finish() }
        guard try asking.chooseSession() else { return }
        settleWaiting()
        editor.complete = { [live] text in
            let found = PieceCompletion.candidates(live.completions(of: text, upTo: text.utf8.count))
            return PieceCompletion.change(text, found, width: Output.width)
        }
        // What was typed in words can be fetched back, also from before a restart.
        for entry in live.recent where entry.type == .observationNoted { editor.remember(entry.words) }
        asking.greet()
        while true {
            editor.prompt = { [unowned self] in promptText() }
            let read = editor.read(offering: offered.text)
            let occurred = offered.occurred
            offered = ("", nil)
            switch read {
            case .cleared: continue
            case .ended: if leave() { return }
            case .line(let line):
                settleWaiting()
                if take(line, at: occurred ?? LocalTime.now()) { return }
            }
        }
    }

    /// - Returns: whether the session is over.
    private func take(_ line: String, at occurred: EDTF) -> Bool {
        guard line.contains(where: { !$0.isWhitespace }) else { return false }
        editor.remember(line)
        if let help = FormHelp.lines(for: line, width: Output.width) {
            for line in help { Screen.say(line) }
            return false
        }
        // Only these take anything back.
        let before = line.hasPrefix("!") ? live.recent : []
        var outcome = recorder.enter(line, at: occurred, answers: nil)
        if case .asks(let unknown) = outcome {
            guard let answers = asking.answers(about: unknown) else {
                offered = (line, nil)
                return false
            }
            outcome = recorder.enter(line, at: occurred, answers: answers)
        }
        switch outcome {
        case .recorded(let recorded): tell(recorded, before: before)
        case .asks, .told([]): break
        case .told(let lines): for line in lines { Screen.say("  " + line) }
        case .refused(let sentences):
            for sentence in sentences { Screen.say("✗ " + sentence) }
            offered = (line, nil)
        case .waits(let reason):
            for line in WaitingWords.lines(reason, recorder.waiting) { Screen.say("✗ " + line) }
        }
        noteWaiting()
        if case .recorded(let recorded) = outcome, recorded.hasEnded {
            asking.sayGoodbye()
            return true
        }
        return false
    }

    private func tell(_ recorded: Recorded, before: [RecentEntry]) {
        let recent = live.recent
        let entry = recent.last
        let standing = Set(before.filter { !$0.isRetracted }.map(\.id))
        let takenBack = standing.isEmpty ? [] : recent.filter { $0.isRetracted && standing.contains($0.id) }
        for line in EntryLine.lines(recorded, entry, takenBack: takenBack) { Screen.say("  " + line) }
        safety = .safe(EntryLine.number(entry?.id ?? recorded.ids.last ?? ""))
    }

    /// Stores what waits, as far as that can be done by now.
    private func settleWaiting() {
        let done = recorder.storeWaiting()
        for line in WaitingWords.lines(done) { Screen.say("  " + line) }
        for (entry, outcome) in done {
            switch outcome {
            case .recorded(let recorded): safety = .safe(EntryLine.number(recorded.ids.last ?? ""))
            case .refused where offered.text.isEmpty: offered = (entry.text, EDTF(entry.occurred))
            case .refused, .told, .waits, .asks: break
            }
        }
        noteWaiting()
    }

    private func noteWaiting() {
        let count = recorder.waiting.all.count
        if count > 0 {
            safety = .waiting(count)
        } else if case .waiting = safety {
            safety = .nothing
        }
    }

    private func promptText() -> String {
        let session: CapturePrompt.Session =
            switch live.run {
            case nil: .none
            case let run? where run.isPaused: .paused
            case let run?: .running(run.seconds(at: Device.clock()))
            }
        return CapturePrompt(clock: Screen.clock(), session: session, safety: safety).text(Screen.style)
    }

    /// - Returns: whether the program ends.
    private func leave() -> Bool {
        if !recorder.waiting.isEmpty { Screen.say("✗ " + WaitingStill(recorder.waiting).message) }
        switch asking.askHowToLeave() {
        case .stay: return false
        case .goOnLater:
            asking.saySessionGoesOn()
            return true
        case .end: return take("!end", at: LocalTime.now())
        }
    }
}
