/// Puts events into words, by the phrase of their type.
package struct Wording: Sendable {
    private let names: NameBook

    package init(_ names: NameBook) { self.names = names }

    /// A sentence without a full stop; an event of an unknown type is shown with its data as it stands.
    ///
    /// - Parameter line: the event's line, in any valid form.
    package func sentence(_ line: JSONValue) -> String {
        let name = line["type"]?.string ?? ""
        guard let type = EventType(rawValue: name) else {
            var data: [UInt8] = []
            line["data"]?.write(to: &data)
            return "\(name) \(String(decoding: data, as: UTF8.self))"
        }
        let description = EventDescription.of(type)
        return fill(description.phrase[...]) { field in
            guard let value = line["data"]?[field], let known = description.field(field) else { return nil }
            return words(value, known.shape, known.role)
        }
    }

    /// Fills a phrase's placeholders; optional parts (in brackets) are kept when all their fields are there.
    private func fill(_ phrase: Substring, _ field: (String) -> String?) -> String {
        var output = ""
        var rest = phrase
        while let next = rest.firstIndex(where: { $0 == "{" || $0 == "[" }) {
            output += rest[..<next]
            let isOptional = rest[next] == "["
            guard let close = rest[next...].firstIndex(of: isOptional ? "]" : "}") else { break }
            let inner = rest[rest.index(after: next)..<close]
            if isOptional {
                output += optionalPart(inner, field) ?? ""
            } else {
                output += field(String(inner)) ?? "?"
            }
            rest = rest[rest.index(after: close)...]
        }
        return output + rest
    }

    private func optionalPart(_ part: Substring, _ field: (String) -> String?) -> String? {
        var isWhole = true
        let text = fill(part) { name in
            let value = field(name)
            if value == nil { isWhole = false }
            return value
        }
        return isWhole ? text : nil
    }

    /// A value in words: identifiers by the names of what they stand for, enumerated words without their hyphens.
    package func words(_ value: JSONValue, _ shape: FieldShape, _ role: FieldRole) -> String {
        switch (shape, value) {
        case (.list(let element), .array(let values)):
            return values.map { words($0, element, role) }.joined(separator: ", ")
        case (.word, .string(let word)): return Self.spaced(word)
        case (.slug, .string(let id)), (.reference, .string(let id)):
            switch role {
            case .course, .touches, .existing, .perceiver: return names.name(of: id)
            case .plain, .defines, .definesCode, .courseOfCode, .code, .events, .coded: return id
            }
        case (_, .string(let text)): return text
        case (_, .integer(let number)): return String(number)
        case (_, .bool(let flag)): return flag ? "yes" : "no"
        case (_, .array(let values)): return values.map { words($0, .text, .plain) }.joined(separator: ", ")
        case (_, .object(let members)):
            return members.map { "\(Self.spaced($0.key)) \(words($0.value, .text, .plain))" }.joined(separator: ", ")
        default: return ""
        }
    }

    private static func spaced(_ word: String) -> String {
        String(word.map { $0 == "-" || $0 == "_" ? " " : $0 })
    }
}
