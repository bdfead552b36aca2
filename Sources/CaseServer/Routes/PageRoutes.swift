import CaseModel
import CaseStore
import HTTPTypes
import Hummingbird

/// What a browser shows: the study, and the page of a case.
enum PageRoutes {
    static var all: [Route] { [study, style, page] }

    private static let html = "text/html; charset=utf-8"

    private static var study: Route {
        Route(
            .get, "/",
            Operation(
                id: "getStudy", summary: "The study: its cases, with links",
                successes: [.page("The study, as a page"), .redirect])
        ) { call in
            try await call.server.work {
                let cases = try call.server.summaries().map { StudyPage.Row(name: $0.name, $0.summary) }
                return .bytes([StudyPage.make(title: call.server.study.title, cases)], html)
            }
        }
    }

    private static var style: Route {
        Route(
            .get, "/study.css", for: .anybody,
            Operation(
                id: "getStudyStyle", summary: "How the study's page looks",
                successes: [Operation.Success(about: "The style", content: .text("text/css"))])
        ) { _ in .bytes([Array(StudyPage.style.utf8)], "text/css; charset=utf-8") }
    }

    private static var page: Route {
        Route(
            .get, "/cases/{case}",
            Operation(
                id: "getCasePage", summary: "The page of a case, on which new events appear by themselves",
                successes: [.page("The page of the case"), .redirect])
        ) { call in
            let served = try await call.servedCase()
            let page = try await call.server.work { try served.page() }
            return .bytes([page.bytes], html).with(.contentSecurityPolicy, page.policy)
        }
    }
}

extension Operation.Success {
    static func page(_ about: String) -> Operation.Success {
        Operation.Success(about: about, content: .text("text/html"))
    }

    static let redirect = Operation.Success(
        status: .seeOther, about: "This browser is not paired: to where it can be", headers: [("Location", "Where")])
}

extension Operation.Content {
    static func text(_ mediaType: String) -> Operation.Content {
        Operation.Content(mediaType: mediaType, schema: .literal(#"{"type":"string"}"#))
    }
}
