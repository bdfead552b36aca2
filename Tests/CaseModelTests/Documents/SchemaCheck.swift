import CaseModel
import Foundation

/// As much of a JSON Schema validator as our own schema needs.
struct SchemaCheck {
    let schema: JSONValue

    /// Why a value does not conform, as paths and reasons; empty when it does.
    func problems(_ value: JSONValue) -> [String] { problems(value, schema, at: "") }

    private func problems(_ value: JSONValue, _ schema: JSONValue, at path: String) -> [String] {
        var found: [String] = []
        for keyword in schema.members ?? [] {
            found += problem(value, keyword.key, keyword.value, schema, at: path)
        }
        return found
    }

    private func problem(
        _ value: JSONValue, _ keyword: String, _ wanted: JSONValue, _ schema: JSONValue, at path: String
    ) -> [String] {
        func check(_ holds: Bool) -> [String] { holds ? [] : ["\(path): \(keyword)"] }
        switch keyword {
        case "$schema", "$defs", "title", "description", "then": return []
        case "$ref":
            let name = String((wanted.string ?? "").dropFirst("#/$defs/".count))
            guard let definition = self.schema["$defs"]?[name] else { return ["\(path): no definition \(name)"] }
            return problems(value, definition, at: path)
        case "type": return check(wanted.string == Self.type(value))
        case "const": return check(value == wanted)
        case "enum": return check(wanted.array?.contains(value) ?? false)
        case "pattern": return value.string.map { check(matches($0, wanted.string ?? "")) } ?? []
        case "minimum", "maximum":
            guard case .integer(let number) = value, case .integer(let bound) = wanted else { return [] }
            return check(keyword == "minimum" ? number >= bound : number <= bound)
        case "minItems": return value.array.map { check(!$0.isEmpty) } ?? []
        case "minProperties": return value.members.map { check(!$0.isEmpty) } ?? []
        case "items": return value.array?.flatMap { problems($0, wanted, at: path + "[]") } ?? []
        case "required": return wanted.array?.flatMap { check(value[$0.string ?? ""] != nil) } ?? []
        case "properties":
            return wanted.members?.flatMap { member in
                value[member.key].map { problems($0, member.value, at: "\(path)/\(member.key)") } ?? []
            } ?? []
        case "additionalProperties":
            return value.members?.flatMap { member -> [String] in
                if schema["properties"]?[member.key] != nil { return [] }
                return wanted == .bool(false) ? ["\(path)/\(member.key)"] : problems(member.value, wanted, at: path)
            } ?? []
        case "allOf": return wanted.array?.flatMap { problems(value, $0, at: path) } ?? []
        case "anyOf":
            return check(wanted.array?.contains { problems(value, $0, at: path).isEmpty } ?? false)
        case "if":
            guard let then = schema["then"], problems(value, wanted, at: path).isEmpty else { return [] }
            return problems(value, then, at: path)
        default: return ["the schema has an unknown keyword \(keyword)"]
        }
    }

    private func matches(_ text: String, _ pattern: String) -> Bool {
        text.range(of: pattern, options: .regularExpression) != nil
    }

    private static func type(_ value: JSONValue) -> String {
        switch value {
        case .null: "null"
        case .bool: "boolean"
        case .integer: "integer"
        case .number: "number"
        case .string: "string"
        case .array: "array"
        case .object: "object"
        }
    }
}
