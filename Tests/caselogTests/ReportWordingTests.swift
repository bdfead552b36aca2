import Foundation
import Testing

/// How a report puts things: under which heading, and in which words.
@Suite struct ReportWordingTests {
    private static let lines = #"""
        {"type":"case.opened","occurred":"2016-11-01","data":{"case":"ash","title":"Ash","privacy":"open"}}
        {"type":"organisation.registered","occurred":"2016-11-01","data":{"organisation":"ccg","name":"The CCG","sector":"commissioner"}}
        {"type":"organisation.registered","occurred":"2016-11-01","data":{"organisation":"trust","name":"The trust","sector":"acute-provider"}}
        {"type":"organisation.registered","occurred":"2016-11-01","data":{"organisation":"council","name":"The council","sector":"local-authority"}}
        {"type":"observation.noted","occurred":"2017","data":{"text":"Money was short."}}
        {"type":"observation.noted","occurred":"2017-02-01","data":{"text":"A meeting was called."}}
        {"type":"dispute.raised","occurred":"2017-05-01","data":{"dispute":"beds","title":"Who pays?","issues":["resources"],"parties":["ccg"]}}
        {"type":"position.taken","occurred":"2017-05-02","data":{"actor":"ccg","on":"beds","stance":"conditional","condition":"A provider leads it."}}
        {"type":"influence.perceived","occurred":"2017-05-03","data":{"actor":"ccg","standing":"peripheral","basis":["size"],"by":"researcher"}}
        {"type":"influence.perceived","occurred":"2017-05-03","data":{"actor":"trust","standing":"peripheral","basis":["size"],"by":"researcher"}}
        {"type":"influence.perceived","occurred":"2017-05-03","data":{"actor":"council","standing":"peripheral","basis":["size"],"by":"researcher"}}
        {"type":"memo.written","occurred":"2017-05-04","data":{"text":"Money *first*.\\n\\nThen trust.","about":["beds"],"kind":"theory"}}
        {"type":"session.started","occurred":"2017-08-01","data":{"session":"m1","kind":"meeting","observers":["jw"]}}
        {"type":"session.started","occurred":"2017-08-01","data":{"session":"m1","kind":"meeting","observers":["ab"]}}
        """#.replacing("\\\\n", with: "\\n")

    private static func report(_ options: String = "") throws -> String {
        let sandbox = try Sandbox()
        try sandbox.succeed("import", "ash", "-", "--anyway", input: lines)
        return try sandbox.shell("caselog report ash \(options)").output
    }

    @Test func `what is dated by the year alone stands under the year, before its quarters`() throws {
        let report = try Self.report()
        let year = try #require(report.range(of: "### 2017\n\n**2017** Money was short ["))
        let quarter = try #require(report.range(of: "#### January to March 2017\n\n**2017-02-01** A meeting"))
        #expect(year.upperBound < quarter.lowerBound)
    }

    @Test func `conditions and standings read as sentences`() throws {
        let report = try Self.report()
        #expect(report.contains("The CCG supported the dispute on a condition: A provider leads it ["))
        #expect(
            report.contains("The researcher saw as peripheral, 3 in all: The CCG, The trust and The council ["))
    }

    @Test func `the paragraphs of a memo stay apart`() throws {
        #expect(try Self.report().contains(#"Money \*first\*.<br>Then trust ["#))
        #expect(try Self.report("--html").contains("Money *first*.<br>Then trust <span"))
    }

    @Test func `a session that two people recorded is one, and rests on both records`() throws {
        let told = try ReportSentence.all(in: Self.report()).filter { $0.words.contains("Fieldwork of these months") }
        #expect(told.last?.words == "Fieldwork of these months: 1 session " && told.last?.numbers == [13, 14])
    }

    @Test func `the basis has the totals of the fieldwork, each with the events that it counts`() throws {
        let sandbox = try Sandbox()
        for name in ["willow", "elm", "oak"] {
            let file = Repository.root.appending(path: "events/stp/\(name).jsonl").path
            try sandbox.succeed("import", name, file)
            let report = try sandbox.succeed("report", name)
            let basis = try #require(
                report.components(separatedBy: "\n## Basis\n").last?.components(separatedBy: "\n## 1. ").first)
            let view = try sandbox.shell("caselog show \(name) fieldwork --json").output
            let json = try #require(try JSONSerialization.jsonObject(with: Data(view.utf8)) as? [String: Any])
            let people = try #require(json["participants"] as? [Any]).count
            let sessions = try #require(json["sessions"] as? [Any]).count
            #expect(basis.contains("\(people) people were recruited, of whom"))
            #expect(basis.contains("There were \(sessions) sessions: ") && basis.contains("Together they lasted "))
            let told = try ReportSentence.all(in: report).filter { $0.words.contains("people were recruited") }
            #expect(told.count == 1 && told[0].citing.count >= people)
        }
    }
}
