import CaseModel
import CasePages
import CaseStore

/// Steps through time as text: what changed in each, below the disputes as lanes up to then where they are drawn.
struct ReplaySteps {
    /// A picture of each step is to leave room for what changed.
    private static let laneMax = 12

    private let tables: Tables
    private let page = ChangesPage(width: Output.width)
    /// What is drawn of the disputes, and those in it; nil where nothing is.
    private var picture: (frame: LanesPicture.Frame, lives: DisputeLives)?
    /// Steps in a row in which nothing changed.
    private var quiet: (first: String, last: String)?

    /// - Parameter span: what is stepped through.
    init(_ history: CaseHistory, _ span: ClosedRange<Instant>, draws: Bool) {
        tables = history.tables
        guard draws else { return }
        let lives = DisputeLives(Viewpoint(history, at: span.upperBound, sharing: .onAllProcessors))
        // Before the first dispute there is nothing to draw.
        let first = max(span.lowerBound, lives.lives.first?.turns.first?.at ?? span.lowerBound)
        var frame = LanesPicture.Frame(
            width: Output.width, showsBlocks: Output.showsBlocks, span: first...span.upperBound)
        frame.laneMax = Self.laneMax
        frame.legend = .all
        picture = (frame, lives)
    }

    /// Prints a step; those of which there is nothing to draw are put off, to be told together.
    mutating func print(_ step: Step, _ changes: [Change], since: Instant, until: Instant) throws {
        guard picture != nil else { return try Output.write("\(step.label)\n" + page.list(changes)) }
        if changes.isEmpty {
            quiet = (quiet?.first ?? step.label, step.label)
            return
        }
        try finish()
        try Output.write("\(step.label)\n")
        picture?.frame.since = since
        picture?.frame.until = until
        try draw()
        try Output.write(page.list(changes) + "\n")
    }

    /// Tells of the steps that were put off.
    mutating func finish() throws {
        guard let (first, last) = quiet else { return }
        quiet = nil
        try Output.write("\(first == last ? first : "\(first) to \(last)")\n  nothing changed\n\n")
    }

    private mutating func draw() throws {
        guard var (frame, lives) = picture else { return }
        let drawn = LanesPicture(&lives, frame, tables)
        if !drawn.lines.isEmpty {
            try Output.draw(drawn)
            try Output.write("\n")
            frame.legend = .none
        }
        picture = (frame, lives)
    }
}
