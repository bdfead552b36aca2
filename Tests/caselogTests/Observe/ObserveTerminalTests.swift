import Foundation
import Testing

/// `observe` on a terminal.
@Suite(.serialized) struct ObserveTerminalTests {
    private let sandbox: Sandbox

    init() throws { sandbox = try Sandbox.withElm() }

    /// A session that has begun, at its first prompt.
    private func begun(_ variables: [String: String] = [:], columns: Int = 80) throws -> PseudoTerminal {
        let terminal = try PseudoTerminal(
            sandbox, "observe", "elm", "--title", "Joint board", "--body", "board", columns: columns, variables)
        try terminal.wait(for: variables.isEmpty ? " › " : " > ")
        return terminal
    }

    private func leave(_ terminal: PseudoTerminal) throws {
        try terminal.type("\u{4}")
        try terminal.wait(for: "Enter leave")
        try terminal.enter("", until: "goes on: caselog observe elm")
        #expect(terminal.end() == 0)
    }

    private func events(_ type: String) throws -> [[String: Any]] {
        try sandbox.succeed("events", "elm", "--type", type, "--json").split(separator: "\n").map { line in
            try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
        }
    }

    private func texts() throws -> [String] {
        try events("observation.noted").compactMap { ($0["data"] as? [String: Any])?["text"] as? String }
    }

    @Test func `a session is begun by two answers, says who observes what, and tells of each entry that it is safe`()
        throws
    {
        let terminal = try PseudoTerminal(sandbox, "observe", "elm")
        try terminal.wait(for: "Which meeting? (Enter: no title) ")
        try terminal.enter("Pooled budget", until: "Which body? (Enter: Board; -: none) ")
        try terminal.enter("boa", until: "boa is not known.  Enter new body  1 Board (board)")
        try terminal.type("1")
        try terminal.wait(for: "jw observes elm: “Pooled budget”")
        try terminal.wait(for: "of Board, from now on")
        try terminal.wait(for: " · 0:00:0")
        try terminal.enter("@council wartet größtenteils #resources", until: "7 observation noted · @council · #res")
        try terminal.wait(for: " · ✓ 7 › ")
        try terminal.enter("!end", until: "The session is over.")
        #expect(terminal.end() == 0)
        #expect(try texts() == ["@council wartet größtenteils #resources"])
        #expect(try events("session.ended").count == 1)
    }

    @Test func `an unknown name is asked about, and one key answers`() throws {
        let terminal = try begun()
        try terminal.enter("@anna and @trust talk of #delay", until: "@anna is not known.  Enter new person  o org")
        try terminal.wait(for: "k only words")
        try terminal.enter("", until: "@trust is not known.")
        try terminal.wait(for: "k only words")
        try terminal.type("o")
        try terminal.wait(for: "#delay is new.  Enter new code")
        try terminal.type("?k")
        try terminal.wait(for: "New: trust is the organisation trust.")
        try terminal.wait(for: " › ")
        try leave(terminal)
        #expect(try events("person.identified").count == 1)
        #expect(try events("code.defined").isEmpty)
        #expect(try texts() == ["@anna and @trust talk of #delay"])
    }

    @Test func `a question that nobody answers gives the entry back`() throws {
        let terminal = try begun()
        try terminal.enter("@counsil waits", until: "1 Council (council)")
        try terminal.wait(for: "k only words")
        try terminal.type("\u{1B}")
        try terminal.wait(for: "@counsil waits")
        try terminal.type("\u{3}")
        try terminal.wait(for: " › ")
        try terminal.enter("@counsil waits", until: "k only words")
        try terminal.type("1")
        try terminal.wait(for: "observation noted · @council")
        try terminal.wait(for: " › ")
        try leave(terminal)
        #expect(try texts().count == 1)
    }

    @Test func `Tab completes names, codes and forms, and lists them where there are several`() throws {
        let terminal = try begun()
        try terminal.type("@cou\t")
        try terminal.wait(for: "ncil ")
        try terminal.type("and @c\t")
        try terminal.wait(for: "  @ccg      CCG, organisation")
        try terminal.wait(for: "  @council  Council, organisation")
        try terminal.type("c\t")
        try terminal.wait(for: "g ")
        try terminal.enter("wait", until: "✓ 7 › ")
        try terminal.type("!undo\r")
        try terminal.wait(for: "8 took back 7: @council and @ccg wait")
        try terminal.wait(for: "✓ 8 › ")
        try leave(terminal)
        #expect(try events("event.retracted").count == 1)
    }

