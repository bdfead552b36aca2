import HTTPTypes

/// Every address that is answered, in the order in which `openapi.json` tells of them.
struct RouteTable: Sendable {
    let routes: [Route]

    init() {
        routes =
            PageRoutes.all + ClientRoutes.all + ServerRoutes.all + CaseRoutes.all + ViewRoutes.all + AppendRoutes.all
            + CaptureRoutes.all
            + StreamRoutes.all + PairingRoutes.all
    }

    /// - Throws: `Problem` where there is no such address, or none for the method.
    func find(_ method: HTTPRequest.Method, _ path: [String]) throws(Problem) -> (Route, [String: String]) {
        let method = method == .head ? .get : method
        var allowed: [HTTPRequest.Method] = []
        for route in routes {
            guard let parameters = route.parameters(in: path) else { continue }
            if route.method == method { return (route, parameters) }
            allowed += route.method == .get ? [.get, .head] : [route.method]
        }
        guard !allowed.isEmpty else {
            throw Problem(.missing, "Nothing is at this address. '/openapi.json' lists what there is.")
        }
        let names = allowed.map(\.rawValue).joined(separator: ", ")
        throw Problem(.method, "This address takes \(names), not \(method.rawValue).", allowed: allowed)
    }
}
