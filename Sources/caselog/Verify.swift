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
            try Output.write(
                "\(feed.name.text): \(feed.lineCount) lines in \(feed.segmentCount) segments (\(feed.sealedCount) sealed), \(feed.frameCount) frames\n"
            )
        }
        let (history, _) = try opened.replay(known: nil, recorded: nil)
        for note in found.notes { Output.tell("caselog: \(note.message)") }
        for id in history.unreadable {
            Output.tell("caselog: The line \(history.tables.text(id)) is no event: it is not JSON, or lacks a key.")
        }
        for damage in found.damage { Output.tell("caselog: \(damage.message)") }
        guard found.isSound, history.unreadable.isEmpty else {
            try Output.write("\(opened.folder.name) is damaged.\n")
            return try Incompleteness.leave(if: true)
        }
        try Output.write("\(opened.folder.name) is sound.\n")
    }
}
