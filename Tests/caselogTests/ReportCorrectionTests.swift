import Foundation
import Testing

/// What a report says as corrected leads to the correction too, and to what was recorded first.
@Suite struct ReportCorrectionTests {
    private static let lines = #"""
        {"type":"case.opened","occurred":"2017-01-01","data":{"case":"ash","title":"Ash","privacy":"open"}}
        {"type":"organisation.registered","occurred":"2017-01-01","data":{"organisation":"ccg","name":"The CCG","sector":"commissioner"}}
        {"type":"dispute.raised","occurred":"2018-03-01","data":{"dispute":"beds","title":"Who pays?","issues":["resources"],"parties":["ccg"]}}
        {"id":"@deal","type":"dispute.settled","occurred":"2018-04-11","data":{"dispute":"beds","how":"compromise"}}
        {"type":"event.corrected","occurred":"2019-01-01","learnt":"2019-01-01","warrant":"documented","data":{"event":"@deal","reason":"The minutes were found.","occurred":"2018-04-13","data":{"how":"attrition"}}}
        """#

    private static func sandbox(_ more: String = "") throws -> Sandbox {
        let sandbox = try Sandbox()
        try sandbox.succeed("import", "ash", "-", input: lines + more)
        return sandbox
    }

    private static func standing(_ report: String) throws -> [String] {
        try ReportSentence.all(in: report).filter { $0.words.contains("It stands") }.map {
            "\($0.words.trimmingCharacters(in: .whitespaces)) \($0.numbers)"
        }
    }

    private static func listed(_ report: String, _ number: Int) -> String {
        let list = report.components(separatedBy: "\n## Events cited\n").last ?? ""
        return list.split(separator: "\n").first { row in
            row.dropFirst(2).prefix { $0 != " " }.hasSuffix("/\(number)")
        }.map(String.init) ?? ""
    }

    @Test func `each sentence that rests on what was corrected cites the correction`() throws {
        let report = try Self.sandbox().succeed("report", "ash")
        let sentences = try ReportSentence.all(in: report).filter { $0.numbers.contains(4) }
        #expect(sentences.count >= 3 && sentences.allSatisfy { $0.numbers.contains(5) })
        #expect(try Self.standing(report) == ["It stands settled, by attrition, since 2018-04-13 [4, 5]"])
        let (settled, corrected) = (Self.listed(report, 4), Self.listed(report, 5))
        #expect(settled.contains("/4 | 2018-04-13 (as corrected; recorded as 2018-04-11) | dispute.settled, corrected"))
        #expect(settled.contains(/corrected by [a-z0-9]+-[0-9a-f]{8}\/5 \|/))
        #expect(corrected.contains("/5 | 2019-01-01 | event.corrected |") && corrected.contains("documented"))
    }

    @Test func `in HTML the correction is cited and listed too`() throws {
        let html = try Self.sandbox().succeed("report", "ash", "--html")
        let row = html.split(separator: "\n").first { $0.contains("<td>2018-04-13") }
        #expect(row?.contains("2018-04-13 (as corrected; recorded as 2018-04-11)</td>") == true)
        #expect(html.contains(/since 2018-04-13 <span class="cite">\[<a href="#e0-4">4<\/a>, <a href="#e0-5">5<\/a>\]/))
    }

    @Test func `a correction that did not count yet, or was undone, is not cited`() throws {
        let before = try Self.sandbox().succeed("report", "ash", "--known", "2018")
        #expect(try ReportSentence.all(in: before).allSatisfy { !$0.numbers.contains(5) })
        let undone = #"""
            {"id":"@more","type":"event.corrected","occurred":"2019-02-01","data":{"event":"@deal","reason":"Again.","data":{"terms":"Half each."}}}
            {"type":"event.retracted","occurred":"2019-03-01","data":{"event":"@more","reason":"No."}}
            """#
        let after = try Self.sandbox("\n" + undone).succeed("report", "ash")
        #expect(try ReportSentence.all(in: after).allSatisfy { !$0.numbers.contains(6) && !$0.numbers.contains(7) })
        #expect(try Self.standing(after) == ["It stands settled, by attrition, since 2018-04-13 [4, 5]"])
    }

    @Test func `the count of votes that a later report had is cited from it`() throws {
        let sandbox = try Sandbox()
        let file = Repository.root.appending(path: "events/public/staffordshire.jsonl").path
        try sandbox.succeed("import", "one", file)
        let corrections = try sandbox.shell("caselog events one --type event.corrected --json | jq -r .id").output
        let correction = try #require(corrections.split(separator: "\n").first.map(String.init))
        let report = try sandbox.succeed("report", "one")
        let told = try ReportSentence.all(in: report).filter { $0.words.contains("for 24, against 107") }
        #expect(!told.isEmpty && told.allSatisfy { $0.citing.contains(correction) })
        #expect(report.contains("| \(correction) |"))
    }
}
