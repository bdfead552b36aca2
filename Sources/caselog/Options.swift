import ArgumentParser
import CaseAnswers
import CaseModel
import CaseStore
import EventLog

/// The case that a command is about.
struct CaseOptions: ParsableArguments {
    @Argument(help: "The case: its folder, with or without .caselog.", completion: .directory)
    var `case`: String

    /// Opens the case for reading and tells what of it cannot be read.
    func open() throws -> Case {
        let device = Device.here
        return try Case.open(CaseFolder(finding: `case`, in: device.fileSystem), on: device)
    }
}

extension Case {
    /// Opens a case for reading, tells what of it cannot be read, and completes what withdrawals ask of this device.
    static func open(_ folder: CaseFolder, on device: Device) throws -> Case {
        let opened = try Case(folder, device: device)
        opened.notes.forEach(Notes.tell)
        guard Withdrawing.mayConcern(opened.folder, on: device) else { return opened }
        opened.settleWithdrawals()
        // It may have grown by what this device has confirmed.
        return try Case(opened.folder, device: device)
    }
}

extension Device {
    /// This machine, with somebody to ask for the passphrase of its keys.
    static var here: Device {
        var device = Device()
        device.passphrases = PassphrasePrompt.passphrases
        device.onKeyNote = { note in Output.tell("caselog: \(note)") }
        return device
    }
}

extension Case {
    /// A replay at the dates asked for, with a count on the terminal when it takes long.
    ///
    /// - Parameter hypothesis: what is thought away.
    /// - Parameter isFresh: whether every line is read, whatever was kept.
    func replay(
        known: QueryTime?, recorded: QueryTime?, _ hypothesis: Hypothesis? = nil, isFresh: Bool = false
    ) throws -> (CaseHistory, [Damage]) {
        let progress = Progress("lines read", total: lineCount)
        defer { progress.finish() }
        let (history, damage) = try history(
            known: known?.latest ?? .max, recorded: recorded?.latest ?? .max,
            leavingOut: Set(hypothesis?.leftOut ?? []), isFresh: isFresh
        ) {
            progress.show($0)
        }
        Self.tellOfOpaque(history.opaqueCount)
        return (history, damage)
    }

    /// A look at each line that keeps nothing, with a count on the terminal when it takes long.
    ///
    /// - Returns: what could not be read, and lines that are no events.
    func lookThrough() throws -> [Damage] {
        let progress = Progress("lines read", total: lineCount)
        defer { progress.finish() }
        let (opaqueCount, damage) = try checkLines { progress.show($0) }
        Self.tellOfOpaque(opaqueCount)
        return damage
    }

    private static func tellOfOpaque(_ count: Int) {
        guard count > 0 else { return }
        Output.tell(
            """
            caselog: \(count) events are of types, or have values, that this version does not know. They are kept, and \
            `events` and the timeline show them as they are.
            """)
    }
}

/// The three questions of time.
struct TimeOptions: ParsableArguments {
    @Option(help: ArgumentHelp("What had happened by this date.", valueName: "T"), transform: QueryTime.argument)
    var at: QueryTime?

    @Option(help: ArgumentHelp("What could be known by this date.", valueName: "K"), transform: QueryTime.argument)
    var known: QueryTime?

    @Option(help: ArgumentHelp("What the log held by this date.", valueName: "R"), transform: QueryTime.argument)
    var recorded: QueryTime?

    var asked: AskedTime { AskedTime(at: at, known: known, recorded: recorded) }

    /// The dates in words, for headings.
    var words: String { asked.words }
}

extension QueryTime {
    /// A date of the command line; what is none is told as precisely as in an event.
    static func argument(_ text: String) throws -> QueryTime {
        guard let time = QueryTime(text) else { throw ValidationError(EDTF.problem(in: text) ?? "") }
        return time
    }
}

/// Tells what of a case could not be read; the command then ends with the answer "no".
enum Incompleteness {
    /// - Parameter told: is not told again.
    static func tell(_ damage: [Damage], besides told: [Damage] = []) {
        let damage = damage.filter { !told.contains($0) }
        for damage in damage { Output.tell("caselog: \(damage.message)") }
        guard !damage.isEmpty else { return }
        Output.tell("caselog: The answer is incomplete. Run `caselog verify` to see what is damaged.")
    }

    /// - Parameter opened: the case that was shown; see `tellPrivate(of:)`.
    static func leave(if isIncomplete: Bool, showing opened: Case) throws {
        try leave(if: tellPrivate(of: opened) || isIncomplete)
    }

    /// Tells which private texts of a case that were met are damaged, and why keys could not be looked at.
    ///
    /// - Returns: whether there was anything to tell.
    static func tellPrivate(of opened: Case) -> Bool {
        if let failure = opened.texts.failure {
            Output.tell("caselog: Private texts are shown as such, because the keys could not be looked at. \(failure)")
        }
        let damaged = opened.texts.damaged
        for damage in damaged { Output.tell("caselog: \(damage.message)") }
        return !damaged.isEmpty || opened.texts.failure != nil
    }

    static func leave(if isIncomplete: Bool) throws {
        guard isIncomplete else { return }
        try Output.finish()
        throw Exit.Incomplete()
    }
}
