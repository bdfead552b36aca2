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
    var against: [String] = []

    func run() throws {
        let device = Device.here
        let opened = try Case(CaseFolder(finding: target.case, in: device.fileSystem), device: device)
        let remembered = try against.flatMap { path in try ProofFiles.checkpoints(path, in: device.fileSystem) }
        for checkpoint in remembered where !opened.isOf(checkpoint) {
            throw CaseError(
                .input,
                "A checkpoint in '\(against.joined(separator: "', '"))' is of '\(checkpoint.origin)', which is no feed of the case "
                    + "'\(opened.folder.name)'.")
        }
        let found = try opened.verify(against: remembered)
        for feed in found.feeds { try Output.write(Self.words(for: feed)) }
        let damage = try opened.lookThrough()
        for note in found.notes { Output.tell("caselog: \(note.message)") }
        // Reading meets much of what verifying met; nothing is told twice.
        let all = found.damage + damage.filter { !found.damage.contains($0) }
        for damage in all { Output.tell("caselog: \(damage.message)") }
        try Output.write("\(opened.folder.name) is \(all.isEmpty ? "sound" : "damaged").\n")
        for checkpoint in remembered { try Output.write(Self.verdict(on: checkpoint, all)) }
        try Incompleteness.leave(if: !all.isEmpty)
    }

    /// Whether what a checkpoint covers is there: damage behind it does not matter.
    private static func verdict(on checkpoint: Checkpoint, _ damage: [Damage]) -> String {
        let lines = Plural.of("line", Int(checkpoint.size))
        let touching = damage.filter { damage in
            damage.feed == checkpoint.feed?.text && damage.lost?.first ?? 1 <= checkpoint.size
        }
        return touching.isEmpty
            ? "\(checkpoint.origin) still holds the \(lines) remembered, unchanged.\n"
            : "\(checkpoint.origin): not all of the \(lines) remembered are there as they were; see above which.\n"
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
