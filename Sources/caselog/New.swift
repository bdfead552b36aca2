import ArgumentParser
import CaseModel
import CaseStore
import EventLog

struct New: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "new",
        abstract: "Make a case and this device's feed in it.",
        discussion: """
            EXAMPLES
              caselog new study/elm --title "Elm partnership" --by "J W"
            """)

    @Argument(help: "The case to make: a folder; .caselog is added.", completion: .directory)
    var `case`: String

    @Option(help: ArgumentHelp("What the case is called in reports.", valueName: "T"))
    var title: String

    @Option(
        help: ArgumentHelp(
            "Who writes: gives the initials in the feed's name (default: the login name's).", valueName: "NAME"))
    var by: String?

    @Option(
        help:
            "Which words are private: all; people (the default: what is seen, heard and noted, and who people are); or open."
    )
    var privacy: Privacy?

    func run() throws {
        let device = Device.here
        let place = try CaseFolder.place(for: `case`, in: device.fileSystem)
        let line = CaseMaker.opening(of: place.name, title: title, privacy: privacy, occurred: LocalTime.now())
        let made = try CaseMaker.make(
            place.path, name: place.name, from: InputLines(line: line), CaseWriter.Manner(), device: device,
            initials: try Initials.of(by), onNote: Notes.tell)
        try Output.write("\(made.appended.feed)/\(made.appended.firstSequence)\n")
        Output.tell("Made the case '\(made.folder.path)'.")
    }
}

extension Privacy: ExpressibleByArgument {}

/// The initials in the name of a feed.
enum Initials {
    static func of(_ name: String?) throws -> String {
        guard let name else { return Device.initials() }
        let words = name.split { $0 == " " || $0 == "." }
        let text = words.count > 1 ? words.compactMap(\.first).map(String.init).joined() : name
        guard let initials = Device.initials(from: text) else {
            throw CaseError(.badName, "\"\(name)\" has no letter of a-z and no digit to make initials of.")
        }
        return initials
    }
}
