/// Turns a line that is valid JSON in any form into the canonical form, by the description of its type.
///
/// It serves two purposes. History may come from a later version or another program: what is not known is skipped, and
/// what does not fit makes the event opaque. Input comes from people: everything that does not fit is a problem, said
/// with the field's name and what would be accepted.
package struct LineForm {
    package enum Use {
        case history
        case input
    }

    /// One thing wrong with a line of input.
    package struct Problem: Sendable, Equatable {
        /// The key or field, or nil for the line as a whole.
        package let field: String?
        package let message: String

        package init(field: String?, message: String) {
            self.field = field
            self.message = message
        }

        /// The problem as a sentence.
        package var text: String { field.map { "\($0): \(message)" } ?? message }
    }

    package private(set) var problems: [Problem] = []
    private let use: Use
    /// The type of the event that a correction names, for the check of its `data`.
    private let correctedType: (String) -> EventType?
    /// The id of the event that a label stands for, for the fields that only the corrected type makes references.
    private let labelled: (String) -> String?
    /// Whether private texts are taken as they are: those of the log, and those that were made of words of input.
    private let takesPrivate: Bool
    private var isInChanges = false
    /// Empty values mean "leave out" elsewhere; in a correction they would silently change nothing.
    private var isCorrection = false
    private var output: [UInt8] = []

    package init(
        _ use: Use, takesPrivate: Bool = false, correctedType: @escaping (String) -> EventType? = { _ in nil },
        labelled: @escaping (String) -> String? = { _ in nil }
    ) {
        self.use = use
        self.takesPrivate = takesPrivate || use == .history
        self.labelled = labelled
        self.correctedType = correctedType
    }

    /// The line in canonical form, without LF; nil when there are problems.
    package mutating func canonical(_ line: JSONValue) -> [UInt8]? {
        output = []
        problems = []
        guard let members = line.members else {
            report(nil, "A line must be one JSON object, and this is \(line.kindInWords).")
            return nil
        }
        guard let type = eventType(line) else { return nil }
        if use == .input { reportUnknownKeys(members) }
        output.append(UInt8(ascii: "{"))
        writeText(line["id"], key: "id", isRequired: use == .history)
        key("type")
        JSONText.write(type.rawValue, to: &output)
        for field in Self.dateFields where field.name != "recorded" || use == .history {
            write(line[field.name], field, path: field.name)
        }
        for field in EventDescription.contextFields { write(line[field.name], field, path: field.name) }
        key("data")
        writeData(line, of: type)
        output.append(UInt8(ascii: "}"))
        return problems.isEmpty ? output : nil
    }

    private static let dateFields = [
        FieldDescription(name: "occurred", shape: .date, isRequired: true, role: .plain),
        FieldDescription(name: "learnt", shape: .date, isRequired: false, role: .plain),
        FieldDescription(name: "recorded", shape: .text, isRequired: true, role: .plain),
    ]

    private mutating func eventType(_ line: JSONValue) -> EventType? {
        guard let name = line["type"] else {
            report("type", "This key is missing.")
            return nil
        }
        guard let text = name.string else {
            report("type", "It must be a text, and this is \(name.kindInWords).")
            return nil
        }
        guard let type = EventType(rawValue: text) else {
            let nearest = Nearest.names(to: text, among: EventType.allCases.map(\.rawValue))
            let group = text.split(separator: ".").first.map(String.init) ?? text
            let alike = EventType.allCases.map(\.rawValue).filter { $0.hasPrefix(group + ".") }
            let offer = nearest.isEmpty ? (alike.isEmpty ? EventType.allCases.map(\.rawValue) : alike) : []
            let list = offer.isEmpty ? "" : " There are \(offer.joined(separator: ", "))."
            report("type", "There is no event type \"\(text)\".\(Nearest.sentence(nearest))\(list)")
            return nil
        }
        return type
    }

    private mutating func reportUnknownKeys(_ members: [JSONValue.Member]) {
        let known =
            ["id", "type", "data"] + Self.dateFields.map(\.name) + EventDescription.contextFields.map(\.name)
        for member in members where !known.contains(member.key) {
            let nearest = Nearest.names(to: member.key, among: known)
            report(member.key, "No event has this key.\(Nearest.sentence(nearest))")
        }
    }

    private mutating func writeText(_ value: JSONValue?, key name: String, isRequired: Bool) {
        guard let value else {
            if isRequired { report(name, "This key is missing.") }
            return
        }
        guard case .string(let text) = value else {
            return report(name, "It must be a text, and this is \(value.kindInWords).")
        }
        key(name)
        JSONText.write(text, to: &output)
    }

    private mutating func writeData(_ line: JSONValue, of type: EventType) {
        guard let data = line["data"], let members = data.members else {
            return report("data", line["data"] == nil ? "This key is missing." : "It must be an object.")
        }
        let description = EventDescription.of(type)
        isCorrection = use == .input && type == .eventCorrected
        defer { isCorrection = false }
        if use == .input {
            for member in members where description.field(member.key) == nil {
                let nearest = Nearest.names(to: member.key, among: description.fields.map(\.name))
                let fields = description.fields.map(\.name).joined(separator: ", ")
                report(
                    member.key,
                    "\(type.rawValue) has no such field.\(Nearest.sentence(nearest)) Its fields are \(fields).")
            }
        }
        if isCorrection, members.allSatisfy({ $0.key == "event" || $0.key == "reason" }) {
            report("data", "It changes nothing. Give the keys and fields that change, or name them in `cleared`.")
        }
        output.append(UInt8(ascii: "{"))
        for field in description.fields {
            if field.shape == .fieldsOfCorrectedType {
                writeChanges(data, field)
            } else {
                write(data[field.name], field, path: field.name)
            }
        }
        output.append(UInt8(ascii: "}"))
    }

    /// The changed fields of a correction: values and order of the corrected type, none of them required.
    private mutating func writeChanges(_ data: JSONValue, _ field: FieldDescription) {
        guard let changes = data[field.name] else { return }
        guard let members = changes.members else {
            return report("data.data", "It must be an object of the fields that change.")
        }
        if members.isEmpty { return }
        key(field.name)
        guard let id = data["event"]?.string, let type = correctedType(id) else {
            // Whether the event exists is for the case to say; without it the fields cannot be told.
            return changes.write(to: &output)
        }
        let description = EventDescription.of(type)
        for member in members where description.field(member.key) == nil {
            let fields = description.fields.map(\.name).joined(separator: ", ")
            report("data.\(member.key)", "\(type.rawValue) has no such field. Its fields are \(fields).")
        }
        isInChanges = true
        defer { isInChanges = false }
        output.append(UInt8(ascii: "{"))
        for field in description.fields {
            if let value = changes[field.name] { write(value, field, path: "data.\(field.name)") }
        }
        output.append(UInt8(ascii: "}"))
    }

    private mutating func report(_ field: String?, _ message: String) {
        problems.append(Problem(field: field, message: message))
    }

    private mutating func key(_ name: String) {
        if output.last != UInt8(ascii: "{") { output.append(UInt8(ascii: ",")) }
        JSONText.write(name, to: &output)
        output.append(UInt8(ascii: ":"))
    }

    private mutating func write(_ value: JSONValue?, _ field: FieldDescription, path: String) {
        guard let value else {
            if field.isRequired { report(path, "This \(isKey(path) ? "key" : "field") is missing.") }
            return
        }
        if isEmpty(value) {
            // Saying nothing and leaving out are the same; the canonical form leaves out.
            if field.isRequired {
                report(path, "It must have at least one element.")
            } else if isCorrection {
                report(path, "To leave it out, name it in `cleared`.")
            }
            return
        }
        let start = output.count
        let problemCount = problems.count
        key(field.name)
        write(value, field.shape, path: path)
        if problems.count > problemCount { output.removeSubrange(start...) }
    }

    private func isKey(_ path: String) -> Bool { Self.dateFields.contains { $0.name == path } }

    private func isEmpty(_ value: JSONValue) -> Bool {
        switch value {
        case .array(let elements): elements.isEmpty
        case .object(let members): members.isEmpty
        default: false
        }
    }
}

