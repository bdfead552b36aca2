import ArgumentParser
import CaseModel
import CaseStore
import EventLog

struct Import: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Append events from JSON lines: all of them, or none.",
        discussion: """
            Each line has at least type, occurred and data. An id is a label within the file, to which later lines may \
            refer; recorded is ignored. A case that does not exist is made if the first line is its case.opened.

            EXAMPLES
              caselog import study/elm events/stp/elm.jsonl
              jq -c . notes.json | caselog import elm -
            """)

    @Argument(help: "The case: its folder, with or without .caselog.", completion: .directory)
    var `case`: String

    @Argument(help: "The file of JSON lines; - for standard input.", completion: .file(extensions: ["jsonl"]))
    var file: String

    @Option(help: ArgumentHelp("Who writes, where this makes a feed (default: the login name).", valueName: "NAME"))
    var by: String?

    @Flag(help: "Record what the case's state refuses.")
    var anyway = false

    func run() throws {
        let device = Device.here
        let initials = try Initials.of(by)
        let progress = Progress("lines checked")
        defer { progress.finish() }
        let onLine: @Sendable (Int) -> Void = { if $0 % 1000 == 0 { progress.show(UInt64($0)) } }
        let (appended, tidy) = try store(initials, device, onLine)
        progress.finish()
        try tell(appended)
        try Exit.done(tidy)
    }

    /// - Returns: what is durable now, and what is left to do once that was said.
    private func store(
        _ initials: String, _ device: Device, _ onLine: @escaping @Sendable (Int) -> Void
    ) throws -> (CaseWriter.Appended, tidy: () -> Void) {
        let manner = CaseWriter.Manner(isForced: anyway, takesLabels: true)
        if let folder = try existing(device) {
            if Withdrawing.mayConcern(folder, on: device) { try Case(folder, device: device).settleWithdrawals() }
            let source = try Source(file, near: folder.path, device)
            if try !folder.hasFeed(of: device) {
                try CaseWriter.check(source.lines(), manner, in: folder, device: device, initials: initials)
            }
            let writer = try CaseWriter(folder, device: device, initials: initials, onNote: Notes.tell)
            return (try writer.append(source.lines(), manner, onLine: onLine), { Tidying.finish(writer) })
        }
        let place = try CaseFolder.place(for: `case`, in: device.fileSystem)
        let source = try Source(file, near: place.path, device)
        let name = try source.lines().nameOfOpenedCase() ?? { throw missing() }()
        guard Slug.isSlug(name) else {
            throw CaseError(
                .badName, "line 1: case: \"\(name)\" cannot name a case. Names are made of a-z, 0-9 and -.")
        }
        let made = try CaseMaker.make(
            place.path, name: name, from: source.lines(), manner, device: device, initials: initials,
            onNote: Notes.tell, onLine: onLine)
        return (made.appended, { made.keepFacts() })
    }

    private func tell(_ appended: CaseWriter.Appended) throws {
        guard appended.count > 0 else { return Output.tell("There was nothing to import.") }
        let last = appended.firstSequence + UInt64(appended.count) - 1
        let (first, end) = ("\(appended.feed)/\(appended.firstSequence)", "\(appended.feed)/\(last)")
        do {
            try Output.write("\(first)\n\(end)\n")
            try Output.finish()
        } catch {
            // Whoever tried again would store them twice.
            Output.tell("caselog: The events are stored as \(first) to \(end); only these ids could not be printed.")
            throw error
        }
        Output.tell("Imported \(Plural.of("event", appended.count)).")
    }

    private func existing(_ device: Device) throws -> CaseFolder? {
        do {
            return try CaseFolder(finding: `case`, in: device.fileSystem)
        } catch let error as CaseError where error.code == .missing {
            return nil
        }
    }

    private func missing() -> CaseError {
        CaseError(
            .missing,
            "There is no case '\(`case`)'. The first line could make it if it were its case.opened; or use `caselog new`."
        )
    }

    /// The input, which is read more than once where a feed has to be made.
    private struct Source {
        private let spool: InputSpool?
        private let file: String
        private let device: Device

        /// - Parameter folder: the case's, which need not be there yet.
        init(_ file: String, near folder: String, _ device: Device) throws {
            self.file = file
            self.device = device
            spool =
                file == "-"
                ? try InputSpool(near: folder, in: device.fileSystem, from: Output.readInput) : nil
        }

        func lines() throws -> sending InputLines {
            if let spool { return spool.lines() }
            do {
                return try InputLines(file: file, in: device.fileSystem)
            } catch let error as EventLogError where error.errno == Errno.missing.code {
                throw CaseError(.input, "There is no file '\(file)' to import.")
            }
        }
    }
}
