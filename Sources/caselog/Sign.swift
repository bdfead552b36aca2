import ArgumentParser
import CaseStore
import EventLog

struct Sign: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sign",
        abstract: "Sign how the case stands, and print what is to be remembered.",
        discussion: """
            Prints a checkpoint of each feed: what this device has written is signed anew, the others are as their \
            devices last signed them. Kept somewhere else, they let anybody ask later whether everything that was there \
            then is still there, unchanged.

            EXAMPLES
              caselog sign elm > elm-2021-06-30.checkpoints
              caselog verify elm --against elm-2021-06-30.checkpoints
              caselog prove elm --since elm-2021-06-30.checkpoints
            """)

    @OptionGroup var target: CaseOptions

    func run() throws {
        let opened = try target.open()
        let signing = try opened.sign(onNote: Notes.tell)
        for checkpoint in signing.checkpoints { try Output.write(checkpoint.text) }
        for checkpoint in signing.checkpoints {
            let whose = signing.own.contains(checkpoint.origin) ? "" : ", as its device has signed"
            Output.tell("\(checkpoint.origin): \(Plural.of("line", Int(checkpoint.size)))\(whose).")
        }
        for feed in signing.without {
            Output.tell("\(feed.text): no checkpoint yet; its device signs when it seals, or with `caselog sign`.")
        }
        for failure in signing.failures { Output.tell("caselog: Not signed: \(failure.message)") }
        if signing.checkpoints.isEmpty, signing.failures.isEmpty, opened.damage.isEmpty {
            Output.tell("Nothing is signed: no feed of the case has both a line and a checkpoint.")
        }
        Incompleteness.tell(opened.damage)
        try Incompleteness.leave(
            if: signing.checkpoints.isEmpty || !signing.failures.isEmpty || !opened.damage.isEmpty)
    }
}
