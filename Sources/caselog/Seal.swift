import ArgumentParser
import CaseStore
import EventLog

struct Seal: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "seal",
        abstract: "Close and seal this device's segments of a case.",
        discussion: """
            Sealed segments are compressed harder and carry an index; no line changes.

            EXAMPLES
              caselog seal elm
            """)

    @OptionGroup var target: CaseOptions

    func run() throws {
        let opened = try target.open()
        guard try opened.folder.hasFeed(of: opened.device) else {
            // It may have one that cannot be read.
            Incompleteness.tell(opened.damage)
            try Incompleteness.leave(if: !opened.damage.isEmpty)
            return Output.tell("This device has no feed in the case, so there is nothing of it to seal.")
        }
        let count = try opened.seal(onNote: Notes.tell)
        Output.tell("Sealed \(Plural.of("segment", count)).")
    }
}
