import ArgumentParser
import CaseModel
import CasePages
import CaseStore
import EventLog

struct Lint: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lint",
        abstract: "Point out what may tell who somebody is, in texts that are not private.",
        discussion: """
            Looks in every stored text that is not private for persons' names, telephone numbers and e-mail addresses. \
            It cannot find all of them, and some of what it finds is harmless: somebody has to look. In a case it looks for \
            the names of the table of who is who (`caselog who`) as well. Words that were withdrawn are left out, although \
            the log holds them for ever where they were stored in the open.

            Correcting an event takes no words out of the log. They stand there in the open for ever, and in each copy; \
            only what is shown can be bettered. So look through a file of lines before it is imported, and through a \
            case before it is sealed, copied or handed on.

            EXAMPLES
              caselog lint elm
              caselog lint notes.jsonl --sure
              caselog lint elm --name "Jane Smith" "Ali Khan"
              caselog lint - --names people.txt --json < notes.jsonl
            """)

    @Argument(
        help: ArgumentHelp(
            "A case: its folder, with or without .caselog; or a file of JSON lines; - for standard input.",
            valueName: "case|file"),
        completion: .file())
    var place: String

    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp("Look for these names too, in any letter case, and for each part of them.", valueName: "N"))
    var name: [String] = []

    @Option(help: ArgumentHelp("Look for the names in this file too, one a line.", valueName: "FILE"))
    var names: String?

    @Flag(help: "Only what is sure.")
    var sure = false

    @Flag(help: "One JSON object for each finding.")
    var json = false

    private var limit: Trace.Sureness { sure ? .sure : .perhaps }

    func run() throws {
        let device = Device.here
        let given = try name + listedNames(device)
        if let folder = try existingCase(device) {
            let opened = try Case.open(folder, on: device)
            try lint(opened, SoughtNames(given + tableNames(opened)))
        } else {
            try lint(lines(device), SoughtNames(given))
        }
    }

    private func lint(_ opened: Case, _ sought: SoughtNames) throws {
        let (history, found) = try opened.replay(known: nil, recorded: nil)
        var lint = try CaseLint(opened, in: history, sought: sought, upTo: limit)
        let damage = opened.damage + (found + lint.damage).filter { !opened.damage.contains($0) }
        Incompleteness.tell(damage)
        var report = Report(isJSON: json)
        try lint.forEachTrace { id, trace in try report.add(trace, at: .event(history.tables.text(id))) }
        Incompleteness.tell(lint.damage, besides: damage)
        try report.finish(caseName: place)
        try Incompleteness.leave(if: report.count > 0 || !(damage + lint.damage).isEmpty, showing: opened)
    }

    private func lint(_ lines: InputLines, _ sought: SoughtNames) throws {
        let lint = try InputLint(lines, sought: sought, upTo: limit)
        var report = Report(isJSON: json)
        try lint.forEachTrace { line, trace in try report.add(trace, at: .line(line)) }
        try report.finish(caseName: nil)
        for (line, message) in lint.unreadable { Output.tell("line \(line): \(message)") }
        guard lint.unreadable.isEmpty else {
            try Output.finish()
            throw CaseError(
                .input, "\(Plural.of("line", lint.unreadable.count)) of '\(place)' could not be looked through.")
        }
        try Incompleteness.leave(if: report.count > 0)
    }

    /// Without the table everything else can be found all the same.
    private func tableNames(_ opened: Case) -> [String] {
        do {
            return try opened.namesOfPeople()
        } catch {
            Output.tell(
                "caselog: The names of `caselog who` are not looked for, because they could not be read. \(error)")
            return []
        }
    }

    /// The case that is named; nil where it is a file of lines.
    private func existingCase(_ device: Device) throws -> CaseFolder? {
        if place == "-" { return nil }
        do {
            return try CaseFolder(finding: place, in: device.fileSystem)
        } catch let error as CaseError where error.code == .notACase {
            guard (try? device.fileSystem.list(place)) == nil else { throw error }
            return nil
        }
    }

    private func lines(_ device: Device) throws -> InputLines {
        guard place == "-" else { return try InputLines(file: place, in: device.fileSystem) }
        return try InputSpool(near: ".", in: device.fileSystem, from: Output.readInput).lines()
    }

    private func listedNames(_ device: Device) throws -> [String] {
        guard let names else { return [] }
        var found: [String] = []
        do {
            try InputLines(file: names, in: device.fileSystem).forEachLine(tooLong: { _ in }) { bytes, range, _, _ in
                found.append(String(decoding: Lines.copy(bytes, range), as: UTF8.self))
            }
        } catch let error as EventLogError where error.errno == Errno.missing.code {
            throw CaseError(.input, "There is no file '\(names)' with names to look for.")
        }
        return found
    }

    /// What was found, as it is printed.
    private struct Report {
        let isJSON: Bool
        private var page = LintPage(width: Output.width)
        private(set) var count = 0

        init(isJSON: Bool) { self.isJSON = isJSON }

        mutating func add(_ trace: OpenTrace, at place: LintPage.Place) throws {
            count += 1
            if isJSON {
                try Output.write(LintPage.json(trace, at: place) + [0x0A])
            } else {
                try Output.write(page.text(trace, at: place))
            }
        }

        func finish(caseName: String?) throws {
            if isJSON { return }
            try Output.write(page.advice(caseName: caseName))
            Output.tell(count == 0 ? "Nothing was found." : "Found \(count).")
        }
    }
}
