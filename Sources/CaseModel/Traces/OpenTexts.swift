/// A text of a line that whoever can read the file can read.
struct OpenText {
    /// `note`, or `data.` and the name of the field; of the changes of a correction `data.note` or `data.data.` and the
    /// name.
    let field: String
    let remedy: OpenTrace.Remedy
    let content: [UInt8]
}

/// Finds the texts of lines that are not private.
struct OpenTexts: Sendable {
    private struct Field {
        let key: [UInt8]
        let path: String
        let remedy: OpenTrace.Remedy
    }

    private var members = LineMembers()
    /// What becomes private when a line of input is taken in.
    private let policy: PrivacyPolicy?

    /// - Parameter privacy: of the case that lines of input are for; nil for lines of the log.
    init(privacy: Privacy? = nil) {
        let nothing = CaseHistory(feeds: [])
        policy = privacy.map { PrivacyPolicy(privacy: $0, state: nothing.state, tables: nothing.tables) }
    }

    /// - Parameter line: in any valid form; what is no object has no texts.
    mutating func texts(of line: [UInt8]) -> [OpenText] {
        guard let line = members.canonical(line) else { return [] }
        let span = line.span.bytes
        var found: [OpenText] = []
        let type = members.text("type", in: span)
            .flatMap { EventType(rawValue: String(decoding: Lines.copy(span, $0), as: UTF8.self)) }
        if let note = members.value("note", in: span), !becomesPrivate("note", type) {
            let remedy: OpenTrace.Remedy = type.map(Self.isAmendment) == true ? .none : .makePrivate
            Self.add(note, of: span, Field(key: [], path: "note", remedy: remedy), to: &found)
        }
        guard let type else {
            if let data = members.value("data", in: span) { Self.addAll(data, of: span, to: &found) }
            return found
        }
        for field in Self.fields[type] ?? [] {
            guard let value = members.datum(field.key, in: span),
                !becomesPrivate(String(field.path.dropFirst("data.".count)), type)
            else { continue }
            Self.add(value, of: span, field, to: &found)
        }
        if type == .eventCorrected { addChanges(span, to: &found) }
        return found
    }

    private func becomesPrivate(_ field: String, _ type: EventType?) -> Bool {
        guard let policy, let type else { return false }
        let canBe = field == PrivacyPolicy.note || EventDescription.of(type).field(field)?.shape == .words
        return canBe && policy.covers(field, of: type)
    }

    /// Corrections and retractions are undone, never corrected.
    private static func isAmendment(_ type: EventType) -> Bool { type == .eventCorrected || type == .eventRetracted }

    private static let fields: [EventType: [Field]] = {
        var all: [EventType: [Field]] = [:]
        for description in EventDescription.all {
            all[description.type] = description.fields.filter(\.holdsText).compactMap { field in
                guard field.shape != .fieldsOfCorrectedType else { return nil }
                return Field(
                    key: Array(field.name.utf8), path: "data.\(field.name)",
                    remedy: isAmendment(description.type) ? field.name == "note" ? .makePrivate : .none : remedy(field))
            }
        }
        return all
    }()

    /// The fields that hold texts in any type: of a correction alone it cannot be told which type it corrects.
    private static let changes: [Field] = {
        var known: [String: Field] = [:]
        for field in EventDescription.all.flatMap(\.fields)
        where field.holdsText && field.shape != .fieldsOfCorrectedType {
            let isPrivate = known[field.name]?.remedy == .makePrivate || field.shape == .words
            known[field.name] = Field(
                key: Array(field.name.utf8), path: "data.data.\(field.name)",
                remedy: isPrivate ? .makePrivate : .reword)
        }
        return known.values.sorted { $0.path < $1.path }
    }()

    private static func remedy(_ field: FieldDescription) -> OpenTrace.Remedy {
        field.shape == .words ? .makePrivate : .reword
    }

    private func addChanges(_ line: RawSpan, to found: inout [OpenText]) {
        guard let changes = members.datum(Array("data".utf8), in: line) else { return }
        LineMembers.forEachMember(of: changes, in: line) { key, value in
            let name = Lines.copy(line, key)
            if let field = Self.changes.first(where: { $0.key == name }) {
                Self.add(value, of: line, field, to: &found)
            }
        }
    }

    /// Adds the texts of whatever a later version, or somebody else, has put into an event.
    private static func addAll(_ data: Range<Int>, of line: RawSpan, to found: inout [OpenText]) {
        LineMembers.forEachMember(of: data, in: line) { key, value in
            let name = String(decoding: Lines.copy(line, key), as: UTF8.self)
            add(value, of: line, Field(key: [], path: "data.\(name)", remedy: .none), to: &found)
        }
    }

    /// Adds a text, or those of a list or map; what is private, or marked to become so, is none.
    private static func add(_ value: Range<Int>, of line: RawSpan, _ field: Field, to found: inout [OpenText]) {
        if let text = LineMembers.text(value, in: line) {
            var content = Lines.copy(line, text)
            JSONText.unescape(&content, from: 0)
            found.append(OpenText(field: field.path, remedy: field.remedy, content: content))
        } else if line.byte(at: value.lowerBound) == UInt8(ascii: "[") {
            LineMembers.forEachElement(of: value, in: line) { add($0, of: line, field, to: &found) }
        } else if line.byte(at: value.lowerBound) == UInt8(ascii: "{") {
            guard !PrivateMark.mayStand(in: line, value) else { return }
            LineMembers.forEachMember(of: value, in: line) { _, member in add(member, of: line, field, to: &found) }
        }
    }
}
