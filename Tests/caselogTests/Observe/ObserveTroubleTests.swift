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

    @Test func `an entry that is being asked about is recorded when the terminal is closed`() throws {
        let terminal = try begun()
        try terminal.enter("@anna speaks", until: "k only words")
        try terminal.close()
        _ = terminal.end()
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

    @Test func `an entry has the time at which it was typed, however long those before it take to be stored`() throws {
        let terminal = try begun()
        let lock = try FeedLock(sandbox)
        try terminal.enter("One", until: "✗ Not stored yet.")
        try terminal.wait(for: " › ")
        try terminal.enter("Two", until: "\r\n")
        // It is typed; before it is stored the clock goes on.
        Thread.sleep(forTimeInterval: 2.5)
        let later = Date()
        lock.giveBack()
        try terminal.wait(for: "Stored now: 1 entry that had to wait.")
        try terminal.wait(for: "✓ 8 › ")
        try terminal.enter("!end", until: "The session is over.")
        #expect(terminal.end() == 0)
        let two = try #require(try stored("observation.noted").split(separator: "\n").last)
        let occurred = try #require(two.firstMatch(of: /"occurred":"([^"]+)"/)).1
        let typed = try #require(try? Date(String(occurred), strategy: .iso8601))
        #expect(two.contains("Two") && typed.timeIntervalSince(later) < -1)
    }

    @Test func `what waits is tried once more before the program ends`() throws {
        let terminal = try begun()
        let lock = try FeedLock(sandbox)
        try terminal.enter("One", until: "✗ Not stored yet.")
        try terminal.wait(for: "1 NOT SAFE › ")
        lock.giveBack()
        try terminal.type("\u{4}")
        try terminal.wait(for: "Stored now: 1 entry that had to wait.")
        try terminal.wait(for: "Enter leave")
        try terminal.enter("", until: "goes on: caselog observe elm")
        #expect(terminal.end() == 0)
        #expect(!terminal.transcript.contains("could not be stored"))
        #expect(try stored("observation.noted").contains("One"))
    }

    @Test func `what is refused only when it can be stored stands at the prompt again, and keeps its time`() throws {
        let terminal = try begun()
        let lock = try FeedLock(sandbox)
        try terminal.enter("!accept nothing", until: "✗ Not stored yet.")
        try terminal.wait(for: "1 NOT SAFE › ")
        let waiting = Date()
        lock.giveBack()
        try terminal.enter("", until: "\"!accept nothing\" cannot be recorded: ")
        try terminal.wait(for: "1 NOT SAFE › ")
        try terminal.wait(for: "!accept nothing")
        for _ in "!accept nothing" { try terminal.type("\u{7F}") }
        Thread.sleep(forTimeInterval: 1)
        try terminal.enter("They accept", until: "✓ 7 › ")
        try terminal.enter("!end", until: "The session is over.")
        #expect(terminal.end() == 0)
        let note = try stored("observation.noted")
        let occurred = try #require(note.firstMatch(of: /"occurred":"([^"]+)"/)).1
        let typed = try #require(try? Date(String(occurred), strategy: .iso8601))
        #expect(note.contains("They accept") && typed < waiting)
    }

    @Test func `a session that cannot begin yet is begun at the next try, with what was answered`() throws {
        let terminal = try PseudoTerminal(sandbox, "observe", "elm")
        try terminal.wait(for: "Which meeting? (Enter: no title) ")
        try terminal.enter("Pooled budget", until: "Which body? (Enter: Board; -: none) ")
        let lock = try FeedLock(sandbox)
        try terminal.enter("", until: "✗ The session cannot begin yet.")
        try terminal.wait(for: "Enter try again  Escape leave")
        lock.giveBack()
        try terminal.enter("", until: "jw observes elm: “Pooled budget”")
        try terminal.wait(for: " › ")
        try terminal.enter("!end", until: "The session is over.")
        #expect(terminal.end() == 0)
        let started = try stored("session.started")
        #expect(started.split(separator: "\n").count == 1 && started.contains(#""title":"Pooled budget""#))
        #expect(started.contains(#""body":"board""#))
    }

    @Test func `tabs in what is pasted are blanks, and ask for no names`() throws {
        let terminal = try begun()
        try terminal.enter("One\ttwo\t\tthree @council\tfour", until: "✓ 7 › ")
        try terminal.enter("!end", until: "The session is over.")
        #expect(terminal.end() == 0)
        #expect(try stored("observation.noted").contains(#""text":"One two  three @council four""#))
    }
}
