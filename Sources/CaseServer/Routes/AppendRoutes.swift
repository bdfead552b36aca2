import CaseModel
import CaseStore
import HTTPTypes
import Hummingbird

/// What records events.
enum AppendRoutes {
    private static let keyLengthMax = 200

    static var all: [Route] {
        [
            Route(
                .post, "/api/cases/{case}/events",
                Operation(
                    id: "appendEvents", summary: "Record events: all of them, or none",
                    parameters: [key, expected],
                    body: Operation.Content(schema: .schema("NewEvents"), example: Examples.newEvents),
                    successes: successes, problems: [.refused, .contradiction, .moved, .keyTaken]), answer: append)
        ]
    }

    static let key = Operation.Parameter.header(
        "Idempotency-Key", "Whatever is sent again with the same key is recorded once; a UUID does well",
        #"{"type":"string","minLength":1,"maxLength":200,"pattern":"^[!-~]+$"}"#)
    static let expected = Operation.Parameter.header(
        "If-Match", "Where the case has to be for it: a tag that was given, between quotes",
        #"{"type":"string","pattern":"^(\\*|\"[a-z0-9.,-]*\")$"}"#)
    static let successes = [
        Operation.Success(
            status: .created, about: "The events are durable",
            content: Operation.Content(schema: .schema("Appended"), example: Examples.appended),
            headers: [CaseRoutes.positionTag]),
        Operation.Success(
            about: "They were recorded when the same was sent before",
            content: Operation.Content(schema: .schema("Appended"), example: Examples.appended),
            headers: [CaseRoutes.positionTag]),
    ]

    private static func append(_ call: Call) async throws -> Response {
        let (lines, manner) = try lines(call.object())
        let served = try await call.servedCase()
        let outcome = try await call.server.observers.feed(of: call.observer, in: served).record(
            .lines(lines, manner, expecting: try expectedPosition(call)), requestKey(call))
        served.subscribers.wake()
        let ids = outcome.ids.map(JSONValue.string)
        let position = outcome.position.text
        return Response.json(
            .record([("ids", .array(ids)), ("position", .string(position))]), outcome.isRepeated ? .ok : .created
        ).with(.eTag, "\"\(position)\"")
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

    static func requestKey(_ call: Call) throws(Problem) -> RequestKey? {
        guard let key = call.header(.idempotencyKey) else { return nil }
        guard (1...keyLengthMax).contains(key.utf8.count), key.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            throw Problem(
                .malformed, "Idempotency-Key: A key is made of 1 to \(keyLengthMax) visible characters of ASCII.")
        }
        let place = "\(call.request.uri.path)\n\(call.header(.ifMatch) ?? "")\n"
        return RequestKey(key, of: Array(place.utf8) + call.body)
    }

    static func expectedPosition(_ call: Call) throws(Problem) -> CasePosition? {
        guard let tag = call.header(.ifMatch), tag != "*" else { return nil }
        guard tag.count >= 2, tag.hasPrefix("\""), tag.hasSuffix("\""),
            let position = CasePosition(String(tag.dropFirst().dropLast()))
        else {
            throw Problem(.malformed, "If-Match: This is no tag of a case. Give one as it was given, with its quotes.")
        }
        return position
    }
}
