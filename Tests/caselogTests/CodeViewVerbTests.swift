import Foundation
import Testing

/// `show CASE issues`, `strategies` and `reignition`, as a person asks for them.
@Suite struct CodeViewVerbTests {
    /// The bundled history of Elm, imported.
    private static func withBundledElm() throws -> Sandbox {
        let sandbox = try Sandbox()
        try sandbox.succeed("import", "elm", Repository.root.appending(path: "events/stp/elm.jsonl").path)
        return sandbox
    }

    private static func object(_ text: String) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    }

    private static func rows(_ sandbox: Sandbox, _ arguments: String, _ key: String) throws -> [[String: Any]] {
        let answer = try sandbox.shell("caselog show elm \(arguments) --json")
        #expect(answer.status == 0, "\(answer.errors)")
        return try #require(try object(answer.output)[key] as? [[String: Any]])
    }

    @Test func `the six issues of a published case have its disputes under them, and their drivers`() throws {
        let sandbox = try Self.withBundledElm()
        let issues = try Self.rows(sandbox, "issues", "issues")
        #expect(
            issues.map { $0["issue"] as? String }
                == ["purpose", "governance", "inclusion", "architecture", "resources", "prioritisation"])
        let disputes = Set(issues.flatMap { $0["disputes"] as? [String] ?? [] })
        #expect(disputes.count == 6)
        let drivers = issues.flatMap { $0["drivers"] as? [[String: Any]] ?? [] }
        #expect(drivers.count == 19)
        #expect(Set(drivers.flatMap { $0["disputes"] as? [String] ?? [] }).isSubset(of: disputes))
        let codes = try sandbox.succeed("events", "elm", "--code", "evidence-and-data", "--json")
        let noted = codes.split(separator: "\n").count { line in
            ["observation.noted", "excerpt.recorded", "memo.written"].contains { line.contains("\"type\":\"\($0)\"") }
        }
        let driver = try #require(drivers.first { $0["driver"] as? String == "evidence-and-data" })
        #expect(["observations", "excerpts", "memos"].reduce(0) { $0 + (driver[$1] as? Int ?? 0) } == noted)
    }

    @Test func `each view is asked for on three axes`() throws {
        let sandbox = try Self.withBundledElm()
        for (view, key) in [("issues", "quarters"), ("strategies", "uses"), ("reignition", "settlements")] {
            let all = try Self.rows(sandbox, view, key).count
            let early = try Self.rows(sandbox, "\(view) --at 2019-06-30", key).count
            #expect(0 < early && early < all, "\(view)")
            #expect(try Self.rows(sandbox, "\(view) --known 2018-01-01", key).isEmpty)
            #expect(try Self.rows(sandbox, "\(view) --recorded 2018-01-01", key).isEmpty)
        }
    }

    @Test func `every strategy of a case is told with what came next`() throws {
        let sandbox = try Self.withBundledElm()
        let uses = try Self.rows(sandbox, "strategies", "uses")
        #expect(uses.count == 18)
        let followed = try Self.rows(sandbox, "strategies", "strategies").map {
            $0["followed"] as? [String: Int] ?? [:]
        }
        #expect(followed.map { $0.values.reduce(0, +) }.reduce(0, +) == uses.count { $0["next"] != nil })
    }

    @Test func `an estimate is made only when asked for, and only of settlements`() throws {
        let sandbox = try Self.withBundledElm()
        #expect(try Self.object(try sandbox.succeed("show", "elm", "reignition", "--json"))["estimate"] == nil)
        let estimates = try Self.rows(sandbox, "reignition --estimate", "estimate")
        #expect(estimates.first?["how"] as? String == "all")
        #expect(estimates.first?["left_out"] as? Int == 6)
        #expect(estimates.allSatisfy { $0["warning"] != nil })
        let refused = try sandbox.run("show", "elm", "disputes", "--estimate")
        #expect(refused.status == 2)
        #expect(refused.errors.contains("--estimate is for the view reignition; disputes has nothing to estimate."))
    }

    @Test func `a picture is drawn where the terminal can show one`() throws {
        let sandbox = try Sandbox.withElm()
        try sandbox.succeed(
            "import", "elm", "-",
            input: """
                {"type":"dispute.settled","occurred":"2019-06-01","data":{"dispute":"pooled-budget","how":"authority"}}
                {"type":"dispute.reignited","occurred":"2019-07-01","data":{"dispute":"pooled-budget"}}

                """)
        let command = "caselog show elm reignition --estimate"
        #expect(try sandbox.shell("LC_ALL=C.UTF-8 TERM=xterm \(command)").output.contains("█"))
        #expect(try !sandbox.shell("LC_ALL=C TERM=xterm \(command)").output.contains("█"))
        #expect(try !sandbox.shell("LC_ALL=C.UTF-8 TERM=dumb \(command)").output.contains("█"))
    }
}
