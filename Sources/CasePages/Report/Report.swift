package import CaseModel

/// A case report: what was recorded, composed into sentences that each cite their events. It claims nothing of its own.
package struct Report: Sendable {
    package enum Block: Sendable, Equatable {
        /// Below a part's heading; level 1 is the highest.
        case heading(String, level: Int)
        /// What a reader must know to read what follows, or that nothing is on record: no sentence of the report.
        case caption(String)
        /// Sentences that belong together, and the date as recorded that they share.
        case paragraph(date: String?, [Sentence])
        /// A paragraph each.
        case list([Sentence])
    }

    package struct Part: Sendable {
        package let title: String
        package fileprivate(set) var blocks: [Block]

        /// The sentences, in the order in which they are read.
        package var sentences: [Sentence] {
            blocks.flatMap { block in
                switch block {
                case .heading, .caption: [Sentence]()
                case .paragraph(_, let sentences), .list(let sentences): sentences
                }
            }
        }
    }

    /// An event that is cited, as the list at the end has it.
    package struct Cited: Sendable {
        package let event: EventID
        package let date: String
        /// Where it was corrected, and another date was recorded.
        package let recordedDate: String?
        package let type: String
        /// In the order in which they were recorded.
        package let corrections: [EventID]
        package let marks: Marks
        package let sources: [String]
        package let warrant: String?
    }

    package let title: String
    /// Of which case, at what dates.
    package let subtitle: String
    package let introduction: [String]
    /// How much fieldwork there was.
    package let basis: Part
    /// The account in time, the disagreements, the interpretations.
    package let parts: [Part]
    /// What the report cannot say.
    package let limits: Part
    /// In the order of the log.
    package let cited: [Cited]
    package let tables: Tables
    private let marks: [EventID: String]

    /// - Parameter events: in which everything that the parts cite is.
    init(_ source: ReportSource, basis: Part, parts: [Part], limits: Part) {
        title = source.title
        subtitle = "\(source.caseName): case report \(source.dates)"
        introduction = Self.introduction(source)
        let parts = parts.map { $0.citingCorrections(of: source.events) }
        let basis = basis.citingCorrections(of: source.events)
        let limits = limits.citingCorrections(of: source.events)
        self.basis = basis
        self.parts = parts
        self.limits = limits
        tables = source.view.tables
        let events = Set(([basis] + parts + [limits]).flatMap(\.sentences).flatMap(\.citing)).sorted()
        cited = events.compactMap { source.events[$0] }.map { Cited($0, source) }
        marks = Dictionary(uniqueKeysWithValues: cited.map { ($0.event, $0.marks.cell) })
    }

    private static func introduction(_ source: ReportSource) -> [String] {
        let warning = (source.without.isEmpty ? nil : source.without).map { events in
            """
            HYPOTHETICAL. This is not what happened: the case is told as if \(Telling.list(events)) had not been, nor \
            whatever names \(events.count == 1 ? "it" : "one of them") as a cause, directly or through others.
            """
        }
        let damage =
            source.isIncomplete
            ? "INCOMPLETE. Part of this case could not be read, which the limits tell; what follows is what could be."
            : nil
        return [warning, damage].compactMap(\.self) + [
            """
            This report puts into sentences what the log of the case holds; it adds nothing. Behind each sentence, in \
            brackets, stand the events that it rests on. They are listed at the end.
            """,
            """
            Dates are as recorded, or as corrected since: then the correction is cited too, and the list has the date \
            that was recorded. Behind an event ~ says that its date is imprecise, * that no source gives part \
            of it, and † that no source gives it at all: that is reconstructed.
            """,
        ]
    }

    /// The events that a sentence cites, as they are written in its brackets.
    func runs(of sentence: Sentence) -> [CitedRun] { CitedRun.all(sentence.citing) { marks[$0] ?? "" } }
}

/// What a report is composed of.
package struct ReportSource: Sendable {
    package let caseName: String
    /// The dates asked for, in words.
    package let dates: String
    /// The events that are thought away, and with them whatever they caused; empty for what did happen.
    package let without: [String]
    package let view: Viewpoint
    package let events: ReportEvents
    package let strategies: StrategiesView
    package let reignition: ReignitionView
    package let fieldwork: FieldworkView
    package let anomalies: AnomaliesView
    /// What could not be read, in sentences.
    package let unread: [String]

    package init(
        caseName: String, dates: String, without: [String], _ view: Viewpoint, _ events: ReportEvents,
        _ strategies: StrategiesView,
        _ reignition: ReignitionView, _ fieldwork: FieldworkView, _ anomalies: AnomaliesView, unread: [String]
    ) {
        self.caseName = caseName
        self.dates = dates
        self.without = without
        self.view = view
        var events = events
        events.mark(contradicting: anomalies.anomalies.filter { $0.kind == .contradiction }.map(\.event))
        self.events = events
        self.strategies = strategies
        self.reignition = reignition
        self.fieldwork = fieldwork
        self.anomalies = anomalies
        self.unread = unread
    }

    var isIncomplete: Bool { !unread.isEmpty }

    /// The title that the case was opened with.
    var title: String {
        events.first(.caseOpened)?.field("title") ?? caseName
    }
}

extension Report {
    package init(_ source: ReportSource) {
        var telling = Telling(source, ReportThings(source.events))
        let disputes = DisputesView(source.view).disputes
        let disagreements = Disagreements(source, disputes)
        self.init(
            source, basis: Part(title: "Basis", blocks: ReportBasis(source).blocks),
            parts: [
                Part(
                    title: "What happened",
                    blocks: Narrative(source, besides: disagreements.evidence).blocks(&telling)),
                Part(title: "The disagreements", blocks: disagreements.blocks(&telling)),
                Part(title: "Interpretations", blocks: Interpretations(source, disputes).blocks(&telling)),
            ],
            limits: Part(title: "Limits", blocks: ReportLimits(source).blocks(&telling)))
    }
}

extension Report.Cited {
    fileprivate init(_ event: ReportEvent, _ source: ReportSource) {
        let correction = source.events.correction(of: event.id)
        self.init(
            event: event.id, date: event.occurred.text,
            recordedDate: correction.flatMap { $0.date == event.occurred.text ? nil : $0.date }, type: event.typeName,
            corrections: correction?.by ?? [], marks: event.marks, sources: event.texts(of: "sources"),
            warrant: event.text(of: "warrant"))
    }

    /// Behind its date: that this is the corrected one.
    var dateRemark: String { recordedDate.map { " (as corrected; recorded as \($0))" } ?? "" }

    /// Its type, and what corrected it.
    func what(_ tables: Tables) -> String {
        corrections.isEmpty ? type : "\(type), corrected by \(Telling.list(corrections.map { tables.text($0) }))"
    }
}

extension Report.Part {
    /// What was corrected is told as corrected, so what says it rests on the correction too.
    fileprivate func citingCorrections(of events: ReportEvents) -> Report.Part {
        func citing(_ sentence: Sentence) -> Sentence {
            sentence.citing(also: sentence.citing.flatMap { events.correction(of: $0)?.by ?? [] })
        }
        var part = self
        part.blocks = blocks.map { block in
            switch block {
            case .heading, .caption: block
            case .paragraph(let date, let sentences): .paragraph(date: date, sentences.map(citing))
            case .list(let sentences): .list(sentences.map(citing))
            }
        }
        return part
    }
}
