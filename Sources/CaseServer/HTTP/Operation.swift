import CaseModel
import HTTPTypes

/// What an address takes and answers, as `openapi.json` tells it.
struct Operation: Sendable {
    struct Parameter: Sendable {
        enum Place: String, Sendable { case query, header, path }

        let name: String
        let place: Place
        let about: String
        let schema: JSONValue
    }

    struct Content: Sendable {
        var mediaType = "application/json"
        let schema: JSONValue
        var example: JSONValue?
    }

    struct Success: Sendable {
        var status = HTTPResponse.Status.ok
        let about: String
        var content: Content?
        /// Headers by name, with what they say.
        var headers: [(name: String, about: String)] = []
    }

    /// In one word, by which programs call it.
    let id: String
    let summary: String
    var parameters: [Parameter] = []
    var body: Content?
    let successes: [Success]
    /// What can be wrong besides what can be wrong with any request.
    var problems: [ProblemKind] = []
}

extension Operation.Parameter {
    static func query(_ name: String, _ about: String, _ schema: StaticString) -> Operation.Parameter {
        Operation.Parameter(name: name, place: .query, about: about, schema: .literal(schema))
    }

    static func header(_ name: String, _ about: String, _ schema: StaticString) -> Operation.Parameter {
        Operation.Parameter(name: name, place: .header, about: about, schema: .literal(schema))
    }
}

extension JSONValue {
    /// JSON that stands in the code.
    static func literal(_ text: StaticString) -> JSONValue {
        let parsed = try? JSONParser.parse(Array(text.description.utf8))
        guard let parsed else { preconditionFailure("This is no JSON: \(text)") }
        return parsed
    }

    /// A schema among the components.
    static func schema(_ name: String) -> JSONValue {
        .record([("$ref", .string("#/components/schemas/\(name)"))])
    }
}
