package import CaseModel

/// The events that count at the dates of a report, in case order, as others than the case's researchers see them.
///
/// Their lines are taken apart only where something is told of them: most of a case is fieldwork, which is counted.
package struct ReportEvents: Sendable {
    struct Entry: Sendable {
        let id: EventID
        /// nil for a type that this version does not know.
        let type: EventType?
        let occurred: EDTF
        let line: [UInt8]
        /// The keys and fields of which no source gives what they hold.
        let reconstructed: [String]
        let hasSources: Bool
        /// Whether words of it are gone, because whose they were has withdrawn them.
        var isWithheld: Bool { Self.holds(Self.gone, line) }
        /// Whether it contradicts what stood by then: views leave it out of account.
        fileprivate(set) var contradicts = false

        private static let gone = Array("\"\(OpenedText.withdrawn.shown)\"".utf8)

        private static func holds(_ wanted: [UInt8], _ line: [UInt8]) -> Bool {
            guard let first = wanted.first, line.count >= wanted.count else { return false }
            return (0...line.count - wanted.count).contains { start in
                line[start] == first && line[start..<start + wanted.count].elementsEqual(wanted)
            }
        }
    }

    /// What was recorded of an event before corrections made it what it is.
    struct Corrected: Sendable {
        let date: String
        let by: [EventID]
    }

    private(set) var entries: [Entry] = []
    private var indices: [EventID: Int] = [:]
    private var corrected: [EventID: Corrected] = [:]
    private var corrections: [EventID: Entry] = [:]
    private var members = LineMembers()

    package init() {}

    /// - Parameter line: as corrected and as it may be quoted, in any valid form.
    package mutating func add(_ line: [UInt8], _ id: EventID) {
        guard let entry = entry(line, id) else { return }
        indices[id] = entries.count
        entries.append(entry)
    }

    /// Notes what made an event another than was recorded: sentences that rest on it rest on that too.
    ///
    /// - Parameter stored: the event's line before it was corrected, in any valid form.
    package mutating func correct(_ id: EventID, stored: [UInt8], by made: [CorrectionInForce]) {
        guard let index = indices[id], let stored = entry(stored, id) else { return }
        let own = made.compactMap { entry($0.line, $0.id) }
        if own.isEmpty { return }
        for correction in own { corrections[correction.id] = correction }
        corrected[entries[index].id] = Corrected(date: stored.occurred.text, by: own.map(\.id))
    }

    private mutating func entry(_ line: [UInt8], _ id: EventID) -> Entry? {
        guard let line = members.canonical(line) else { return nil }
        let span = line.span.bytes
        guard let date = members.text("occurred", in: span), let occurred = EDTF(span, date) else { return nil }
        return Entry(
            id: id, type: members.text("type", in: span).flatMap { EventType.table.find(span, $0) },
            occurred: occurred, line: line,
            reconstructed: Self.texts(members.value("reconstructed", in: span), in: line),
            hasSources: !Self.texts(members.value("sources", in: span), in: line).isEmpty)
    }

    /// Marks events that contradict what stood by then. What was seen or said contradicts nobody's course: it may lack
    /// consent.
    mutating func mark(contradicting events: some Sequence<EventID>) {
        for index in events.compactMap({ indices[$0] }) {
            switch entries[index].type {
            case .observationNoted, .excerptRecorded: continue
            default: entries[index].contradicts = true
            }
        }
    }

    /// The texts of a list in a line.
    fileprivate static func texts(_ list: Range<Int>?, in line: [UInt8]) -> [String] {
        var texts: [String] = []
        guard let list else { return texts }
        LineMembers.forEachText(of: list, in: line.span.bytes) { texts.append(JSONText.unescaped(line[$0])) }
        return texts
    }

    package var count: Int { entries.count }

    func contains(_ id: EventID) -> Bool { indices[id] != nil }

    func type(of id: EventID) -> EventType? { indices[id].flatMap { entries[$0].type } }

    /// Where an event stands in case order.
    func index(of id: EventID) -> Int? { indices[id] }

    /// An event that counts, or a correction of one.
    subscript(id: EventID) -> ReportEvent? {
        (indices[id].map { entries[$0] } ?? corrections[id]).map { ReportEvent($0) }
    }

    /// What was recorded of an event that was corrected.
    func correction(of id: EventID) -> Corrected? { corrected[id] }

    func first(_ type: EventType) -> ReportEvent? { entries.first { $0.type == type }.map { ReportEvent($0) } }

    func all(_ types: Set<EventType>) -> [ReportEvent] {
        entries.compactMap { entry in entry.type.map(types.contains) ?? false ? ReportEvent(entry) : nil }
    }

    /// Each once, in case order, those that do not count left out.
    func inOrder(_ ids: some Sequence<EventID>) -> [EventID] {
        Set(ids).compactMap { id in indices[id].map { ($0, id) } }.sorted { $0.0 < $1.0 }.map(\.1)
    }
}

/// An event of a report. Where the values of its line stand is known; each is read where something is told of it.
struct ReportEvent {
    private let entry: ReportEvents.Entry
    private var members = LineMembers()

    init(_ entry: ReportEvents.Entry) {
        self.entry = entry
        // It is in the form in which its members were found before.
        _ = members.find(in: entry.line.span.bytes, 0..<entry.line.count)
    }

    var id: EventID { entry.id }
    /// nil for a type that this version does not know.
    var type: EventType? { entry.type }
    var occurred: EDTF { entry.occurred }
    /// Whether it contradicts what stood by then: it is told, but not as having come to pass.
    var contradicts: Bool { entry.contradicts }
    var typeName: String { text(of: "type") ?? "" }

    var marks: Marks {
        var marks = Marks()
        marks.isImprecise = occurred.isImprecise
        marks.reconstructed = entry.reconstructed
        return marks
    }

    /// What stands under a key of the line.
    func text(of key: StaticString) -> String? { text(members.value(key, in: entry.line.span.bytes)) }
    func texts(of key: StaticString) -> [String] {
        ReportEvents.texts(members.value(key, in: entry.line.span.bytes), in: entry.line)
    }

    /// What stands in a field of the event's own.
    func field(_ name: StaticString) -> String? { text(datum(name)) }
    func fields(_ name: StaticString) -> [String] { ReportEvents.texts(datum(name), in: entry.line) }
    func has(_ name: StaticString) -> Bool { datum(name) != nil }

    /// A field that is neither a text nor a list of texts.
    func value(_ name: StaticString) -> JSONValue? {
        datum(name).flatMap { try? JSONParser.parse(entry.line.span.bytes, $0) }
    }

    /// The event in the vocabulary's words.
    func words(by wording: inout Wording) -> String {
        var words: [UInt8] = []
        wording.write(entry.line.span.bytes, members, to: &words)
        return JSONText.unescaped(words)
    }

    private func datum(_ name: StaticString) -> Range<Int>? { members.datum(name, in: entry.line.span.bytes) }

    private func text(_ value: Range<Int>?) -> String? {
        value.flatMap { LineMembers.text($0, in: entry.line.span.bytes) }.map { JSONText.unescaped(entry.line[$0]) }
    }
}
