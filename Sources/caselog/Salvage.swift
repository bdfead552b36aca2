import ArgumentParser
import CaseStore
import EventLog

struct Salvage: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "salvage",
        abstract: "Save what can be read of a damaged case.",
        discussion: """
            Every line whose checksum is good is written, as it was, into a new case in the folder, and what is lost is \
            listed by number. The damaged case is not changed. Where a copy of it exists, the copy may have what is lost \
            here.

            EXAMPLES
              caselog salvage elm --to rescued
              caselog verify rescued/elm
            """)

    @OptionGroup var target: CaseOptions

    @Option(help: ArgumentHelp("The folder for the new case; it is made where it is missing.", valueName: "folder"))
    var to: String

    func run() throws {
        let salvage = try CaseSalvage(target.case, to: to, device: Device.here)
        try Output.writeText(Array(salvage.report.utf8))
        Output.tell("Saved to '\(salvage.path)'.")
        try Incompleteness.leave(if: !salvage.isComplete)
    }
}
