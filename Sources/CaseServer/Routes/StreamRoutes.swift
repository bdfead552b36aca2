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
                                `{"kind":"withdrawn"}` where what was given has to be asked for anew, or with \
                                `{"kind":"incomplete"}` where something of the case cannot be read; a comment now and then
                                """,
                            content: .text("text/event-stream"))
                    ], problems: [.unknownPosition]), answer: answer)
        ]
    }

    private static func answer(_ call: Call) async throws -> Response {
        let served = try await call.servedCase()
        let given = call.header(.lastEventID) ?? call.query["after"]
        let now = try await call.server.work { try served.now() }
        let position = try given.map { try CaseRoutes.given($0, as: "after") } ?? now.opened.position
        try ServedCase.check(position, in: now)
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
