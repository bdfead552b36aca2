import ArgumentParser
import CaseModel
import CaseStore
import EventLog

struct Verify: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Check everything: frames, lines, sequences and indexes.",
        discussion: """
            EXAMPLES
              caselog verify elm
              for c in study/*.caselog; do caselog verify $c || echo "$c is damaged"; done
            """)

    @OptionGroup var target: CaseOptions

    func run() throws {
        let device = Device()
        let opened = try Case(CaseFolder(finding: target.case, in: device.fileSystem), device: device)
        let found = try opened.verify()
        for feed in found.feeds {
            let sealed = feed.sealedCount > 0 ? " (\(feed.sealedCount) sealed)" : ""
            try Output.write(
                """
                \(feed.name.text): \(Plural.of("line", Int(feed.lineCount))) in \
                \(Plural.of("segment", feed.segmentCount))\(sealed), \(Plural.of("frame", feed.frameCount))

                """)
        }
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
    }
}
