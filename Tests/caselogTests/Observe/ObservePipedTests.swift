import Foundation
import Testing

/// `observe` without a terminal: each line of standard input is an entry.
@Suite struct ObservePipedTests {
    private static func masked(_ text: String) -> String { text.replacing(/jw-[0-9a-f]{8}/, with: "jw") }

    @Test func `each line is answered by the ids of its events, and what was made known`() throws {
        let sandbox = try Sandbox.withElm()
        let answer = try sandbox.run(
            "observe", "elm", "--title", "Joint board", "--with", "council, Ada",
            input: "@council waits #resources\n\n@anna speaks\r\n!end\nafter the end\n")
        #expect(answer.status == 0)
        #expect(
            Self.masked(answer.output) == """
                jw/8
                jw/9 jw/10 New: anna is the person anna.
                jw/11

                """)
        #expect(answer.errors.contains("The session “Joint board” (meeting-"))
        let texts = try sandbox.succeed("events", "elm", "--type", "observation.noted", "--json")
        #expect(texts.contains("@anna speaks") && !texts.contains("after the end"))
    }

    @Test func `what is refused is told with its line, and the others stand`() throws {
        let sandbox = try Sandbox.withElm()
        let answer = try sandbox.run("observe", "elm", input: "One\n!settle pooled-budget handshake\n!nonsense\nTwo\n")
        #expect(answer.status == 1)
        #expect(Self.masked(answer.output) == "jw/7\njw/8\n")
        #expect(answer.errors.contains("line 2: ") && answer.errors.contains("line 3: There is no form !nonsense."))
    }

    @Test func `a session that was not ended goes on, unless another is begun`() throws {
        let sandbox = try Sandbox.withElm()
        for line in ["One", "Two"] { try sandbox.succeed("observe", "elm", input: line + "\n") }
        try sandbox.succeed("observe", "elm", "--kind", "interview", input: "Three\n")
        let started = try sandbox.succeed("events", "elm", "--type", "session.started", "--json").split(separator: "\n")
        #expect(started.count == 2)
        let first = try #require(started[0].firstMatch(of: /"session":"([^"]+)"/)).1
        try sandbox.succeed("observe", "elm", "--session", String(first), input: "Four\n!end\n")
        let wrong = try sandbox.run("observe", "elm", "--session", String(first), input: "Five\n")
        #expect(wrong.status == 2 && wrong.output.isEmpty && wrong.errors.contains("No session"))
        let notes = try sandbox.succeed("events", "elm", "--session", String(first), "--json")
        #expect(notes.split(separator: "\n").filter { $0.contains("observation.noted") }.count == 3)
    }

    @Test func `help is printed, and odd bytes are refused`() throws {
        let sandbox = try Sandbox.withElm()
        #expect(try sandbox.succeed("observe", "elm", input: "!help oppose\n").contains("For example: !oppose"))
        let odd = try sandbox.shell("printf 'ok\\n\\377\\nfine' | caselog observe elm")
        #expect(odd.status == 1 && odd.errors.contains("line 2: It is not valid UTF-8."))
        #expect(odd.output.split(separator: "\n").count == 2)
    }

    @Test(arguments: [
        ["--kind", "party"], ["--session", "x", "--title", "y"], ["--as", "†"],
    ])
    func `wrong options are told`(options: [String]) throws {
        let sandbox = try Sandbox.withElm()
        let before = try sandbox.stored()
        let answer = try sandbox.shell("caselog observe elm \(options.joined(separator: " ")) </dev/null")
        #expect(answer.status == 2 && !answer.errors.isEmpty)
        #expect(try sandbox.stored() == before)
    }

    @Test func `who observes is named in the feed and in the session`() throws {
        let sandbox = try Sandbox.withElm()
        try sandbox.shell("rm -rf .home")
        let answer = try sandbox.run("observe", "elm", "--as", "Anna", input: "One\n")
        #expect(answer.output.hasPrefix("anna-"))
        #expect(try sandbox.succeed("events", "elm", "--json").contains(#""observers":["Anna"]"#))
    }

    @Test(.enabled(if: Repository.hasTool("id")))
    func `where the environment does not tell who observes, the system does`() throws {
        let sandbox = try Sandbox.withElm()
        let answer = try sandbox.shell(
            "rm -rf .home; id -un | tr -cd a-z0-9; echo; echo One | env -u USER -u LOGNAME caselog observe elm")
        let lines = answer.output.split(separator: "\n")
        try #require(lines.count == 2 && !lines[0].isEmpty)
        #expect(lines[1].hasPrefix("\(lines[0].prefix(16))-"))
        #expect(try sandbox.succeed("events", "elm", "--json").contains(#""observers":["\#(lines[0].prefix(16))"]"#))
    }

    @Test func `who was met during capture can withdraw, and nothing of that is odd`() throws {
        let sandbox = try Sandbox()
        try sandbox.succeed("new", "ash", "--title", "Ash")
        try sandbox.succeed("observe", "ash", "--title", "Talk", input: "@petra: not before May\n!end\n")
        try sandbox.succeed("withdraw", "ash", "p01", "--yes")
        #expect(
            try sandbox.succeed("events", "ash", "--type", "consent.withdrawn").contains("(p01) withdrew consent (all)")
        )
        #expect(try sandbox.succeed("show", "ash", "anomalies", "--json").contains(#""anomalies":[]"#))
    }
}
