import ArgumentParser
import CaseAnswers
import CaseModel
import CasePages
import CaseStore
import EventLog

struct Diff: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff",
        abstract: "What changed between two dates, or two states of knowledge, or hangs on some events.",
        discussion: """
            Without FROM and TO everything that ever happened counts, and only what was known or recorded differs.

            With --without the case as it was, at FROM, is compared with the case without these events, at TO; one date \
            stands for both. So it tells what hangs on them: which disputes would not have come back.

            EXAMPLES
              caselog diff england 2020-03-31 2020-04-01
              caselog diff elm 2019-01 2019-12 --known 2020
              caselog diff elm --known-from 2019-06 --known-to 2020-06
              caselog diff elm --without jw-3f9c21ab/12
            """)

    @OptionGroup var target: CaseOptions

    @Argument(help: "The earlier date.", transform: QueryTime.argument)
    var from: QueryTime?

    @Argument(help: "The later date.", transform: QueryTime.argument)
    var to: QueryTime?

    @Option(
        help: ArgumentHelp("What could be known by this date, on both sides.", valueName: "K"),
        transform: QueryTime.argument)
    var known: QueryTime?

    @Option(
        help: ArgumentHelp("What the log held by this date, on both sides.", valueName: "R"),
        transform: QueryTime.argument)
    var recorded: QueryTime?

    @Option(help: ArgumentHelp("What could be known before.", valueName: "K"), transform: QueryTime.argument)
    var knownFrom: QueryTime?

    @Option(help: ArgumentHelp("What could be known after.", valueName: "K"), transform: QueryTime.argument)
    var knownTo: QueryTime?

    @Option(help: ArgumentHelp("What the log held before.", valueName: "R"), transform: QueryTime.argument)
    var recordedFrom: QueryTime?

    @Option(help: ArgumentHelp("What the log held after.", valueName: "R"), transform: QueryTime.argument)
    var recordedTo: QueryTime?

    @OptionGroup var what: WithoutOptions

    @Flag(help: "Print one JSON object.")
    var json = false

    func validate() throws {
        let isHypothetical = !what.without.isEmpty
        guard from == nil || to != nil || isHypothetical else {
            throw ValidationError("Give both FROM and TO, or neither.")
        }
        let changes = [knownFrom, knownTo, recordedFrom, recordedTo].contains { $0 != nil }
        guard from != nil || changes || isHypothetical else {
            throw ValidationError(
                "Give FROM and TO, or --known-from and --known-to, or --recorded-from and --recorded-to, or --without.")
        }
        guard known == nil || (knownFrom == nil && knownTo == nil),
            recorded == nil || (recordedFrom == nil && recordedTo == nil)
        else { throw ValidationError("--known stands for both sides: give it, or --known-from and --known-to.") }
    }

    func run() throws {
        let opened = try target.open()
        let (hypothesis, found) = try what.hypothesis(opened)
        let before = try view(opened, from, known ?? knownFrom, recorded ?? recordedFrom)
        let areOfOneReplay =
            hypothesis == nil && [knownFrom, knownTo, recordedFrom, recordedTo].allSatisfy { $0 == nil }
        let after =
            areOfOneReplay
            ? (view: Self.view(before.history, to), history: before.history, damage: before.damage)
            : try view(opened, to ?? from, known ?? knownTo, recorded ?? recordedTo, hypothesis)
        var damage = opened.damage
        for one in before.damage + found + after.damage where !damage.contains(one) { damage.append(one) }
        Incompleteness.tell(damage)
        let difference = Difference(from: before.view, to: after.view, isHypothetical: hypothesis != nil)
        if json {
            var json = JSONBuilder(after.view.tables)
            json.object { json in
                json.text("case", opened.folder.name)
                json.text("from", from?.text)
                json.text("to", to?.text)
                json.text("known", known?.text)
                json.text("recorded", recorded?.text)
                json.text("known_from", knownFrom?.text)
                json.text("known_to", knownTo?.text)
                json.text("recorded_from", recordedFrom?.text)
                json.text("recorded_to", recordedTo?.text)
                json.write(hypothesis)
                if !damage.isEmpty { json.flag("incomplete", true) }
                difference.write(to: &json)
            }
            json.endLine()
            try Output.write(json)
        } else {
            let page = ChangesPage(width: Output.width)
            let title = [words] + [hypothesis?.words(after.view.tables)].compactMap(\.self)
            try Output.write(
                "\(opened.folder.name): \(title.joined(separator: ", "))\n" + page.list(difference.changes))
        }
        try Incompleteness.leave(if: !damage.isEmpty, showing: opened)
        try Exit.done { opened.keep(before.history.isWhole ? before.history : after.history, damage) }
    }

    private func view(
        _ opened: Case, _ at: QueryTime?, _ known: QueryTime?, _ recorded: QueryTime?,
        _ hypothesis: Hypothesis? = nil
    ) throws -> (view: Viewpoint, history: CaseHistory, damage: [Damage]) {
        let (history, damage) = try opened.replay(known: known, recorded: recorded, hypothesis)
        return (Self.view(history, at), history, damage)
    }

    private static func view(_ history: CaseHistory, _ at: QueryTime?) -> Viewpoint {
        Viewpoint(history, at: at?.latest ?? .max, sharing: .onAllProcessors)
    }

    private var words: String {
        var parts: [String] = []
        if let from, let to { parts.append("from \(from.text) to \(to.text)") }
        if let from, to == nil { parts.append("at \(from.text)") }
        if let known { parts.append("as known by \(known.text)") }
        if let recorded { parts.append("as recorded by \(recorded.text)") }
        if knownFrom != nil || knownTo != nil {
            parts.append("known by \(knownFrom?.text ?? "now") against known by \(knownTo?.text ?? "now")")
        }
        if recordedFrom != nil || recordedTo != nil {
            parts.append("recorded by \(recordedFrom?.text ?? "now") against recorded by \(recordedTo?.text ?? "now")")
        }
        let subject = what.without.isEmpty ? "what changed" : "what would be different"
        return subject + (parts.isEmpty ? "" : " ") + parts.joined(separator: ", ")
    }
}
