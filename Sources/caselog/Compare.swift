import ArgumentParser
import CaseModel
import CasePages
import CaseStore
import EventLog

struct Compare: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compare",
        abstract: "The cases of a study side by side, as a cross-case analysis needs them.",
        discussion: """
            Disagreements by issue and fault-line, what re-ignites what and how settlements were made; people and \
            interests; skills and behaviours; governance; fieldwork, summed. Each count comes with examples and their \
            events. A case that cannot be read is said; the others are shown.

            EXAMPLES
              caselog compare study
              caselog compare study --at 2019 --json | jq '.issues[] | select(.issue == "resources")'
              caselog compare study -o comparison.html
            """)

    @Argument(help: "The study: a folder with cases.", completion: .directory)
    var study: String

    @OptionGroup var time: TimeOptions

    @Flag(help: "Print one JSON object.")
    var json = false

    @Flag(help: "Print Markdown.")
    var markdown = false

    @OptionGroup var file: MadeFileOptions

    func validate() throws {
        if [json, markdown, file.html].count(where: \.self) > 1 {
            throw ValidationError("Choose one of --json, --markdown and --html.")
        }
    }

    private static let mark = Array("<!-- caselog comparison -->".utf8)

    func run() throws {
        let mark = MadeMark(Self.mark, of: StudyFolder.name(of: study))
        let target =
            json
            ? try file.target(orMarked: Array(#""view":"compare""#.utf8), "comparison")
            : try file.target(orSealed: mark, "comparison")
        let answer = try CompareAnswer(study, time)
        let sections = json ? [] : answer.comparison.sections
        let legend = sections.contains(where: \.isMarked) ? [Marks.legend] : []
        if json {
            try file.write(data: Array(answer.json.utf8), to: target, "comparison", of: answer.opened)
        } else if file.isHTML {
            let page = SectionsHTML.text(
                title: answer.title(time), mark: Self.mark, lead: answer.remarks + legend, sections)
            try file.write(page, to: target, mark, "comparison", of: answer.opened)
        } else if markdown || file.output != nil {
            var text = Self.mark + Array("\n\n".utf8)
            MarkdownPage.render(title: answer.title(time), lead: answer.remarks, sections, footer: legend) {
                text += $0
            }
            try file.write(
                String(decoding: text, as: UTF8.self), to: target, mark, "comparison", of: answer.opened)
        } else {
            try TerminalPage(width: Output.width, sharing: .onAllProcessors).render(
                title: answer.title(time), lead: answer.remarks, sections, footer: legend, to: Output.writeText)
        }
        let areDamaged = answer.opened.map { Incompleteness.tellPrivate(of: $0) }.contains(true)
        try Incompleteness.leave(if: areDamaged || answer.isIncomplete)
    }
}
