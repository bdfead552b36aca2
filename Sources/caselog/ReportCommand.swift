import ArgumentParser
import CaseModel
import CasePages
import CaseStore
import EventLog

struct ReportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract:
            "The case report: what happened, the disagreements, and how they were read, each sentence with its events.",
        discussion: """
            Three parts: an account in time, by year and quarter; the disagreements, each with its parties, its \
            issues, its course and what lay beneath; interpretations, which are strategies and what came next, \
            winners and losers as perceived, and memos. Then what the report cannot say. It puts into sentences what \
            was recorded, and adds nothing.

            Words that were said are quoted only where consent covers it. A file written with -o is noted as made \
            from the case: `withdraw` lists it, or removes it. Of what `>` writes it knows \
            nothing. A file that was changed since, or made of another case, is not written over without --force.

            EXAMPLES
              caselog report elm -o elm.md
              caselog report elm --at 2019-06 --known 2019-06
              caselog report elm -o elm.html
              caselog report elm --without jw-3f9c21ab/12 -o without.html
            """)

    @OptionGroup var target: CaseOptions

    @OptionGroup var time: TimeOptions

    @OptionGroup var what: WithoutOptions

    @OptionGroup var file: MadeFileOptions

    func run() throws {
        let opened = try self.target.open()
        let mark = MadeMark(ReportMarkdown.mark, of: opened.folder.name)
        let target = try file.target(orSealed: mark, "report")
        let answer = try ReportAnswer(opened, time, what)
        let text = file.isHTML ? ReportHTML(answer.report).text : ReportMarkdown(answer.report).text
        try file.write(text, to: target, mark, "report", of: [opened])
        try Incompleteness.leave(if: answer.isIncomplete, showing: opened)
    }
}
