import ArgumentParser
import CaseModel
import CaseStore
import EventLog

struct Who: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "who",
        abstract: "The table that says who is behind a case's identifiers; it stays on this device.",
        discussion: """
            It lies beside the keys, encrypted, and never in the case; neither backups of keys nor loans hold it. \
            `--export` is the only way out. A person's row goes when the person's keys are destroyed.

            A name that is given as an argument stays in the shell's history, and other programs see it for a moment. Leave \
            it out to be asked for it; where there is nobody to ask, it is the first line of standard input.

            EXAMPLES
              caselog who elm p07
              caselog who elm p07 "Ada Example" --note "by telephone only"
              caselog who elm
              caselog who elm p07 --remove
            """)

    @OptionGroup var target: CaseOptions

    @Argument(help: "The person: an identifier.")
    var person: String?

    @Argument(help: "The person's name; left out, it is asked for.")
    var name: String?

    @Option(help: ArgumentHelp("Whatever else is to be known.", valueName: "text"))
    var note: String?

    @Flag(help: "Remove the person's row.")
    var remove = false

    @Option(help: ArgumentHelp("Write the table into a new file, as it is: no longer encrypted.", valueName: "file"))
    var export: String?

    func validate() throws {
        guard name == nil || !remove else { throw ValidationError("Give a name or --remove, not both.") }
        guard note == nil || person != nil && !remove else { throw ValidationError("--note needs a person.") }
        guard person != nil || !remove else { throw ValidationError("--remove needs a person.") }
        guard person == nil || export == nil else { throw ValidationError("--export goes alone.") }
    }

    func run() throws {
        let (keyring, caseName) = try target.keyring()
        guard let person else { return try show(keyring, caseName) }
        guard Slug.isSlug(person), let id = Subject(person) else {
            throw CaseError(
                .input,
                "\"\(person)\" is no identifier of a person. Identifiers are made of a-z, 0-9 and -, such as p07.")
        }
        if remove { return try keyring.removePerson(id) }
        try keyring.setPerson(id, name: name ?? Self.asked(person), note: note)
    }

    private static func asked(_ person: String) throws -> String {
        if Output.asksTerminal { Output.tell("The name of \(person):") }
        guard let name = readLine(), !name.isEmpty else {
            throw CaseError(.input, "No name of \(person) was given. Give one as the first line of standard input.")
        }
        return name
    }

    private func show(_ keyring: Keyring, _ caseName: String) throws {
        let people = try keyring.people()
        let lines = people.map { person in
            [person.id.text, person.name, person.note].compactMap(\.self).joined(separator: "\t") + "\n"
        }
        let bytes = Array(lines.joined().utf8)
        if let export {
            let device = Device.here
            let file = SecretPlace(path: export)
            try file.check(device)
            try file.write(bytes, device)
            Output.tell(
                "\(Plural.of("name", people.count)) in '\(export)', which is not encrypted: whoever reads it knows who is who. "
                    + "Nothing that is destroyed here is destroyed there.")
            return
        }
        try Output.writeText(bytes)
        if people.isEmpty { Output.tell("The table of '\(caseName)' has no names on this device.") }
    }
}
