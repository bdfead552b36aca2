package import CaseModel

/// What an audit says, in words: the same for a terminal, for Markdown and for the sentences of its JSON.
package struct AuditWords {
    let audit: Audit
    private let names: NameBook
    private var citing: Citing
    private var members = LineMembers()

    package init(_ audit: Audit, _ names: NameBook) {
        self.audit = audit
        self.names = names
        citing = Citing(names)
    }

    func text(_ id: EventID) -> String { audit.tables.text(id) }

    func feed(of id: EventID) -> String { audit.tables.feeds[id.feed] }

    var dispute: String { Self.words(.string(names.name(of: audit.dispute))) }

    /// An event as a sentence, on one line; the dispute, which comes again and again, by its identifier.
    mutating func sentence(_ event: AuditedEvent) -> String {
        let words = String(decoding: citing.cite(event.line).words, as: UTF8.self)
        let name = Slug(audit.dispute)
        return Self.words(.string(words)).replacing(dispute, with: audit.tables.text(name))
    }

    /// The kind of event in two words: "settled", "position taken".
    static func kind(_ type: String) -> String {
        if type == "dispute.reignited" { return "came back" }
        let words = type.hasPrefix("dispute.") ? String(type.dropFirst("dispute.".count)) : type
        return words.replacing(".", with: " ")
    }

    /// The value of one of the line's keys, for people: a list with commas.
    mutating func value(_ key: StaticString, of event: AuditedEvent) -> String? {
        member(key, of: event).map(Self.words)
    }

    private mutating func member(_ key: StaticString, of event: AuditedEvent) -> JSONValue? {
        guard let line = members.canonical(event.line) else { return nil }
        let span = line.span.bytes
        return members.value(key, in: span).flatMap { try? JSONParser.parse(Lines.copy(span, $0)) }
    }

    static func words(_ value: JSONValue?) -> String {
        switch value {
        case nil, .null: "nothing"
        case .string(let text): text.split(whereSeparator: \.isNewline).joined(separator: " ")
        case .bool(let flag): flag ? "yes" : "no"
        case .integer(let number): String(number)
        case .number(let text): text
        case .array(let elements): elements.isEmpty ? "nothing" : elements.map(words).joined(separator: ", ")
        case .object(let members): members.map { "\($0.key) \(words($0.value))" }.joined(separator: ", ")
        }
    }

    /// How an event is known: its warrant, who told it, and what of it no source gives.
    mutating func basis(_ event: AuditedEvent) -> [String] {
        var parts: [String] = []
        if let warrant = value("warrant", of: event) { parts.append(warrant) }
        let tellers = (member("told_by", of: event)?.array ?? []).compactMap(\.string)
        if !tellers.isEmpty { parts.append("told by " + tellers.map { names.name(of: $0) }.joined(separator: ", ")) }
        let reconstructed = (member("reconstructed", of: event)?.array ?? []).compactMap(\.string)
        if !reconstructed.isEmpty {
            let lead = Marks.lead(isWholly: reconstructed.contains(Marks.event))
            parts.append(lead + " " + reconstructed.joined(separator: ", "))
        }
        return parts
    }

    /// Since when an event could be known: as its line says, or the day on which it was recorded.
    mutating func known(_ event: AuditedEvent) -> String { value("learnt", of: event) ?? Self.day(event.recorded) }

    static func day(_ instant: Instant) -> String { String(RecordedTime.text(instant).prefix(10)) }

    /// A correction or a retraction: by whom, when, why, and what it changed.
    func words(_ amendment: AuditedAmendment) -> String {
        var words = "[\(text(amendment.id))] by \(feed(of: amendment.id)) on \(Self.day(amendment.recorded))"
        if !amendment.reason.isEmpty { words += " (“\(Self.words(.string(amendment.reason)))”)" }
        if let undone = amendment.undoneBy { return words + ", undone by [\(text(undone))]" }
        if amendment.isRetraction { return words }
        if amendment.changes.isEmpty { return words + ": it changes nothing that it could" }
        let changes = amendment.changes.map { change in
            let (from, to) = ("“\(Self.words(change.from))”", "“\(Self.words(change.to))”")
            if change.from == nil { return "\(change.key) was not given, is \(to)" }
            return "\(change.key) was \(from), is \(change.to == nil ? "not given" : to)"
        }
        return words + ": " + changes.joined(separator: "; ")
    }

    /// What a link leads to, where it is no event that is told.
    func target(_ link: AuditLink) -> String {
        switch link.target {
        case .event(let id): "[\(text(id))]"
        case .name(let name): names.name(of: name)
        }
    }
}
