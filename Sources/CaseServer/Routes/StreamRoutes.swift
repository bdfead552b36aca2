import CaseModel
import CaseStore
import HTTPTypes
import Hummingbird
import NIOCore
import ServiceLifecycle

/// New events as they are recorded, as server-sent events.
enum StreamRoutes {
    static let streamsMax = 256
    static var all: [Route] {
        [
            Route(
                .get, "/api/cases/{case}/stream",
                Operation(
                    id: "followCase", summary: "New events as they are recorded (server-sent events)",
                    parameters: [
                        .query(
                            "after", "Begin behind this position; where it is left out, with what comes",
                            CaseRoutes.position),
                        .header("Last-Event-ID", "The same, as browsers say it; it wins", CaseRoutes.position),
                    ],
                    successes: [
                        Operation.Success(
                            about: """
                                `event: added` with an event as `data` and the position behind it as `id`; `event: note` with \
                                `{"kind":"withdrawn"}` where what was given has to be asked for anew; a comment now and then
                                """,
                            content: .text("text/event-stream"))
                    ]), answer: answer)
        ]
    }

    private static func answer(_ call: Call) async throws -> Response {
        let served = try await call.servedCase()
        let given = call.header(.lastEventID) ?? call.query["after"]
        let now = try await call.server.work { try served.now() }
        let position = try given.map { try CaseRoutes.given($0, as: "after") } ?? now.opened.position
        guard served.subscribers.count < streamsMax else {
            throw Problem(.notStored, "Too many follow this case already.", retryAfter: 5)
        }
        let stream = CaseStream(served, call.server, at: position, withdrawals: now.history.withdrawals.count)
        let request = call.request
        return Response(
            status: .ok,
            headers: [.contentType: "text/event-stream; charset=utf-8", .buffering: "no"],
            body: ResponseBody { writer in
                var stream = stream
                // Before the first look, so that nothing is missed in between.
                let subscription = served.subscribers.subscribe()
                defer { subscription.end() }
                try await request.body.consumeWithInboundCloseHandler { _ in
                    try await writer.write(ByteBuffer(string: "retry: 2000\n\n"))
                    try await stream.send(to: &writer)
                    for await signal in subscription.signals.cancelOnGracefulShutdown() {
                        // Whose token has been revoked meanwhile is told nothing more.
                        guard call.server.admission.stillAdmits(request) else { break }
                        if signal == .tick { try await writer.write(ByteBuffer(string: ": still here\n\n")) }
                        try await stream.send(to: &writer)
                    }
                } onInboundClosed: {
                    subscription.end()
                }
                try await writer.finish(nil)
            })
    }
}

/// What one who follows a case has been sent.
private struct CaseStream {
    private static let portion = 200

    private let served: ServedCase
    private let server: CaseServer
    private var position: CasePosition
    private var withdrawals: Int

    init(_ served: ServedCase, _ server: CaseServer, at position: CasePosition, withdrawals: Int) {
        self.served = served
        self.server = server
        self.position = position
        self.withdrawals = withdrawals
    }

    /// Sends what there is behind what was sent; where the writer is, which is on no actor.
    @concurrent
    mutating func send(to writer: inout any ResponseBodyWriter) async throws {
        while true {
            let next = try await server.work { [served, position] in
                try served.events(after: position, limit: Self.portion)
            }
            var text: [UInt8] = []
            if next.withdrawals > withdrawals {
                withdrawals = next.withdrawals
                text.append(contentsOf: "event: note\ndata: {\"kind\":\"withdrawn\"}\n\n".utf8)
            }
            for event in next.events {
                position[event.feed] = event.sequence
                text.append(contentsOf: "event: added\nid: \(position.text)\ndata: ".utf8)
                text.append(contentsOf: event.line)
                text.append(contentsOf: "\n\n".utf8)
            }
            if !text.isEmpty { try await writer.write(ByteBuffer(bytes: text)) }
            if !next.hasMore { return }
        }
    }
}
