import Foundation
import Sampling
import Testing

/// The case report: each sentence leads to events that exist and count, and nothing is said without one.
@Suite struct ReportVerbTests {
    private static let histories = sampled(
        ["public/north-west-london", "stp/willow", "stp/elm", "england/england"],
        whole: [
            "public/north-west-london", "public/shropshire", "public/staffordshire", "public/nottinghamshire",
            "stp/willow", "stp/elm", "stp/oak", "england/england",
        ])

    /// Dates of all three axes, none of them and one after the other, drawn anew for each case.
    private static func questions(_ history: String) -> [String] {
        var state = history.utf8.reduce(UInt64(7)) { $0 &* 31 &+ UInt64($1) }
        func draw(_ count: UInt64) -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return (state >> 33) % count
        }
        func date() -> String { "\(2016 + draw(7))-\(String(format: "%02d", 1 + draw(12)))" }
        return ["", "--at \(date())", "--at \(date()) --known \(date())", "--recorded \(date())"]
    }

    private static func counting(_ sandbox: Sandbox, _ name: String, _ question: String) throws -> (
        events: Set<String>, corrections: Set<String>
    ) {
        let timeline = try sandbox.shell("caselog show \(name) timeline --json \(question)").output
        let answer = try JSONSerialization.jsonObject(with: Data(timeline.utf8)) as? [String: Any]
        let events = try #require(answer?["events"] as? [[String: Any]])
        // A correction has no place on the axis of what had happened: it counts once it is known and recorded.
        let knowledge = question.replacing(/--at [0-9-]+/, with: "")
        let listed = "caselog events \(name) --type event.corrected --json \(knowledge) | jq -r .id"
        let corrections = try sandbox.shell(listed).output.split(separator: "\n").map(String.init)
        return (Set(events.compactMap { $0["id"] as? String }), Set(corrections))
    }

    @Test(arguments: histories)
    func `each sentence cites events that exist and count at the date`(history: String) throws {
        let sandbox = try Sandbox()
        let name = String(history.split(separator: "/")[1])
        try sandbox.succeed("import", name, Repository.root.appending(path: "events/\(history).jsonl").path)
        for question in Self.questions(history) {
            let answer = try sandbox.shell("caselog report \(name) \(question)")
            #expect(answer.status == 0, "\(answer.errors)")
            let sentences = try ReportSentence.all(in: answer.output)
            let (counting, corrections) = try Self.counting(sandbox, name, question)
            for sentence in sentences {
                #expect(!sentence.words.isEmpty && !sentence.citing.isEmpty)
                #expect(counting.union(corrections).isSuperset(of: sentence.citing), "\(question): \(sentence)")
            }
            #expect(sentences.isEmpty == counting.isEmpty, "\(question)")
            let listed = answer.output.components(separatedBy: "\n## Events cited\n").last ?? ""
            for id in Set(sentences.flatMap(\.citing)) { #expect(listed.contains("| \(id) |"), "\(id)") }
        }
    }

    private static let small = #"""
        {"type":"case.opened","occurred":"2017","data":{"case":"ash","title":"Ash","privacy":"open"}}
        {"type":"organisation.registered","occurred":"2017","data":{"organisation":"ccg","name":"The CCG","sector":"commissioner"}}
        {"type":"participant.recruited","occurred":"2018-01","data":{"participant":"p01","title":"Clerk","sector":"commissioner"}}
        {"type":"consent.given","occurred":"2018-01","data":{"participant":"p01","scope":["record"]}}
        {"id":"@said","type":"excerpt.recorded","occurred":"2018-02-03","data":{"text":"We pay for all.","speaker":"p01"}}
        {"type":"dispute.raised","occurred":"2018-03~","evidence":["@said"],"reconstructed":["parties"],"data":{"dispute":"beds","title":"Who pays?","issues":["resources"],"parties":["ccg","p01"],"drivers":["control-of-resources"],"faultlines":["stakes"]}}
        {"id":"@deal","type":"strategy.employed","occurred":"2018-04-01","data":{"strategy":"deal-making","by":"ccg","dispute":"beds","skills":["networking"]}}
        {"type":"dispute.settled","occurred":"2018-04-11","because":["@deal"],"data":{"dispute":"beds","how":"compromise","terms":"Half each."}}
        {"type":"dispute.reignited","occurred":"2018-05-11","data":{"dispute":"beds","by":["ccg"]}}
        {"type":"memo.written","occurred":"2018-06","data":{"text":"Money first.","about":["beds"],"kind":"theory"}}
        """#

    private static func sandbox(_ lines: String = small) throws -> Sandbox {
        let sandbox = try Sandbox()
        try sandbox.succeed("import", "ash", "-", input: lines)
        return sandbox
    }

    @Test func `a small case is told in three parts`() throws {
        let sandbox = try Self.sandbox()
        let feed = try sandbox.shell("basename ash.caselog/feeds/*").output.trimmingCharacters(in: .newlines)
        let report = try sandbox.succeed("report", "ash").replacing(feed, with: "jw")
        let file = Repository.root.appending(path: "Tests/caselogTests/Snapshots/report-of-ash.md")
        if Repository.isUpdating { try report.write(to: file, atomically: true, encoding: .utf8) }
        let isSame = try String(contentsOf: file, encoding: .utf8) == report
        #expect(isSame, "The report has changed. \(Repository.advice)")
    }

    @Test(arguments: ["--at 2016", "--recorded 2017"])
    func `where nothing had happened, a report says so`(question: String) throws {
        let report = try Self.sandbox().shell("caselog report ash \(question)").output
        #expect(report.contains("*Nothing had happened.*") && report.contains("*No dispute had been raised.*"))
        #expect(try ReportSentence.all(in: report).isEmpty)
    }

    @Test func `what was said is quoted only where consent covers it, whenever that was recorded`() throws {
        let verbatim = Self.small.replacing("\"speaker\":\"p01\"}", with: "\"speaker\":\"p01\",\"verbatim\":true}")
        let sandbox = try Sandbox()
        try sandbox.succeed("import", "ash", "-", "--anyway", input: verbatim)
        for question in ["", "--known 2018-02-03 --at 2018", "--html"] {
            let report = try sandbox.shell("caselog report ash \(question)").output
            #expect(!report.contains("We pay for all"), "\(question)")
        }
        #expect(try sandbox.succeed("report", "ash", "--html").contains("[not quoted: p01 has not consented to it]"))
    }

    @Test func `whatever words hold, HTML and Markdown show them as they are`() throws {
        let hostile = #"<script>alert(1)</script> & \"x' [a](http://b) *c* ~~d~~ | \u001b[31m"#
        let lines = Self.small.replacing("Who pays?", with: hostile).replacing("Half each.", with: hostile)
            .replacing("\"title\":\"Ash\"", with: "\"title\":\"\(hostile)\"").replacing("Money first.", with: hostile)
        let sandbox = try Self.sandbox(lines)
        let html = try sandbox.succeed("report", "ash", "--html")
        #expect(!html.contains("<script") && !html.contains("\u{1B}"))
        #expect(html.contains("&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;x&#39; [a](http://b)"))
        let markdown = try sandbox.succeed("report", "ash")
        #expect(markdown.matches(of: /<script/).count == markdown.matches(of: /\\<script/).count)
        #expect(!markdown.contains("\u{1B}") && !markdown.contains("~~"))
        #expect(markdown.contains(#"[a\](http://b) \*c\* \~\~d\~\~ \|"#))
        #expect(try ReportSentence.all(in: markdown).allSatisfy { !$0.citing.isEmpty })
    }

    @Test(arguments: histories)
    func `in HTML each citation leads to an event of the list, and nothing is fetched`(history: String) throws {
        let sandbox = try Sandbox()
        try sandbox.succeed("import", "one", Repository.root.appending(path: "events/\(history).jsonl").path)
        try sandbox.succeed("report", "one", "-o", "one.html")
        let html = try String(contentsOf: sandbox.folder.appending(path: "one.html"), encoding: .utf8)
        let targets = Set(html.matches(of: /id="([^"]+)"/).map { String($0.1) })
        let links = html.matches(of: /href="#([^"]+)"/).map { String($0.1) }
        #expect(links.count > 50 && links.allSatisfy { targets.contains($0) })
        #expect(!html.contains("<script") && !html.contains("src=") && !html.contains("@import"))
        #expect(html.matches(of: /href="[^#]/).isEmpty && html.matches(of: /url\(/).isEmpty)
        // What is a sentence in Markdown is one here.
        let markdown = try ReportSentence.all(in: try sandbox.succeed("report", "one"))
        let parts = try #require(html.components(separatedBy: ">Limits</h2>").first)
        #expect(parts.matches(of: /<span class="cite">/).count == markdown.count)
    }

    @Test func `a word wider than the page is broken, also beside a date`() throws {
        let html = try Self.sandbox().succeed("report", "ash", "--html")
        #expect(html.contains("main { max-width: 50rem;") && html.contains("overflow-wrap: anywhere;"))
        #expect(html.contains("grid-template-columns: 7.2rem minmax(0, 1fr);"))
    }

    @Test func `a file of somebody else is not written over, and one of ours is`() throws {
        let sandbox = try Self.sandbox()
        try sandbox.succeed("report", "ash", "-o", "ash.html")
        try sandbox.succeed("report", "ash", "-o", "ash.html", "--at", "2018")
        try sandbox.write("mine.md", Data("Mine.\n".utf8))
        let refused = try sandbox.run("report", "ash", "-o", "mine.md")
        #expect(refused.status == 2 && refused.errors.contains("--force"))
        #expect(try sandbox.shell("cat mine.md").output == "Mine.\n")
        try sandbox.succeed("report", "ash", "-o", "mine.md", "--force")
        #expect(try sandbox.shell("head -n 1 mine.md").output.hasPrefix("<!-- caselog report of ash sha256 "))
        #expect(try sandbox.run("report", "ash", "--force").status == 2)
        #expect(try sandbox.run("report", "ash", "-o", "not/there.md").status == 2)
    }

    @Test func `a withdrawal knows of reports that were written`() throws {
        let sandbox = try Self.sandbox(Self.small.replacing(",\"privacy\":\"open\"", with: ""))
        try sandbox.succeed("report", "ash", "-o", "ash.md")
        try sandbox.succeed("report", "ash", "-o", "ash.html")
        let preview = try sandbox.run("withdraw", "ash", "p01").errors
        #expect(preview.contains("ash.md (report)") && preview.contains("wrote with >, are not known to caselog."))
        let answer = try sandbox.run("withdraw", "ash", "p01", "--yes", "--remove-files")
        #expect(answer.status == 0 && answer.errors.contains("ash.html (report)"), "\(answer.errors)")
        #expect(try sandbox.shell("ls ash.md ash.html").status != 0)
        #expect(try !sandbox.succeed("report", "ash").contains("We pay for all"))
    }
}
