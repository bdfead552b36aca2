import ArgumentParser
import CaseModel
import CaseStore
import EventLog

struct Add: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add",
        abstract: "Append one event; print its id once it is durable.",
        discussion: """
            Fields are given as field=value; lists and maps as JSON, lists of identifiers also with commas. Without \
            --occurred the event happened now.

            EXAMPLES
              caselog add elm person.identified title="STP director" sector=system-team
              caselog add elm dispute.raised dispute=pooled-budget title="The pooled budget" \\
                  issues=resources parties=ccg,council --occurred 2019-06-03 --warrant observed
              caselog add elm dispute.settled dispute=pooled-budget how=compromise --because jw-3f9c21ab/12
            """)

    @OptionGroup var target: CaseOptions

    @Argument(
        help: "The type of the event, such as observation.noted.",
        completion: .list(EventType.allCases.map(\.rawValue)))
    var type: String

    @Argument(help: ArgumentHelp("The type's own fields.", valueName: "field=value"))
    var fields: [String] = []

    @Option(help: ArgumentHelp("When it happened (EDTF); default: now.", valueName: "E"))
    var occurred: String?

    @Option(help: ArgumentHelp("When it could be known, if that was before now.", valueName: "E"))
    var learnt: String?

    @Option(parsing: .upToNextOption, help: ArgumentHelp("Events that led to this.", valueName: "ID"))
    var because: [String] = []

    @Option(parsing: .upToNextOption, help: ArgumentHelp("Events that show it.", valueName: "ID"))
    var evidence: [String] = []

    @Option(parsing: .upToNextOption, help: ArgumentHelp("Sessions or documents where it was learnt.", valueName: "S"))
    var source: [String] = []

    @Option(
        help: ArgumentHelp(
            "How it is known: \(Warrant.allCases.map(\.rawValue).joined(separator: ", ")).", valueName: "W"))
    var warrant: String?

    @Option(parsing: .upToNextOption, help: ArgumentHelp("The actors who told it.", valueName: "A"))
    var toldBy: [String] = []

    @Option(help: ArgumentHelp("Your remark.", valueName: "N"))
    var note: String?

    @Option(help: ArgumentHelp("The fields as one JSON object.", valueName: "JSON"))
    var data: String?

    @Option(
        name: .customLong("private"), parsing: .upToNextOption,
        help: ArgumentHelp("Fields (or note) whose words are private, whatever the case's privacy.", valueName: "field")
    )
    var privateFields: [String] = []

    @Flag(help: "Record what the case's state refuses.")
    var anyway = false

    func run() throws {
        let device = Device.here
        let folder = try CaseFolder(finding: target.case, in: device.fileSystem)
        if Withdrawing.mayConcern(folder, on: device) { try Case(folder, device: device).settleWithdrawals() }
        let line = try makeLine()
        let manner = CaseWriter.Manner(isForced: anyway)
        let initials = Device.initials()
        if try !folder.hasFeed(of: device) {
            // A refused event must not leave a feed behind.
            try CaseWriter.check(InputLines(line: line), manner, in: folder, device: device, initials: initials)
        }
        let writer = try CaseWriter(folder, device: device, initials: initials, onNote: Notes.tell)
        let appended = try writer.append(InputLines(line: line), manner)
        let id = "\(appended.feed)/\(appended.firstSequence)"
        do {
            try Output.write(id + "\n")
            try Output.finish()
        } catch {
            Output.tell("caselog: The event is stored as \(id); only its id could not be printed.")
            throw error
        }
        try tellPerson(of: appended, in: folder, device)
        Tidying.finish(writer)
    }

    /// Tells which identifier a person got who was given none.
    private func tellPerson(of appended: CaseWriter.Appended, in folder: CaseFolder, _ device: Device) throws {
        let field = ["person.identified": "person", "participant.recruited": "participant"][type]
        guard let field, !fields.contains(where: { $0.hasPrefix("\(field)=") }) else { return }
        let opened = try Case(folder, device: device)
        guard let feed = opened.feedNames.firstIndex(of: appended.feed),
            let line = try opened.storedLines().line(EventID(feed: feed, sequence: appended.firstSequence)),
            let id = try? JSONParser.parse(line)["data"]?[field]?.string
        else { return }
        Output.tell("The \(field) is \(id).")
    }

    /// A value as input has it where its words are to be private.
    private func marked(_ value: JSONValue, _ name: String) -> JSONValue {
        privateFields.contains(name) ? .object([JSONValue.Member(key: "private", value: value)]) : value
    }

    private func makeLine() throws -> [UInt8] {
        // An option that takes several values also takes the fields behind it; fields are told by their "=".
        let swallowed = (because + evidence + source + toldBy + privateFields).filter { $0.contains("=") }
        func kept(_ values: [String]) -> JSONValue {
            .array(values.filter { !$0.contains("=") }.map(JSONValue.string))
        }
        var members: [(String, JSONValue?)] = [
            ("type", .string(type)),
            ("occurred", .string(occurred ?? LocalTime.now().text)),
            ("learnt", learnt.map(JSONValue.string)),
            ("because", kept(because)), ("evidence", kept(evidence)), ("sources", kept(source)),
            ("warrant", warrant.map(JSONValue.string)), ("told_by", kept(toldBy)),
            ("note", note.map { marked(.string($0), "note") }),
        ]
        let fields = try FieldArguments(type: type, data: data).object(fields + swallowed)
        let data = (fields.members ?? []).map { JSONValue.Member(key: $0.key, value: marked($0.value, $0.key)) }
        for name in privateFields where !name.contains("=") && name != "note" && fields[name] == nil {
            throw CaseError(.input, "There is no field \"\(name)\" here to be private.")
        }
        members.append(("data", .object(data)))
        let given = members.compactMap { key, value in value.map { JSONValue.Member(key: key, value: $0) } }
        var bytes: [UInt8] = []
        JSONValue.object(given).write(to: &bytes)
        return bytes
    }
}
