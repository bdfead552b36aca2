import Foundation
import Testing

/// What bad input gets: a sentence that names the line, the field and what would be accepted, an exit status, and
/// nothing stored.
@Suite struct BadInputTests {
    /// A line of input and what the sentence about it must say.
    struct BadLine: CustomTestStringConvertible {
        let name: String
        let line: Data
        let says: [String]
        var status: Int32 = 2
        var testDescription: String { name }

        init(_ name: String, _ line: String, says: String..., status: Int32 = 2) {
            self.name = name
            self.line = Data(line.utf8)
            self.says = says
            self.status = status
        }

        init(_ name: String, bytes: Data, says: String...) {
            self.name = name
            line = bytes
            self.says = says
        }
    }

    private static func memo(_ members: String) -> String {
        #"{"type":"memo.written",\#(members)"data":{"text":"x"}}"#
    }

    static let badLines = [
        BadLine("broken JSON", #"{"type":"memo.written","data":{"text":"x"}"#, says: "JSON", "at byte"),
        BadLine("a key twice", memo(#""occurred":"2019","occurred":"2019","#), says: "\"occurred\" stands twice"),
        BadLine(
            "invalid UTF-8",
            bytes: Data(#"{"type":"memo.written","occurred":"2019","data":{"text":""#.utf8) + [0xFF]
                + Data(#""}}"#.utf8),
            says: "UTF-8"),
        BadLine(
            "a long line",
            #"{"type":"memo.written","occurred":"2019","data":{"text":"\#(String(repeating: "x", count: 65_500))"}}"#,
            says: "65535"),
        BadLine(
            "a number that is no integer",
            #"{"type":"case.opened","occurred":"2019","data":{"case":"elm","title":"E","population":1.5}}"#,
            says: "population", "whole number", "1.5"),
        BadLine("an impossible date", memo(#""occurred":"2019-02-30","#), says: "occurred", "2019-02-30", "28 days"),
        BadLine("no date", memo(#""occurred":"last June","#), says: "occurred", "Dates look like"),
        BadLine(
            "an unknown type", #"{"type":"dispute.setled","occurred":"2019","data":{}}"#,
            says: "type", "dispute.setled", "Did you mean", "\"dispute.settled\""),
        BadLine("an unknown key", memo(#""occurred":"2019","ocurred":"2019","#), says: "ocurred", "Did you mean"),
        BadLine(
            "an unknown field", #"{"type":"memo.written","occurred":"2019","data":{"txt":"x"}}"#,
            says: "txt", "text, about, kind"),
        BadLine("a missing field", #"{"type":"memo.written","occurred":"2019","data":{}}"#, says: "text", "missing"),
        BadLine(
            "an unknown enumerated value",
            #"{"type":"dispute.settled","occurred":"2019-06","data":{"dispute":"pooled-budget","how":"force"}}"#,
            says: "how", "\"force\"", "consensus, compromise"),
        BadLine(
            "an unknown actor",
            #"{"type":"membership.began","occurred":"2019","data":{"member":"counsil","of":"board"}}"#,
            says: "member", "counsil", "Did you mean \"council\"", status: 1),
        BadLine(
            "a missing event", memo(#""occurred":"2019","because":["jw-00000000/7"],"#),
            says: "because", "jw-00000000/7", status: 1),
        BadLine(
            "no event's name", memo(#""occurred":"2019","because":["yesterday"],"#), says: "because", "jw-3f9c21ab/12"),
        BadLine(
            "a date too coarse for its place",
            #"{"type":"dispute.settled","occurred":"2019","data":{"dispute":"pooled-budget","how":"consensus"}}"#,
            says: "occurred", "too coarse", "2019-03/2019-12", status: 1),
        BadLine(
            "a dispute re-ignited that is open",
            #"{"type":"dispute.reignited","occurred":"2019-05","data":{"dispute":"pooled-budget"}}"#,
            says: "settled", status: 1),
    ]

    @Test(arguments: badLines)
    func `import refuses the whole file, and says which line`(bad: BadLine) throws {
        let sandbox = try Sandbox.withElm()
        let before = try sandbox.stored()
        let good = #"{"type":"memo.written","occurred":"2019","data":{"text":"fine"}}"#
        try sandbox.write("lines.jsonl", Data("\(good)\n\n".utf8) + bad.line + Data("\n\(good)\n".utf8))
        let answer = try sandbox.run("import", "elm", "lines.jsonl")
        #expect(answer.status == bad.status)
        #expect(answer.output.isEmpty)
        #expect(answer.errors.hasPrefix("line 3: "))
        for words in bad.says { #expect(answer.errors.contains(words), "\(answer.errors)") }
        #expect(answer.errors.contains("nothing was stored"))
        #expect(try sandbox.stored().filter { $0.key != "lines.jsonl" } == before)
    }

    @Test func `every bad line is reported, and wrong input wins over refusal`() throws {
        let sandbox = try Sandbox.withElm()
        let lines = Self.badLines.filter { $0.name.hasPrefix("an unknown") }
        try sandbox.write("lines.jsonl", lines.reduce(into: Data()) { $0 += $1.line + [0x0A] })
        let answer = try sandbox.run("import", "elm", "lines.jsonl")
        #expect(answer.status == 2)
        for number in 1...lines.count { #expect(answer.errors.contains("line \(number): ")) }
    }

    @Test(arguments: [
        ("memo.writen text=x", 2, "Did you mean \"memo.written\""),
        ("memo.written text=x --occurred 2019-02-30", 2, "28 days"),
        ("memo.written txt=x", 2, "text, about, kind"),
        ("memo.written text", 2, "field=value"),
        ("memo.written text=x text=y", 2, "twice"),
        ("memo.written --data '{\"text\":'", 2, "--data"),
        ("session.started session=S1 kind=interview", 2, "a-z, 0-9 and -"),
        ("dispute.settled dispute=pooled-budget how=force --occurred 2019-06", 2, "consensus, compromise"),
        ("membership.began member=counsil of=board", 1, "Did you mean \"council\""),
        ("memo.written text=x --because jw-00000000/7", 1, "jw-00000000/7"),
        ("dispute.settled dispute=pooled-budget how=consensus --occurred 2019", 1, "2019-03/2019-12"),
    ])
    func `add says what would be accepted`(arguments: String, status: Int, says: String) throws {
        let sandbox = try Sandbox.withElm()
        let before = try sandbox.stored()
        let answer = try sandbox.shell("caselog add elm \(arguments)")
        #expect(answer.status == Int32(status))
        #expect(answer.errors.contains(says), "\(answer.errors)")
        #expect(answer.output.isEmpty)
        #expect(try sandbox.stored() == before)
    }

    @Test func `a refused event leaves no feed of a new device behind`() throws {
        let sandbox = try Sandbox.withElm()
        let before = try sandbox.stored()
        let answer = try sandbox.shell("CASELOG_HOME=\"$PWD/.home/other\" caselog add elm memo.written txt=x")
        #expect(answer.status == 2)
        #expect(try sandbox.stored() == before)
    }

    @Test func `a case that is there is not made again`() throws {
        let sandbox = try Sandbox.withElm()
        let before = try sandbox.stored()
        let answer = try sandbox.run("new", "elm", "--title", "Another")
        #expect(answer.status == 2)
        #expect(answer.errors.contains("'elm.caselog' already"))
        #expect(try sandbox.stored() == before)
    }

    @Test(arguments: ["show oak disputes", "add oak memo.written text=x", "events oak", "seal oak", "verify oak"])
    func `a case that is not there is not made up`(command: String) throws {
        let sandbox = try Sandbox()
        let answer = try sandbox.shell("caselog \(command)")
        #expect(answer.status == 2)
        #expect(answer.errors.contains("'oak.caselog'"))
        #expect(answer.errors.contains("caselog new"))
        #expect(try sandbox.stored().isEmpty)
    }

    @Test func `an import that would make a case needs its opening, and leaves nothing when refused`() throws {
        let sandbox = try Sandbox()
        let memo = #"{"type":"memo.written","occurred":"2019","data":{"text":"x"}}"#
        #expect(try sandbox.run("import", "oak", "-", input: memo).status == 2)
        let opened = #"{"type":"case.opened","occurred":"2019","data":{"case":"oak","title":"Oak"}}"#
        let answer = try sandbox.run("import", "oak", "-", input: opened + "\n{\n")
        #expect(answer.status == 2)
        #expect(answer.errors.contains("line 2: "))
        #expect(try sandbox.stored().isEmpty)
    }

    @Test(arguments: [
        "", "frobnicate", "new elm", "new 'Bad Name' --title x", "show", "show elm nonsense",
        "import elm missing.jsonl",
        "show elm disputes --at 2019-02-30", "diff elm 2019", "add elm memo.written text=x --warrant guessed",
    ])
    func `a wrong command is told as such`(command: String) throws {
        let sandbox = try Sandbox.withElm()
        let answer = try sandbox.shell("caselog \(command)")
        if command.isEmpty { return #expect(answer.status == 0 && answer.output.contains("SUBCOMMANDS")) }
        #expect(answer.status == 2)
        #expect(!answer.errors.isEmpty)
    }

    @Test func `an impossible date in a question is told as such`() throws {
        let sandbox = try Sandbox.withElm()
        let answer = try sandbox.run("show", "elm", "disputes", "--at", "2019-02-30")
        #expect(answer.status == 2)
        #expect(answer.errors.contains("28 days"))
    }
}