extension LineForm {
    /// Writes a value of the given shape, or reports what would be accepted.
    private mutating func write(_ value: JSONValue, _ shape: FieldShape, path: String) {
        switch (shape, value) {
        case (.slug, .string(let text)):
            guard use == .history || Slug.isSlug(text) else { return report(path, Self.slugRule(text)) }
            JSONText.write(text, to: &output)
        case (.text, .string(let text)), (.words, .string(let text)):
            if use == .input, text.isEmpty { return report(path, "It is empty; write something, or leave it out.") }
            JSONText.write(text, to: &output)
        case (.words, .object) where PrivateText(value) != nil && takesPrivate:
            PrivateText(value)?.value.write(to: &output)
        case (.word(let words), .string(let text)):
            guard words.contains(text) else {
                let message = "\"\(text)\" is not one of its values. They are \(words.joined(separator: ", "))."
                return report(path, message)
            }
            JSONText.write(text, to: &output)
        case (.integer(let range), .integer(let number)):
            guard range.contains(number) else {
                return report(
                    path, "It must lie between \(range.lowerBound) and \(range.upperBound); this is \(number).")
            }
            value.write(to: &output)
        case (.flag, .bool): value.write(to: &output)
        case (.date, .string(let text)):
            if let problem = EDTF.problem(in: text) { return report(path, problem) }
            JSONText.write(text, to: &output)
        case (.event, .string(let text)), (.reference, .string(let text)):
            JSONText.write(isInChanges ? labelled(text) ?? text : text, to: &output)
        case (.list(let shape), .array(let elements)): writeList(elements, shape, path: path)
        case (.map, .object(let members)): writeMap(members, path: path)
        case (.object(let fields), .object(let members)): writeObject(value, members, fields, path: path)
        default: report(path, "It must be \(Self.inWords(shape)), and this is \(value.kindInWords).")
        }
    }

