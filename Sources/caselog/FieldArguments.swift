import CaseModel
import CaseStore

/// Fields as people type them, made into the JSON of an event's `data`.
struct FieldArguments {
    let type: String
    let data: String?

    /// - Throws: `CaseError` when an argument is no `field=value`, or its value is not what the field takes.
    func object(_ arguments: [String]) throws -> JSONValue {
        var members: [JSONValue.Member] = []
        if let data {
            let value = try parse(data, what: "--data")
            guard let given = value.members else {
                throw CaseError(
                    .input, "--data must be a JSON object of the type's fields, and this is \(value.kindInWords).")
            }
            members = given
        }
        let description = EventType(rawValue: type).map(EventDescription.of)
        for argument in arguments {
            guard let equals = argument.firstIndex(of: "="), equals != argument.startIndex else {
                throw CaseError(.input, "\"\(argument)\" is no field. Fields are given as field=value.")
            }
            let name = String(argument[..<equals])
            let text = String(argument[argument.index(after: equals)...])
            guard !members.contains(where: { $0.key == name }) else {
                throw CaseError(.input, "The field \"\(name)\" is given twice.")
            }
            let value = try value(text, description?.field(name)?.shape ?? .text, name: name)
            members.append(JSONValue.Member(key: name, value: value))
        }
        return .object(members)
    }

    private func value(_ text: String, _ shape: FieldShape, name: String) throws -> JSONValue {
        switch shape {
        case .integer: return Int(text).map(JSONValue.integer) ?? .string(text)
        case .flag: return text == "true" ? .bool(true) : text == "false" ? .bool(false) : .string(text)
        case .list(let element):
            if text.hasPrefix("[") { return try parse(text, what: name) }
            // Words and identifiers hold no commas; texts do, so a list of texts is JSON, and a bare text one element.
            guard element != .text else { return .array([.string(text)]) }
            return .array(text.split(separator: ",").map { .string(String($0)) })
        case .map, .object, .fieldsOfCorrectedType: return try parse(text, what: name)
        case .slug, .text, .words, .word, .date, .event, .reference: return .string(text)
        }
    }

    private func parse(_ text: String, what: String) throws -> JSONValue {
        do {
            return try JSONParser.parse(Array(text.utf8))
        } catch {
            throw CaseError(.input, "\(what) is no valid JSON: \(error.message), at byte \(error.offset + 1).")
        }
    }
}
