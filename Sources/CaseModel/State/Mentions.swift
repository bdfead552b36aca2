extension Event {
    /// Whether it corrects or retracts another event, so that it has no place on the `at` axis.
    package var isAmendment: Bool {
        switch payload {
        case .eventCorrected, .eventRetracted: true
        default: false
        }
    }

    /// Everything that the event names: its own id, identifiers and events.
    package func mentions(_ tables: Tables) -> Set<String> {
        var found: Set<String> = [tables.text(id)]
        collect(tables) { name, role, reference in
            if role.isCode { return }
            found.insert(tables.text(reference))
        }
        return found
    }

    /// The codes in the event's own fields.
    package func codes(_ tables: Tables) -> [String] {
        var found: [String] = []
        collect(tables) { name, role, reference in
            if role.isCode { found.append(tables.text(reference)) }
        }
        return found
    }

    /// The sessions that the event is about or was learnt in.
    package func sessions(_ tables: Tables) -> [String] {
        var found: [String] = []
        collect(tables) { name, role, reference in
            if name == "sources" || name == "session" { found.append(tables.text(reference)) }
        }
        return found
    }

    private func collect(_ tables: Tables, _ body: @escaping (String, FieldRole, Reference) -> Void) {
        var visitor = MentionVisitor(tables: tables, body: body)
        var event = self
        event.context.visit(&visitor)
        event.payload.visit(&visitor)
    }
}

extension FieldRole {
    /// Whether the field holds codes of the codebook.
    var isCode: Bool {
        switch self {
        case .code, .definesCode, .courseOfCode: true
        default: false
        }
    }
}

private struct MentionVisitor: FieldVisitor {
    let tables: Tables
    let body: (String, FieldRole, Reference) -> Void

    mutating func field<Value: FieldValue>(_ name: StaticString, _ value: inout Value, _ role: FieldRole) {
        value.forEachReference(in: tables.lists) { body("\(name)", role, $0) }
    }
}

extension CaseState {
    /// The codes that coders have put on an event, in whichever feed.
    package func codes(on id: EventID, _ tables: Tables) -> [String] {
        let feeds = Set((codings(id)).map { self[$0].id.feed })
        return feeds.flatMap { codesPut(on: id, by: $0, upTo: .end, tables) }.map { tables.text($0) }
    }
}

/// The words in an event: its texts, titles, names and notes, not its keys and identifiers.
package enum EventText {
    /// - Parameter line: any valid JSON line.
    package static func all(_ line: [UInt8]) -> String {
        (try? JSONParser.parse(line)).map { all($0) } ?? ""
    }

    package static func all(_ value: JSONValue) -> String {
        let type = value["type"]?.string.flatMap(EventType.init(rawValue:))
        let texts = type.map { EventDescription.of($0).fields.filter(\.holdsText).map(\.name) }
        var found = [value["note"]?.string ?? ""]
        for member in value["data"]?.members ?? [] where texts?.contains(member.key) ?? true {
            found.append(words(member.value))
        }
        return found.joined(separator: "\n")
    }

    private static func words(_ value: JSONValue) -> String {
        switch value {
        case .string(let text): text
        case .array(let elements): elements.map(words).joined(separator: "\n")
        case .object(let members): members.map { words($0.value) }.joined(separator: "\n")
        default: ""
        }
    }
}

extension FieldDescription {
    /// Whether the field holds words rather than identifiers, dates and numbers.
    var holdsText: Bool {
        switch shape {
        case .text, .words, .list(.text), .map, .fieldsOfCorrectedType: true
        default: false
        }
    }
}
