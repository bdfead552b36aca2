import ArgumentParser
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

            EXAMPLES
              caselog audit elm pooled-budget
              caselog audit elm pooled-budget --known 2019-06 --markdown > pooled-budget.md
              caselog audit elm pooled-budget --json | jq '.missing'
            """)

    @OptionGroup var target: CaseOptions

    @Argument(help: "The dispute.")
    var dispute: String

    @OptionGroup var time: TimeOptions

    @Flag(help: "Print one JSON object.")
    var json = false

    @Flag(help: "Print Markdown.")
    var markdown = false

    func validate() throws {
        if json, markdown { throw ValidationError("Choose --json or --markdown, not both.") }
    }

    func run() throws {
        let opened = try target.open()
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
            throw CaseError(.input, "The case knows no dispute \"\(dispute)\".\(nearest)")
        }
        let words = AuditWords(audit, NameBook(view))
        if json {
            let question = time.question(opened, view: "audit", isIncomplete: !damage.isEmpty)
            try print(words, question, audit.tables)
        } else {
            var page = AuditPage(words, markdown ? .markdown : .terminal(width: max(40, Output.width)))
            try page.render(caseName: opened.folder.name, dates: time.words, to: Output.writeText)
        }
        try Incompleteness.leave(if: !damage.isEmpty)
    }

    private func print(_ words: AuditWords, _ question: Question, _ tables: Tables) throws {
        var words = words
        var builder = JSONBuilder(tables, sharing: .onAllProcessors)
        builder.object { json in
            question.write(to: &json)
            words.write(to: &json, dispute: dispute)
        }
        builder.endLine()
        for piece in builder.pieces { try Output.write(piece) }
    }
}
