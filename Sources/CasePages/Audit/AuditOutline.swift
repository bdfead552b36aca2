import CaseModel

/// A turn of a dispute and what it rests on, as lines with labels: whatever prints them only arranges them.
struct AuditOutline {
    struct Line {
        /// How far below the turn it belongs; 0 for what is said of the turn itself.
        let depth: Int
        let label: String
        let text: String
    }

    let heading: String
    /// The turn in words.
    let sentence: String
    let lines: [Line]

    /// - Parameters:
    ///   - gaps: what is missing from the turn.
    ///   - numbers: of the turns, by their events.
    ///   - summary: what need not be said again.
    init?(
        _ turn: Audit.Turn, _ words: inout AuditWords, gaps: [Gap], numbers: [EventID: Int], _ summary: AuditSummary
    ) {
        guard let event = words.audit.events[turn.event] else { return nil }
        heading = Self.heading(turn, event, words)
        sentence = words.sentence(event)
        var lines = Self.record(turn, event, &words, numbers, summary)
        lines += Self.amendments(event, words, depth: 0)
        // Where nothing at all was known then, one line says so for all.
        let told = Set(turn.nodes.compactMap(\.event).filter { words.audit.events[$0] != nil })
        let isAllLater = !told.isEmpty && Set(turn.knownLater).isSuperset(of: told)
        let later = isAllLater ? [] : Set(turn.knownLater)
        for node in turn.nodes { lines += Self.lines(node, of: turn, &words, later, summary) }
        lines += Self.known(turn, told.count, isAllLater, &words)
        lines += gaps.map { Line(depth: 0, label: "MISSING", text: words.sentence($0)) }
        self.lines = lines
    }

    private static func heading(_ turn: Audit.Turn, _ event: AuditedEvent, _ words: AuditWords) -> String {
        var heading = "\(turn.number)  \(event.occurred)  \(AuditWords.kind(event.type))"
        if turn.isStirring { heading += ", stirring it" }
        if event.standing == .retracted { heading += ", RETRACTED" }
        if turn.isElsewhere { heading += ", MOVED ELSEWHERE by a correction" }
        return heading + "  [\(words.text(event.id))]"
    }

    /// When and how the turn was recorded, and what is odd about that.
    private static func record(
        _ turn: Audit.Turn, _ event: AuditedEvent, _ words: inout AuditWords, _ numbers: [EventID: Int],
        _ summary: AuditSummary
    ) -> [Line] {
        let recordedOnce = summary.recordedOnce
        var parts: [String] = []
        if !recordedOnce {
            parts.append("\(RecordedTime.text(event.recorded)) by \(words.feed(of: event.id))")
            let lead = summary.isAllLate ? "" : "LATE, "
            if event.isLate { parts.append("\(lead)\(event.daysUntilRecorded) days after it happened") }
        }
        if let learnt = words.value("learnt", of: event) {
            parts.append(recordedOnce ? "since \(learnt)" : "known since \(learnt)")
        }
        parts += words.basis(event)
        var lines: [Line] = []
        let label = recordedOnce ? "known" : "recorded"
        if !parts.isEmpty { lines.append(Line(depth: 0, label: label, text: parts.joined(separator: "; "))) }
        if let note = words.value("note", of: event) { lines.append(Line(depth: 0, label: "note", text: note)) }
        if let behind = turn.enteredBehind, let number = numbers[behind] {
            let text = "Turn \(number), which happened after it, was on record already."
            lines.append(Line(depth: 0, label: "LATE", text: text))
        }
        if let contradiction = turn.contradiction {
            lines.append(Line(depth: 0, label: "DOES NOT FIT", text: "\(contradiction) It changed nothing."))
        }
        return lines
    }

    private static func amendments(_ event: AuditedEvent, _ words: AuditWords, depth: Int) -> [Line] {
        event.amendments.map { amendment in
            let label = amendment.isRetraction ? "retracted" : "corrected"
            return Line(depth: depth, label: label, text: words.words(amendment))
        }
    }

    private static func lines(
        _ node: Audit.Node, of turn: Audit.Turn, _ words: inout AuditWords, _ later: Set<EventID>,
        _ summary: AuditSummary
    ) -> [Line] {
        let label = AuditWords.label(node.link)
        func line(_ text: String) -> Line { Line(depth: node.depth, label: label, text: text) }
        switch node.telling {
        case .name: return [line(words.target(node.link))]
        case .missing: return [line("\(words.target(node.link)), which is missing: see below")]
        case .cycle: return [line("\(words.target(node.link)), which it would rest on itself by: see below")]
        case .turn(let number): return [line("turn \(number), \(reference(node, words))\(inferred(node))")]
        case .before(let number):
            let place = number == turn.number ? "above" : "under turn \(number)"
            return [line("\(reference(node, words)), told \(place)\(inferred(node))")]
        case .here: break
        }
        guard let id = node.event, let event = words.audit.events[id] else { return [] }
        var parts = ["\(event.occurred)"]
        if !summary.recordedOnce { parts.append("recorded \(AuditWords.day(event.recorded))") }
        parts += words.basis(event)
        if later.contains(id) { parts.append("KNOWN ONLY SINCE \(words.known(event))") }
        if event.standing == .retracted { parts.append("RETRACTED") }
        let text = "\(words.sentence(event)) [\(words.text(id))] (\(parts.joined(separator: "; ")))\(inferred(node))"
        var lines = [line(text)]
        if let note = words.value("note", of: event) {
            lines.append(Line(depth: node.depth + 1, label: "note", text: note))
        }
        return lines + amendments(event, words, depth: node.depth + 1)
    }

    /// What is told elsewhere, in so many words that it can be recognised.
    private static func reference(_ node: Audit.Node, _ words: AuditWords) -> String {
        let event = node.event.flatMap { words.audit.events[$0] }
        let name = node.link.identifier ?? AuditWords.kind(event?.type ?? "")
        return "\(name) \(words.target(node.link))\(event?.standing == .retracted ? ", RETRACTED" : "")"
    }

    private static func inferred(_ node: Audit.Node) -> String {
        node.link.isInferred ? ": the newest decision by then, for the event itself names none" : ""
    }

    private static func known(
        _ turn: Audit.Turn, _ count: Int, _ isAllLater: Bool, _ words: inout AuditWords
    ) -> [Line] {
        guard count > 0 else { return [] }
        let later = turn.knownLater.compactMap { words.audit.events[$0] }
        var text = "all that it rests on"
        if isAllLater, let first = later.min(by: { $0.known < $1.known }) {
            text = "nothing that it rests on; the first of it could be known since \(words.known(first))"
        } else if !later.isEmpty {
            let known = later.map { "[\(words.text($0.id))] only since \(words.known($0))" }
            text = "\(count - later.count) of the \(count) things it rests on; \(known.joined(separator: ", "))"
        }
        return [Line(depth: 0, label: "known then", text: text)]
    }
}

extension AuditedEvent {
    /// From so many days on an entry is late.
    static let lateDays = 90

    var isLate: Bool { daysUntilRecorded >= Self.lateDays }
}
