import ArgumentParser
import CaseStore
import EventLog

struct Prove: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "prove",
        abstract: "Prove that an event is in the case, or that the case goes on from a checkpoint.",
        discussion: """
            The proof goes to standard output; `caselog check-proof` checks it without the case. A proof of an event is \
            a C2SP tlog-proof, which other programs can check as well.

            EXAMPLES
              caselog prove elm jw-3f9c21ab/12 > settled.tlog-proof
              caselog prove elm --since elm-2021-06-30.checkpoints > since.proof
              caselog check-proof settled.tlog-proof
            """)

    @OptionGroup var target: CaseOptions

    @Argument(help: "The event: its id.")
    var event: String?

    @Option(help: ArgumentHelp("A file that `caselog sign` has printed.", valueName: "checkpoint"))
    var since: String?

    func validate() throws {
        guard (event == nil) != (since == nil) else {
            throw ValidationError("Give either an event, or --since and a file of checkpoints.")
        }
    }

    func run() throws {
        let opened = try target.open()
        if let event {
            try Output.write(opened.proof(of: event, onNote: Notes.tell).text)
        }
        if let since {
            let earlier = try ProofFiles.checkpoints(since, in: opened.device.fileSystem)
            let proofs = try earlier.map { checkpoint in try opened.proof(since: checkpoint, onNote: Notes.tell) }
            for proof in proofs { try Output.write(proof.text) }
        }
    }
}
