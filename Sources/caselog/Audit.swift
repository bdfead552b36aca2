import ArgumentParser
import CaseAnswers
import CaseModel
import CasePages
import CaseStore
import EventLog

struct AuditCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit",
        abstract: "How a dispute came, went and came back, each turn followed back to what was observed.",
        discussion: """
            Every line of the log is read for it; facts that were kept are not trusted. What is told once is referred to \
            after that. What is missing is said: a turn without a cause, a settlement without evidence, a cause that \
            was retracted or cannot be read.

            With --output a dossier is written for somebody who trusts nobody: the audit as Markdown and JSON, the lines \
            that it tells of as they are stored, a proof of each, checkpoints and public keys, and a README that says how \
            to check all of it without this program. Feeds of this device are signed for it.

            EXAMPLES
              caselog audit elm pooled-budget
              caselog audit elm pooled-budget --known 2019-06 --markdown > pooled-budget.md
              caselog audit elm pooled-budget --json | jq '.missing'
              caselog audit elm pooled-budget -o pooled-budget.dossier
            """)

    @OptionGroup var target: CaseOptions

    @Argument(help: "The dispute.")
    var dispute: String

    @OptionGroup var time: TimeOptions

    @Flag(help: "Print one JSON object.")
    var json = false

    @Flag(help: "Print Markdown.")
    var markdown = false

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("Write a dossier into this folder, which must not be there yet.", valueName: "folder"),
        completion: .directory)
    var output: String?

    func validate() throws {
        if json, markdown { throw ValidationError("Choose --json or --markdown, not both.") }
        if output != nil, json || markdown {
            throw ValidationError("A dossier holds both Markdown and JSON: leave out --json and --markdown.")
        }
    }

    func run() throws {
        let opened = try target.open()
        if let output { try WholeFolder.requireFree(output, "dossier", on: opened.device) }
        let (history, found) = try opened.replay(known: time.known, recorded: time.recorded, isFresh: true)
        let at = time.at?.latest ?? .max
        let progress = Progress("lines looked through", total: opened.lineCount)
        let answer = try opened.audit(dispute, history, at: at, besides: opened.damage + found) { progress.show($0) }
        progress.finish()
        let damage = opened.damage + found + answer.damage
        Incompleteness.tell(damage)
        let view = Viewpoint(history, at: at)
        guard let audit = answer.audit else {
            let nearest = Nearest.sentence(Nearest.names(to: dispute, among: view.names(of: .dispute)))
            let dates = time.asked.isNow ? "" : ", \(time.words)"
            throw CaseError(.input, "The case knows no dispute \"\(dispute)\"\(dates).\(nearest)")
        }
        let words = AuditWords(audit, NameBook(view))
        let dossier = Dossier(
            opened: opened, words: words, audit: audit,
            question: time.asked.question(opened, view: "audit", isIncomplete: !damage.isEmpty), dispute: dispute,
            dates: time.words)
        var isWhole = damage.isEmpty
        if let output {
            isWhole = try dossier.write(to: output) && isWhole
        } else if json {
            for piece in dossier.json().pieces { try Output.write(piece) }
        } else {
            var page = AuditPage(words, markdown ? .markdown : .terminal(width: max(40, Output.width)))
            try page.render(caseName: opened.folder.name, dates: time.words, to: Output.writeText)
        }
        try Incompleteness.leave(if: !isWhole, showing: opened)
    }
}
