import CaseModel
import HTTPTypes
import Testing

@testable import CaseServer

/// The description is made of what is registered; that it says what is answered, every test here checks besides.
struct OpenAPITests {
    private let routes = RouteTable().routes
    private var document: JSONValue { OpenAPI.document(routes) }

    @Test func `every address and method is described once, and nothing else is`() {
        let described = (document["paths"]?.members ?? []).flatMap { path in
            (path.value.members ?? []).map(\.key).filter { $0 != "parameters" }.map { "\($0) \(path.key)" }
        }
        #expect(described.sorted() == routes.map { "\($0.method.rawValue.lowercased()) \($0.path)" }.sorted())
        let ids = routes.map(\.operation.id)
        #expect(Set(ids).count == ids.count)
    }

    @Test func `it is served as it is made`() async throws {
        let answer = try await Served().ask(.get, "/openapi.json")
        #expect(answer.bytes == document.bytes)
        #expect(answer.json["openapi"] == .string("3.1.0"))
    }

    @Test func `every schema that is named is there`() throws {
        var named: [String] = []
        collect(document, &named)
        let schemas = (document["components"]?["schemas"]?.members ?? []).map { "#/components/schemas/\($0.key)" }
        #expect(Set(named).subtracting(schemas).isEmpty)
        #expect(!named.isEmpty)
    }

    private func collect(_ value: JSONValue, _ named: inout [String]) {
        for member in value.members ?? [] {
            if member.key == "$ref", let name = member.value.string { named.append(name) }
            collect(member.value, &named)
        }
        for element in value.array ?? [] { collect(element, &named) }
    }

    @Test func `a body and an answer in JSON have an example`() {
        for route in routes where route.path.hasPrefix("/api/") {
            if let body = route.operation.body { #expect(body.example != nil, "\(route.path)") }
            for success in route.operation.successes where success.content?.mediaType == "application/json" {
                #expect(success.content?.example != nil, "\(route.path)")
            }
        }
    }
}

struct MetricsTests {
    @Test func `what is counted is told in Prometheus' form`() async throws {
        let served = try Served()
        _ = try await served.append(Served.note("a secret"), [.idempotencyKey: "k"])
        _ = try await served.append(Served.note("a secret"), [.idempotencyKey: "k"])
        _ = try await served.append("{}")
        let answer = try await served.ask(.get, "/metrics")
        #expect(answer.headers[.contentType] == "text/plain; version=0.0.4; charset=utf-8")
        for line in [
            "caselog_commits_total 1", "caselog_events_total 1", "caselog_repeats_total 1", "caselog_refusals_total 1",
            "caselog_case_events{case=\"elm\"} 2", "caselog_appends_waiting 0",
            "caselog_requests_total{method=\"POST\",route=\"/api/cases/{case}/events\",status=\"201\"} 1",
        ] { #expect(answer.body.contains("\n\(line)\n"), "\(line)") }
        #expect(!answer.body.contains("secret"))
        for line in answer.body.split(separator: "\n") where !line.hasPrefix("#") {
            #expect(
                try #/[a-z_]+(\{[^}]*\})?( |\}) ?[0-9.e+-]+/#.firstMatch(in: line.replacing("{case}", with: "")) != nil,
                "\(line)")
        }
        await served.server.finish()
    }

    @Test func `a histogram adds up`() {
        var histogram = Histogram([0.1, 1])
        for value in [0.05, 0.1, 0.5, 7] { histogram.add(value) }
        var text = MetricsText()
        text.add("x", "Some.", histogram)
        #expect(
            text.text == """
                # HELP x Some.
                # TYPE x histogram
                x_bucket{le="0.1"} 2
                x_bucket{le="1.0"} 3
                x_bucket{le="+Inf"} 4
                x_sum 7.65
                x_count 4

                """)
    }

    @Test func `a label is quoted`() {
        var text = MetricsText()
        text.add("x", "gauge", "Some.", [(labels: [("case", "a\"b\\c\nd")], value: 1.5)])
        #expect(text.text.hasSuffix("x{case=\"a\\\"b\\\\c\\nd\"} 1.5\n"))
    }
}
