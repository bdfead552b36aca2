import ArgumentParser
import CaseModel
import CaseStore
import EventLog

struct Observe: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "observe",
        abstract: "Record a session while it happens, line by line.",
        discussion: """
            A line is an entry, and durable before the prompt comes back. Words become an observation; @name and #code in \
            them are kept, and what the case does not know is asked about in one key, or made known where nobody can \
            answer. A line that begins with ! is a quick form: !help lists them. A session that was not ended goes on.

            With a terminal: Tab completes, the arrow keys bring back lines, Ctrl-C clears the line, Ctrl-D ends. \
            Without one each line of standard input is an entry, answered by a line with the ids of its events.

            EXAMPLES
              caselog observe elm
              caselog observe elm --title "Joint committee" --body board --with gp-lead,council
              printf '@council waits #resources\\n!end\\n' | caselog observe elm
            """)

    @OptionGroup var target: CaseOptions
    @OptionGroup var choice: SessionOptions

    @Option(name: .customLong("as"), help: ArgumentHelp("Who observes; default: the login name.", valueName: "name"))
    var observer: String?

    func validate() throws {
        guard let observer, Device.initials(from: observer) == nil else { return }
        throw ValidationError("'\(observer)' has no letter a-z and no digit to name a feed with.")
    }

    func run() throws {
        var device = Device.here
        let isOnTerminal = Output.asksTerminal && Output.printsToTerminal
        if isOnTerminal { device.onKeyNote = { note in Screen.say("  " + note) } }
        let folder = try CaseFolder(finding: target.case, in: device.fileSystem)
        if Withdrawing.mayConcern(folder, on: device) { try Case(folder, device: device).settleWithdrawals() }
        let initials = observer.flatMap(Device.initials(from:)) ?? Device.initials()
        let writer = try CaseWriter(folder, device: device, initials: initials, onNote: Notes.tell)
        let recorder = try EntryRecorder(writer, folder, device: device)
        let start = SessionStart(recorder, choice, observer: observer ?? Device.initials(), caseName: folder.name)
        defer { Tidying.finish(writer) }
        if isOnTerminal, let capture = TerminalCapture(start) {
            try capture.run()
            if let signal = capture.signal { throw Exit.Stopped(signal: signal) }
        } else {
            try PipedCapture(start).run()
        }
    }
}

/// Which session is recorded.
struct SessionOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Go on with this session.", valueName: "S"))
    var session: String?

    @Option(
        help: ArgumentHelp(
            "Begin one: \(SessionKind.allCases.map(\.rawValue).joined(separator: ", ")).", valueName: "K"),
        completion: .list(SessionKind.allCases.map(\.rawValue)))
    var kind: String?

    @Option(help: ArgumentHelp("What the session to begin is called.", valueName: "T"))
    var title: String?

    @Option(help: ArgumentHelp("The body that meets.", valueName: "B"))
    var body: String?

    @Option(name: .customLong("with"), help: ArgumentHelp("Who takes part, with commas.", valueName: "A,…"))
    var participants: String?

    func validate() throws {
        if let kind, SessionKind(rawValue: kind) == nil {
            let kinds = SessionKind.allCases.map(\.rawValue).joined(separator: ", ")
            throw ValidationError("'\(kind)' is no kind of session: \(kinds).")
        }
        if session != nil, beginsOne {
            throw ValidationError("--session goes on with a session; the others begin one. Give one or the other.")
        }
    }

    /// Whether the session to begin is described.
    var beginsOne: Bool { kind != nil || title != nil || body != nil || participants != nil }

    func new(observer: String) -> NewSession {
        let with = (participants ?? "").split(separator: ",").map { part in
            String(part.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
        }
        return NewSession(
            kind: kind.flatMap(SessionKind.init(rawValue:)) ?? .meeting, title: title, body: body,
            participants: with.filter { !$0.isEmpty }, observers: [observer])
    }
}
