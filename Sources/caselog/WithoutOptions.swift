import ArgumentParser
import CaseModel
import CaseStore
import EventLog

/// What if some events had not been.
struct WithoutOptions: ParsableArguments {
    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp(
            "As if these events, and whatever names them as a cause, directly or through others, had not been.",
            valueName: "ID"))
    var without: [String] = []

    /// What falls with the events given, told on standard error; nil where none is given.
    func hypothesis(_ opened: Case) throws -> (hypothesis: Hypothesis?, damage: [Damage]) {
        try hypothesis(opened, without: without)
    }

    /// What falls in each of some cases; an event is in the case that has its feed.
    func hypotheses(_ opened: [Case]) throws -> [(hypothesis: Hypothesis?, damage: [Damage])] {
        if opened.count == 1 { return [try hypothesis(opened[0])] }
        let own = opened.map { one in without.filter { text in one.feedNames.contains { text.hasPrefix("\($0)/") } } }
        if let stranger = without.first(where: { text in !own.contains { $0.contains(text) } }) {
            let feeds = opened.flatMap(\.feedNames)
            let named = String(stranger.split(separator: "/").first ?? "")
            let nearest = Nearest.sentence(Nearest.names(to: named, among: feeds))
            throw CaseError(.input, "--without: No case of the study has a feed \"\(named)\".\(nearest)")
        }
        return try zip(opened, own).map { try hypothesis($0, without: $1) }
    }

    private func hypothesis(
        _ opened: Case, without: [String]
    ) throws -> (hypothesis: Hypothesis?, damage: [Damage]) {
        if without.isEmpty { return (nil, []) }
        let (whole, damage) = try opened.replay(known: nil, recorded: nil)
        let events = Set(try without.map { try Self.event($0, in: whole, opened) })
        let progress = Progress("lines looked through for causes", total: opened.lineCount)
        defer { progress.finish() }
        let (hypothesis, found) = try opened.hypothesis(without: events, whole) { progress.show($0) }
        Output.tell("caselog: \(Self.sentence(hypothesis, whole.tables))")
        return (hypothesis, damage + found.filter { !damage.contains($0) })
    }

    private static func event(_ text: String, in history: CaseHistory, _ opened: Case) throws -> EventID {
        if let id = history.tables.event(named: text, from: .first), history.state.exists(id) { return id }
        throw CaseError(
            .input,
            "--without: There is no event \"\(text)\" in '\(opened.folder.name)'.\(nearest(text, in: history, opened))")
    }

    /// Of each feed the event of that number is offered, or its last one.
    private static func nearest(_ text: String, in history: CaseHistory, _ opened: Case) -> String {
        let number = text.split(separator: "/").last.flatMap { UInt64($0) } ?? .max
        let names = opened.feedSizes.compactMap { feed, size -> String? in
            size == 0 ? nil : "\(feed)/\(max(1, min(number, size)))"
        }
        return Nearest.sentence(Nearest.names(to: text, among: names))
    }

    /// So many events are named; JSON names all of them.
    private static let listedMax = 12

    private static func sentence(_ hypothesis: Hypothesis, _ tables: Tables) -> String {
        let asked = hypothesis.without.map { tables.text($0) }.joined(separator: ", ")
        let others = hypothesis.leftOut.filter { !hypothesis.without.contains($0) }
        guard !others.isEmpty else {
            return
                "Hypothetical: without \(asked). No other event names \(hypothesis.without.count == 1 ? "it" : "them") as a cause."
        }
        let listed = others.prefix(listedMax).map { tables.text($0) }.joined(separator: ", ")
        let more = others.count > listedMax ? " and \(others.count - listedMax) more" : ""
        let verb = others.count == 1 ? "falls" : "fall"
        return """
            Hypothetical: without \(asked). With \(hypothesis.without.count == 1 ? "it" : "them") \
            \(Plural.of("event", others.count)) \(verb) that would not have been: \(listed)\(more).
            """
    }
}