    @Test func `Ctrl-C clears the line, and the arrow key brings the last entry back`() throws {
        let terminal = try begun()
        try terminal.enter("One", until: "✓ 7 › ")
        try terminal.type("Nothing of this\u{3}")
        try terminal.wait(for: "✓ 7 › ")
        try terminal.type("\u{1B}[A")
        try terminal.wait(for: "One")
        try terminal.enter(" more", until: "✓ 8 › ")
        try leave(terminal)
        #expect(try texts() == ["One", "One more"])
    }

    @Test func `keys that mean nothing in a line leave nothing in it, and arrows with Ctrl go by words`() throws {
        let terminal = try begun()
        try terminal.type("we met today")
        try terminal.wait(for: "today")
        for key in ["[1;5C", "[5~", "[15~", "[24~", "[2~", "[[A", "OP", "[1;3D"] { try terminal.type("\u{1B}\(key)") }
        try terminal.enter("on ", until: "observation noted")
        try terminal.wait(for: " › ")
        try terminal.type("gone\u{1B}\u{3}")
        try terminal.wait(for: " › ")
        try terminal.enter("clean", until: "observation noted")
        try terminal.wait(for: " › ")
        try leave(terminal)
        #expect(try texts() == ["we met on today", "clean"])
    }

    @Test func `what is refused is told, and stands at the prompt again`() throws {
        let terminal = try begun()
        try terminal.enter("!settle pooled-budget handshake", until: "✗ ")
        try terminal.wait(for: "!settle pooled-budget handshake")
        for _ in "handshake" { try terminal.type("\u{7F}") }
        try terminal.enter("compromise", until: "7 dispute settled")
        try terminal.wait(for: " › ")
        try leave(terminal)
        #expect(try events("dispute.settled").count == 1)
    }

    @Test func `a session that was killed goes on, with its last entries and its clock`() throws {
        let first = try begun()
        try first.enter("Before", until: "✓ 7 › ")
        try first.enter("!pause", until: " · paused · ✓ 8 › ")
        first.kill()
        let second = try PseudoTerminal(sandbox, "observe", "elm")
        try second.wait(for: "Enter  go on with “Joint board”")
        try second.wait(for: "n  begin a new session")
        try second.enter("", until: ", paused.")
        try second.wait(for: "  7 ")
        try second.wait(for: "Before")
        try second.wait(for: " · paused › ")
        try second.enter("!resume", until: "session resumed")
        try second.wait(for: "✓ 9 › ")
        try second.enter("!end", until: "The session is over.")
        #expect(second.end() == 0)
        #expect(try events("session.started").count == 1)
    }

    @Test func `Ctrl-D asks whether the session goes on or ends`() throws {
        let terminal = try begun()
        try terminal.type("\u{4}")
        try terminal.wait(for: "Enter leave, the session goes on later")
        try terminal.type("s")
        try terminal.wait(for: " › ")
        try terminal.type("\u{4}")
        try terminal.wait(for: "Enter leave")
        try terminal.type("e")
        try terminal.wait(for: "The session is over.")
        #expect(terminal.end() == 0)
    }

    @Test(arguments: [["LC_ALL": "C"], ["TERM": "dumb"], ["TERM": "dumb", "LC_ALL": "C"]])
    func `a terminal that can do little is enough`(variables: [String: String]) throws {
        let terminal = try begun(variables)
        try terminal.enter("Wörter", until: " | safe 7 > ")
        try terminal.type("!end\r")
        try terminal.wait(for: "The session is over.")
        #expect(terminal.end() == 0)
        #expect(try texts() == ["Wörter"])
    }

    @Test func `a question that is too wide for the terminal is broken between words`() throws {
        let terminal = try PseudoTerminal(sandbox, "observe", "elm", columns: 30)
        try terminal.wait(for: "Which meeting? (Enter: no\r\n  title) ")
        try terminal.enter("Pooled budget", until: "Which body? (Enter: Board; -:\r\n  none) ")
        try terminal.enter("board", until: " › ")
        try terminal.enter("!end", until: "The session is over.")
        #expect(terminal.end() == 0)
    }

    @Test(arguments: [40, 60, 120]) func `nothing that is told is wider than the terminal`(columns: Int) throws {
        let terminal = try begun(columns: columns)
        try terminal.enter("!help", until: "› ")
        try terminal.enter("!end", until: "The session is over.")
        #expect(terminal.end() == 0)
        let lines = terminal.transcript.split(separator: "\r\n").filter { !$0.contains("\r") && !$0.contains("›") }
        for line in lines { #expect(line.count <= columns, "\(line)") }
    }
}
