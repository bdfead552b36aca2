import Foundation
import Testing

/// Whatever shows a fact says whether a source gives it, gives part of it, or gives nothing of it.
@Suite struct MarksVerbTests {
    private static let lines = #"""
        {"type":"case.opened","occurred":"2017-01-01","data":{"case":"ash","title":"Ash","privacy":"open"}}
        {"type":"organisation.registered","occurred":"2017-01-01","data":{"organisation":"ccg","name":"The CCG","sector":"commissioner"}}
        {"type":"dispute.raised","occurred":"2018-03-01","reconstructed":["occurred"],"data":{"dispute":"beds","title":"Who pays?","issues":["resources"],"parties":["ccg"]}}
        {"type":"dispute.raised","occurred":"2018-03","reconstructed":["type","occurred"],"data":{"dispute":"site","title":"Where?","issues":["purpose"],"parties":["ccg"]}}
        """#

    @Test(arguments: [
        ("show study/ash disputes --no-lanes", ["/3] *", "/4] ~†", "† no source gives it at all"]),
        ("show study/ash timeline --no-lanes", ["(reconstructed: occurred)", "(† no source gives it at all: type"]),
        ("report study/ash", ["/3 \\*]", "/4 \\~†]", "† that no source gives it at all"]),
        ("report study/ash --html", ["3</a>&nbsp;*]", "4</a>&nbsp;~†]"]),
        ("compare study", ["/3] *", "/4] ~†", "† no source gives it at all"]),
    ])
    func `what is ours as a whole has a mark of its own`(line: String, expected: [String]) throws {
        let sandbox = try Sandbox()
        try sandbox.shell("mkdir study")
        try sandbox.succeed("import", "study/ash", "-", input: Self.lines)
        let text = try sandbox.shell("COLUMNS=120 caselog \(line)").output
        for words in expected { #expect(text.contains(words), "\(words) in \(text)") }
    }
}
