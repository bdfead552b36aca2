import CaseModel
import CaseStore
import HTTPTypes
import Hummingbird

/// What records events.
enum AppendRoutes {
    static var all: [Route] {
        [
            Route(
                .post, "/api/cases/{case}/events",
                Operation(
                    id: "appendEvents", summary: "Record events: all of them, or none",
                    parameters: [Recording.key, Recording.expected],
                    body: Operation.Content(schema: .schema("NewEvents"), example: Examples.newEvents),
                    successes: successes, problems: Recording.problems), answer: append)
        ]
    }

    private static let successes = Recording.successes(
        "Appended", Examples.appended, created: "The events are durable",
        repeated: "They were recorded when the same was sent before")

    private static func append(_ call: Call) async throws -> Response {
        let (lines, manner) = try lines(call.object())
        return Recording.answer(try await Recording.record(.lines(lines, manner), call))
    }

    /// One event, or several as a file of lines has them.
    private static func lines(_ body: JSONValue) throws(Problem) -> (lines: [UInt8], manner: CaseWriter.Manner) {
        guard let members = body.members, let events = body["events"] else {
            return (body.bytes, CaseWriter.Manner())
        }
        guard members.count == 1, let events = events.array, !events.isEmpty else {
            throw Problem(
                .malformed, "The body has to be an event, or {\"events\":[…]} with at least one, and nothing else.")
        }
        var lines: [UInt8] = []
        for event in events {
            event.write(to: &lines)
            lines.append(UInt8(ascii: "\n"))
        }
        return (lines, CaseWriter.Manner(takesLabels: true))
    }
}
