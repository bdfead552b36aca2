package import CaseModel
import CasePages
package import CaseStore
package import EventLog

/// One view of a case at the dates asked for, ready to be written.
package struct ViewAnswer {
    private let opened: Case
    private let view: ViewName
    private let time: AskedTime
    private let hypothesis: Hypothesis?
    private let history: CaseHistory
    private let viewpoint: Viewpoint
    private let sentences: Sentences
    private let found: LookedUp
    private let isEstimating: Bool
    /// What could not be read, beyond what opening the case showed.
    package private(set) var damage: [Damage]

    /// - Parameters:
    ///   - replayed: the case by the dates asked for, and what of it could not be read.
    ///   - isEstimating: whether `reignition` tells how long settlements last, as estimated.
    package init(
        _ opened: Case, _ view: ViewName, _ time: AskedTime, _ hypothesis: Hypothesis? = nil,
        in replayed: (history: CaseHistory, damage: [Damage]), isEstimating: Bool = false
    ) throws {
        self.opened = opened
        self.view = view
        self.time = time
        self.isEstimating = isEstimating
        self.hypothesis = hypothesis
        var (history, damage) = replayed
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
    package func keep() { opened.keep(history, damage) }

    package var isIncomplete: Bool { !(opened.damage + damage).isEmpty }

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

    /// How a view is written.
    package enum Format: Sendable, Equatable {
        /// As text of a terminal's width, with block characters where it has them.
        case page(width: Int, showsBlocks: Bool)
        case markdown
        case json
    }

    /// Draws disputes as lanes below the title of a page; above a timeline with how much happened in each month.
    package typealias Drawing = (_ view: Viewpoint, _ months: MonthCounts?) throws -> Void

    /// Hands the view over piece by piece; the timeline event by event, which may meet more that cannot be read.
    package mutating func write(
        as format: Format, drawing: Drawing? = nil, to put: ([UInt8]) throws -> Void
    ) throws {
        if view == .timeline { return try writeTimeline(as: format, drawing, to: put) }
        if format == .json { try json().pieces.forEach(put) } else { try writePage(as: format, drawing, to: put) }
    }

    private mutating func writeTimeline(
        as format: Format, _ drawing: Drawing?, to put: ([UInt8]) throws -> Void
    ) throws {
        let names = NameBook(viewpoint)
        var search = try timeline()
        switch format {
        case .json:
            let json = TimelineJSON(names, viewpoint.tables)
            try put(json.head(question))
            var isFirst = true
            try search.forEach(madeBy: json) { json, line, piece in
                json.write(Lines.copy(line, 0..<line.byteCount), to: &piece)
            } to: { piece in
                if piece.isEmpty { return }
                if !isFirst { try put([UInt8(ascii: ",")]) }
                isFirst = false
                try put(piece)
            }
            try put(json.tail)
        case .markdown:
            try MarkdownPage.render(title: title, lead: lead, [], to: put)
            try put([UInt8(ascii: "\n")])
            try search.forEach(madeBy: MarkdownEvents(names: names)) { page, line, piece in
                page.write(Lines.copy(line, 0..<line.byteCount), to: &piece)
            } to: { piece in
                try put(piece)
            }
        case .page(let width, _):
            try put(TerminalPage(width: width).heading(title, lead: lead))
            try drawing?(viewpoint, search.months)
            try search.forEach(madeBy: EventsPage(names: names, width: width)) { page, line, piece in
                page.write(Lines.copy(line, 0..<line.byteCount), to: &piece)
            } to: { piece in
                try put(piece)
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

    private var lead: [String] { opened.lead(of: opened.damage + damage) }

    private func writePage(
        as format: Format, _ drawing: Drawing?, to put: ([UInt8]) throws -> Void
    ) throws {
        let sections = try sections(NameBook(viewpoint), as: format)
        let footer = sections.contains(where: \.isMarked) ? [Marks.legend] : []
        guard case .page(let width, _) = format else {
            return try MarkdownPage.render(title: title, lead: lead, sections, footer: footer, to: put)
        }
        let page = TerminalPage(width: width, sharing: .onAllProcessors)
        try put(page.heading(title, lead: lead))
        if view == .disputes { try drawing?(viewpoint, nil) }
        try page.render(sections, footer: footer, to: put)
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
            let (width, draws) =
                if case .page(let width, let showsBlocks) = format { (width, showsBlocks) } else { (0, false) }
            let estimates = isEstimating ? view.estimateSections(names, tables, width: width, draws: draws) : []
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
