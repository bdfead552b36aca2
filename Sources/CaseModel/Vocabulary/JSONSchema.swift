/// The JSON Schema (draft 2020-12) of a stored line, made from the descriptions of the types.
///
/// It says what this version writes. Readers take more: keys they do not know, and types of later versions. What needs
/// the case or more than one field to judge (whether an identifier is known, whether a day exists, what a correction
/// may change) is not in it.
package enum JSONSchema {
    /// The schema of one line.
    package static var line: JSONValue {
        var properties = keys.map { member($0.name, $0.schema) }
        properties += EventDescription.contextFields.map { member($0.name, schema($0.shape)) }
        properties.append(member("data", object("type", "object")))
        return .object([
            member("$schema", .string("https://json-schema.org/draft/2020-12/schema")),
            member("title", .string("One line of a caselog case: an event")),
            member("type", .string("object")),
            member("properties", .object(properties)),
            member("required", .array(["id", "type", "occurred", "recorded", "data"].map(JSONValue.string))),
            member("additionalProperties", .bool(false)),
            member("allOf", .array(EventType.allCases.map(condition))),
            member("$defs", .object(sharedDefinitions + EventDescription.all.map(definition))),
        ])
    }

    /// Strict patterns for the forms of texts; that a day exists is beyond them.
    private static let sharedDefinitions: [JSONValue.Member] = {
        let zone = "(Z|[+-][0-9]{2}(:[0-9]{2})?)?"
        let time = "T[0-9]{2}:[0-9]{2}(:[0-9]{2})?\(zone)"
        let point = "[0-9]{4}(-(2[1-4]|[01][0-9](-[0-3][0-9](\(time))?)?))?[~?%]?"
        let event = "[a-z0-9]+-[0-9a-f]{8}/[1-9][0-9]*"
        let slug = "[a-z0-9-]{1,\(Slug.lengthMax)}"
        return [
            text("identifier", pattern: "^\(slug)$"),
            text("event", pattern: "^\(event)$"),
            text("reference", pattern: "^(\(event)|\(slug))$"),
            text("date", pattern: "^((\(point)|\\.\\.)/)?\(point)$"),
            member("private", privateText),
            text("recorded", pattern: "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\\.[0-9]{3}Z$"),
        ]
    }()

    private static let privateText: JSONValue = {
        let inner = FieldDescription(name: "subject", shape: .text, isRequired: true, role: .plain)
        let box = FieldDescription(name: "box", shape: .text, isRequired: true, role: .plain)
        let outer = FieldDescription(name: "private", shape: .object([inner, box]), isRequired: true, role: .plain)
        return object(of: [outer])
    }()

    private static let keys: [(name: String, schema: JSONValue)] = [
        ("id", named("event")),
        ("type", .object([member("enum", .array(EventType.allCases.map { .string($0.rawValue) }))])),
        ("occurred", named("date")),
        ("learnt", named("date")),
        ("recorded", named("recorded")),
    ]

    /// Where a line is of a type, its data are those of the type.
    private static func condition(_ type: EventType) -> JSONValue {
        let isOfType = JSONValue.object([member("type", .object([member("const", .string(type.rawValue))]))])
        let hasItsData = JSONValue.object([member("data", named(type.rawValue))])
        return .object([
            member("if", .object([member("properties", isOfType)])),
            member("then", .object([member("properties", hasItsData)])),
        ])
    }

    private static func definition(_ description: EventDescription) -> JSONValue.Member {
        guard case .object(let fields) = object(of: description.fields) else {
            preconditionFailure("A schema of fields is an object.")
        }
        return member(
            description.type.rawValue, .object([member("description", .string(description.summary))] + fields))
    }

    private static func object(of fields: [FieldDescription]) -> JSONValue {
        let required = fields.filter(\.isRequired).map { JSONValue.string($0.name) }
        return .object([
            member("type", .string("object")),
            member("properties", .object(fields.map { member($0.name, schema($0.shape)) })),
            member("required", .array(required)),
            member("additionalProperties", .bool(false)),
        ])
    }

    private static func schema(_ shape: FieldShape) -> JSONValue {
        switch shape {
        case .slug: named("identifier")
        case .text: object("type", "string")
        case .words: .object([member("anyOf", .array([object("type", "string"), named("private")]))])
        case .word(let words): .object([member("enum", .array(words.map(JSONValue.string)))])
        case .integer(let range):
            .object([
                member("type", .string("integer")), member("minimum", .integer(range.lowerBound)),
                member("maximum", .integer(range.upperBound)),
            ])
        case .flag: object("type", "boolean")
        case .date: named("date")
        case .event: named("event")
        case .reference: named("reference")
        case .list(let element):
            .object([
                member("type", .string("array")), member("items", schema(element)), member("minItems", .integer(1)),
            ])
        case .map:
            .object([
                member("type", .string("object")), member("additionalProperties", object("type", "string")),
                member("minProperties", .integer(1)),
            ])
        case .object(let fields): object(of: fields)
        case .fieldsOfCorrectedType:
            .object([member("type", .string("object")), member("minProperties", .integer(1))])
        }
    }

    private static func member(_ key: String, _ value: JSONValue) -> JSONValue.Member {
        JSONValue.Member(key: key, value: value)
    }

    private static func object(_ key: String, _ value: String) -> JSONValue {
        .object([member(key, .string(value))])
    }

    private static func named(_ name: String) -> JSONValue { object("$ref", "#/$defs/\(name)") }

    private static func text(_ name: String, pattern: String) -> JSONValue.Member {
        member(name, .object([member("type", .string("string")), member("pattern", .string(pattern))]))
    }
}
