import HTTPTypes
import Hummingbird
import Logging
import NIOCore

/// A request's place in the server: its connection.
struct ServerContext: InitializableFromSource {
    /// Where the request comes from; empty where nothing tells.
    let address: String

    init(address: String) { self.address = address }

    init(source: ApplicationRequestContextSource) { address = source.channel.remoteAddress?.ipAddress ?? "" }
}

/// The way of every request: checked, admitted, answered, counted, noted.
struct CaseResponder: HTTPResponder {
    static let bodySizeMax = 1 << 20

    let server: CaseServer

    func respond(to request: Request, context: ServerContext) async -> Response {
        let begun = ContinuousClock.now
        var route: Route?
        var response: Response
        var failure: (any Error)?
        do {
            response = try await answer(request, context, &route)
        } catch {
            failure = error
            response = refusal(Problem(error), of: route)
        }
        SecurityHeaders.add(to: &response)
        if request.method == .head { response = response.createHeadResponse() }
        RequestLine(
            request, route, response.status, took: ContinuousClock.now - begun, from: context.address, failure
        ).tell(server.logger, server.metrics)
        return response
    }

    /// Somebody who opens a page is shown where to pair the device; programs are told that it is not.
    private func refusal(_ problem: Problem, of route: Route?) -> Response {
        guard problem.kind == .unpaired, let route, route.isPage else { return problem.response }
        return Response(status: .seeOther, headers: [.location: "/capture"])
    }

    private func answer(
        _ request: Request, _ context: ServerContext, _ found: inout Route?
    ) async throws -> Response {
        guard server.hosts.take(request.head.authority) else {
            throw Problem(
                .misdirected,
                "The request names another host. Ask for the address that `caselog serve` told, or give the name with --name."
            )
        }
        let target = try Target(request.head.path ?? "")
        let (route, parameters) = try server.routes.find(request.method, target.path)
        found = route
        try check(target, takes: route)
        if route.isInterface {
            try CrossSite.check(request.head, scheme: server.settings.scheme, changes: route.changes)
        }
        let observer = try server.admission.observer(of: request, for: route)
        let body = try await body(of: request, for: route)
        return try await route.answer(
            Call(
                request: request, parameters: parameters, query: target.query, body: body, observer: observer,
                address: context.address, server: server))
    }

    private func check(_ target: Target, takes route: Route) throws(Problem) {
        let known = route.operation.parameters.filter { $0.place == .query }.map(\.name)
        for name in target.query.keys.sorted() where !known.contains(name) {
            throw Problem(
                .malformed,
                "This address does not take '\(name)'. "
                    + (known.isEmpty ? "It takes nothing after '?'." : "It takes: \(known.joined(separator: ", "))."))
        }
    }

    private func body(of request: Request, for route: Route) async throws -> [UInt8] {
        guard route.operation.body != nil else { return [] }
        let type = request.headers[.contentType]?.lowercased().filter { $0 != " " } ?? ""
        guard ["application/json", "application/json;charset=utf-8"].contains(type) else {
            throw Problem(.mediaType, "The body has to be sent as application/json.")
        }
        let tooLarge = Problem(.tooLarge, "At most \(Self.bodySizeMax) bytes are taken. Send it in several requests.")
        if let size = request.headers[.contentLength].flatMap({ Int($0) }), size > Self.bodySizeMax { throw tooLarge }
        do {
            return Array(buffer: try await request.body.collect(upTo: Self.bodySizeMax))
        } catch is NIOTooManyBytesError {
            throw tooLarge
        } catch is ConnectionKeeper.TooSlow {
            throw Problem(.slow, "The body did not arrive in time. Send it again.")
        } catch {
            throw Problem(.malformed, "The body broke off before its end.")
        }
    }
}
