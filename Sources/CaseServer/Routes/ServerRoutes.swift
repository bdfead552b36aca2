import CaseModel
import CaseStore
import HTTPTypes
import Hummingbird

/// What is asked about the server itself.
enum ServerRoutes {
    static var all: [Route] { [health, metrics, description] }

    private static var health: Route {
        Route(
            .get, "/health", for: .anybody,
            Operation(
                id: "getHealth", summary: "Whether the server can be used",
                successes: [
                    Operation.Success(
                        about: "It can",
                        content: Operation.Content(
                            schema: .literal(
                                #"{"type":"object","required":["status"],"properties":{"status":{"const":"ok"}}}"#),
                            example: .literal(#"{"status":"ok"}"#)))
                ])
        ) { call in
            // A disk that cannot be read is no health.
            try await call.server.work { _ = try call.server.study.list() }
            return .json(.record([("status", .string("ok"))]))
        }
    }

    private static var metrics: Route {
        Route(
            .get, "/metrics",
            Operation(
                id: "getMetrics", summary: "Figures of the server in Prometheus' text form",
                successes: [Operation.Success(about: "The figures", content: .text("text/plain"))])
        ) { call in
            let sizes = try await call.server.work {
                call.server.study.opened.compactMap { one in
                    // Of one that cannot be read there is nothing to count; the list of cases says so.
                    (try? one.now()).map { now in
                        Metrics.Size(
                            name: one.folder.name, events: now.opened.lineCount, streams: one.subscribers.count)
                    }
                }
            }
            let text = call.server.metrics.text(sizes, waiting: call.server.observers.waiting)
            return .bytes([Array(text.utf8)], "text/plain; version=0.0.4; charset=utf-8")
        }
    }

    private static var description: Route {
        Route(
            .get, "/openapi.json", for: .anybody,
            Operation(
                id: "getDescription", summary: "This description",
                successes: [
                    Operation.Success(
                        about: "The description in OpenAPI 3.1",
                        content: Operation.Content(schema: .literal(#"{"type":"object"}"#)))
                ])
        ) { call in .json(OpenAPI.document(call.server.routes.routes)) }
    }
}
