package import CaseModel

/// Disputes as lanes along time, one line each, above a scale and a legend.
package struct LanesPicture: Sendable {
    /// Some characters of a line, in one colour.
    package struct Run: Sendable, Equatable {
        package var text: String
        /// The number of one of the terminal's colours; nil for its usual one.
        package let colour: Int?

        init(_ text: String, colour: Int? = nil) {
            self.text = text
            self.colour = colour
        }
    }

    /// What a picture explains of its characters.
    package enum Legend: Sendable {
        /// Those that are in it.
        case used
        /// All of them, for pictures of the same disputes that follow.
        case all
        case none
    }

    /// What is drawn, and where.
    package struct Frame: Sendable {
        /// In characters.
        package var width: Int
        /// Whether whoever looks can be shown block characters.
        package var showsBlocks: Bool
        /// From where to where time is drawn.
        package var span: ClosedRange<Instant>
        /// Whether time is drawn from when the first of those with a lane was raised on only.
        package var beginsWithLanes = false
        /// What comes later is not drawn, though there is room for it.
        package var until: Instant
        /// What has turned from here on is drawn first where there are more disputes than lanes.
        package var since: Instant?
        package var laneMax = 24
        package var legend = Legend.used

        package init(width: Int, showsBlocks: Bool, span: ClosedRange<Instant>, until: Instant? = nil) {
            self.width = width
            self.showsBlocks = showsBlocks
            self.span = span
            self.until = until ?? span.upperBound
        }
    }

    /// Narrower pictures say nothing.
    private static let columnMin = 12

    private let frame: Frame
    private let glyphs: LaneGlyphs
    private let axis: TimeAxis
    private let labelWidth: Int
    private var used: Set<Character> = []
    private var issues: [String] = []
    package private(set) var lines: [[Run]] = []

    /// - Parameters:
    ///   - lives: learn where disputes were stirred, so that the next picture of them costs less.
    ///   - months: how many events there are in each; nil where that is not drawn.
    package init(_ lives: inout DisputeLives, _ frame: Frame, months: MonthCounts? = nil, _ tables: Tables) {
        self.frame = frame
        glyphs = frame.showsBlocks ? .blocks : .ascii
        let chosen = Self.chosen(&lives, frame)
        // Of all disputes, so that pictures of several dates lie one upon the other.
        let labels = lives.lives.map { tables.text($0.id).count } + (months == nil ? [] : [Self.eventsLabel.count])
        let longest = labels.max() ?? 0
        labelWidth = min(longest, max(10, frame.width / 4))
        let columnCount = frame.width - labelWidth - 6
        let raised = chosen.compactMap { $0.turns.first?.at }.min()
        let first = frame.beginsWithLanes ? max(frame.span.lowerBound, raised ?? .min) : frame.span.lowerBound
        axis = TimeAxis(first...max(first, frame.span.upperBound), count: max(Self.columnMin, columnCount))
        guard columnCount >= Self.columnMin, !chosen.isEmpty || months != nil else { return }
        lives.look(at: chosen, by: Lane.instants(of: axis, until: frame.until))
        for life in chosen {
            let lane = Lane(life, on: axis, until: frame.until, lives)
            addLine(tables.text(life.id), life.turn(at: frame.until)?.issue, lane, tables)
        }
        addLeftOut(lives, chosen)
        if let months { addBars(months) }
        for text in axis.scale(isASCII: glyphs.isASCII) { addLine([Run(indent + text)]) }
        switch frame.legend {
        case .none: return
        case .all: noteAll(lives, tables)
        case .used: break
        }
        addLegend(months)
    }

    private static let eventsLabel = "events"

    private var indent: String { String(repeating: " ", count: labelWidth + 6) }

    /// Those with a lane, in the order in which they were raised: the ones that are alive, stirred or have just turned
    /// before all others, and of each kind those that turned last.
    private static func chosen(_ lives: inout DisputeLives, _ frame: Frame) -> [DisputeLives.Life] {
        let raised = lives.lives.filter { ($0.turns.first?.at ?? .max) <= frame.until }
        guard raised.count > frame.laneMax else { return raised }
        lives.look(at: raised, by: [frame.until])
        let ranked = raised.enumerated().map { index, life in
            let turn = life.turn(at: frame.until)
            let hasTurned = turn.map { turn in frame.since.map { turn.at >= $0 } ?? false } ?? false
            let isOfInterest =
                turn?.state.isAlive == true || hasTurned || lives.isStirred(life, at: frame.until) == true
            return (isOfInterest: isOfInterest, at: turn?.at ?? .min, index: index)
        }
        let first = ranked.sorted { a, b in
            if a.isOfInterest != b.isOfInterest { return a.isOfInterest }
            return a.at == b.at ? a.index < b.index : a.at > b.at
        }
        return first.prefix(frame.laneMax).map(\.index).sorted().map { raised[$0] }
    }

    private mutating func addLine(_ id: String, _ issue: Slug?, _ lane: Lane, _ tables: Tables) {
        let name = issue.map { tables.text($0) }
        let letters = name.map(IssueColours.letters) ?? ""
        var runs = [Run("  \(label(id)) "), Run(Self.padded(letters, 2), colour: name.flatMap(IssueColours.colour))]
        runs.append(Run(" "))
        for cell in lane.cells {
            let character = glyphs.character(of: cell)
            used.insert(character)
            let issue = cell.issue.map { tables.text($0) }
            if let issue, !issues.contains(issue) { issues.append(issue) }
            let colour = issue.flatMap(IssueColours.colour)
            if runs[runs.count - 1].colour != colour { runs.append(Run("", colour: colour)) }
            runs[runs.count - 1].text.append(character)
        }
        addLine(runs)
    }

    private mutating func addLeftOut(_ lives: DisputeLives, _ chosen: [DisputeLives.Life]) {
        let drawn = Set(chosen.map(\.id))
        var counts: [DisputeLives.State: Int] = [:]
        for life in lives.lives where !drawn.contains(life.id) {
            if let turn = life.turn(at: frame.until) { counts[turn.state, default: 0] += 1 }
        }
        if counts.isEmpty { return }
        let states: [DisputeLives.State] = [.open, .deadlocked, .suspended, .settled]
        let parts = states.compactMap { state in counts[state].map { "\($0) \(state.rawValue)" } }
        let text = "and \(counts.values.reduce(0, +)) that are not drawn: \(parts.joined(separator: ", "))"
        for line in TerminalPage.wrap(text, width: frame.width - 2) { addLine([Run("  \(line)")]) }
    }

    private mutating func addBars(_ months: MonthCounts) {
        let most = months.most
        let bars = (0..<axis.count).map { column -> Character in
            let count = months.most(from: axis.first(of: column), to: axis.last(of: column))
            return count == 0 ? " " : glyphs.bars[(count * glyphs.bars.count + most - 1) / most - 1]
        }
        addLine([Run("  \(label(Self.eventsLabel))    " + String(bars))])
    }

    /// Notes what later pictures may show, too.
    private mutating func noteAll(_ lives: DisputeLives, _ tables: Tables) {
        used.formUnion(glyphs.legend.map(\.character))
        for issue in lives.lives.flatMap({ $0.turns.compactMap(\.issue) }).map({ tables.text($0) })
        where !issues.contains(issue) {
            issues.append(issue)
        }
    }

    private mutating func addLegend(_ months: MonthCounts?) {
        if used.contains(glyphs.unsurelyReignited) {
            used.formUnion([glyphs.imprecise, glyphs.reconstructed, glyphs.whollyReconstructed])
        }
        let meanings = glyphs.legend.filter { used.contains($0.character) }
        var items = meanings.map { [Run("\($0.character) \($0.words)")] }
        items += issues.sorted().map { issue in
            [
                Run(IssueColours.letters(of: issue), colour: IssueColours.colour(of: issue)),
                Run(" \(shortened(issue, frame.width - 5))"),
            ]
        }
        if let months, let last = glyphs.bars.last {
            items.append([Run("\(last) \(months.most) event\(months.most == 1 ? "" : "s") in a month")])
        }
        items.append([Run("1 character: \(axis.columnWords)")])
        var line: [Run] = []
        var length = 0
        for item in items {
            let width = item.map(\.text.count).reduce(0, +)
            if length > 0, length + 2 + width > frame.width {
                addLine(line)
                (line, length) = ([], 0)
            }
            line += [Run("  ")] + item
            length += 2 + width
        }
        addLine(line)
    }

    /// Adds a line without the blanks at its end.
    private mutating func addLine(_ runs: [Run]) {
        var runs = runs
        while let last = runs.last {
            runs[runs.count - 1].text = String(last.text.reversed().drop { $0 == " " }.reversed())
            if !runs[runs.count - 1].text.isEmpty { break }
            runs.removeLast()
        }
        lines.append(runs)
    }

    private func label(_ id: String) -> String { Self.padded(shortened(id, labelWidth), labelWidth) }

    /// A name that is too long loses its middle: names of things that belong together often begin alike.
    private func shortened(_ name: String, _ width: Int) -> String {
        guard name.count > width else { return name }
        let gap = glyphs.isASCII ? ".." : "…"
        let left = (width - gap.count) / 2
        return name.prefix(left) + gap + name.suffix(width - gap.count - left)
    }

    private static func padded(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }
}
