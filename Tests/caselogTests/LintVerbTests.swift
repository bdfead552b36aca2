import Foundation
import Testing

/// `lint` points out persons in open texts of a case, or of lines that are not stored yet.
@Suite struct LintVerbTests {
    private static let lines = """
        {"type":"case.opened","occurred":"2018","data":{"case":"oak","title":"Oak","privacy":"open"}}
        {"id":"o","type":"observation.noted","occurred":"2019-02","data":{"text":"Then Mrs Ada Pell left, and rang 07700 900123."}}
        {"type":"memo.written","occurred":"2018-05","data":{"text":"Ask Jane Harker, or the board."},"note":"pell@example.org"}
        {"type":"organisation.registered","occurred":"2018","data":{"organisation":"x","name":"Dr Quill Partners","sector":"other"}}
        {"type":"memo.written","occurred":"2019-03","data":{"text":"Dr Quill has a practice."}}
        """

    /// A case of these lines, and some more.
    private static func oak(_ more: String = "") throws -> Sandbox {
        let sandbox = try Sandbox()
        let answer = try sandbox.run("import", "oak", "-", input: lines + more)
        #expect(answer.status == 0, "\(answer.errors)")
        return sandbox
    }

    /// What is found: of each line of JSON the values of some keys.
    private static func found(_ output: String, _ keys: String...) throws -> [[String]] {
        try output.split(separator: "\n").map { line in
            let object = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
            return keys.map { key in object[key].map { "\($0)" } ?? "" }
        }
    }

