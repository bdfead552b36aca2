import CaseAnswers
import CaseModel
import CaseStore
import HTTPTypes
import Hummingbird

/// Views of cases, at any date.
enum ViewRoutes {
    static var all: [Route] { [view] }

    private static let date: StaticString = #"{"type":"string","examples":["2019","2019-06-03"]}"#

    private static var view: Route {
        Route(
            .get, "/api/cases/{case}/views/{view}",
            Operation(
                id: "getView", summary: "A view at any date: what `caselog show --json` prints",
                parameters: [
                    .query("at", "What had happened by this date (EDTF)", date),
                    .query("known", "What could be known by this date", date),
                    .query("recorded", "What the log held by this date", date),
                    CaseRoutes.ifNoneMatch,
                ],
                successes: [
                    Operation.Success(
                        about: "The view",
                        content: Operation.Content(schema: .schema("View"), example: Examples.view),
                        headers: [CaseRoutes.positionTag]),
                    CaseRoutes.unchanged,
                ])
        ) { call in
            let name = call.parameters["view"] ?? ""
            guard let view = ViewName(rawValue: name) else {
                let known = ViewName.allCases.map(\.rawValue).joined(separator: ", ")
                throw Problem(.missing, "There is no such view. There are: \(known).")
            }
            let time = AskedTime(
                at: try time("at", call), known: try time("known", call), recorded: try time("recorded", call))
            let served = try await call.servedCase()
            // Nothing has to be worked out for somebody who has it.
            if time.known == nil, time.recorded == nil, call.header(.ifNoneMatch) != nil {
                let position = try await call.server.work { try served.now().opened.position }
                let short = CaseRoutes.tagged(Response(status: .ok), position, call)
                if short.status == .notModified { return short }
            }
            let made = try await call.server.work { try served.view(view, time) }
            return CaseRoutes.tagged(.bytes(made.pieces, "application/json"), made.position, call)
        }
    }

    private static func time(_ name: String, _ call: Call) throws(Problem) -> QueryTime? {
        guard let text = call.query[name] else { return nil }
        guard let time = QueryTime(text) else {
            throw Problem(.malformed, "\(name): \(EDTF.problem(in: text) ?? "This is no date.")")
        }
        return time
    }
}
