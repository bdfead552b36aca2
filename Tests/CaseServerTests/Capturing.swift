import CaseModel
import HTTPTypes
import Testing

@testable import CaseServer

/// Somebody who captures in the case `elm` of a study that is served.
struct Capturing {
    static let lines = [
        Served.opened,
        #"{"type":"group.identified","occurred":"2018","data":{"group":"acute","name":"The acute"}}"#,
        #"{"type":"group.identified","occurred":"2018","data":{"group":"council","name":"The council"}}"#,
    ]

    let served: Served
    let observer: String
    /// The server that made the study, which goes with it.
    private let first: Served

    init(_ served: Served, as observer: String = "anna") { self.init(served, served, observer) }

    private init(_ served: Served, _ first: Served, _ observer: String) {
        (self.served, self.first, self.observer) = (served, first, observer)
    }

    /// The same on a server that was ended, and started again.
    func restarted() async throws -> Capturing {
        await served.server.finish()
        return Capturing(try Served(in: served.folder), first, observer)
    }

    func start(
        _ key: String = "s", _ title: String = "Board", at time: String = "14:00:00"
    ) async throws -> Served.Answer {
        try await post(
            "sessions", #"{"kind":"meeting","title":"\#(title)","occurred":"2019-06-03T\#(time)+01:00"}"#, key)
    }

    func join(_ session: String, _ key: String = "j") async throws -> Served.Answer {
        try await post("sessions", #"{"join":"\#(session)","occurred":"2019-06-03T14:01:00+01:00"}"#, key)
    }

    /// - Parameter more: further members of the body, each behind a comma.
    func enter(
        _ text: String, _ key: String, at time: String = "14:05:10", _ more: String = ""
    ) async throws -> Served.Answer {
        try await post("entries", "{\"text\":\"\(text)\",\"occurred\":\"2019-06-03T\(time)+01:00\"\(more)}", key)
    }

    private func post(_ what: String, _ body: String, _ key: String) async throws -> Served.Answer {
        try await served.ask(
            .post, "/api/cases/elm/\(what)", body: body, [.idempotencyKey: key, .observer: observer])
    }

    func state() async throws -> JSONValue {
        try await served.ask(.get, "/api/cases/elm/capture", [.observer: observer]).json
    }

    /// The events of the case as they are read, the oldest first.
    func events() async throws -> [JSONValue] {
        try await served.ask(.get, "/api/cases/elm/events").json["events"]?.array ?? []
    }

    func event(_ id: String) async throws -> JSONValue? { try await events().first { $0["id"] == .string(id) } }
}

extension Served.Answer {
    /// The event that the entry is about.
    var main: String { json["main"]?.string ?? "" }
}
