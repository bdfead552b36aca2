import CaseModel
import CasePages
import CaseStore
import EventLog

/// One view of a case at the dates asked for, ready to be printed.
struct ViewAnswer {
    private let opened: Case
    private let view: ViewName
    private let time: TimeOptions
    private let hypothesis: Hypothesis?
    private let history: CaseHistory
    private let viewpoint: Viewpoint
    private let sentences: Sentences
    private let found: LookedUp
    private let isEstimating: Bool
    /// What could not be read, beyond what opening the case showed.
    private(set) var damage: [Damage]

    /// - Parameter isEstimating: whether `reignition` tells how long settlements last, as estimated.
    init(
        _ opened: Case, _ view: ViewName, _ time: TimeOptions, _ what: WithoutOptions, isEstimating: Bool = false
    ) throws {
        self.opened = opened
        self.view = view
        self.time = time
        self.isEstimating = isEstimating
        let (hypothesis, lost) = try what.hypothesis(opened)
        self.hypothesis = hypothesis
        var (history, damage) = try opened.replay(known: time.known, recorded: time.recorded, hypothesis)
        damage += lost.filter { !damage.contains($0) }
        if view == .anomalies {
            let found = try opened.examine(&history)
            damage += found.filter { !damage.contains($0) }
        }
        // What is looked up is this view's own, and not kept.
        self.history = history
        let at = time.at?.latest ?? .max
        let (found, unread) = try opened.lookUp(view.asksOfLines, in: &history, at: at)
        damage += unread.filter { !damage.contains($0) }
        self.found = found
        viewpoint = Viewpoint(history, at: at, sharing: .onAllProcessors)
        sentences = Sentences(opened, history, viewpoint)
        self.damage = damage
    }

    /// Keeps what the case came to for the next question.
    func keep() { opened.keep(history, damage) }

    var isIncomplete: Bool { !(opened.damage + damage).isEmpty }

    /// The view as one JSON object, ending in a line break.
    private func json() -> JSONBuilder {
        let tables = viewpoint.tables
        var json = JSONBuilder(tables, sharing: .onAllProcessors)
        json.object { json in
            question.write(to: &json)
            switch view {
            case .governance: GovernanceView(viewpoint).write(to: &json, tables)
            case .ledger: LedgerView(viewpoint).write(to: &json, tables)
            case .disputes: DisputesView(viewpoint).write(to: &json, tables)
            case .fieldwork: FieldworkView(viewpoint, found).write(to: &json, tables)
            case .issues: IssuesView(viewpoint, found).write(to: &json)
            case .strategies: StrategiesView(viewpoint, found).write(to: &json)
            case .reignition: reignition.write(to: &json, estimates: isEstimating)
            case .engagement: EngagementView(viewpoint, found).write(to: &json, tables)
            case .anomalies: AnomaliesView(viewpoint, among: history.anomalies).write(to: &json, tables)
            case .timeline: break
            }
        }
        json.endLine()
        return json
    }

    /// How a view is printed.
    enum Format {
        /// As text of a terminal's width.
        case page
        case markdown
        case json
    }

    /// Prints the view; the timeline event by event, which may meet more that cannot be read.
    mutating func print(as format: Format, _ drawing: LanesOptions) throws {
        if view == .timeline { return try printTimeline(as: format, drawing) }
        if format == .json { try Output.write(json()) } else { try printPage(as: format, drawing) }
    }

    private mutating func printTimeline(as format: Format, _ drawing: LanesOptions) throws {
        let names = NameBook(viewpoint)
        var search = try timeline()
        switch format {
        case .json:
            let json = TimelineJSON(names, viewpoint.tables)
            try Output.write(json.head(question))
            var isFirst = true
            try search.forEach(madeBy: json) { json, line, piece in
                json.write(Lines.copy(line, 0..<line.byteCount), to: &piece)
            } to: { piece in
                if piece.isEmpty { return }
                if !isFirst { try Output.write([UInt8(ascii: ",")]) }
                isFirst = false
                try Output.write(piece)
            }
            try Output.write(json.tail)
        case .markdown:
            try MarkdownPage.render(title: title, [], to: Output.writeText)
            try Output.write("\n")
            try search.forEach(madeBy: MarkdownEvents(names: names)) { page, line, piece in
                page.write(Lines.copy(line, 0..<line.byteCount), to: &piece)
            } to: { piece in
                try Output.writeText(piece)
            }
        case .page:
            try Output.writeText(TerminalPage(width: Output.width).heading(title))
            if drawing.draws { try drawing.drawLanes(viewpoint, months: search.months) }
            try search.forEach(madeBy: EventsPage(names: names, width: Output.width)) { page, line, piece in
                page.write(Lines.copy(line, 0..<line.byteCount), to: &piece)
            } to: { piece in
                try Output.writeText(piece)
            }
        }
        damage += search.damage.filter { !damage.contains($0) }
    }

    private var reignition: ReignitionView { ReignitionView(viewpoint, found) }

    private var question: Question {
        time.question(opened, view: view.rawValue, hypothesis, isIncomplete: isIncomplete)
    }

    private var title: String {
        let words = [time.words] + [hypothesis?.words(viewpoint.tables)].compactMap(\.self)
        return "\(opened.folder.name): \(view.rawValue) \(words.joined(separator: ", "))"
    }

    /// Prints the view as a page of text, or of Markdown.
    private func printPage(as format: Format, _ drawing: LanesOptions) throws {
        let names = NameBook(viewpoint)
        let sections = try sections(names, as: format)
        let footer = sections.contains(where: \.isMarked) ? [Marks.legend] : []
        if format == .markdown {
            return try MarkdownPage.render(title: title, sections, footer: footer, to: Output.writeText)
        }
        let page = TerminalPage(width: Output.width, sharing: .onAllProcessors)
        try Output.writeText(page.heading(title))
        if view == .disputes, drawing.draws { try drawing.drawLanes(viewpoint) }
        try page.render(sections, footer: footer, to: Output.writeText)
    }

    private func sections(_ names: NameBook, as format: Format) throws -> [Section] {
        let tables = viewpoint.tables
        switch view {
        case .governance:
            let sections = GovernanceView(viewpoint).sections(names, tables)
            return sections.isEmpty ? [Section("Governance", remark: "Nothing stood.")] : sections
        case .ledger: return LedgerView(viewpoint).sections(names, tables)
        case .disputes:
            let view = DisputesView(viewpoint)
            return view.sections(names, tables, citing: try sentences.citations(of: view.cited))
        case .fieldwork: return FieldworkView(viewpoint, found).sections(names, tables)
        case .issues: return IssuesView(viewpoint, found).sections(names, tables)
        case .strategies: return StrategiesView(viewpoint, found).sections(names, tables)
        case .reignition:
            let view = reignition
            let estimates =
                isEstimating
                ? view.estimateSections(
                    names, tables, width: Output.width, draws: format == .page && Output.showsBlocks) : []
            return view.sections(names, tables) + estimates
        case .engagement: return EngagementView(viewpoint, found).sections(names, tables)
        case .anomalies: return AnomaliesView(viewpoint, among: history.anomalies).sections(tables)
        case .timeline: return []
        }
    }

    private func timeline() throws -> EventSearch {
        var query = EventQuery()
        query.at = time.at?.latest ?? .max
        query.known = time.known?.latest ?? .max
        query.recorded = time.recorded?.latest ?? .max
        query.isCorrected = true
        return try EventSearch(opened, query, in: history)
    }
}
