import CaseModel
import CaseStore
import HTTPTypes
import Hummingbird

/// What is read of cases.
enum CaseRoutes {
    static var all: [Route] { [list, one, events] }

    static let limitDefault = 500
    static let limitMax = 5_000

    private static var list: Route {
        Route(
            .get, "/api/cases",
            Operation(
                id: "listCases", summary: "The cases of the study",
                successes: [
                    Operation.Success(
                        about: "The cases",
                        content: Operation.Content(schema: .schema("Cases"), example: Examples.cases))
                ])
        ) { call in
            try await call.server.work {
                let cases = try call.server.summaries().map { one -> JSONValue in
                    switch one.summary {
                    case .success(let summary): return value(one.name, summary)
                    case .failure(let problem):
                        return .record([
                            ("case", .string(one.name)), ("title", .string(one.name)), ("events", .integer(0)),
                            ("position", .string("")), ("problem", .string(problem.detail)),
                        ])
                    }
                }
                return .json(.record([("cases", .array(cases))]))
            }
        }
    }

    private static var one: Route {
        Route(
            .get, "/api/cases/{case}",
            Operation(
                id: "getCase", summary: "One case",
                parameters: [ifNoneMatch],
                successes: [
                    Operation.Success(
                        about: "The case",
                        content: Operation.Content(schema: .schema("Case"), example: Examples.oneCase),
                        headers: [positionTag]),
                    unchanged,
                ])
        ) { call in
            let served = try await call.servedCase()
            let summary = try await call.server.work { try served.summary() }
            return tagged(.json(value(served.folder.name, summary)), summary.position, call)
        }
    }

    private static var events: Route {
        Route(
            .get, "/api/cases/{case}/events",
            Operation(
                id: "listEvents",
                summary: "The events behind a position, in the order in which they were recorded",
                parameters: [
                    .query("after", "A position that was given before; all events where it is left out", position),
                    .query(
                        "limit", "So many at most; \(limitDefault) where it is left out",
                        #"{"type":"integer","minimum":1,"maximum":5000}"#),
                ],
                successes: [
                    Operation.Success(
                        about: "Events, and how far the case is read with them",
                        content: Operation.Content(schema: .schema("Events"), example: Examples.events))
                ], problems: [.unknownPosition])
        ) { call in
            let after = try given(call.query["after"], as: "after")
            let limit = try limit(call.query["limit"])
            let served = try await call.servedCase()
            let next = try await call.server.work { try served.events(after: after, limit: limit) }
            var bytes = Array("{\"events\":[".utf8)
            bytes.append(contentsOf: next.events.map(\.line).joined(separator: [UInt8(ascii: ",")]))
            let rest = JSONValue.record([
                ("position", .string(next.position.text)), ("more", .bool(next.hasMore)),
                ("incomplete", next.isIncomplete ? .bool(true) : nil),
            ]).bytes
            bytes.append(contentsOf: "],".utf8)
            bytes.append(contentsOf: rest.dropFirst())
            return .bytes([bytes], "application/json")
        }
    }

    // MARK: What several of them share

    static let position: StaticString =
        #"{"type":"string","maxLength":4096,"pattern":"^$|^[a-z0-9]{1,200}-[0-9a-f]{8}\\.[1-9][0-9]{0,18}(,[a-z0-9]{1,200}-[0-9a-f]{8}\\.[1-9][0-9]{0,18})*$","description":"Each feed once","examples":["jw-3f9c21ab.12"]}"#
    static let positionTag = (name: "ETag", about: "The position of the case, between quotes")
    static let ifNoneMatch = Operation.Parameter.header(
        "If-None-Match", "A tag that was given before", #"{"type":"string"}"#)
    static let unchanged = Operation.Success(status: .notModified, about: "Nothing was recorded since")

    private static func value(_ name: String, _ summary: ServedCase.Summary) -> JSONValue {
        .record([
            ("case", .string(name)), ("title", .string(summary.title)), ("events", .integer(Int(summary.events))),
            ("position", .string(summary.position.text)), ("incomplete", summary.isIncomplete ? .bool(true) : nil),
        ])
    }

    static func tagged(_ response: Response, _ position: CasePosition, _ call: Call) -> Response {
        let tag = "\"\(position.text)\""
        let isKnown = call.header(.ifNoneMatch) == tag
        return (isKnown ? Response(status: .notModified) : response).with(.eTag, tag)
    }

    static func given(_ text: String?, as name: String) throws(Problem) -> CasePosition {
        guard let text else { return CasePosition() }
        guard let position = CasePosition(text) else {
            throw Problem(.malformed, "\(name): This is no position. Give one as it was given, or none.")
        }
        return position
    }

    private static func limit(_ text: String?) throws(Problem) -> Int {
        guard let text else { return limitDefault }
        guard let limit = Int(text), (1...limitMax).contains(limit) else {
            throw Problem(.malformed, "limit: This has to be a number from 1 to \(limitMax).")
        }
        return limit
    }
}
