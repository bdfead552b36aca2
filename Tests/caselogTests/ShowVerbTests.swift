import Foundation
import Testing

/// Views as people ask for them: at dates, as tables, as JSON, as Markdown.
@Suite struct ShowVerbTests {
    private static let views = [
        "governance", "ledger", "disputes", "timeline", "fieldwork", "issues", "strategies", "engagement", "reignition",
        "anomalies",
    ]

    private static func withStudy(_ name: String) throws -> Sandbox {
        let sandbox = try Sandbox()
        try sandbox.succeed("import", name, Repository.root.appending(path: "events/stp/\(name).jsonl").path)
        return sandbox
    }

    private static func json(_ text: String) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    }

    @Test(arguments: [
        ("", 14, 23), ("--at 2018", 0, 0), ("--at 2020-06", nil, nil), ("--known 2018", 0, 0),
        ("--recorded 2018", 0, 0),
    ])
    func `fieldwork answers on all three axes`(axes: String, participants: Int?, sessions: Int?) throws {
        let sandbox = try Self.withStudy("oak")
        let answer = try Self.json(try sandbox.shell("caselog show oak fieldwork --json \(axes)").output)
        let totals = try #require(answer["totals"] as? [String: Int])
        let rows = try #require(answer["participants"] as? [[String: Any]])
        #expect(totals["participants"] == rows.count)
        #expect((answer["sessions"] as? [Any])?.count == totals["sessions"])
        if let participants, let sessions {
            #expect(totals["participants"] == participants && totals["sessions"] == sessions)
        } else {
            #expect((1...13).contains(rows.count))
        }
    }

    @Test func `engagement says who was never heard`() throws {
        let sandbox = try Self.withStudy("elm")
        let answer = try Self.json(try sandbox.succeed("show", "elm", "engagement", "--json"))
        #expect((answer["silent"] as? [String])?.contains("ambulance") == true)
        let questions = try #require(answer["questions"] as? [[String: Any]])
        #expect(
            questions.map { $0["question"] as? String } == ["clinicians", "patients-and-public", "local-authorities"])
        let lines = try #require(answer["accountability"] as? [String: [[String: Any]]])
        #expect(lines.mapValues(\.count) == ["individual": 4, "collective": 1, "regulatory": 0, "unclear": 1])
        let page = try sandbox.succeed("show", "elm", "engagement")
        #expect(page.contains("\nSectors that were never heard\n  No word is on record of: ambulance,"))
    }

    @Test(arguments: views)
    func `every view is there as Markdown whose tables are whole`(view: String) throws {
        let sandbox = try Self.withStudy("elm")
        let text = try sandbox.succeed("show", "elm", view, "--at", "2019-11", "--markdown")
        #expect(text.hasPrefix("# elm: \(view) at 2019-11\n\n"))
        var width: Int?
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            let bars = line.replacing(#"\|"#, with: "").count { $0 == "|" }
            guard line.hasPrefix("|") else {
                #expect(bars == 0, "\(line)")
                width = nil
                continue
            }
            #expect(bars == width ?? bars, "\(line)")
            width = bars
        }
    }

    @Test func `a view is printed in one way`() throws {
        let sandbox = try Sandbox.withElm()
        let answer = try sandbox.run("show", "elm", "ledger", "--json", "--markdown")
        #expect(answer.status == 2)
        #expect(answer.errors.contains("Choose --json or --markdown, not both."))
    }

    @Test func `what is asked of evidence is kept nowhere`() throws {
        let sandbox = try Self.withStudy("elm")
        let cache = sandbox.folder.appending(path: "elm.caselog/cache")
        try? FileManager.default.removeItem(at: cache)
        try sandbox.succeed("show", "elm", "fieldwork")
        #expect(!FileManager.default.fileExists(atPath: cache.path))
    }
}
