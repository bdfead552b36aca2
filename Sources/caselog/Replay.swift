import ArgumentParser
import CaseAnswers
import CaseModel
import CasePages
import CaseStore
import EventLog

struct Replay: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay",
        abstract: "The whole case at a date, or what changed step by step.",
        discussion: """
            EXAMPLES
              caselog replay elm --at 2019-06-30
              caselog replay elm --every month
              caselog replay elm --from 2019-01 --to 2019-12 --every week --no-lanes
              caselog replay elm --at 2019-06-30 --without jw-3f9c21ab/12
            """)

    @OptionGroup var target: CaseOptions
    @OptionGroup var time: TimeOptions
    @OptionGroup var what: WithoutOptions

    @Option(help: ArgumentHelp("The date to begin at.", valueName: "T"), transform: QueryTime.argument)
    var from: QueryTime?

    @Option(help: ArgumentHelp("The date to end at.", valueName: "T"), transform: QueryTime.argument)
    var to: QueryTime?

    @Option(
        help: """
            The length of a step: day, week, month, quarter or year. Without --from and --to all of the case is gone \
            through.
            """)
    var every: Step.Length?

    @OptionGroup var drawing: LanesOptions

    @Flag(help: "Print JSON: one object, or one line for each step.")
    var json = false

    func validate() throws {
        guard (from == nil) == (to == nil) else { throw ValidationError("Give both --from and --to, or neither.") }
        guard from == nil && every == nil || time.at == nil else {
            throw ValidationError("Give --at, or --every, with or without --from and --to.")
        }
        if drawing.lanes == true, from == nil && every == nil || json {
            throw ValidationError("--lanes is for steps as text: give --every.")
        }
        if let from, let to, from.latest > to.latest { throw ValidationError("--from lies behind --to.") }
    }

    func run() throws {
        let opened = try target.open()
        let (hypothesis, found) = try what.hypothesis(opened)
        var (history, damage) = try opened.replay(known: time.known, recorded: time.recorded, hypothesis)
        damage += found.filter { !damage.contains($0) }
        let all = opened.damage + damage
        Incompleteness.tell(all)
        if from != nil || every != nil {
            try printSteps(opened, history, hypothesis, all)
        } else {
            try printWhole(opened, history, hypothesis, all)
        }
        try Incompleteness.leave(if: !all.isEmpty, showing: opened)
        try Exit.done { opened.keep(history, damage) }
    }

    private func printWhole(
        _ opened: Case, _ history: CaseHistory, _ hypothesis: Hypothesis?, _ damage: [Damage]
    ) throws {
        let view = Viewpoint(history, at: time.at?.latest ?? .max, sharing: .onAllProcessors)
        let (governance, disputes, ledger) = (GovernanceView(view), DisputesView(view), LedgerView(view))
        if json {
            var json = JSONBuilder(view.tables, sharing: .onAllProcessors)
            json.object { json in
                time.asked.question(opened, view: "replay", hypothesis, isIncomplete: !damage.isEmpty).write(to: &json)
                governance.write(to: &json, view.tables)
                disputes.write(to: &json, view.tables)
                ledger.write(to: &json, view.tables)
            }
            json.endLine()
            return try Output.write(json)
        }
        let names = NameBook(view)
        let sections =
            governance.sections(names, view.tables)
            + disputes.sections(
                names, view.tables, citing: try Sentences(opened, history, view).citations(of: disputes.cited))
            + ledger.sections(names, view.tables)
        let words = [time.words] + [hypothesis?.words(view.tables)].compactMap(\.self)
        let title = "\(opened.folder.name): the whole case \(words.joined(separator: ", "))"
        try TerminalPage(width: Output.width, sharing: .onAllProcessors).render(
            title: title, lead: opened.lead(of: damage), sections,
            footer: sections.contains(where: \.isMarked) ? [Marks.legend] : [], to: Output.writeText)
    }

    private func printSteps(
        _ opened: Case, _ history: CaseHistory, _ hypothesis: Hypothesis?, _ damage: [Damage]
    ) throws {
        if !json { for line in opened.lead(of: damage) { try Output.writeText(Array("\(line)\n".utf8)) } }
        let given = from.flatMap { from in to.map { from.earliest...$0.latest } }
        guard let span = given ?? Viewpoint(history).span else { return }
        if let hypothesis, !json { try Output.write("\(hypothesis.words(history.tables))\n") }
        var steps = ReplaySteps(history, span, draws: drawing.draws && !json)
        var before = DifferenceSide(Viewpoint(history, at: span.lowerBound - 1, sharing: .onAllProcessors))
        for step in Step.steps(from: span.lowerBound, to: span.upperBound, every: every ?? .month) {
            let after = DifferenceSide(
                Viewpoint(history, at: min(step.latest, span.upperBound), sharing: .onAllProcessors))
            let difference = Difference(from: before, to: after)
            if json {
                var json = JSONBuilder(after.view.tables)
                json.object { json in
                    var question = time.asked.question(
                        opened, view: "replay", hypothesis, isIncomplete: !damage.isEmpty)
                    question.at = step.label
                    question.write(to: &json)
                    difference.write(to: &json)
                }
                json.endLine()
                try Output.write(json)
            } else {
                try steps.print(step, difference.changes, since: before.view.at + 1, until: after.view.at)
            }
            before = after
        }
        try steps.finish()
    }
}

extension Step.Length: ExpressibleByArgument {}
