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
    }

    private(set) var entries: [Entry] = []
    private var indices: [EventID: Int] = [:]
    private var members = LineMembers()

    package init() {}

    /// - Parameter line: as corrected and as it may be quoted, in any valid form.
    package mutating func add(_ line: [UInt8], _ id: EventID) {
        guard let line = members.canonical(line) else { return }
        let span = line.span.bytes
        guard let date = members.text("occurred", in: span), let occurred = EDTF(span, date) else { return }
        let type = members.text("type", in: span).flatMap { EventType.table.find(span, $0) }
        indices[id] = entries.count
        entries.append(Entry(id: id, type: type, occurred: occurred, line: line))
    }

    package var count: Int { entries.count }

    func contains(_ id: EventID) -> Bool { indices[id] != nil }

    /// Where an event stands in case order.
    func index(of id: EventID) -> Int? { indices[id] }

    subscript(id: EventID) -> ReportEvent? { indices[id].flatMap { ReportEvent(entries[$0]) } }

    func first(_ type: EventType) -> ReportEvent? { entries.first { $0.type == type }.flatMap { ReportEvent($0) } }

    func all(_ types: Set<EventType>) -> [ReportEvent] {
        entries.compactMap { entry in entry.type.map(types.contains) ?? false ? ReportEvent(entry) : nil }
    }

    /// Each once, in case order, those that do not count left out.
    func inOrder(_ ids: some Sequence<EventID>) -> [EventID] {
        Set(ids).compactMap { id in indices[id].map { ($0, id) } }.sorted { $0.0 < $1.0 }.map(\.1)
    }
}

/// An event of a report, with its line taken apart.
struct ReportEvent {
    let id: EventID
    let type: EventType?
    let occurred: EDTF
    let line: JSONValue

    init?(_ entry: ReportEvents.Entry) {
        guard let line = try? JSONParser.parse(entry.line) else { return nil }
        (id, type, occurred, self.line) = (entry.id, entry.type, entry.occurred, line)
    }

    var typeName: String { line["type"]?.string ?? "" }

    /// What stands under a key of the line.
    func text(of key: String) -> String? { line[key]?.string }
    func texts(of key: String) -> [String] { (line[key]?.array ?? []).compactMap(\.string) }

    /// What stands in a field of the event's own.
    func field(_ name: String) -> String? { line["data"]?[name]?.string }
    func fields(_ name: String) -> [String] { (line["data"]?[name]?.array ?? []).compactMap(\.string) }

    var marks: Marks {
        var marks = Marks()
        marks.isImprecise = occurred.isImprecise
        marks.reconstructed = texts(of: "reconstructed")
        return marks
    }
}
