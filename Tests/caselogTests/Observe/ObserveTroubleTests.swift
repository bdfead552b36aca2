import Foundation
import Testing

/// `observe` on a terminal where something gets in its way.
@Suite(.serialized) struct ObserveTroubleTests {
    private let sandbox: Sandbox

    init() throws { sandbox = try Sandbox.withElm() }

    private func begun(isRaw: Bool = false) throws -> PseudoTerminal {
        let terminal = try PseudoTerminal(
            sandbox, "observe", "elm", "--title", "Joint board", "--body", "board", isRaw: isRaw)
        try terminal.wait(for: " › ")
        return terminal
    }

    private func stored(_ type: String) throws -> String {
        try sandbox.succeed("events", "elm", "--type", type, "--json")
    }

    @Test func `what is typed before a question is shown does not answer it, and stands before the next line`() throws {
        let terminal = try begun()
        try terminal.type("@anna speaks\rpo")
        try terminal.wait(for: "@anna is not known.")
        try terminal.wait(for: "k only words")
        try terminal.type("g")
        try terminal.wait(for: "New: anna is the group anna.")
        try terminal.enter("rt", until: "✓ 9 › ")
        try terminal.enter("!end", until: "The session is over.")
        #expect(terminal.end() == 0)
        let notes = try stored("observation.noted")
        #expect(notes.contains(#""text":"port""#), "\(notes)")
    }

    @Test(arguments: [SIGTERM, SIGHUP]) func `a signal ends it tidily, and the terminal shows again what is typed`(
        signal: Int32
    ) throws {
        let terminal = try begun()
        try terminal.enter("One", until: "✓ 7 › ")
        #expect(try !terminal.showsTyped())
        terminal.send(signal)
        try terminal.wait(for: "goes on: caselog observe elm")
        #expect(terminal.end() == 128 + signal)
        #expect(try terminal.showsTyped())
    }

    @Test func `an entry that is being asked about is recorded when a signal ends the program`() throws {
        let terminal = try begun()
        try terminal.enter("@anna speaks", until: "k only words")
        terminal.send(SIGTERM)
        try terminal.wait(for: "New: anna is the person anna.")
        #expect(terminal.end() == 128 + SIGTERM)
        #expect(try stored("observation.noted").contains("@anna speaks"))
    }

    @Test func `a terminal that was left as it was is told of`() throws {
        let terminal = try PseudoTerminal(sandbox, "observe", "elm", "--title", "X", "--body", "board", isRaw: true)
        try terminal.wait(for: "and left the terminal as it was: `stty")
        try terminal.wait(for: " › ")
        try terminal.enter("!end", until: "The session is over.")
        #expect(terminal.end() == 0)
    }

    @Test func `names of a case cannot steer the terminal, neither in questions nor in lists`() throws {
        let name = "\u{1B}]0;owned\u{7}Bored"
        try sandbox.succeed(
            "add", "elm", "body.established", "body=bored", "name=\(name)", "kind=committee", "--occurred", "2018")
        let terminal = try PseudoTerminal(sandbox, "observe", "elm", "--title", "X")
        try terminal.wait(for: "Which body? ")
        try terminal.type("bo\t")
        try terminal.wait(for: "␛]0;owned␇Bored")
        try terminal.enter("ard", until: " › ")
        try terminal.enter("!end", until: "The session is over.")
        #expect(terminal.end() == 0)
        #expect(!terminal.transcript.contains("\u{1B}]0;"))
    }
}