    @Test func `findings stand by how sure they are, then in case order`() throws {
        let answer = try Self.oak().run("lint", "oak", "--json")
        #expect(answer.status == 1)
        let found = try Self.found(answer.output, "sureness", "kind", "field", "words", "remedy")
        #expect(
            found == [
                ["sure", "e-mail", "note", "pell@example.org", "private"],
                ["sure", "name", "data.text", "Mrs Ada Pell", "private"],
                ["sure", "telephone", "data.text", "07700 900123", "private"],
                ["likely", "name", "data.text", "Jane Harker", "private"],
            ])
        #expect(try Self.found(answer.output, "event").allSatisfy { $0[0].contains("/") })
        #expect(try Self.found(answer.output, "before", "after")[3] == ["Ask ", ", or the board."])
    }

    @Test func `only what is sure is told where that is asked for`() throws {
        let answer = try Self.oak().run("lint", "oak", "--sure", "--json")
        #expect(try Self.found(answer.output, "sureness") == [["sure"], ["sure"], ["sure"]])
    }

    @Test func `people get words that fit their terminal, and what to do`() throws {
        let answer = try Self.oak().shell("COLUMNS=60 caselog lint oak")
        #expect(answer.status == 1)
        #expect(answer.output.split(separator: "\n").allSatisfy { $0.count <= 60 })
        #expect(answer.output.hasPrefix("sure\n  e-mail “pell@example.org” in note of jw-"))
        #expect(answer.output.contains("\nlikely\n  name “Jane Harker” in data.text of jw-"))
        #expect(answer.output.contains("event.corrected --data"))
        #expect(answer.output.contains("Correcting takes nothing out of the log"))
        #expect(answer.errors == "Found 4.\n")
    }

    @Test func `lines are looked through before they are stored, with the numbers that they have`() throws {
        let sandbox = try Sandbox()
        try sandbox.write("oak.jsonl", Data(Self.lines.utf8))
        let answer = try sandbox.run("lint", "oak.jsonl", "--json")
        #expect(answer.status == 1)
        #expect(
            try Self.found(answer.output, "sureness", "line") == [
                ["sure", "2"], ["sure", "2"], ["sure", "3"], ["likely", "3"],
            ])
        let piped = try sandbox.run("lint", "-", "--json", input: Self.lines)
        #expect(piped.output == answer.output && piped.status == 1)
        #expect(try sandbox.run("lint", "oak.jsonl").output.contains("before the lines are"))
    }

    @Test func `what becomes private when it is taken in is not told`() throws {
        let sandbox = try Sandbox()
        let people = Self.lines.replacing(#""privacy":"open""#, with: #""privacy":"people""#)
        #expect(try sandbox.run("lint", "-", input: people).status == 0)
        let marked = #"{"type":"memo.written","occurred":"2019","data":{"text":{"private":"Mrs Ada Pell"}}}"#
        #expect(try sandbox.run("lint", "-", input: marked).status == 0)
        let reason = #"{"type":"dispute.deadlocked","occurred":"2019","data":{"dispute":"d","reason":"Mrs Pell"}}"#
        #expect(try sandbox.run("lint", "-", input: people + "\n" + reason).status == 1)
    }

    @Test func `names that are given are looked for, and those of a file`() throws {
        let sandbox = try Self.oak()
        try sandbox.write("people.txt", Data("Quill Partners\n\nThe Board\n".utf8))
        let answer = try sandbox.run("lint", "oak", "--name", "Ada Pell", "--names", "people.txt", "--json")
        let found = try Self.found(answer.output, "sureness", "words")
        #expect(found.contains(["sure", "Quill Partners"]) && found.contains(["likely", "Quill"]))
        #expect(found.contains(["sure", "the board"]))
        #expect(try sandbox.run("lint", "oak", "--names", "nobody.txt").status == 2)
    }

    @Test func `a finding that is put right stands in the log, and is told as no longer shown`() throws {
        let change = #""event":"o","reason":"a name","data":{"text":"Then she left."}"#
        let more = "\n{\"type\":\"event.corrected\",\"occurred\":\"2021\",\"data\":{\(change)}}"
        let answer = try Self.oak(more).run("lint", "oak", "--sure", "--json")
        #expect(
            try Self.found(answer.output, "words", "remedy") == [
                ["pell@example.org", "private"], ["Mrs Ada Pell", "done"], ["07700 900123", "done"],
            ])
    }

    @Test func `the changes and reasons of corrections are looked through`() throws {
        let change = #""event":"o","reason":"Mr Tench says so","data":{"text":"Then Mrs Wye left."}"#
        let more = "\n{\"type\":\"event.corrected\",\"occurred\":\"2021\",\"data\":{\(change)}}"
        let answer = try Self.oak(more).run("lint", "oak", "--sure", "--json")
        let found = try Self.found(answer.output, "field", "words", "remedy")
        #expect(found.contains(["data.reason", "Mr Tench", "none"]))
        #expect(found.contains(["data.data.text", "Mrs Wye", "private"]))
    }

    @Test func `where nothing is found the status is 0, and wrong input is told`() throws {
        let sandbox = try Sandbox.withElm()
        let answer = try sandbox.run("lint", "elm")
        #expect(answer.status == 0 && answer.output.isEmpty && answer.errors == "Nothing was found.\n")
        let wrong = try sandbox.run("lint", "-", input: "{\"type\":\"memo.written\"}\nno line\n")
        #expect(wrong.status == 2 && wrong.errors.contains("line 2: It is no JSON"))
        #expect(try sandbox.run("lint", "nowhere").status == 2)
        try sandbox.shell("mkdir folder")
        #expect(try sandbox.run("lint", "folder").status == 2)
    }

    @Test(arguments: [
        "public/north-west-london", "public/nottinghamshire", "public/shropshire", "public/staffordshire",
        "england/england", "stp/elm", "stp/oak", "stp/willow",
    ])
    func `the bundled histories name nobody`(history: String) throws {
        let file = Repository.root.appending(path: "events/\(history).jsonl").path
        let answer = try Sandbox().run("lint", file)
        #expect(answer.status == 0, "\(answer.output)")
    }

    @Test func `the names of the table of who is who are looked for in a case`() throws {
        let sandbox = try Sandbox()
        try sandbox.succeed("new", "elm", "--title", "Elm", "--privacy", "open")
        try sandbox.succeed(
            "add", "elm", "observation.noted", "text=then xanthippe of all people left", "--occurred", "2019")
        #expect(try sandbox.run("lint", "elm").status == 0)
        try sandbox.succeed("who", "elm", "p07", input: "Xanthippe Oddname\n")
        let found = try sandbox.run("lint", "elm")
        #expect(found.status == 1 && found.output.contains("xanthippe"))
        try sandbox.shell("sed -i 's/p07/p08/' .home/private/cases/elm/*.keys")
        let damaged = try sandbox.run("lint", "elm")
        #expect(damaged.status == 0 && damaged.errors.contains("The names of `caselog who` are not looked for"))
    }

    @Test(.enabled(if: Repository.hasTool("sha256sum")))
    func `a withdrawal that was begun goes on first, and what is withdrawn is not told again`() throws {
        let more = """

            {"type":"participant.recruited","occurred":"2018","data":{"participant":"p07","title":"Piper","sector":"other"}}
            {"type":"excerpt.recorded","occurred":"2018-03","data":{"text":"Ask Mrs Orla Fenn.","speaker":"p07"}}
            """
        let sandbox = try Self.oak(more)
        let before = try sandbox.run("lint", "oak", "--sure")
        #expect(before.output.contains("Orla Fenn") && before.output.contains("Ada Pell"))
        let begun = try sandbox.shell(
            """
            line='withdraw p07 all - 2021-06-30 -'; sum=$(printf '%s' "$line" | sha256sum | cut -c1-16)
            mkdir -p .home/private/cases/oak && feed=$(ls oak.caselog/feeds) &&
            printf '%s %s\\n' "$line" "$sum" >".home/private/cases/oak/$feed.withdrawing"
            """)
        #expect(begun.status == 0)
        let answer = try sandbox.run("lint", "oak", "--sure")
        #expect(answer.status == 1 && answer.errors.contains("was completed"))
        #expect(!answer.output.contains("Orla Fenn") && answer.output.contains("Ada Pell"))
        #expect(try sandbox.succeed("events", "oak", "--json").contains("consent.withdrawn"))
    }
}
