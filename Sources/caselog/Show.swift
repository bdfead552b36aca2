import ArgumentParser
import CaseAnswers
import CaseModel
import CasePages
import CaseStore
import EventLog

extension ViewName: ExpressibleByArgument {}

struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "One view of a case, at any date.",
        discussion: """
            VIEWS
              governance  who stood in what relation: organisations, bodies, memberships, roles, accountability
              ledger      who was seen, by whom, to gain or lose; what was offered against it
              disputes    their state, episodes and causes; which settled ones have been stirred
              timeline    the events in case order, as corrected, in words
              fieldwork   participants and those interviewed, sessions and hours, documents, consent, approvals
              issues      the six issues and their drivers against disputes, evidence and time
              strategies  who did what about which dispute, and what came next
              engagement  which sectors took part, spoke and decided, and which did not; who answers to whom
              reignition  which issue re-ignites which; how long settlements held, by how they were made
              anomalies   what does not fit together

            EXAMPLES
              caselog show elm disputes --at 2019-06
              caselog show elm disputes --no-lanes
              caselog show elm reignition --estimate
              caselog show elm fieldwork --markdown > fieldwork.md
              caselog show england governance --at 2020-03-31 --json | jq '.organisations | length'
              caselog show elm disputes --without jw-3f9c21ab/12
            """)

    @OptionGroup var target: CaseOptions

    @Argument(help: "The view.")
    var view: ViewName

    @OptionGroup var time: TimeOptions
    @OptionGroup var what: WithoutOptions
    @OptionGroup var drawing: LanesOptions

    @Flag(help: "Print one JSON object.")
    var json = false

    @Flag(help: "Print Markdown.")
    var markdown = false

    @Flag(help: "With reignition: also estimate how long settlements hold (Kaplan–Meier).")
    var estimate = false

    func validate() throws {
        if json, markdown { throw ValidationError("Choose --json or --markdown, not both.") }
        if drawing.lanes == true, ![.disputes, .timeline].contains(view) || json || markdown {
            throw ValidationError("--lanes is for the views disputes and timeline, as text.")
        }
        guard !estimate || view == .reignition else {
            throw ValidationError("--estimate is for the view reignition; \(view.rawValue) has nothing to estimate.")
        }
    }

    func run() throws {
        let opened = try target.open()
        let (hypothesis, lost) = try what.hypothesis(opened)
        var replayed = try opened.replay(known: time.known, recorded: time.recorded, hypothesis)
        replayed.1 += lost.filter { !replayed.1.contains($0) }
        var answer = try ViewAnswer(opened, view, time.asked, hypothesis, in: replayed, isEstimating: estimate)
        let told = opened.damage + answer.damage
        Incompleteness.tell(told)
        try answer.write(as: format, drawing: lanes, to: put)
        Incompleteness.tell(answer.damage, besides: told)
        try Incompleteness.leave(if: answer.isIncomplete, showing: opened)
        try Exit.done { answer.keep() }
    }

    private var lanes: ViewAnswer.Drawing? {
        drawing.draws ? { view, months in try drawing.drawLanes(view, months) } : nil
    }

    /// Where pieces of the view go: what programs read goes as it is.
    private func put(_ piece: [UInt8]) throws {
        if json { try Output.write(piece) } else { try Output.writeText(piece) }
    }

    private var format: ViewAnswer.Format {
        if json { return .json }
        return markdown ? .markdown : .page(width: Output.width, showsBlocks: Output.showsBlocks)
    }
}
