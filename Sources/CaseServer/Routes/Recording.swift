import CaseModel
import CaseStore
import HTTPTypes
import Hummingbird

/// What all routes share that record something: the key by which it is recorded once, and how it is answered.
enum Recording {
    private static let keyLengthMax = 200

    static let key = Operation.Parameter.header(
        "Idempotency-Key", "Whatever is sent again with the same key is recorded once; a UUID does well",
        #"{"type":"string","minLength":1,"maxLength":200,"pattern":"^[!-~]+$"}"#)

    static let expected = Operation.Parameter.header(
        "If-Match", "Where the case has to be for it: a tag that was given, between quotes",
        #"{"type":"string","pattern":"^(\\*|\"[a-z0-9.,-]*\")$"}"#)

    /// What can be wrong with what is to be recorded.
    static let problems: [ProblemKind] = [.refused, .contradiction, .keyTaken, .moved]

    static func successes(
        _ schema: String, _ example: JSONValue, created: String, repeated: String
    ) -> [Operation.Success] {
        [(HTTPResponse.Status.created, created), (.ok, repeated)].map { status, about in
            Operation.Success(
                status: status, about: about, content: Operation.Content(schema: .schema(schema), example: example),
                headers: [CaseRoutes.positionTag])
        }
    }

    /// Records something in the feed of whoever observes, and wakes those who follow the case.
    static func record(_ work: ObserverFeed.Work, _ call: Call) async throws -> ObserverFeed.Outcome {
        let (key, position) = (try requestKey(call), try expectedPosition(call))
        let served = try await call.servedCase()
        let outcome = try await call.server.observers.record(
            work, key, of: call.observer, in: served, expecting: position)
        served.subscribers.wake()
        return outcome
    }

    /// - Parameter members: what is told besides the events and the position.
    static func answer(_ outcome: ObserverFeed.Outcome, _ members: [(String, JSONValue?)] = []) -> Response {
        let isNew = !outcome.isRepeated && !outcome.ids.isEmpty
        let position = outcome.position.text
        return Response.json(
            .record([("ids", .array(outcome.ids.map(JSONValue.string))), ("position", .string(position))] + members),
            isNew ? .created : .ok
        ).with(.eTag, "\"\(position)\"")
    }

    private static func expectedPosition(_ call: Call) throws(Problem) -> CasePosition? {
        guard let tag = call.header(.ifMatch), tag != "*" else { return nil }
        guard tag.count >= 2, tag.hasPrefix("\""), tag.hasSuffix("\""),
            let position = CasePosition(String(tag.dropFirst().dropLast()))
        else {
            throw Problem(.malformed, "If-Match: This is no tag of a case. Give one as it was given, with its quotes.")
        }
        return position
    }

    private static func requestKey(_ call: Call) throws(Problem) -> RequestKey? {
        guard let key = call.header(.idempotencyKey) else { return nil }
        try check(key, "Idempotency-Key")
        let place = "\(call.request.uri.path)\n\(call.header(.ifMatch) ?? "")\n"
        return RequestKey(key, of: Array(place.utf8) + call.body)
    }

    /// - Parameter name: where the key stands.
    static func check(_ key: String, _ name: String) throws(Problem) {
        guard (1...keyLengthMax).contains(key.utf8.count), key.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            throw Problem(.malformed, "\(name): A key is made of 1 to \(keyLengthMax) visible characters of ASCII.")
        }
    }
}
