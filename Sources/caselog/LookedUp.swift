import CaseModel
import CaseStore
import EventLog

/// What a view needs of the lines of a case, of which a replay keeps nothing: most events are evidence.
struct LookedUp {
    private(set) var codes = CaseCodes()
    private(set) var tally = CodeTally()
    /// Strategies, or causes of re-ignitions, whose lists are in the tables of the history.
    private(set) var events: [Event] = []
    /// The last instant at which anything happened, where a view asks for it.
    private(set) var last: Instant?

    /// - Parameter damage: gets what could not be read, beyond what it has.
    init(
        for view: ViewName, in opened: Case, _ history: inout CaseHistory, at: Instant, _ damage: inout [Damage]
    ) throws {
        guard [.issues, .strategies, .reignition].contains(view) else { return }
        let viewpoint = Viewpoint(history, at: at, sharing: .onAllProcessors)
        let codes = CaseCodes(viewpoint)
        self.codes = codes
        var more: [Damage] = []
        switch view {
        case .issues:
            let (parts, damage) = try opened.find(in: history) { history, frame, feed, first in
                history.codeTally(of: frame, feed: feed, firstSequence: first, upTo: at, codes)
            }
            (tally, more) = (CodeTally(parts), damage)
        case .strategies:
            let (lines, damage) = try opened.find(in: history) { history, frame, feed, first in
                history.strategyLines(in: frame, feed: feed, firstSequence: first, upTo: at)
            }
            (events, more) = (history.read(lines), damage)
        case .reignition:
            let wanted = ReignitionView.causes(viewpoint)
            let (parts, damage) = try opened.find(in: history) { history, frame, feed, first in
                history.causeLines(in: frame, feed: feed, firstSequence: first, wanted)
            }
            let found = CauseLines(parts)
            (events, last, more) = (history.read(found.lines), found.last, damage)
        default: break
        }
        damage += more.filter { !damage.contains($0) }
    }
}
