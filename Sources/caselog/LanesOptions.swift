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

    /// Draws the disputes from when the first was raised to the last event by the date of the view.
    func drawLanes(_ view: Viewpoint) throws {
        var lives = DisputeLives(view)
        guard let first = lives.lives.first?.turns.first?.at, let last = view.span?.upperBound else { return }
        let frame = LanesPicture.Frame(width: Output.width, showsBlocks: Output.showsBlocks, span: first...last)
        try Output.draw(LanesPicture(&lives, frame, view.tables))
    }
}
