import Foundation
import Testing

/// A text that outlives standard error says at its head that part of the case could not be read.
@Suite struct IncompleteTextTests {
    private static func damaged() throws -> Sandbox {
        let sandbox = try Sandbox()
        let lines = #"""
            {"type":"case.opened","occurred":"2017","data":{"case":"elm","title":"Elm","privacy":"open"}}
            {"type":"organisation.registered","occurred":"2017","data":{"organisation":"ccg","name":"The CCG","sector":"commissioner"}}
            """#
        try sandbox.shell("mkdir study")
        try sandbox.succeed("import", "study/elm", "-", input: lines)
        try sandbox.succeed("add", "study/elm", "observation.noted", "text=Seen.", "--occurred", "2018")
        try sandbox.succeed("seal", "study/elm")
        try sandbox.succeed("add", "study/elm", "observation.noted", "text=Heard.", "--occurred", "2019")
        let sealed = try #require(try sandbox.stored().keys.first { $0.hasSuffix("001.jsonl.lz4") })
        var bytes = try #require(try sandbox.stored()[sealed])
        bytes[bytes.count / 4] ^= 0x40
        try sandbox.write(sealed, bytes)
        return sandbox
    }

    @Test(arguments: [
        "show study/elm disputes", "show study/elm disputes --markdown", "show study/elm timeline",
        "show study/elm timeline --markdown", "report study/elm", "report study/elm --html", "replay study/elm",
        "replay study/elm --every year", "compare study", "compare study --markdown", "compare study --html",
    ])
    func `what is incomplete says so at its head`(line: String) throws {
        let answer = try Self.damaged().shell("caselog \(line) 2> errors")
        #expect(answer.status == 1)
        let text = answer.output
        let place = try #require(text.range(of: "INCOMPLETE. ")?.lowerBound, "\(text)")
        // Before anything that could be taken for an answer.
        let head = text[..<place]
        #expect(
            !head.contains("None had been raised") && head.firstMatch(of: /\n## |<h2|<h3|\[[a-z]+-[0-9a-f]{8}\//) == nil
        )
        #expect(!text.contains("Everything fits together"))
    }

    @Test func `what is whole says nothing of it`() throws {
        let sandbox = try Sandbox()
        try sandbox.succeed("new", "elm", "--title", "Elm")
        for line in ["show elm disputes", "report elm", "replay elm", "show elm timeline --markdown"] {
            #expect(try !sandbox.shell("caselog \(line)").output.contains("INCOMPLETE"))
        }
    }
}
