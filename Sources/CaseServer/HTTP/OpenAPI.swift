import CaseModel
import HTTPTypes

/// The description of the interface, made of the list that also registers it.
enum OpenAPI {
    static func document(_ routes: [Route]) -> JSONValue {
        var paths: [(String, [Route])] = []
        for route in routes {
            if let index = paths.firstIndex(where: { $0.0 == route.path }) {
                paths[index].1.append(route)
            } else {
                paths.append((route.path, [route]))
            }
        }
        return .record([
            ("openapi", .string("3.1.0")),
            (
                "info",
                .record([
                    ("title", .string("caselog")), ("version", .string("1")),
                    ("description", .string(about)),
                ])
            ),
            (
                "paths",
                .record(
                    paths.map { path, routes in
                        let parameters = routes[0].names.filter { $0.hasPrefix("{") }.map(pathParameter)
                        let operations = routes.map { ($0.method.rawValue.lowercased(), operation($0) as JSONValue?) }
                        return (path, .record([("parameters", list(parameters))] + operations))
                    })
            ),
            (
                "components",
                .record([
                    ("schemas", Schemas.all),
                    (
                        "securitySchemes",
                        .literal(
                            #"{"token":{"type":"http","scheme":"bearer"},"cookie":{"type":"apiKey","in":"cookie","name":"caselog-token"}}"#
                        )
                    ),
                ])
            ),
        ])
    }

    private static let about = """
        Cases and their events. On the loopback address nobody has to be paired, and `Caselog-Observer` says who observes; \
        on any other a device is paired first. Errors are problem details (RFC 9457).
        """

    private static func list(_ values: [JSONValue]) -> JSONValue? { values.isEmpty ? nil : .array(values) }

    private static func pathParameter(_ name: Substring) -> JSONValue {
        let name = name.dropFirst().dropLast()
        let plain: JSONValue = .literal(#"{"type":"string","pattern":"^[A-Za-z0-9_-][A-Za-z0-9._-]*$"}"#)
        let schema = name == "view" ? .schema("ViewName") : plain
        return .record([
            ("name", .string(String(name))), ("in", .string("path")), ("required", .bool(true)), ("schema", schema),
        ])
    }

    private static func operation(_ route: Route) -> JSONValue {
        let operation = route.operation
        let parameters = operation.parameters.map { parameter in
            JSONValue.record([
                ("name", .string(parameter.name)), ("in", .string(parameter.place.rawValue)),
                ("description", .string(parameter.about)), ("schema", parameter.schema),
            ])
        }
        let body = operation.body.map { body in
            JSONValue.record([("required", .bool(true)), ("content", content(body))])
        }
        let security: StaticString = route.access == .anybody ? "[]" : #"[{},{"token":[]},{"cookie":[]}]"#
        return .record([
            ("operationId", .string(operation.id)), ("summary", .string(operation.summary)),
            ("parameters", list(parameters)), ("requestBody", body), ("responses", responses(route)),
            ("security", .literal(security)),
        ])
    }

    private static func content(_ content: Operation.Content) -> JSONValue {
        .record([(content.mediaType, .record([("schema", content.schema), ("example", content.example)]))])
    }

    private static func responses(_ route: Route) -> JSONValue {
        let successes = route.operation.successes.map { success in
            let headers = success.headers.map { name, about in
                let value: JSONValue = .record([
                    ("description", .string(about)), ("schema", .literal(#"{"type":"string"}"#)),
                ])
                return (name, value as JSONValue?)
            }
            let value = JSONValue.record([
                ("description", .string(success.about)), ("headers", headers.isEmpty ? nil : .record(headers)),
                ("content", success.content.map(content)),
            ])
            return (String(success.status.code), value as JSONValue?)
        }
        let statuses = Set(route.problems.map(\.status.code)).sorted()
        let problems = statuses.map { status in
            let kinds = route.problems.filter { $0.status.code == status }
            let value = JSONValue.record([
                ("description", .string(kinds.map { "\($0.title) (`\($0.rawValue)`)" }.joined(separator: "; "))),
                ("content", .record([(Problem.mediaType, .record([("schema", .schema("Problem"))]))])),
            ])
            return (String(status), value as JSONValue?)
        }
        return .record(successes + problems)
    }
}
