import ArgumentParser
import CaseStore
import EventLog

struct CheckProof: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check-proof",
        abstract: "Check a proof, without the case that it is about.",
        discussion: """
            A proof says which key it is signed with, and a feed is named for the beginning of its key. Who wants more \
            than that gives the key itself, from somewhere that is trusted.

            EXAMPLES
              caselog check-proof settled.tlog-proof
              caselog check-proof settled.tlog-proof --key elm-jw.key
              caselog prove elm jw-3f9c21ab/12 | caselog check-proof -
            """)

    @Argument(help: "The proof, as `caselog prove` has printed it; - is standard input.", completion: .file())
    var file: String

    @Option(
        help: ArgumentHelp("The feed's key: the file `key` of its folder, or the one line in it.", valueName: "key"))
    var key: String?

    func run() throws {
        let fileSystem = SystemFileSystem()
        let trusted = try key.map { key in try ProofFiles.key(key, in: fileSystem) }
        for proof in try ProofFiles.proofs(file, in: fileSystem) {
            do {
                try proof.check(trusting: trusted)
            } catch {
                throw CaseError(.refused, "The proof fails. \(Self.words(for: error))")
            }
            try Output.writeText(Self.words(for: proof))
        }
        guard trusted == nil else { return }
        Output.tell(
            "The key is the one in the proof, and begins as the feed's name says. To be sure whose it is, give --key.")
    }

    private static func words(for proof: Proof) -> [UInt8] {
        let (origin, size) = (proof.checkpoint.origin, Plural.of("line", Int(proof.checkpoint.size)))
        switch proof.claim {
        case .line(let line, let index):
            return Array("Line \(index + 1) of \(origin), signed for \(size), is:\n".utf8) + line + [0x0A]
        case .continuation(let earlier):
            return Array("\(origin), signed for \(size), begins with the \(earlier.size) signed for earlier.\n".utf8)
        }
    }

    private static func words(for failure: Proof.Failure) -> String {
        switch failure {
        case .key: "Its key is not the one that the feed is named for."
        case .otherKey: "It is signed with another key than the one given."
        case .signature: "A checkpoint in it is not signed with its key."
        case .otherFeed: "Its two checkpoints are of different feeds."
        case .path: "Its hashes do not lead to the root that was signed."
        case .line: "The line in it is not the one of that number in that feed."
        }
    }
}
