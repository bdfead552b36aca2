import CaseModel
import CaseStore
import LineEditor

/// A session whose entries are typed on a terminal.
final class TerminalCapture {
    private let start: SessionStart
    private let editor: LineEditor
    private let asking: TerminalAsking
    private var safety = CapturePrompt.Safety.nothing
    /// The number of the event that was stored last.
    private var lastStored: String?
    /// Stands at the next prompt, to be changed: it could not be recorded as it was.
    private var offered: Offer?
    /// The signal that has asked the program to end; nil where none has.
    var signal: Int32? { editor.signal }
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
        var watch = SessionWatch(start.caseName, live.run)
        while true {
            if let over = watch.over(live.run) { Screen.say("✗ " + over) }
            editor.prompt = { [unowned self] in promptText() }
            let offer = offered ?? recorder.waiting.refused.first.map(Offer.init)
            offered = nil
            switch editor.read(offering: offer?.text ?? "") {
            case .cleared: drop(offer)
            case .ended:
                if leave() { return }
                offered = offer
            case .line(let line):
                // It was typed now, whatever has to be stored before it.
                let occurred = offer?.occurred ?? LocalTime.now()
                settleWaiting()
                if take(line, at: occurred, offer) { return }
            }
        }
    }

    /// An entry that is given back.
    private struct Offer {
        let text: String
        /// When it was typed first; nil for when it is entered again.
        var occurred: EDTF?
        /// It waits until it was taken.
        var refused: WaitingEntries.Refused?

        init(_ text: String, after earlier: Offer?) {
            self.text = text
            (occurred, refused) = (earlier?.occurred, earlier?.refused)
        }

        init(_ refused: WaitingEntries.Refused) {
            text = refused.entry.text
            occurred = EDTF(refused.entry.occurred)
            self.refused = refused
        }
    }

    /// What was given back was taken, or nobody wants it any more.
    private func drop(_ offer: Offer?) {
        if let refused = offer?.refused { recorder.waiting.take(refused) }
        noteWaiting()
    }

    /// - Parameter offer: what the line was made of.
    /// - Returns: whether the session is over.
    private func take(_ line: String, at occurred: EDTF, _ offer: Offer? = nil) -> Bool {
        defer { if offered == nil { drop(offer) } }
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
                offered = Offer(line, after: offer)
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
            offered = Offer(line, after: offer)
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
        lastStored = EntryLine.number(entry?.id ?? recorded.ids.last ?? "")
    }

    /// Stores what waits, as far as that can be done by now.
    private func settleWaiting() {
        if recorder.waiting.isEmpty { return noteWaiting() }
        let done = recorder.storeWaiting()
        for line in WaitingWords.lines(done) { Screen.say("  " + line) }
        for case (_, .recorded(let recorded)) in done { lastStored = EntryLine.number(recorded.ids[recorded.main]) }
        noteWaiting()
    }

    private func noteWaiting() {
        let count = recorder.waiting.all.count + recorder.waiting.refused.count
        safety = count > 0 ? .waiting(count) : lastStored.map(CapturePrompt.Safety.safe) ?? .nothing
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
        settleWaiting()
        if !recorder.waiting.isEmpty { Screen.say("✗ " + WaitingStill(recorder.waiting, recorder.waitsFor).message) }
        if let refused = WaitingWords.refused(recorder.waiting) { Screen.say("✗ " + refused) }
        switch asking.askHowToLeave() {
        case .stay: return false
        case .goOnLater:
            asking.saySessionGoesOn()
            return true
        case .end: return take("!end", at: LocalTime.now())
        }
    }
}
