import ArgumentParser
import CaseModel
import CaseStore
import EventLog

struct Verify: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Check everything: frames, lines, sequences, indexes, and what was signed.",
        discussion: """
            With --against, also whether the case still holds everything, unchanged, that remembered checkpoints cover.

            EXAMPLES
              caselog verify elm
              caselog verify elm --against elm-2021-06-30.checkpoints
              for c in study/*.caselog; do caselog verify $c || echo "$c is damaged"; done
            """)

    @OptionGroup var target: CaseOptions

    @Option(help: ArgumentHelp("A file that `caselog sign` has printed.", valueName: "checkpoint"))
    var against: String?

    func run() throws {
        let device = Device()
        let opened = try Case(CaseFolder(finding: target.case, in: device.fileSystem), device: device)
        let remembered = try against.map { path in try ProofFiles.checkpoints(path, in: device.fileSystem) } ?? []
        for checkpoint in remembered where !opened.isOf(checkpoint) {
            throw CaseError(
                .input,
                "A checkpoint in '\(against ?? "")' is of '\(checkpoint.origin)', which is no feed of the case "
                    + "'\(opened.folder.name)'.")
        }
        let found = try opened.verify(against: remembered)
        for feed in found.feeds { try Output.write(Self.words(for: feed)) }
        let damage = try opened.lookThrough()
        for note in found.notes { Output.tell("caselog: \(note.message)") }
        // Reading meets much of what verifying met; nothing is told twice.
        let all = found.damage + damage.filter { !found.damage.contains($0) }
        for damage in all { Output.tell("caselog: \(damage.message)") }
        guard all.isEmpty else {
            try Output.write("\(opened.folder.name) is damaged.\n")
            return try Incompleteness.leave(if: true)
        }
        try Output.write("\(opened.folder.name) is sound.\n")
        for checkpoint in remembered {
            let lines = Plural.of("line", Int(checkpoint.size))
            try Output.write("\(checkpoint.origin) still holds the \(lines) remembered, unchanged.\n")
        }
    }

    private static func words(for feed: Verification.Feed) -> String {
        let sealed = feed.sealedCount > 0 ? " (\(feed.sealedCount) sealed)" : ""
        let signed = feed.signedCount.map { count in ", signed for \(count)" } ?? ""
        return """
            \(feed.name.text): \(Plural.of("line", Int(feed.lineCount))) in \
            \(Plural.of("segment", feed.segmentCount))\(sealed), \(Plural.of("frame", feed.frameCount))\(signed)

            """
    }
}
