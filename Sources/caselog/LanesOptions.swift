import ArgumentParser
import CaseModel
import CasePages

/// Whether disputes are drawn as lanes along time.
struct LanesOptions: ParsableArguments {
    @Flag(
        inversion: .prefixedNo,
        help: "Draw the disputes as lanes along time, or leave that out. (default: drawn on a terminal)")
    var lanes: Bool?

    var draws: Bool { lanes ?? Output.printsToTerminal }

    /// Draws the disputes; above how many events there are in each month, where these are given.
    func drawLanes(_ view: Viewpoint, _ months: MonthCounts?) throws {
        if let months { try drawLanes(view, months: months) } else { try drawLanes(view) }
    }

    /// Draws the disputes from when the first of those with a lane was raised to the last event by the date of the
    /// view.
    func drawLanes(_ view: Viewpoint) throws {
        var lives = DisputeLives(view)
        guard let first = lives.lives.first?.turns.first?.at, let last = view.span?.upperBound else { return }
        var frame = LanesPicture.Frame(width: Output.width, showsBlocks: Output.showsBlocks, span: first...last)
        frame.beginsWithLanes = true
        try Output.draw(LanesPicture(&lives, frame, view.tables))
    }

    /// Draws the disputes from the first event found to the last, above how many of them there are in each month.
    func drawLanes(_ view: Viewpoint, months: MonthCounts) throws {
        guard let span = months.span else { return }
        var lives = DisputeLives(view)
        let frame = LanesPicture.Frame(width: Output.width, showsBlocks: Output.showsBlocks, span: span)
        try Output.draw(LanesPicture(&lives, frame, months: months, view.tables))
        try Output.write("\n")
    }
}
