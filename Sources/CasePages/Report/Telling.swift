import CaseModel

/// Puts the events of a report into sentences, and what they name into words.
struct Telling {
    let names: NameBook
    private let tables: Tables
    private var wording: Wording
    private let things: ReportThings
    /// Disputes and proposals, which are called by their titles alone.
    private let titled: Set<String>
    /// The dispute that is being told of, which need not be called by its title again and again.
    var subject: String?

    init(_ source: ReportSource, _ things: ReportThings) {
        names = NameBook(source.view)
        tables = source.view.tables
        wording = Wording(names)
        self.things = things
        titled = Set(source.view.names(of: .dispute) + source.view.names(of: .proposal))
    }

    /// What a thing is called within a sentence.
    func name(_ id: String) -> String {
        if id == subject { return "the dispute" }
        if id == "researcher" { return "the researcher" }
        let name = names.name(of: id)
        guard titled.contains(id) else { return name }
        let suffix = " (\(id))"
        return "“\(name.hasSuffix(suffix) ? String(name.dropLast(suffix.count)) : name)”"
    }

    func name(_ id: Slug) -> String { name(tables.text(id)) }

    /// Several names: all of them, or the first and how many more.
    func list(_ ids: [String], atMost max: Int = .max) -> String { Self.list(ids.map(name), atMost: max) }

    static func list(_ words: [String], atMost max: Int = .max) -> String {
        guard words.count > 1 else { return words.first ?? "" }
        // Names that have commas themselves are kept apart by semicolons.
        let comma = words.contains { $0.contains(", ") } ? "; " : ", "
        if words.count > max { return words.prefix(max).joined(separator: comma) + " and \(words.count - max) more" }
        return words.dropLast().joined(separator: comma) + " and " + (words.last ?? "")
    }

    /// A word of an enumeration, or a code, without hyphens.
    static func spaced(_ word: String) -> String { word.replacing("-", with: " ") }

    static func codes(_ codes: [String]) -> String { list(codes.map(spaced)) }

    /// The event that a text names: by its id, or as what made a decision, a stake or an offer.
    func event(_ text: String, from id: EventID) -> EventID? {
        tables.event(named: text, from: id) ?? things.event(that: text)
    }

    /// A stake or an offer by what it is; anything else that a loss can be offset by is an event.
    func matter(_ text: String, from id: EventID) -> String {
        if let stake = things.stake(text) { return stakeWords(SeenStake(stake), isBrief: true) }
        if let offer = things.offer(text) { return "the offer of \(Self.spaced(offer.field("form") ?? "")) (\(text))" }
        return tables.event(named: text, from: id).flatMap { things.position($0) }.flatMap(changeWords) ?? text
    }

    mutating func sentence(_ event: ReportEvent, dated: Bool = false) -> Sentence {
        let date = dated ? " (\(event.occurred.text))" : ""
        return Sentence(Self.capitalised(words(event)) + date, citing: event.id)
    }

    static func capitalised(_ words: String) -> String {
        // An identifier at the beginning stays as it is.
        let first = words.prefix { $0 != " " }
        return first.contains("-") || first.contains(where: \.isNumber)
            ? words : words.prefix(1).uppercased() + words.dropFirst()
    }

    /// What happened, to stand within a sentence; or what is on record besides, without having come to pass.
    mutating func words(_ event: ReportEvent) -> String {
        let words =
            disputeWords(event) ?? changeWords(event) ?? standingWords(event) ?? evidenceWords(event)
            ?? event.words(by: &wording)
        return event.contradicts ? "also recorded, contradicting what stood by then: \(words)" : words
    }
}

/// What the sentences of a report refer to by identifier, or by event: decisions, stakes, offers and positions.
struct ReportThings {
    private var events: [String: EventID] = [:]
    private var stakes: [String: ReportEvent] = [:]
    private var offers: [String: ReportEvent] = [:]
    private var positions: [EventID: ReportEvent] = [:]

    init(_ events: ReportEvents) {
        for event in events.all([.decisionMade, .stakePerceived, .offsetOffered, .positionTaken]) {
            let id: String?
            switch event.type {
            case .decisionMade: id = event.field("decision")
            case .stakePerceived:
                id = event.field("stake")
                if let id { stakes[id] = stakes[id] ?? event }
            case .offsetOffered:
                id = event.field("offset")
                if let id { offers[id] = offers[id] ?? event }
            default:
                id = nil
                positions[event.id] = event
            }
            if let id { self.events[id] = self.events[id] ?? event.id }
        }
    }

    /// The event that made something known.
    func event(that id: String) -> EventID? { events[id] }
    func stake(_ id: String) -> ReportEvent? { stakes[id] }
    func offer(_ id: String) -> ReportEvent? { offers[id] }
    func position(_ id: EventID) -> ReportEvent? { positions[id] }
}