    private mutating func writeList(_ elements: [JSONValue], _ shape: FieldShape, path: String) {
        output.append(UInt8(ascii: "["))
        for (index, element) in elements.enumerated() {
            if index > 0 { output.append(UInt8(ascii: ",")) }
            if use == .input, shape != .text, let text = element.string, elements[..<index].contains(element) {
                report(path, "\"\(text)\" stands twice in the list.")
            }
            write(element, shape, path: path)
        }
        output.append(UInt8(ascii: "]"))
    }

    private mutating func writeMap(_ members: [JSONValue.Member], path: String) {
        output.append(UInt8(ascii: "{"))
        // By the bytes as they are stored, escapes and all: a reader compares those.
        let sorted = members.sorted {
            JSONText.escaped($0.key).lexicographicallyPrecedes(JSONText.escaped($1.key))
        }
        for member in sorted {
            key(member.key)
            write(member.value, .text, path: "\(path).\(member.key)")
        }
        output.append(UInt8(ascii: "}"))
    }

    private mutating func writeObject(
        _ value: JSONValue, _ members: [JSONValue.Member], _ fields: [FieldDescription], path: String
    ) {
        if use == .input {
            for member in members where !fields.contains(where: { $0.name == member.key }) {
                let names = fields.map(\.name).joined(separator: ", ")
                report("\(path).\(member.key)", "\(path) has no such field. Its fields are \(names).")
            }
        }
        output.append(UInt8(ascii: "{"))
        for field in fields { write(value[field.name], field, path: "\(path).\(field.name)") }
        output.append(UInt8(ascii: "}"))
    }

    static func slugRule(_ text: String) -> String {
        "\"\(text)\" is no identifier. Identifiers are made of a-z, 0-9 and -, at most \(Slug.lengthMax) characters."
    }

    /// A shape in words that follow "It must be".
    package static func inWords(_ shape: FieldShape) -> String {
        switch shape {
        case .slug: "an identifier"
        case .text, .words: "a text"
        case .word(let words): "one of \(words.joined(separator: ", "))"
        case .integer: "a whole number"
        case .flag: "true or false"
        case .date: "a date"
        case .event: "an event's id"
        case .reference: "an event's id or an identifier"
        case .list(let element): "a list, each element \(inWords(element))"
        case .map: "an object of texts"
        case .object(let fields): "an object with the fields \(fields.map(\.name).joined(separator: ", "))"
        case .fieldsOfCorrectedType: "an object of the fields that change"
        }
    }
}
