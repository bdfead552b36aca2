import Foundation
import Testing

/// What a report says that it cannot tell, or only under reserve.
@Suite struct ReportLimitsTests {
    private static let lines = #"""
        {"type":"case.opened","occurred":"2017-01-01","data":{"case":"ash","title":"Ash"}}
        {"type":"organisation.registered","occurred":"2017-01-01","data":{"organisation":"ccg","name":"The CCG","sector":"commissioner"}}
        {"type":"participant.recruited","occurred":"2018-01-01","data":{"participant":"p01","title":"Clerk","sector":"commissioner"}}
        {"type":"participant.recruited","occurred":"2018-01-01","data":{"participant":"p02","title":"Nurse","sector":"commissioner"}}
        {"type":"excerpt.recorded","occurred":"2018-02-03","data":{"text":"We pay for all.","speaker":"p01"}}
        {"type":"excerpt.recorded","occurred":"2018-02-04","data":{"text":"And so do we.","speaker":"p01"}}
        {"type":"excerpt.recorded","occurred":"2018-02-05","data":{"text":"Not us.","speaker":"p02"}}
        """#

    private static func limits(_ report: String) -> String {
        report.components(separatedBy: "\n## Limits\n").last?.components(separatedBy: "\n## Events cited").first ?? ""
    }

    @Test func `people who withdrew are counted, and so are the events whose words are withheld`() throws {
        let sandbox = try Sandbox()
        try sandbox.succeed("import", "ash", "-", input: Self.lines)
        let before = Self.limits(try sandbox.succeed("report", "ash"))
        #expect(before.contains("### What was withdrawn\n\n*Nothing was withdrawn.*"))
        try sandbox.succeed("withdraw", "ash", "p01", "--yes")
        try sandbox.succeed("withdraw", "ash", "p02", "--future", "--yes")
        let after = Self.limits(try sandbox.succeed("report", "ash"))
        #expect(after.contains(/- 1 person \(p01\) withdrew all that they had said \[[^\]]+\/8[^\]]*\]/))
        #expect(after.contains(/- 1 person \(p02\) withdrew from taking part any further; what was recorded stays \[/))
        // The title of the participant goes with the words.
        #expect(after.contains(/- On 3 events words are withheld, because they were withdrawn \[[^\]]+\/3, 5, 6\]/))
        let html = try sandbox.succeed("report", "ash", "--html")
        #expect(html.contains("On 3 events words are withheld"))
    }

    @Test func `words are withheld at dates before the withdrawal too, which is said`() throws {
        let sandbox = try Sandbox()
        try sandbox.succeed("import", "ash", "-", input: Self.lines)
        try sandbox.succeed("withdraw", "ash", "p01", "--yes")
        let limits = Self.limits(try sandbox.succeed("report", "ash", "--at", "2018-02-03"))
        #expect(limits.contains("On 2 events words are withheld") && !limits.contains("person (p01)"))
        #expect(limits.contains("*Whatever the dates asked for, words are withheld once they are withdrawn.*"))
    }
}
