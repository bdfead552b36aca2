import Foundation
import Testing

/// Cases side by side: what each view says of each case, and nothing counted anew.
@Suite struct CompareVerbTests {
    private static func withStudy(_ names: [String] = ["willow", "elm", "oak"]) throws -> Sandbox {
        let sandbox = try Sandbox()
        for name in names {
            let file = Repository.root.appending(path: "events/stp/\(name).jsonl").path
            try sandbox.shell("mkdir -p study")
            try sandbox.succeed("import", "study/\(name)", file)
        }
        return sandbox
    }

    private static func json(_ sandbox: Sandbox, _ line: String) throws -> [String: Any] {
        let text = try sandbox.shell(line).output
        return try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any], "\(line)")
    }

    /// The rows of a sheet: what they are of, and for each case its numbers.
    private static func rows(_ answer: [String: Any], _ sheet: String, _ key: String) throws -> [String: [String:
        [String: Int]]]
    {
        var found: [String: [String: [String: Int]]] = [:]
        for row in try #require(answer[sheet] as? [[String: Any]], "\(sheet)") {
            let label = try #require(row[key] as? String)
            for one in try #require(row["cases"] as? [[String: Any]]) {
                let name = try #require(one["case"] as? String)
                found[label, default: [:]][name] = one.compactMapValues { $0 as? Int }
            }
        }
        return found
    }

    @Test func `the three cases together give the totals of the published study`() throws {
        let sandbox = try Self.withStudy()
        let rows = try Self.rows(Self.json(sandbox, "caselog compare study --json"), "fieldwork", "what")
        func sum(_ what: String) -> Int { (rows[what] ?? [:]).values.reduce(0) { $0 + ($1["count"] ?? 0) } }
        #expect(sum("participants") == 72)
        #expect(sum("interview") == 83)
        #expect(sum("minutes") == 49 * 60)
        let text = try sandbox.succeed("compare", "study")
        let hours = text.split(separator: "\n").first { $0.contains("minutes") }
        #expect(hours?.contains("  49 h") == true)
        #expect(text.split(separator: "\n").contains { $0.contains("interview ") && $0.contains("  83") })
    }

    @Test(arguments: ["", "--at 2019-06", "--known 2019-12 --at 2020"])
    func `what is compared is what the views of each case say`(question: String) throws {
        let sandbox = try Self.withStudy(["elm", "oak"])
        let answer = try Self.json(sandbox, "caselog compare study --json \(question)")
        let (issues, means) = (try Self.rows(answer, "issues", "issue"), try Self.rows(answer, "settlements", "how"))
        let (strategies, sectors) = (
            try Self.rows(answer, "strategies", "strategy"), try Self.rows(answer, "sectors", "sector")
        )
        for name in ["elm", "oak"] {
            func view(_ view: String, _ key: String) throws -> [[String: Any]] {
                let shown = try Self.json(sandbox, "caselog show study/\(name) \(view) --json \(question)")
                return try #require(shown[key] as? [[String: Any]])
            }
            for row in try view("issues", "issues") {
                let own = issues[row["issue"] as? String ?? ""]?[name]
                #expect(own?["disputes"] ?? 0 == (row["disputes"] as? [Any])?.count)
                #expect(own?["reignited"] ?? 0 == row["reignited"] as? Int)
            }
            for row in try view("reignition", "means") {
                #expect(means[row["how"] as? String ?? ""]?[name]?["settlements"] == row["settlements"] as? Int)
            }
            for row in try view("strategies", "strategies") {
                let label = [row["faultline"], row["strategy"]].compactMap { $0 as? String }.joined(separator: ": ")
                #expect(strategies[label]?[name]?["uses"] == row["uses"] as? Int)
            }
            for row in try view("engagement", "sectors") {
                let own = sectors[row["sector"] as? String ?? ""]?[name]
                #expect(own?["spoke"] ?? 0 == row["spoke"] as? Int && own?["decided"] ?? 0 == row["decided"] as? Int)
            }
        }
    }

    @Test func `each example is an event of its case`() throws {
        let sandbox = try Self.withStudy()
        let answer = try Self.json(sandbox, "caselog compare study --json")
        var ids: [String: Set<String>] = [:]
        for name in ["willow", "elm", "oak"] {
            let lines = try sandbox.shell("caselog events study/\(name) --json | jq -r .id").output
            ids[name] = Set(lines.split(separator: "\n").map(String.init))
        }
        var count = 0
        for sheet in answer.values.compactMap({ $0 as? [[String: Any]] }) {
            for one in sheet.compactMap({ $0["cases"] as? [[String: Any]] }).joined() {
                let own = try #require(ids[one["case"] as? String ?? ""])
                for example in one["examples"] as? [[String: String]] ?? [] {
                    #expect(own.contains(example["event"] ?? ""))
                    count += 1
                }
            }
        }
        #expect(count > 100)
    }

    @Test(arguments: ["", "--markdown", "--html"])
    func `what rests on imprecise or reconstructed events is marked, and the marks are explained`(
        format: String
    ) throws {
        let text = try Self.withStudy(["elm"]).shell("caselog compare study \(format)").output
        #expect(text.replacing("\\", with: "").contains("imprecise"))
        #expect(text.replacing("\\", with: "").contains(/\] +(~|\*|†)/))
    }

    @Test(arguments: [60, 80, 120])
    func `tables fit the terminal`(width: Int) throws {
        let sandbox = try Self.withStudy()
        let text = try sandbox.shell("COLUMNS=\(width) caselog compare study").output
        #expect(text.split(separator: "\n").allSatisfy { $0.count <= width })
    }

    @Test func `a case that cannot be read is said, and the others are shown`() throws {
        let sandbox = try Self.withStudy(["oak"])
        try sandbox.shell("mkdir study/ash.caselog; echo '{' > study/ash.caselog/case.json")
        let answer = try sandbox.run("compare", "study")
        #expect(answer.status == 1 && answer.errors.contains("'ash' is left out") && answer.output.contains("oak"))
        let json = try Self.json(sandbox, "caselog compare study --json")
        #expect(json["incomplete"] as? Bool == true && (json["unread"] as? [[String: String]])?.first?["case"] == "ash")
        try sandbox.shell("mkdir empty")
        #expect(try sandbox.run("compare", "empty").status == 2)
        #expect(try sandbox.run("compare", "nowhere").status == 2)
    }

    @Test func `what turns text around is shown as such, and stands in JSON as it is`() throws {
        let sandbox = try Self.withStudy(["oak"])
        let study = "stu\u{202E}dy"
        try sandbox.shell("mv study '\(study)'")
        try sandbox.succeed("compare", study, "--json", "-o", "all.json")
        try sandbox.succeed("compare", study, "-o", "all.html")
        for json in [try sandbox.shell("cat all.json").output, try sandbox.succeed("compare", study, "--json")] {
            #expect(json.contains(study))
        }
        for text in [try sandbox.shell("cat all.html").output, try sandbox.succeed("compare", study)] {
            #expect(text.contains("stu\u{FFFD}dy") && !text.contains("\u{202E}"))
        }
    }

    @Test func `a comparison is written as Markdown and as HTML, and not over what is there`() throws {
        let sandbox = try Self.withStudy(["oak"])
        try sandbox.succeed("compare", "study", "-o", "all.html")
        try sandbox.succeed("compare", "study", "-o", "all.html")
        try sandbox.succeed("compare", "study", "-o", "all.md")
        let html = try sandbox.shell("cat all.html").output
        #expect(html.contains("<th scope=\"col\">oak</th>") && !html.contains("<script"))
        #expect(try sandbox.shell("cat all.md").output.contains("| issue | oak |"))
        #expect(try sandbox.shell("echo x > all.md; caselog compare study -o all.md").status == 2)
        #expect(try sandbox.run("compare", "study", "--json", "--html").status == 2)
        try sandbox.succeed("compare", "study", "--json", "-o", "all.json")
        try sandbox.succeed("compare", "study", "--json", "-o", "all.json")
        #expect(
            try sandbox.shell("echo '{\"mine\":1}' > all.json; caselog compare study --json -o all.json").status == 2)
        #expect(try sandbox.shell("cat all.json").output == "{\"mine\":1}\n")
    }

    @Test func `Views names every key of a comparison`() throws {
        let page = try Repository.text("Sources/CaseModel/CaseModel.docc/Views.md")
        let section = try #require(page.components(separatedBy: "\n## ").first { $0.hasPrefix("compare\n") })
        let answer = try Self.json(Self.withStudy(), "caselog compare study --json")
        for (key, value) in answer where !["view", "study"].contains(key) {
            #expect(section.contains("`\(key)`"), "\(key)")
            for row in value as? [[String: Any]] ?? [] {
                let own = (row["cases"] as? [[String: Any]] ?? []).flatMap(\.keys)
                for name in Array(row.keys) + own { #expect(section.contains("`\(name)`"), "\(key): \(name)") }
            }
        }
    }
}
